"""Ratios of width to height, as services name them ("16:9", "2.35:1"), and which one comes nearest to a frame."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from comics.engines.contract import PanelBrief

EXACT = 0.02  # a ratio that differs by less is the frame's own


def quotient(ratio: str) -> float:
    """Width by height of a ratio such as "16:9"."""
    width, height = ratio.split(":")
    return float(width) / float(height)


def nearest(width: float, height: float, ratios: Sequence[str]) -> str:
    """The ratio that a frame of this size differs from least, by factor."""
    return min(ratios, key=lambda ratio: abs(math.log(quotient(ratio) * height / width)))


def cropped(panels: Iterable[PanelBrief], drawn: Iterable[str]) -> str:
    """Which frames get a picture of another shape, such as "2 panels at 16:9", or nothing; `drawn` are the panels' ratios."""
    other = Counter(
        ratio
        for panel, ratio in zip(panels, drawn, strict=True)
        if abs(quotient(ratio) * panel.height / panel.width - 1) > EXACT
    )
    return ", ".join(f"{count} panel{'s' * (count != 1)} at {ratio}" for ratio, count in other.most_common())
