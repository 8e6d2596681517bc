"""Checks lettering before it is printed (craft.md, "Lettering rules", 2), and tells it in words a person understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comics.composition.breaking import count_words
from comics.composition.model import Balloon, PanelArt
from comics.composition.placement import PART
from comics.composition.stage import SPOKEN

MOST_WORDS_A_BALLOON = 25
MOST_BALLOONS_A_PANEL = 3
MOST_WORDS_A_PAGE = 210


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about the lettering of a page; `panel` and `key` tell where, and are empty where it is about the whole."""

    text: str
    panel: str = ""
    key: str = ""


def preflight(panels: Sequence[PanelArt], balloons: Sequence[Balloon] = ()) -> tuple[Remark, ...]:
    """What a careful letterer would say about a page: of its words, and of its balloons once they are placed."""
    remarks: list[Remark] = []
    for number, panel in enumerate(panels, start=1):
        remarks += _panel(panel, number)
    total = sum(count_words(words.text) for panel in panels for words in panel.words)
    if total > MOST_WORDS_A_PAGE:
        remarks.append(Remark(f"The page has {total} words; more than {MOST_WORDS_A_PAGE} crowd the pictures out."))
    homes = {words.key: panel.key for panel in panels for words in panel.words}
    for balloon in balloons:
        stem = balloon.key if balloon.key in homes else balloon.key.rpartition(PART)[0]
        remarks += (Remark(warning, homes.get(stem, ""), stem) for warning in balloon.warnings)
    return tuple(remarks)


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
