"""Reads looks out of an author's words, phrase by phrase.

A colour belongs to the noun it stands before ("a green hoodie, beige trousers") or that it is said of ("her hair is red"); a
negation reaches to the end of its phrase ("no hat or glasses, a coat"). Nothing is guessed here: what the words leave open
stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from comics.drawing import ink
from comics.engines.storyboard import looks_words as words
from comics.engines.storyboard.look_model import Garment

_STOPS = frozenset(",;.:()!?/\n")
_VERBS = frozenset([
    "with", "wears", "wearing", "wear", "in", "has", "having", "carries", "carrying", "holds", "holding", "who", "and",
    "but", "over", "under", "beneath", "dressed", "sports", "plus", "on",
])  # fmt: skip
_LINKS = frozenset(["is", "are", "was", "were", "of", "in", "a", "the", "an", "all", "very", "mostly"])
_JOINED = sorted((key for key in words.GARMENTS if " " in key or "'" in key or "-" in key), key=len, reverse=True)
_JOINT = re.compile(r"\b(" + "|".join(re.escape(key).replace(r"\ ", r"[\s-]") for key in _JOINED) + r")(?!\w)")
_TOKEN = re.compile(r"[^\W\d_](?:[\w'+_]*\w)?|\d+|[,;.:()!?/\n]")
_PARTS = {"haired": "hair", "headed": "hair", "eyed": "eyes", "skinned": "skin", "furred": "fur", "bearded": "beard"}
_BODY = frozenset(
    ("hair", "eyes", "eye", "skin", "fur", "feathers", "beard", "moustache", "mustache", "complexion", "locks", "curls")
)


class Phrases:
    """The words of one text in reading order, ready to be asked."""

    def __init__(self, text: str) -> None:
        self.text = text.lower().replace("’", "'")
        joined = _JOINT.sub(lambda found: re.sub(r"[\s-]", "_", found.group(0)), self.text)
        joined = re.sub(r"(?<=\w)-(?=\w)", " ", joined)
        self.tokens: list[str] = [_PARTS.get(token, token) for token in _TOKEN.findall(joined)]
        self.spots: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            self.spots.setdefault(token, []).append(at)

    def has(self, *terms: str) -> bool:
        """Whether one of the terms (words or runs of words) stands in the text and is not denied."""
        return any(self._stands(term) for term in terms)

    def first(self, terms: Iterable[str]) -> int | None:
        """Where the first of the terms stands, or None."""
        return min((at for term in terms for at in self._standing(term)), default=None)

    def _stands(self, term: str) -> bool:
        return any(True for _ in self._standing(term))

    def _standing(self, term: str) -> Iterator[int]:
        run = term.replace("-", " ").split()
        size = len(run)
        for at in (*self.spots.get(run[0], ()), *self.spots.get(run[0] + "s", ())):
            if self._same(self.tokens[at : at + size], run) and not self.denied(at):
                yield at

    @staticmethod
    def _same(tokens: Sequence[str], run: Sequence[str]) -> bool:
        return len(tokens) == len(run) and all(token in (word, word + "s") for token, word in zip(tokens, run, strict=True))

    def denied(self, at: int) -> bool:
        """Whether a negation earlier in the same phrase reaches the word."""
        for token in reversed(self.tokens[max(0, at - 6) : at]):
            if token in words.NEGATIONS:
                return True
            if (
                token in _STOPS
                or token in ("she", "he", "they", "it")
                or token in _VERBS - {"wearing", "wear", "wears", "in", "has", "and"}
            ):
                return False
        return False

    def colour(self, at: int, *, colours: dict[str, str] | None = None) -> tuple[str, str]:
        """The colour said of the noun at that place: "#rrggbb" and the author's words; two empty strings where none is."""
        table = colours or words.COLOURS
        for back in range(at - 1, max(-1, at - 6), -1):
            token = self.tokens[back]
            if token in table and not self._named(back + 1, at):
                return self._shaded(back, table)
            if token in _STOPS or token in _VERBS - {"and"} or self._is_noun(token):
                break
        for ahead in range(at + 1, min(len(self.tokens), at + 6)):
            token = self.tokens[ahead]
            if token in table:
                follower = self.tokens[ahead + 1] if ahead + 1 < len(self.tokens) else "."
                linked = any(self.tokens[i] in ("is", "are", "was", "were", "of", "in") for i in range(at + 1, ahead))
                return self._shaded(ahead, table) if linked and not self._is_noun(follower) else ("", "")
            if token not in _LINKS and token not in words.SHADES:
                break
        return "", ""

    def _named(self, start: int, end: int) -> bool:
        return any(self._is_noun(token) for token in self.tokens[start:end])

    def _is_noun(self, token: str) -> bool:
        return token in _BODY or garment_of(token) is not None

    def _shaded(self, at: int, table: dict[str, str]) -> tuple[str, str]:
        token = self.tokens[at]
        before = self.tokens[at - 1] if at else ""
        if before in words.SHADES:
            tone, amount = words.SHADES[before]
            return ink.mix(table[token], tone, amount), f"{before} {token}"
        if before in table and before != token and table is words.COLOURS:
            return ink.mix(table[token], table[before], 0.35), f"{before} {token}"
        return table[token], token

    def places(self, nouns: Iterable[str]) -> list[int]:
        """Where any of the nouns stands, denied or not."""
        return sorted(at for noun in set(nouns) for at in self.spots.get(noun, ()))


