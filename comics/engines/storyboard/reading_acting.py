"""Who does what: reads sentences for the people in them and gives each verb, feeling and thing to the one it belongs to.

A sentence is cut at its mentions ("Ren kneels, offers map, Mino starts to trust him" → Ren: "kneels, offers map", Mino: "starts
to trust him"). Names joined by "and" share what follows. After an object ("Ren hugs Mino and smiles") a new verb goes back to
the subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from comics.engines.storyboard.parts import Expression, Pose
from comics.engines.storyboard.reading_subjects import is_foreign, without_idle
from comics.engines.storyboard.words import plain
from comics.engines.storyboard.words_acting import AWAY, EXPRESSIONS, HOLDING, POSES
from comics.engines.storyboard.words_things import CROWD, HELD

_SENTENCES: Final = re.compile(r"[.;:!?\n]+\s*|\s-+\s|\s[–—]\s")
_JOINED: Final = re.compile(
    r",?\s*(?:and|&|or|with|y|e|et|und|dan|mit|con|avec|dengan)"
    r"(?:\s+(?:the|an?|his|her|their|old|young|little|small|el|la|le|der|die|das))*"
)
_RESTART: Final = re.compile(r"\s*(?:,|\band\b|\bthen\b|\bwhile\b|\bbefore\b|\bbut\b)\s*(?:then\s+|both\s+)?")
_NOT: Final = re.compile(r"\b(?:not|never|no|without|isn't|doesn't|don't|cannot|can't|stops|stopped|instead of)\s+(?:\w+\s+)?$")

# Verbs that two people do to one another.
MUTUAL: Final = frozenset({"hug", "fight"})
# Poses that give way to a livelier one read later in the same words.
_WEAK: Final = frozenset({"stand", "think", "walk", "reach"})
# What a pose shows on the face when no word names a feeling.
_FACE_OF_POSE: Final = {
    "hug": "tender", "cheer": "happy", "fight": "determined", "run": "determined", "fall": "surprised", "think": "thoughtful",
    "wave": "happy", "jump": "happy", "fly": "happy", "arms_crossed": "angry", "point": "determined", "kneel": "tender",
    "crouch": "worried", "offer": "tender",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """People named at one place of a sentence."""

    start: int
    end: int
    names: tuple[str, ...]


@dataclass(slots=True)
class Acting:
    """What was read about one person so far; what was read first stays, except that livelier poses replace weak ones."""

    pose: str = ""
    expression: str = ""
    holding: str = ""
    away: bool = False
    weight: dict[str, int] = field(default_factory=dict)

    def take(self, what: str, key: str, rank: int) -> None:
        """Remember `key` as the person's pose, expression or thing held, unless better-ranked words said otherwise."""
        known = getattr(self, what)
        livelier = what == "pose" and known in _WEAK and key not in _WEAK and rank <= self.weight.get(what, rank)
        if not known or livelier:
            setattr(self, what, key)
            self.weight[what] = rank


def read_acting(
    texts: Sequence[str], find: FindMentions, carried: tuple[str, ...], known: Mapping[str, Acting] | None = None
) -> dict[str, Acting]:
    """The acting per name, added to what is `known`.

    `texts` come most important first; `find` gives the mentions of a sentence; `carried` are the people a sentence is about
    that names nobody.
    """
    stage = dict(known or {})
    for rank, text in enumerate(texts, start=len(stage)):
        subject = recent = carried
        for sentence in _SENTENCES.split(plain(text)):
            if not sentence.strip():
                continue
            groups = _grouped(sentence, find(sentence, recent))
            named = [name for group in groups for name in group.names]
            recent = tuple(name for name in recent if name not in named) + tuple(dict.fromkeys(named))
            subject = _read_sentence(sentence, groups, subject, stage, rank)
    return stage


def _read_sentence(
    sentence: str, groups: list[Mention], carried: tuple[str, ...], stage: dict[str, Acting], rank: int
) -> tuple[str, ...]:
    """Give the sentence's words to its people; answers whom the sentence was about."""
    if not groups:
        told = without_idle(sentence)
        if is_foreign(told):
            return carried
        if not CROWD.first(told) and (POSES.first(told) or EXPRESSIONS.first(told) or _held(told)):
            _give(carried, sentence, stage, rank)
        return carried
    opening = sentence[: groups[0].start]
    subject = groups[0].names
    if is_foreign(sentence):
        _give(subject, "", stage, rank)
    elif carried and opening.strip() and POSES.first(opening):
        _give(carried, opening, stage, rank)
        subject = carried
        _mutual(carried, groups[0].names, opening, stage, rank)
    else:
        _give(subject, opening, stage, rank)
    for at, group in enumerate(groups):
        words = sentence[group.end : groups[at + 1].start if at + 1 < len(groups) else len(sentence)]
        if at + 1 < len(groups):
            _mutual(group.names, groups[at + 1].names, words, stage, rank)
            _handed(group.names, f"{words} {sentence[groups[at + 1].end :][:30]}", stage, rank)
        subject = _share(group.names, subject, words, stage, rank)
    return groups[0].names if groups[0].start < 12 or not carried else subject


