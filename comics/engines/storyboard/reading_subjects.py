"""What nobody of the cast does: things that happen by themselves, and sentences about strangers."""

from __future__ import annotations

import re
from typing import Final

from comics.engines.storyboard.words_acting import POSES

# Things that fall, run or go without anybody doing it.
_IDLE: Final = re.compile(
    r"\b(?:snow|rain|night|darkness|dusk|leaves|silence|water|tears|time|sun|clouds?|curtain|petals|light)\s+"
    r"(?:is |are |was |keeps? |starts? to |begins? to )?"
    r"(?:fall|falls|falling|fell|run|runs|running|pass|passes|goes|sets|rises)\b|\bfalls? (?:in love|asleep)\b"
)

# The sea's waves are no greeting.
_SEA: Final = re.compile(
    r"\bwaves?\s+(?:crash|roll|break|lap|rise|pound|hit|beat|wash|slap|foam|lick|swell|tower)\w*|"
    r"\b(?:the|big|high|dark|huge|giant|stormy|gentle|of|in|into|on|over|under|through|against|by)\s+waves\b"
)
# "The whale leaps": somebody or something that no cast knows does it, unless it is a part of people or a word for them.
_FOREIGN: Final = re.compile(r"\s*(?:the|an?|another|some|many|two|three)\s+((?:[^\W\d_][\w'-]*\s+){1,3})")
_OURS: Final = re.compile(
    r"\b(?:hands?|arms?|eyes?|faces?|heads?|fingers?|fists?|feet|foot|legs?|hearts?|paws?|tails?|smiles?|looks?|figures?|"
    r"friends?|hero|heroes|heroine|heroines|pair|duo|trio|two|three|one|ones|others?|group|team|crew)\b"
)


def without_idle(words: str) -> str:
    """The words without what happens by itself."""
    return _SEA.sub(" ", _IDLE.sub(" ", words))


def is_foreign(sentence: str) -> bool:
    """Whether the sentence is about somebody who is not known: an article, unknown words, then what they do."""
    poses = POSES.hits(sentence)
    if not poses or not poses[0].word.endswith(("s", "ed", "ing")):
        return False
    opening = _FOREIGN.fullmatch(sentence[: poses[0].start])
    return opening is not None and not _OURS.search(opening[1])
