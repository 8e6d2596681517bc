"""The places worth trying for one piece of lettering: a grid over the panel, and places around the one who speaks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from comics.composition.aims import on_frame, tail_of
from comics.composition.costs import FAULT, Place, Turn, alone
from comics.composition.fit import BOXES, Fit
from comics.composition.hands import PLAIN, Hand
from comics.composition.model import Words
from comics.composition.soundeffects import turn_of
from comics.composition.stage import SPOKEN, Figure, Stage
from comics.drawing.geometry import Box, Point
from comics.vocabulary import LetteringKind as Kind

KEPT = 70
_ACROSS, _DOWN = 7, 7
_SPREAD = 3  # From every cell of a grid of so many by so many, some places are kept, however dear.
_ENOUGH = 24  # Where so many places are without a fault, the others are not looked at.
# Where a joined balloon is tried: shares of the way to beside (positive where it is read later) and to below.
_BESIDE = ((0.0, 1.0), (0.35, 0.97), (-0.35, 0.97), (0.7, 0.85), (-0.7, 0.85), (0.9, 0.6), (1.0, 0.3), (1.0, 0.1))
_TOUCH = 0.15  # Ems between joined balloons.
_SFX_SHARES = (0.62, 0.45, 0.32)  # Widths of a sound effect as shares of the room.
_SFX_EMS = (1.5, 5.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of lettering ready to be placed: words, the ways to set them, type size, turn in the reading, and hand.

    `linked` says that it hangs together with the piece read before, `tailed` that it has a tail.
    """

    words: Words
    fits: tuple[Fit, ...]
    size: float
    turn: Turn
    hand: Hand = PLAIN
    linked: bool = False
    tailed: bool = True


def places(piece: Piece, stage: Stage) -> list[Place]:
    """At most seventy places, the cheapest first. Where a person has set the centre there is only that one."""
    # Who speaks off panel by the script and yet is in the picture is pointed at like anybody else.
    speaker = stage.figure(piece.words.speaker) if piece.words.kind in SPOKEN else None
    if piece.words.at is not None:
        return [_by_hand(piece, piece.words.at, stage, speaker)]
    raw = _effects(piece, stage) if piece.words.kind == Kind.SFX else _lettered(piece, stage, speaker)
    return [replace(place, cost=cost) for cost, place in _chosen(_priced(raw, piece, stage, speaker), stage.room)]


def beside(piece: Piece, first: Place, stage: Stage) -> list[Place]:
    """Places for a linked piece that touch the one it hangs on: under it, and beside it on the side that is read later."""
    speaker = stage.figure(piece.words.speaker) if piece.words.kind in SPOKEN else None
    onward = -1.0 if piece.turn.rtl else 1.0
    found, middle = [], first.box.centre
    for fit in piece.fits:
        half = (fit.width * piece.size / 2, fit.height * piece.size / 2)
        across, down = first.box.w / 2 + half[0], first.box.h / 2 + half[1]
        gap = _TOUCH * piece.size
        for aside, below in _BESIDE:
            spot = Point(middle.x + onward * aside * (across + gap), middle.y + below * (down + gap))
            found.append(_made(piece, fit, _kept(spot, half, stage.room), stage, speaker))
    return [replace(place, cost=cost) for cost, place in _priced(found, piece, stage, speaker)]


def _priced(raw: Sequence[Place], piece: Piece, stage: Stage, speaker: Figure | None) -> list[tuple[float, Place]]:
    """The places with what each costs by itself, the cheapest first."""
    priced = [(alone(place, piece.words, stage, speaker, piece.turn), place) for place in raw]
    return sorted(priced, key=lambda pair: pair[0])


def _kept(spot: Point, half: tuple[float, float], room: Box) -> Point:
    """The centre nearest to the spot whose box lies in the room, as far as it can."""
    left, right, top, foot = _limits(half, room)
    return Point(min(max(spot.x, left), right), min(max(spot.y, top), foot))


def _by_hand(piece: Piece, at: Point, stage: Stage, speaker: Figure | None) -> Place:
    centre = on_frame(stage.frame, at)
    if piece.words.kind == Kind.SFX:
        size = _sizes(piece, stage.room)[0]
        return Place(_box(piece.fits[0], centre, size), piece.fits[0], size, turn=_turn(piece.words), fixed=True)
    return replace(_made(piece, piece.fits[0], centre, stage, speaker), fixed=True)


def _lettered(piece: Piece, stage: Stage, speaker: Figure | None) -> list[Place]:
    found = []
    room = stage.inner if piece.words.kind in BOXES else stage.room  # A caption never hangs over the frame.
    for fit in piece.fits:
        half = (fit.width * piece.size / 2, fit.height * piece.size / 2)
        for centre in _centres(half, room, speaker, piece.size):
            found.append(_made(piece, fit, centre, stage, speaker))
    return found


