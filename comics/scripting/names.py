"""Names in a script: who is meant by a speaker, and who acts in the panels without having been introduced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from comics.scripting.pages import PLACES

# Speakers that need no entry in the cast, because they have no face to keep.
_CROWD = re.compile(
    r"(?:all|both|everyone|everybody|crowd|voices?|chorus|together|someone|somebody|narrator|radio|tv|television|speaker|phone"
    r"|ship|computer|sign|letter|text|announcer|audience|children|kids|people|soldiers?|guards?|man|woman|boy|girl|stranger|unknown"
    r"|passer-?by|waiter|driver|neighbou?rs?|sfx|caption)(?:\s*#?\d+|\s+[a-z])?",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?…:;\n“”\"(])\s(?P<name>[A-Z][a-zà-öø-ÿ’']+(?:[ -][A-Z][a-zà-öø-ÿ]+)*)")
_OPENING_NAME = re.compile(
    r"(?:^|[.!?;\n]\s*)(?P<name>[A-Z][a-zà-öø-ÿ]+(?:[ -][A-Z][a-zà-öø-ÿ]+)*)(?=\s+(?:[a-z]{2,}(?:s|ed)\b|and\s+[A-Z]))"
)
_PLACE_WORD = re.compile(r"\b(?:in|at|on|near|from|to|through|of|over|under|toward|towards|beneath|the|a|an)$", re.IGNORECASE)
# Capitalised words that begin a sentence or a label and are nobody's name.
_COMMON = re.compile(
    r"a|an|the|he|she|it|they|we|you|i|his|her|their|its|both|all|everyone|somebody|someone|nobody|each|another|one"
    r"|two|three|wide|medium|close|closeup|close-up|long|full|tracking|establishing|extreme|over|low|high|bird|worm"
    r"|shot|panel|page|caption|sfx|rain|snow|wind|night|day|morning|evening|dusk|dawn|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|english|christmas|earth|moon|sun|god|mr|mrs|ms|dr|inside|outside|then|now"
    r"|suddenly|finally|later|meanwhile|reveal|show|set|hook|let|trust|first|no|nothing|everything|something|behind"
    r"|above|below|around|after|before|when|while|with|and|but|as|hands|eyes|people|children|lightning|thunder|lights"
    r"|water|fire|light|silence"
)


def is_crowd(speaker: str) -> bool:
    """Whether the speaker is a voice without a face of its own, such as "Crowd" or "Guard 2"."""
    return bool(_CROWD.fullmatch(speaker.strip()))


def known(name: str, names: Iterable[str], *, anywhere: bool = False) -> bool:
    """Whether one of `names` is meant by `name`: the same words, or one of them as a whole word ("Ren" for "Old Ren").

    With `anywhere`, whether the name or one of its longer words stands in one of `names`, which are texts then.
    """
    wanted = name.casefold().strip()
    words = {word for word in re.findall(r"\w+", wanted) if len(word) > 2} or {wanted}
    for other in names:
        lowered = other.casefold()
        if wanted == lowered.strip():
            return True
        if anywhere:
            if wanted in lowered or words & set(re.findall(r"\w+", lowered)):
                return True
        elif words & {word for word in re.findall(r"\w+", lowered) if len(word) > 2}:
            return True
    return False


def recurring_names(texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Capitalised names in at least two of the texts, with the index of the first; no places and no common words."""
    found: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        for name in {*_inner_names(text), *(match["name"] for match in _OPENING_NAME.finditer(text))}:
            bare = re.sub(r"[’']s$", "", name)
            if not any(_COMMON.fullmatch(word) for word in bare.casefold().split()) and not PLACES.search(bare):
                found.setdefault(bare, []).append(index)
    for name, where in sorted(found.items(), key=lambda item: (item[1][0], item[0])):
        if len(set(where)) > 1:
            yield name, where[0]


def _inner_names(text: str) -> Iterator[str]:
    """Names within a sentence that no preposition or article marks as a place."""
    for match in _NAME.finditer(text):
        if not _PLACE_WORD.search(text[: match.start()]):
            yield match["name"]
