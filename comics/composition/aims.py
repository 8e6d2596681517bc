"""Where tails go: from which point of a balloon, and how far on the way to the mouth (craft.md, "Lettering rules", 5)."""

from __future__ import annotations

import math

from comics.composition import tails
from comics.composition.costs import enters
from comics.composition.fit import POWER
from comics.composition.model import Words
from comics.composition.stage import Figure, Stage
from comics.drawing.geometry import Box, Point

_HALFWAY = 0.56  # Of the way to the mouth, where a tail ends.
_LONGEST, _STUMP = 5.0, 0.9  # Lengths of tails in ems: no tail is longer; a shorter one is hardly seen.


def tail_of(words: Words, box: Box, size: float, stage: Stage, speaker: Figure | None) -> tuple[Point | None, Point | None]:
    """Where the tail starts and ends: by hand, at the border for who is not seen, else on the way to the mouth."""
    if words.tail is not None:
        tip = on_frame(stage.frame, words.tail)
        return root_of(box, tip), tip
    if speaker is None:
        tip = _border(box, stage.frame)
        return root_of(box, tip), tip
    root = root_of(box, speaker.mouth)
    return root, _tip(root, speaker, size, solid=stage.certainty == 1.0)


def on_frame(frame: Box, share: Point) -> Point:
    """The point of the page that lies at these fractions of the frame."""
    share = Point(*share)
    return Point(frame.x + share.x * frame.w, frame.y + share.y * frame.h)


def root_of(box: Box, aim: Point) -> Point:
    """Where a tail to `aim` leaves the balloon, near enough for judging its way."""
    centre = box.centre
    a, b = box.w / 2, box.h / 2
    start = tails.anchor(a, b, Point(aim.x - centre.x, aim.y - centre.y))
    dx, dy = aim.x - centre.x - start.x, aim.y - centre.y - start.y
    low, high = 0.0, 1.0
    if (abs((start.x + dx) / a)) ** POWER + (abs((start.y + dy) / b)) ** POWER <= 1:
        return Point(aim.x, aim.y)
    for _ in range(7):
        middle = (low + high) / 2
        if (abs((start.x + dx * middle) / a)) ** POWER + (abs((start.y + dy * middle) / b)) ** POWER <= 1:
            low = middle
        else:
            high = middle
    return Point(centre.x + start.x + dx * high, centre.y + start.y + dy * high)


def _tip(root: Point, speaker: Figure, size: float, *, solid: bool) -> Point | None:
    """The end of the tail: a good half of the way to the mouth, and outside a head that is surely there; None inside it.

    In close shots, where there is hardly a place outside the head, a tail that would be a stump may go on as far as the face.
    """
    far = math.dist(root, speaker.mouth) or 1.0
    share = min(_HALFWAY, _LONGEST * size / far)
    if solid:
        entered = enters(root, speaker.mouth, speaker.head.grown(0.15 * size))
        if speaker.close and entered is not None and entered * far < _STUMP * size:
            entered = enters(root, speaker.mouth, speaker.face.grown(0.6 * size))
        share = min(share, 1.0 if entered is None else entered)
    if share < 1e-3:
        return None
    return Point(root.x + (speaker.mouth.x - root.x) * share, root.y + (speaker.mouth.y - root.y) * share)


def _border(box: Box, frame: Box) -> Point:
    """The point of the frame that an unseen speaker's tail points to: the nearer side, else the foot."""
    centre = box.centre
    left, right, foot = box.x - frame.x, frame.right - box.right, frame.bottom - box.bottom
    level = min(max(centre.y + box.h * 0.2, frame.y), frame.bottom)
    if foot < min(left, right) * 0.6:
        return Point(min(max(centre.x, frame.x), frame.right), frame.bottom)
    return Point(frame.x, level) if left <= right else Point(frame.right, level)