def _effects(piece: Piece, stage: Stage) -> list[Place]:
    fit, turn = piece.fits[0], _turn(piece.words)
    found = []
    for size in _sizes(piece, stage.room):
        wide, high = _turned(piece)
        for centre in _centres((wide * size / 2, high * size / 2), stage.room, None, piece.size, near=stage.source):
            found.append(Place(_box(fit, centre, size), fit, size, turn=turn))
    return found


def _turn(words: Words) -> float:
    return turn_of(words.text, words.pen, words.dress)


def _turned(piece: Piece) -> tuple[float, float]:
    """Width and height in ems of the upright box around a turned sound effect."""
    fit, turn = piece.fits[0], math.radians(_turn(piece.words))
    lean = abs(math.sin(turn))
    return fit.width + fit.height * lean, fit.height + fit.width * lean


def _sizes(piece: Piece, room: Box) -> list[float]:
    """The type sizes that are tried for a sound effect, the largest first; every one fits into the room."""
    wide, high = _turned(piece)
    least, most = (ems * piece.size for ems in _SFX_EMS)
    wanted = (max(least, min(most, share * room.w / wide, 0.45 * room.h / high)) for share in _SFX_SHARES)
    return [min(size, room.w / wide, room.h / high) for size in wanted]


def _made(piece: Piece, fit: Fit, centre: Point, stage: Stage, speaker: Figure | None) -> Place:
    box = _box(fit, centre, piece.size)
    root, tip = tail_of(piece.words, box, piece.size, stage, speaker) if piece.tailed else (None, None)
    strain = fit.score / piece.fits[0].score - 1.0
    return Place(box, fit, piece.size, root, tip, strain=strain, linked=piece.linked, tailed=piece.tailed)


def _box(fit: Fit, centre: Point, size: float) -> Box:
    return Box(centre.x - fit.width * size / 2, centre.y - fit.height * size / 2, fit.width * size, fit.height * size)


def _centres(
    half: tuple[float, float], room: Box, speaker: Figure | None, size: float, *, near: Point | None = None
) -> Iterator[Point]:
    """Centres that keep the box in the room."""
    left, right, top, foot = _limits(half, room)
    for row in range(_DOWN):
        for column in range(_ACROSS):
            yield Point(left + (right - left) * column / (_ACROSS - 1), top + (foot - top) * row / (_DOWN - 1))
    for point in (*_around(half, speaker, size), *([near] if near else [])):
        yield Point(min(max(point.x, left), right), min(max(point.y, top), foot))


def _limits(half: tuple[float, float], room: Box) -> tuple[float, float, float, float]:
    """How far centres may lie to the left, right, top and foot; the middle where there is no room."""
    left, right = room.x + half[0], room.right - half[0]
    top, foot = room.y + half[1], room.bottom - half[1]
    across = room.centre.x
    if top > foot:
        top = foot = room.y + half[1] if room.h > 2 * half[1] else room.centre.y
    return (left, right, top, foot) if left <= right else (across, across, top, foot)


def _around(half: tuple[float, float], speaker: Figure | None, size: float) -> Sequence[Point]:
    """Above the speaker's head, to both sides, and under the chin."""
    if speaker is None:
        return ()
    head, gap = speaker.head, 1.3 * size
    above, beside = head.y - gap - half[1], head.w / 2 + gap + half[0]
    middle = head.centre
    return (
        Point(middle.x, above),
        Point(middle.x - 0.6 * half[0], above),
        Point(middle.x + 0.6 * half[0], above),
        Point(middle.x - beside, head.y),
        Point(middle.x + beside, head.y),
        Point(middle.x - beside, middle.y),
        Point(middle.x + beside, middle.y),
        Point(middle.x - beside, head.bottom + half[1] * 0.5),
        Point(middle.x + beside, head.bottom + half[1] * 0.5),
        Point(middle.x, head.bottom + gap + half[1]),
    )


def _chosen(priced: Sequence[tuple[float, Place]], room: Box) -> list[tuple[float, Place]]:
    """The cheapest places, and some of every corner of the room, so that balloons can give way to one another."""
    sound = [pair for pair in priced if pair[0] < FAULT]
    if len(sound) >= _ENOUGH:
        priced = sound
    kept = list(priced[: KEPT * 2 // 3])
    cells: dict[tuple[int, int], int] = {}
    for pair in priced[len(kept) :]:
        if len(kept) >= KEPT:
            break
        centre = pair[1].box.centre
        cell = (int((centre.x - room.x) / room.w * _SPREAD), int((centre.y - room.y) / room.h * _SPREAD))
        cells[cell] = cells.get(cell, 0) + 1
        if cells[cell] <= 3:
            kept.append(pair)
    return kept