def garment_of(token: str) -> tuple[str, str, str] | None:
    """The garment that a word means, singular or plural, or None."""
    word = token.replace("_", " ")
    singular = word[:-1] if word.endswith("s") else word
    for form in (word, word.replace(" ", "-"), singular, word + "s"):
        if form in words.GARMENTS:
            return words.GARMENTS[form]
    return None


def garments(phrases: Phrases) -> tuple[dict[str, Garment], set[str]]:
    """What is worn by slot, and the slots that the words deny. The first mention of a slot counts."""
    worn: dict[str, Garment] = {}
    denied: set[str] = set()
    for at, token in enumerate(phrases.tokens):
        found = garment_of(token)
        if found is None:
            continue
        slot, kind, usual = found
        if phrases.denied(at):
            denied.add(slot)
        elif slot not in worn and slot not in denied:
            colour, said = phrases.colour(at)
            kind = "striped shirt" if slot == "top" and kind in ("shirt", "t-shirt") and _striped(phrases, at) else kind
            if kind in ("dress", "skirt") and "long" in phrases.tokens[max(0, at - 3) : at]:
                kind = {"dress": "gown", "skirt": "long skirt"}[kind]
            worn[slot] = Garment(slot, kind, colour or usual, said)
    if phrases.has("barefoot", "barefooted", "bare feet"):
        denied.add("feet")
    return worn, denied


def _striped(phrases: Phrases, at: int) -> bool:
    return any(token.startswith("strip") for token in phrases.tokens[max(0, at - 3) : at])


def dressed_in(phrases: Phrases) -> str:
    """The colour of "dressed all in black"; empty where the words say nothing of the kind."""
    for at in range(len(phrases.tokens) - 1):
        if phrases.tokens[at] not in ("in", "wears", "wearing"):
            continue
        ahead = at + 2 if phrases.tokens[at + 1] == "all" else at + 1
        token = phrases.tokens[ahead] if ahead < len(phrases.tokens) else ""
        follower = phrases.tokens[ahead + 1] if ahead + 1 < len(phrases.tokens) else "."
        if token in words.COLOURS and (follower in _STOPS or follower in _VERBS):
            return words.COLOURS[token]
    return ""


_OWNED = frozenset([
    "pet", "her", "his", "their", "toy", "stuffed", "carries", "carrying", "holds", "holding", "loves", "hates", "rides",
    "like", "plush", "with", "of",
])  # fmt: skip
_LIKENESSES = frozenset([
    "ears", "ear", "costume", "mask", "print", "hat", "lover", "trainer", "keeper", "tail", "hood", "onesie", "pyjamas", "hair",
    "s", "nest", "pin", "hunter", "friend", "brown", "toy", "eyes",
])  # fmt: skip
_PLURALS = {"wolves": "wolf", "mice": "mouse"}