def _share(
    names: tuple[str, ...], subject: tuple[str, ...], words: str, stage: dict[str, Acting], rank: int
) -> tuple[str, ...]:
    """Words after a mention: its own, up to a comma or "and" after which a verb goes back to the sentence's subject.

    So does what begins with "with": "Ren looks at Mino with a tender smile".
    """
    if names != subject:
        cut = _RESTART.search(words)
        if cut and cut.end() < len(words):
            rest = words[cut.end() :]
            verb = POSES.hits(rest) or EXPRESSIONS.hits(rest)
            if verb and verb[0].start == 0 and not words[: cut.start()].strip():
                _give(subject, rest, stage, rank)
                return subject
        before, sign, manner = words.partition(" with ")
        if sign:
            _give(names, before, stage, rank)
            _give(subject, f"with {manner}", stage, rank)
            return subject
        if words[:1] == "," or cut is None or words[: cut.start()].strip():
            _give(names, words, stage, rank)
            return names
    _give(names, words, stage, rank)
    return names


def _grouped(sentence: str, mentions: list[Mention]) -> list[Mention]:
    """Mentions joined by "and" count as one that has all their names; commas join only a list that ends in "and"."""
    groups: list[Mention] = []
    at = 0
    while at < len(mentions):
        last = _last_joined(sentence, mentions, at)
        names = tuple(dict.fromkeys(name for mention in mentions[at : last + 1] for name in mention.names))
        groups.append(Mention(mentions[at].start, mentions[last].end, names))
        at = last + 1
    return groups


def _last_joined(sentence: str, mentions: list[Mention], first: int) -> int:
    """The last mention of the list that begins at `first`; `first` itself where nothing is joined to it."""
    last = at = first
    while at + 1 < len(mentions):
        between = sentence[mentions[at].end : mentions[at + 1].start].strip()
        if _JOINED.fullmatch(between):
            last = at + 1
        elif between != ",":
            break
        at += 1
    return last


def _mutual(names: tuple[str, ...], others: tuple[str, ...], words: str, stage: dict[str, Acting], rank: int) -> None:
    """What two people do to one another is done by both."""
    pose = POSES.first(words)
    if pose in MUTUAL:
        for name in (*names, *others):
            stage.setdefault(name, Acting()).take("pose", pose, rank)


def _handed(names: tuple[str, ...], words: str, stage: dict[str, Acting], rank: int) -> None:
    """ "Bob hands Rosa a letter": the thing stands after the other one's name, but is in the giver's hand."""
    held = _held(words)
    if held and HOLDING.first(words):
        for name in names:
            stage.setdefault(name, Acting()).take("holding", held, rank)


def _give(names: tuple[str, ...], words: str, stage: dict[str, Acting], rank: int) -> None:
    if not names or not words.strip():
        for name in names:
            stage.setdefault(name, Acting())
        return
    words = without_idle(words)
    poses = [hit for hit in POSES.hits(words) if not _NOT.search(words[: hit.start])]
    faces = [hit for hit in EXPRESSIONS.hits(words) if not _NOT.search(words[: hit.start])]
    held = _held(words)
    for name in names:
        acting = stage.setdefault(name, Acting())
        for hit in poses:
            acting.take("pose", hit.key, rank)
        for hit in faces:
            acting.take("expression", hit.key, rank)
        if held:
            acting.take("holding", held, rank)
        acting.away = acting.away or bool(AWAY.first(words))


def _held(words: str) -> str:
    """The thing in the hand: a word of `HELD` at most four words after a verb of holding."""
    for verb in HOLDING.hits(words):
        rest = words[verb.end : verb.end + 44]
        things = HELD.hits(rest)
        if things and len(rest[: things[0].start].split()) <= 4:
            # Of words that belong together ("paper map") the last is the thing.
            thing = things[0]
            for other in things[1:]:
                thing = other if other.start == thing.end + 1 else thing
            return thing.word.removesuffix("'s")
    return ""


def pose_of(acting: Acting, *, seat: bool = False) -> Pose:
    """The pose read, standing where none was; who sleeps where there is a seat sits."""
    if seat and acting.pose == "lie":
        return Pose.SIT
    return Pose(acting.pose) if acting.pose else Pose.OFFER if acting.holding else Pose.STAND


def expression_of(acting: Acting, *, spoken: str = "") -> Expression:
    """The feeling read; else what the pose shows; else what the spoken words' marks tell; else neutral."""
    if acting.expression:
        return Expression(acting.expression)
    if acting.pose in _FACE_OF_POSE:
        return Expression(_FACE_OF_POSE[acting.pose])
    if "?!" in spoken or "!?" in spoken:
        return Expression.SURPRISED
    if spoken.count("!") > 1 or (spoken.isupper() and len(spoken) > 3):
        return Expression.ANGRY
    if "!" in spoken:
        return Expression.HAPPY
    if "?" in spoken:
        return Expression.THOUGHTFUL
    return Expression.SAD if "..." in spoken or "…" in spoken else Expression.NEUTRAL


class FindMentions:
    """Callable that finds the people in a sentence (see `reading_cast.Finder`)."""

    def __call__(self, sentence: str, carried: tuple[str, ...]) -> list[Mention]:
        """The mentions, from left to right; `carried` are the people that "he" or "she" may mean."""
        raise NotImplementedError
