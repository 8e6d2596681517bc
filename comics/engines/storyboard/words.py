"""Word lists, and how they are looked up. A trailing "*" stands for any ending; other words also match their plural.

The lists are English first; common words for places, hours and weather are also there in Indonesian, Spanish, French and
German. A list keeps the order of its keys: where two keys match equally well the first mentioned in the text wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Hit:
    """One word of a list found in a text: its key, where it stands and ends, and what was written."""

    key: str
    start: int
    end: int
    word: str


class WordList:
    """Words by key, compiled once into a single pattern."""

    def __init__(self, words: dict[str, str]) -> None:
        self.keys = tuple(words)
        entries = [(entry.strip(), key) for key, text in words.items() for entry in text.split(",") if entry.strip()]
        # Longer entries first, so that "phone booth" is not read as a phone.
        entries.sort(key=lambda pair: -len(pair[0]))
        self._owner = [key for _, key in entries]
        self._pattern = re.compile("|".join(f"({_pattern(entry)})" for entry, _ in entries))

    def hits(self, text: str) -> list[Hit]:
        """Every match in the text (lower case), from left to right."""
        found = []
        for match in self._pattern.finditer(text):
            found.append(Hit(self._owner[(match.lastindex or 1) - 1], match.start(), match.end(), match[0]))
        return found

    def first(self, text: str) -> str:
        """The key of the first match, or an empty string."""
        match = self._pattern.search(text)
        return self._owner[(match.lastindex or 1) - 1] if match else ""


def _pattern(entry: str) -> str:
    words = [re.escape(word[:-1]) + r"[\w'-]*" if word.endswith("*") else re.escape(word) for word in entry.split()]
    tail = "" if entry.endswith("*") else r"(?:s|es|'s)?"
    return r"\b" + r"[\s-]+".join(words) + tail + r"\b"


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
            "sky, siang, pagi, sore, día, mañana, tarde, jour, matin, midi, tag, tags, morgen*, mittag*, "
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
        "wind": "wind, windy, windswept, gale, breez*, gust*, angin, viento, vent, wind*",
        "clear": "clear sky, cloudless, sunny, sunshine, cerah, soleado, ensoleillé, sonnig*",
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
