"""Checks lettering before it is printed (craft.md, "Lettering rules", 2), and tells it in words a person understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comics.composition.breaking import count_words
from comics.composition.casing import plain
from comics.composition.hands import scale_of, size_on
from comics.composition.model import Balloon, PageFormat, PanelArt
from comics.composition.parting import stem_of
from comics.composition.proof import leaves_live_area
from comics.composition.stage import SPOKEN
from comics.composition.troubles import NO_FONT, TOO_SMALL
from comics.vocabulary import LetteringKind as Kind

MOST_WORDS_A_BALLOON = 25
MOST_BALLOONS_A_PANEL = 3
MOST_WORDS_A_PAGE = 210
_SHRUNKEN = 0.95  # Of the book's size; less is seen beside the other balloons.
_SHOWN = 40  # Letters of a text that a remark shows.


class RemarkKind(StrEnum):
    """What a remark is about, by what to do next: shorten the words, give them room, install a font, move them inwards."""

    WORDS = "words"
    ROOM = "room"
    FONT = "font"
    LIVE_AREA = "live area"


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about the lettering of a page; `panel` and `key` tell where, and are empty where it is about the whole."""

    text: str
    panel: str = ""
    key: str = ""
    kind: RemarkKind = RemarkKind.WORDS


def preflight(
    panels: Sequence[PanelArt], balloons: Sequence[Balloon] = (), *, page: PageFormat | None = None
) -> tuple[Remark, ...]:
    """What a careful letterer would say about a page: of its words, and of its balloons once they are placed.

    With the `page` it is also told which balloons are smaller than the book's size, or leave the live area.
    """
    remarks: list[Remark] = []
    for number, panel in enumerate(panels, start=1):
        remarks += _panel(panel, number)
    total = sum(count_words(words.text) for panel in panels for words in panel.words)
    if total > MOST_WORDS_A_PAGE:
        remarks.append(Remark(f"The page has {total} words; more than {MOST_WORDS_A_PAGE} crowd the pictures out."))
    homes = {words.key: panel.key for panel in panels for words in panel.words}
    parts = Counter(stem_of(balloon.key, homes) for balloon in balloons)
    for balloon in balloons:
        stem = stem_of(balloon.key, homes)
        found = [*_told(balloon), *_set(balloon, page)]
        if balloon.key == stem and parts[stem] > 1:
            found.append((RemarkKind.ROOM, f"{_called(balloon)} was too long and stands in {parts[stem]} balloons."))
        remarks += (Remark(text, homes.get(stem, ""), stem, kind) for kind, text in found)
    return tuple(remarks)


def _told(balloon: Balloon) -> Iterator[tuple[RemarkKind, str]]:
    """What the placement said."""
    for warning in balloon.warnings:
        yield RemarkKind.FONT if warning.startswith(NO_FONT) else RemarkKind.ROOM, warning


def _set(balloon: Balloon, page: PageFormat | None) -> Iterator[tuple[RemarkKind, str]]:
    """What its size and place say."""
    if page is None:
        return
    share = balloon.size / (size_on(page) * scale_of(balloon))
    if share < _SHRUNKEN and balloon.kind != Kind.SFX and TOO_SMALL not in balloon.warnings:
        yield RemarkKind.ROOM, f"{_called(balloon)} is set at {share:.0%} of the book’s size to find room in its panel."
    if leaves_live_area(balloon, page):
        yield RemarkKind.LIVE_AREA, f"{_called(balloon)} lies outside the live area and could be trimmed off: move it inwards."


def _called(balloon: Balloon) -> str:
    words = plain(balloon.text)
    return f"“{words[:_SHOWN].rstrip()}…”" if len(words) > _SHOWN else f"“{words}”"


def _panel(panel: PanelArt, number: int) -> list[Remark]:
    remarks = []
    for words in panel.words:
        count = count_words(words.text)
        if count > MOST_WORDS_A_BALLOON:
            what = f"{words.speaker}’s balloon" if words.kind in SPOKEN and words.speaker else "A piece of lettering"
            told = f"{what} in panel {number} has {count} words; more than {MOST_WORDS_A_BALLOON} are hard to read: divide it."
            remarks.append(Remark(told, panel.key, words.key))
    balloons = sum(words.kind in SPOKEN for words in panel.words)
    if balloons > MOST_BALLOONS_A_PANEL:
        remarks.append(
            Remark(f"Panel {number} has {balloons} balloons; more than {MOST_BALLOONS_A_PANEL} hide the picture.", panel.key)
        )
    return remarks
