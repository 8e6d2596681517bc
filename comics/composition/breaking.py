"""Where lettering may break: into words, into lines' tokens, and, where a balloon is too long, into two balloons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import budoux

from comics.composition.casing import Stretch, marked, plain, stretches, tidy

# Scripts written without spaces between words: Thai, Lao, Khmer, Burmese; kana, Han and their signs.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_THAI = re.compile("[\u0e00-\u0e7f]")
_KANA = re.compile("[\u3040-\u30ff]")
# Where a word begins within a Japanese phrase: kana end and Han or katakana begin.
_WORD_START = re.compile("(?<=[\u3041-\u3096\u30a1-\u30fc])(?=[\u4e00-\u9fff])|(?<=[\u3041-\u3096])(?=[\u30a1-\u30fa])")
_LONG_PHRASE = 5
# Signs that may not stand at the start of a line (JIS X 4051, "kinsoku") and those that may not end one.
_NO_START = frozenset("、。，．！？：；）］｝〉》」』】〕〗…‥ー・々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％,.!?:;)]}”’»")
_NO_END = frozenset("（［｛〈《「『【〔〖([{“‘«¿¡")
_LONGEST = 22  # A word of more letters than this is broken, so that an address cannot push a balloon off the page.
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"”’»」』)]*\s*|(?<=--)\s+")
# Inside a word a line may break after a hyphen, a dash or dots with more of the word to come.
_INNER_BREAK = re.compile(r"(?<=\w-)(?=\w{2})|(?<=\w--)(?=\w)|(?<=\w…)(?=\w)")
_CLAUSE = re.compile(r"(?<=[,;:，、；：])\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a line that is not broken. `text` carries its own stress marks; `space` says whether a space follows it.

    `hyphen` marks a break inside a word that shows a hyphen only when the line ends there.
    """

    text: str
    space: bool = True
    hyphen: bool = False


def tokens(text: str, *, language: str = "en") -> tuple[Token, ...]:
    """The tidied text as tokens: words, phrases where the script knows no spaces, pieces of words that are far too long."""
    letters = [stretch._replace(text=sign) for stretch in stretches(tidy(text)) for sign in stretch.text]
    words = [list(group) for spaces, group in groupby(letters, key=lambda letter: letter.text == " ") if not spaces]
    return tuple(token for word in words for token in _word(word, language))


def join(parts: Sequence[Token], *, last: bool = True) -> str:
    """The tokens as one line; a hyphen closes it where the break fell inside a word and the line is not the last.

    A space between two words that are stressed alike is stressed as they are.
    """
    line: list[Stretch] = []
    space = False
    for part in parts:
        found = stretches(part.text)
        if space and line and found:
            alike = line[-1][1:] == found[0][1:]
            line.append(line[-1]._replace(text=" ") if alike else Stretch(" "))
        line += found
        space = part.space
    return marked(line) + ("-" if parts and parts[-1].hyphen and not last else "")


def is_unspaced(text: str) -> bool:
    """Whether the text has signs of a script that is written without spaces."""
    return bool(_UNSPACED.search(text))


def space_between(line: str, following: str) -> str:
    """The space that a line break stands for: none inside a script that is written without spaces."""
    if not line or not following:
        return ""
    unspaced = _UNSPACED.match(plain(line)[-1:]) and _UNSPACED.match(plain(following)[:1])
    return "" if unspaced else " "


def count_words(text: str) -> int:
    """Words of the text; in scripts without spaces two signs count as one word, which is how long they take to read."""
    bare = plain(tidy(text))
    unspaced = len(_UNSPACED.findall(bare))
    return len(re.findall(r"\w[\w'’-]*", _UNSPACED.sub(" ", bare))) + (unspaced + 1) // 2


def split(text: str) -> tuple[str, ...]:
    """The text cut in two near its middle: between sentences if it can be, else after a clause, else between words.

    A text of one word comes back whole.
    """
    whole = tidy(text)
    middle = len(whole) / 2
    for pattern, reach in ((_SENTENCE, 0.34), (_CLAUSE, 0.3), (re.compile(r"\s+"), 0.5)):
        cuts = [match.end() for match in pattern.finditer(whole) if abs(match.end() - middle) < len(whole) * reach]
        if cuts:
            cut = min(cuts, key=lambda place: abs(place - middle))
            first, second = whole[:cut].strip(), whole[cut:].strip()
            if first and second:
                return _mended(first, second)
    return (whole,)


def _mended(first: str, second: str) -> tuple[str, str]:
    """Closes and opens again a stress that the cut went through."""
    for mark in ("***", "**", "*"):
        if len(re.findall(rf"(?<![*\\]){re.escape(mark)}(?!\*)", first)) % 2:
            return f"{first}{mark}", f"{mark}{second}"
    return first, second


def _word(word: Sequence[Stretch], language: str) -> list[Token]:
    bare = "".join(letter.text for letter in word)
    hyphen = False
    if _UNSPACED.search(bare):
        parts = _phrases(bare, language)
    elif len(bare) > _LONGEST:
        parts, hyphen = [bare[at : at + _LONGEST // 2] for at in range(0, len(bare), _LONGEST // 2)], True
    else:
        parts = [part for part in _INNER_BREAK.split(bare) if part]
    made, start = [], 0
    for part in parts:
        made.append(Token(marked(word[start : start + len(part)]), False, hyphen))
        start += len(part)
    made[-1] = Token(made[-1].text, space=True)
    return made


def _phrases(text: str, language: str) -> list[str]:
    """The phrases of a text without spaces, none longer than eight signs, none starting or ending with a forbidden sign."""
    cut: list[str] = []
    for phrase in _parser(_tongue(text, language)).parse(text):
        parts = _WORD_START.split(phrase) if len(phrase) > _LONG_PHRASE else [phrase]
        cut += [part[at : at + 8] for part in parts for at in range(0, len(part), 8)] if not _THAI.search(phrase) else [phrase]
    merged: list[str] = []
    for phrase in cut:
        if merged and (phrase[0] in _NO_START or merged[-1][-1] in _NO_END):
            merged[-1] += phrase
        else:
            merged.append(phrase)
    return merged


def _tongue(text: str, language: str) -> str:
    if _THAI.search(text):
        return "th"
    if _KANA.search(text) or language.lower().startswith("ja"):
        return "ja"
    return "zh-hant" if language.lower() in ("zh-tw", "zh-hk", "zh-hant") else "zh-hans"


@cache
def _parser(tongue: str) -> budoux.Parser:
    return {
        "th": budoux.load_default_thai_parser,
        "ja": budoux.load_default_japanese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
    }[tongue]()
