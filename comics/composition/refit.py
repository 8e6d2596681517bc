"""The fast way to letter while somebody types: new words around the same centre, without a search."""

from __future__ import annotations

from dataclasses import replace

from comics.composition.casing import tidy
from comics.composition.fit import Fit, fits
from comics.composition.hands import Hand, hand_for, scale_of
from comics.composition.model import Balloon, Manner, PageFormat, Words
from comics.composition.soundeffects import bend_of, turn_of
from comics.composition.stage import SPOKEN
from comics.composition.troubles import NO_ROOM, unset
from comics.drawing.geometry import Box
from comics.vocabulary import LetteringKind as Kind

_STEADY = 1.3  # A fit with as many lines as before is taken unless it is worse than the best by more than this.


def refit(balloon: Balloon, words: Words, page: PageFormat, manner: Manner, *, room: Box | None = None) -> Balloon:
    """The balloon with other words, kind or dress: its centre, tail and links stay, its size follows kind and dress.

    It takes a few milliseconds at most and looks at nothing around; `placement.place` finds the best place afterwards. A shape
    that fits into `room`, such as the panel's frame, goes before others. Where the balloon would leave the live area, or go
    further out than a hand has put it, it is moved inwards; it is told when it cannot have the size it needs.
    """
    text = tidy(words.text)
    said = replace(words, text=text)
    hand = hand_for(said, manner)
    if balloon.kind in SPOKEN and balloon.text:
        # Lines that had no room for columns stay lines until the placement looks again.
        hand = hand._replace(vertical=hand.vertical and balloon.vertical)
    size = balloon.size * scale_of(words) / scale_of(balloon)
    within = room or page.live
    fit = _fit(said, hand, balloon, limit=(within.w / size, within.h / size))
    size = min(size, page.live.w / fit.width, page.live.h / fit.height)
    spoken = words.kind in SPOKEN
    cramped = size < 0.999 * balloon.size * scale_of(words) / scale_of(balloon)
    return replace(
        balloon,
        kind=words.kind,
        box=_inside(_around(balloon.box, fit, size), _room(balloon.box, page)),
        lines=fit.lines,
        size=size,
        font=hand.font,
        text=text,
        tail=balloon.tail if spoken else None,
        turn=turn_of(text, words.pen, words.dress) if words.kind == Kind.SFX else 0.0,
        warnings=(*unset(text, hand), *((NO_ROOM,) if cramped else ())),
        language=hand.language,
        dress=words.dress,
        joined=balloon.joined if spoken else "",
        vertical=hand.vertical,
        capitals=hand.upper,
    )


def _fit(words: Words, hand: Hand, balloon: Balloon, *, limit: tuple[float, float]) -> Fit:
    """The best way to set the words; the number of lines stays where it can, so that the balloon does not jump."""
    bend = bend_of(words.text, words.dress) if words.kind == Kind.SFX else 0.0
    for near in (len(balloon.lines), 0):
        every = fits(words.text, kind=words.kind, hand=hand, bend=bend, near=near)
        found = [one for one in every if one.width <= limit[0] and one.height <= limit[1]]
        if found:
            break
    best = found or list(every)
    steady = (one for one in best if len(one.lines) == len(balloon.lines) and one.score <= _STEADY * best[0].score)
    return next(steady, best[0])


def _around(box: Box, fit: Fit, size: float) -> Box:
    wide, high = fit.width * size, fit.height * size
    return Box(box.centre.x - wide / 2, box.centre.y - high / 2, wide, high)


def _room(box: Box, page: PageFormat) -> Box:
    """The live area, and what of the page the balloon covers already."""
    left, top = max(0.0, min(box.x, page.live.x)), max(0.0, min(box.y, page.live.y))
    right, foot = min(page.width, max(box.right, page.live.right)), min(page.height, max(box.bottom, page.live.bottom))
    return Box(left, top, right - left, foot - top)


def _inside(box: Box, room: Box) -> Box:
    """The box moved into the room as far as it goes."""
    x = min(max(box.x, room.x), max(room.x, room.right - box.w))
    y = min(max(box.y, room.y), max(room.y, room.bottom - box.h))
    return Box(x, y, box.w, box.h)