def creature(phrases: Phrases) -> str:
    """The animal or machine that the character is; empty for people.

    Somebody's pet, a costume, ears or a mask of an animal, and what is carried, do not make an animal of a character.
    """
    for at, token in enumerate(phrases.tokens):
        kind = next((form for form in (token, token.removesuffix("s"), _PLURALS.get(token, "")) if form in words.CREATURES), "")
        after = phrases.tokens[at + 1] if at + 1 < len(phrases.tokens) else ""
        before = set(phrases.tokens[max(0, at - 3) : at])
        if kind and not before & _OWNED and after not in _LIKENESSES and not phrases.denied(at):
            return kind
    return ""


def age_group(age: str, phrases: Phrases) -> str:
    """The age group that a number or a word tells; empty where none does."""
    number = re.search(r"(\d+)\s*(months?|weeks?|days?)?", age) or re.search(
        r"(\d+)[\s-]*(?:years?|yrs?)[\s-]*(?:old)?()|\baged? (\d+)()", phrases.text
    )
    if number:
        years = 0 if number.group(2) else int(number.group(1) or number.group(number.lastindex or 1))
        return group_of(years)
    told = Phrases(age)
    if any(_old_person(source) for source in (told, phrases)):
        return "elder"
    for source in (told, phrases):
        for group in ("baby", "elder", "teen"):
            if source.has(*words.AGES[group]):
                return group
        grown, young = source.first(words.AGES["adult"]), source.first(words.AGES["child"])
        if grown is not None or young is not None:
            return "adult" if young is None or (grown is not None and grown < young) else "child"
    if told.has("old"):
        return "elder"
    return "teen" if told.has("young") else ""


def years(age: str) -> int:
    """The years that an age in figures tells; 99 where it holds no number."""
    number = re.search(r"\d+", age)
    return int(number.group()) if number else 99


def _old_person(phrases: Phrases) -> bool:
    """Whether "old" is said of a person ("an old pirate captain") rather than of a coat or a friend."""
    for at in phrases.places(("old", "elderly", "aged")):
        ahead = phrases.tokens[at + 1 : at + 4]
        for token in ahead:
            if token in words.TRADES or token in ("man", "woman", "lady", "gentleman", "person"):
                return not phrases.denied(at)
            if token in _STOPS or token in _VERBS or garment_of(token):
                break
    return False


def group_of(years: int) -> str:
    """The age group of so many years."""
    for limit, group in ((3, "baby"), (13, "child"), (18, "teen"), (64, "adult")):
        if years < limit:
            return group
    return "elder"


def gender_of(gender: str, phrases: Phrases) -> str:
    """ "female" or "male" where the words tell; else empty. The first telling word counts."""
    for token in (*Phrases(gender).tokens, *phrases.tokens):
        if token in words.FEMALE:
            return "female"
        if token in words.MALE:
            return "male"
    return ""


def hair_cut(phrases: Phrases) -> str:
    """The cut that the words tell; adjectives such as "long" count only where they are said of hair."""
    spots = phrases.places(("hair", "locks", "hairstyle", "haircut"))
    for cut, terms in words.CUT_WORDS:
        for term in terms:
            if term in words.PLAIN_CUTS or " " in term or "-" in term:
                if phrases.has(term):
                    return cut
            elif any(_said_of(phrases, at, term) for at in spots):
                return cut
    return ""


def _said_of(phrases: Phrases, at: int, term: str) -> bool:
    for back in range(at - 1, max(-1, at - 6), -1):
        token = phrases.tokens[back]
        if token == term:
            return not phrases.denied(back)
        if token in _STOPS or token in _VERBS - {"and"} or (garment_of(token) and token not in ("bow",)):
            break
    follow = phrases.tokens[at + 1 : at + 6]
    for ahead, token in enumerate(follow):
        if token == term:
            return ahead > 0 and follow[0] in ("is", "in", "was", "tied", "worn", "cut")
        if token in _STOPS:
            break
    return False


def colour_of(phrases: Phrases, nouns: Iterable[str], table: dict[str, str]) -> str:
    """The colour said of the first of the nouns that has one."""
    for at in phrases.places(nouns):
        colour, _ = phrases.colour(at, colours=table)
        if colour and not phrases.denied(at):
            return colour
    return ""
