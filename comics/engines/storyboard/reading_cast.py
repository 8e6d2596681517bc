"""Who is in a panel: finds cast members by name, nickname or role, and people and animals who are not in the cast."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from comics.engines.contract import CastMember
from comics.engines.storyboard.reading_acting import FindMentions, Mention
from comics.engines.storyboard.words import plain
from comics.engines.storyboard.words_things import ANIMALS, BOTH, FAMILY, ONE, PEOPLE

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STOP: Final = frozenset(
    [
        "the",
        "and",
        "who",
        "with",
        "his",
        "her",
        "their",
        "lead",
        "main",
        "hero",
        "heroine",
        "character",
        "protagonist",
        "friend",
        "best",
        "young",
        "old",
        "lost",
        "little",
        "small",
        "kind",
        "brave",
        "quiet",
        "slim",
        "tall",
        "short",
        "of",
        "from",
        "for",
        "that",
        "this",
        "years",
        "year",
    ]
)
_UNDER: Final = re.compile(r"\b(\d{1,3})\b")
# Words for people of an age and gender, by which a cast member may be called when only one fits.
_AGES: Final = (
    (3, ("baby", "infant", "toddler", "child")),
    (13, ("child", "kid")),
    (20, ("teenager", "teen", "student", "kid")),
    (200, ()),
)
_GENDERS: Final = {
    "female": (("girl", "daughter"), ("woman", "lady")), "male": (("boy", "son"), ("man", "guy")),
}  # fmt: skip


def years(member: CastMember) -> int | None:
    """The member's age in years where it is written as a number."""
    found = _UNDER.search(member.age)
    return int(found[1]) if found else None


def role_words(member: CastMember) -> set[str]:
    """The words by which a script may call this member instead of the name."""
    words = {word for word in _WORD.findall(plain(member.role)) if word not in _STOP}
    words |= {word for word in _WORD.findall(plain(member.age)) if word in ("child", "baby", "teenager", "kid")}
    age = years(member)
    young = (age is not None and age < 16) or bool(words & {"child", "kid", "boy", "girl", "baby", "student"})
    if age is not None:
        words |= set(next(names for limit, names in _AGES if age < limit))
    for gender, (small, grown) in _GENDERS.items():
        if re.search(rf"\b{gender}\b", plain(member.gender)):
            words |= set(small if young else grown)
    head = plain(member.appearance).split(",")[0]
    words |= {hit.key for hit in ANIMALS.hits(head + " " + plain(member.role))}
    return words


class Finder(FindMentions):
    """Finds mentions. Names of the cast count everywhere; a role word counts where it fits one member only."""

    def __init__(self, cast: Sequence[CastMember], *, speakers: Sequence[str] = ()) -> None:
        self.cast = {member.name: member for member in cast if member.name.strip()}
        self.extras: dict[str, CastMember] = {}
        self.animals: dict[str, str] = {}
        self._names = self._name_patterns()
        self._roles = self._unique_roles()
        for speaker in speakers:
            self.named(speaker)

    def named(self, name: str) -> str:
        """The cast's name for a speaker, adding a person of that name where the cast has none."""
        for known in self.cast:
            if plain(known) == plain(name) or plain(name) in plain(known).split():
                return known
        role = PEOPLE.first(plain(name))
        if role and self._roles.get(role):
            return self._roles[role]
        if name.strip():
            self.extras.setdefault(name, CastMember(name=name, role=role))
        return name

    def _name_patterns(self) -> list[tuple[re.Pattern[str], str]]:
        spoken: dict[str, list[str]] = {}
        for name in self.cast:
            whole = plain(name)
            for word in {whole, *(part for part in whole.split() if len(part) > 2 and part not in _STOP)}:
                spoken.setdefault(word.strip("\"'()"), []).append(name)
        found = []
        for word in sorted(spoken, key=lambda word: (-len(word), word)):
            if word and len(spoken[word]) == 1:
                found.append((re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), spoken[word][0]))
        return found

    def _unique_roles(self) -> dict[str, str]:
        owners: dict[str, list[str]] = {}
        for member in self.cast.values():
            for word in role_words(member):
                owners.setdefault(word, []).append(member.name)
        return {word: names[0] for word, names in owners.items() if len(names) == 1}

    def __call__(self, sentence: str, carried: tuple[str, ...]) -> list[Mention]:
        """The mentions of people and animals in a plain sentence, from left to right, none overlapping."""
        found: list[Mention] = []
        for pattern, name in self._names:
            found += [Mention(m.start(), m.end(), (name,)) for m in pattern.finditer(sentence)]
        for word, name in self._roles.items():
            found += [Mention(m.start(), m.end(), (name,)) for m in re.finditer(rf"\b{re.escape(word)}\b", sentence)]
        found += self._others(sentence)
        found = _apart(found)
        return _apart(found + self._pronouns(sentence, carried, found))

    def _others(self, sentence: str) -> list[Mention]:
        """People and animals who are not cast."""
        found = []
        for hit in PEOPLE.hits(sentence):
            name = f"the {hit.key}"
            if hit.key not in self._roles:
                self.extras.setdefault(name, extra(hit.key))  # nosec B610  # not that of a QuerySet
                found.append(Mention(hit.start, hit.end, (name,)))
        for hit in ANIMALS.hits(sentence):
            if hit.key not in self._roles:
                self.animals.setdefault(f"the {hit.key}", hit.key)
                found.append(Mention(hit.start, hit.end, (f"the {hit.key}",)))
        for hit in FAMILY.hits(sentence):
            pair = ("the mother", "the father")
            for name in pair:
                self.extras.setdefault(name, extra(name.removeprefix("the ")))  # nosec B610  # as above
            found.append(Mention(hit.start, hit.end, pair))
        return found

    def _pronouns(self, sentence: str, carried: tuple[str, ...], found: list[Mention]) -> list[Mention]:
        """ "Both" and "they" mean everybody so far; "he" and "she" whoever was named last and may be called so."""
        pronouns = []
        for hit in BOTH.hits(sentence):
            before = tuple(dict.fromkeys(name for mention in found if mention.end <= hit.start for name in mention.names))
            people = before if len(before) > 1 else tuple(dict.fromkeys(before + carried))
            if people and hit.word not in ("their", "them", "we", "together", "each other", "side by side"):
                pronouns.append(Mention(hit.start, hit.end, people))
        for hit in ONE.hits(sentence):
            if hit.word not in ("he", "she"):
                continue
            before_all = [name for mention in found if mention.end <= hit.start for name in mention.names] or list(carried)
            fitting = [name for name in before_all if self._fits(name, hit.key)]
            if fitting:
                pronouns.append(Mention(hit.start, hit.end, (fitting[-1],)))
        return pronouns

    def _fits(self, name: str, pronoun: str) -> bool:
        member = self.cast.get(name) or self.extras.get(name)
        gender = plain(member.gender) if member else ""
        return not gender or pronoun == {
            "female": "she",
            "woman": "she",
            "girl": "she",
            "male": "he",
            "man": "he",
            "boy": "he",
        }.get(gender, pronoun)


def extra(role: str) -> CastMember:
    """A person the words mention in passing, as a cast member that has only a role."""
    female = {"mother", "grandmother", "girl", "woman", "queen", "princess", "witch"}
    male = {"father", "grandfather", "boy", "man", "king", "prince", "wizard"}
    gender = "female" if role in female else "male" if role in male else ""
    return CastMember(name=f"the {role}", role=role, gender=gender)


def _apart(mentions: list[Mention]) -> list[Mention]:
    """From left to right, the longest of those that overlap (the earlier in the list where equal)."""
    chosen: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)
