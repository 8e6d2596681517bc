"""Word lists, and how they are looked up. A trailing "*" stands for any ending; other words also match their plural.

The lists are English first; common words for places, hours and weather are also there in Indonesian, Spanish, French and
German. A list keeps the order of its keys: where two keys match equally well the first mentioned in the text wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

Token = tuple[str, int, int]
_WORDS: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PARTS: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")


@dataclass(frozen=True, slots=True)
class Hit:
    """One word of a list found in a text: its key, where it stands and ends, and what was written."""

    key: str
    start: int
    end: int
    word: str


class WordList:
    """Words by key, found by their first word, so that a long text costs no more than its words."""

    def __init__(self, words: dict[str, str]) -> None:
        self.keys = tuple(words)
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key, text in words.items():
            for entry in text.split(","):
                parts = tuple(_PARTS.findall(entry))
                if parts:
                    self._first.setdefault(parts[0], []).append((parts, key))

    def hits(self, text: str) -> list[Hit]:
        """Every match in the text (lower case), from left to right, none overlapping; where two begin together the longer."""
        tokens = _tokens(text)
        found, at = [], 0
        while at < len(tokens):
            best = max(self._starting(text, tokens, at), key=lambda match: match[:2], default=None)
            if best:
                _, length, key = best
                start, end = tokens[at][1], tokens[at + length - 1][2]
                found.append(Hit(key, start, end, text[start:end]))
            at += best[1] if best else 1
        return found

    def _starting(self, text: str, tokens: tuple[Token, ...], at: int) -> list[tuple[int, int, str]]:
        """The entries that match from this token on: letters, words and key of each."""
        word = tokens[at][0]
        starts = [word, *_singulars(word), *(word[:size] + "*" for size in range(2, len(word[:24]) + 1))]
        matches = []
        for start in starts:
            for parts, key in self._first.get(start, ()):
                last = at + len(parts) - 1
                if last < len(tokens) and _follows(text, tokens, at, parts):
                    matches.append((sum(map(len, parts)), len(parts), key))
        return matches

    def first(self, text: str) -> str:
        """The key of the first match, or an empty string."""
        found = self.hits(text)
        return found[0].key if found else ""


def _follows(text: str, tokens: tuple[Token, ...], at: int, parts: tuple[str, ...]) -> bool:
    """Whether the tokens from `at` on are these words, with nothing but blanks and hyphens between them."""
    for step, part in enumerate(parts):
        token, start, _ = tokens[at + step]
        if step and text[tokens[at + step - 1][2] : start].strip(" -_"):
            return False
        ends = step == len(parts) - 1
        stem = part.endswith("*") and token.startswith(part[:-1])
        if not (token == part or stem or (ends and part in _singulars(token))):
            return False
    return True


def _singulars(word: str) -> tuple[str, ...]:
    """The word without an ending of the plural or the genitive."""
    return tuple(word[: -len(tail)] for tail in ("'s", "es", "s") if word.endswith(tail) and len(word) > len(tail) + 1)


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple((match[0], match.start(), match.end()) for match in _WORDS.finditer(text))


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """The text in lower case with straight apostrophes and single blanks."""
    return " ".join(text.lower().replace("\u2019", "'").replace("\u2018", "'").split())


TIMES = WordList(
    {
        "dusk": (
            "dusk, sunset, twilight, evening, nightfall, golden hour, sundown, gloaming, senja, petang, "
            "atardecer, crepúsculo, crépuscule, soir, soleil couchant, dämmerung, abend*, abenddämmerung, "
            "sonnenuntergang, matahari terbenam"
        ),
        "dawn": (
            "dawn, sunrise, daybreak, first light, early morning, fajar, subuh, matahari terbit, amanecer, alba, "
            "aube, morgengrauen, sonnenaufgang"
        ),
        "night": (
            "night*, midnight, moonlit, moonlight, starlit, starry, under the stars, after dark, dark sky, malam, "
            "noche, nuit, nacht*, mitternacht"
        ),
        "day": (
            "day, daylight, daytime, morning, noon, midday, afternoon, sunny, sunlight, sunlit, bright sun, blue "
            "sky, siang, pagi, sore hari, día, mañana, tarde, jour, matin, midi, tag, tags, morgen*, mittag*, "
            "nachmittag*"
        ),
    }
)

WEATHER = WordList(
    {
        "storm": (
            "storm*, thunder*, lightning, tempest, hurricane, typhoon, badai, petir, tormenta, tempestad, orage*, "
            "tempête, gewitter*, sturm, blitz*"
        ),
        "rain": (
            "rain*, drizzl*, downpour, wet street, puddle, soaked, shower, hujan, lluvia, lloviendo, pluie, "
            "pleut, regen*, regnerisch"
        ),
        "snow": "snow*, blizzard, frost*, icy, winter*, salju, nieve, nevando, neige, schnee*, verschneit*",
        "fog": "fog*, mist*, haze, hazy, smog, kabut, niebla, brouillard, brume, nebel*, neblig*",
        "wind": "wind, windy, windswept, gale, breez*, gust*, angin, viento, vent, windig*",
        "clear": (
            "clear sky, cloudless, sunny, sunshine, calm sea, calm water, calm sky, calm weather, calm morning, "
            "calm evening, calm night, "
            "calm day, after the storm, storm has passed, storm is over, rain has stopped, "
            "rain stops, cerah, soleado, ensoleillé, sonnig*"
        ),
    }
)

# What style words do to the colours of the whole picture (see `grade`).
PALETTES = WordList(
    {
        "mono": (
            "black and white, black-and-white, monochrome, noir, greyscale, grayscale, film noir, ink wash, b&w, "
            "hitam putih, japanese_manga, manga"
        ),
        "sepia": ("sepia, vintage, old photo, faded, antique, medieval, parchment, western, american_comic_50, photonovel"),
        "pastel": (
            "pastel, soft colour*, soft color*, watercolour, watercolor, gentle palette, dreamy, nihonga, picture "
            "book, cozy, cosy"
        ),
        "neon": (
            "neon, cyberpunk, vaporwave, synthwave, electric, saturated, vivid, lurid, flying_saucer, pop art, "
            "american_comic_90"
        ),
        "warm": "warm, amber, golden, autumn*, honey, sunset palette, klimt, gold",
        "cool": ("cool palette, cold, icy palette, blue palette, teal, moonlit palette, cool tones, cool colour*, cool color*"),
        "grim": "grim, gritty, desaturated, muted, dark palette, horror, bleak, grey palette, gray palette, earthy",
    }
)
