"""What is worn over clothes: scarves, hats, glasses, packs, capes; and tails."""

from __future__ import annotations

from comics.drawing.displaylist import Item
from comics.engines.storyboard.body import Skeleton
from comics.engines.storyboard.look import Look
from comics.engines.storyboard.pen import Pen


def behind(pen: Pen, look: Look, bones: Skeleton) -> list[Item]:
    """Tail, cape and pack, in front view behind everything, in back view over the trunk."""
    return []


def neckwear(pen: Pen, look: Look, bones: Skeleton, *, back: bool) -> list[Item]:
    """Scarf, straps, aprons and whatever lies over the trunk under the head."""
    return []


def headwear(pen: Pen, look: Look, *, turn: float, back: bool) -> list[Item]:
    """Hat and glasses, in the head's coordinates."""
    return []


def headwear_behind(pen: Pen, look: Look, bones: Skeleton, *, back: bool) -> list[Item]:
    """The part of a hat or veil behind the head."""
    return []
