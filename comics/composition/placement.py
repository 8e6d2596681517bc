"""Places the lettering of a page (craft.md, "Lettering rules", 1 and 5 to 10).

Panel by panel the pieces are placed jointly. Where that leaves a fault, the panel's lettering shrinks by 15 % at most, then
lettering may cross the frame a little, and what is too long is split into several balloons; what is still wrong is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from comics.composition.beam import search
from comics.composition.breaking import count_words
from comics.composition.candidates import Piece, beside, places
from comics.composition.casing import tidy
from comics.composition.costs import FAULT, Place, Turn, loose, together
from comics.composition.fit import BOXES, Fit, fit, fits, within
from comics.composition.hands import hand_for, scale_of, size_on
from comics.composition.linking import chained, read_before
from comics.composition.model import Balloon, Manner, PageFormat, PanelArt, Words
from comics.composition.parting import parted, stem_of
from comics.composition.soundeffects import bend_of
from comics.composition.stage import Stage, stage_of
from comics.composition.troubles import NO_ROOM, TOO_SMALL, unset
from comics.drawing.geometry import Box
from comics.vocabulary import LetteringKind as Kind
from comics.vocabulary import ReadingDirection

_USUAL = Manner()
MOST_WORDS = 25
# What is tried one after the other: type size, and by how many ems lettering may cross the frame.
_TRIES = ((1.0, 0.0), (0.9, 0.0), (0.85, 0.0), (0.85, 0.75))
_LAST_TRIES = ((0.7, 0.0), (0.55, 0.0))  # Too small, and told so; but words that hide one another cannot be read at all.
_LEAST = 0.85
_TOLERATED = 1.4 * FAULT  # What several pieces may cost together without any fault.
_MOST_HIGH = 0.8  # Of the room's height, for one balloon.
_SAME_TIER = 0.5  # Panels stand beside one another that share so much of their height.
_ROUNDS = 3  # How often what is too long is split in two.
_SHAPES = 3  # Shapes of one balloon that are tried.


@dataclass(frozen=True, slots=True)
class _Run:
    """One way to letter a panel: the pieces, where they stand, what it costs, and which pieces have a fault that shows."""

    pieces: tuple[Piece, ...]
    chosen: tuple[Place, ...]
    cost: float
    troubled: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Panel:
    """What stays the same while a panel is lettered."""

    art: PanelArt
    page: PageFormat
    manner: Manner
    before: Box | None = None

    @property
    def rtl(self) -> bool:
        return self.manner.direction == ReadingDirection.RTL


def place(panels: Sequence[PanelArt], page: PageFormat, *, manner: Manner = _USUAL) -> tuple[Balloon, ...]:
    """The lettering of the page in reading order. Nothing is dropped and nothing leaves the page.

    Centres and tails set by hand are kept and the rest is placed around them. A text that was split gives a balloon per part:
    the first has the words' key, the others key:2, key:3. What a person should look at stands in the balloons' warnings.
    """
    found: list[Balloon] = []
    for at, panel in enumerate(panels):
        found += place_panel(panel, page, manner=manner, before=_read_before(panels[at - 1], panel, found) if at else None)
    return tuple(found)


def place_panel(
    panel: PanelArt, page: PageFormat, *, manner: Manner = _USUAL, before: Box | None = None
) -> tuple[Balloon, ...]:
    """The lettering of one panel, for when only that one has changed.

    `before` is the last balloon of the panel beside it that is read before: the eye comes from there.
    """
    words = [tidied for one in panel.words if (tidied := replace(one, text=tidy(one.text))).text]
    if not words:
        return ()
    on = _Panel(panel, page, manner, before)
    run = _best_run(words, on)
    return tuple(_balloon(run, at, on) for at in range(len(run.pieces)))


def _read_before(earlier: PanelArt, panel: PanelArt, placed: Sequence[Balloon]) -> Box | None:
    """The balloon read last before the panel, where its own panel stands beside this one."""
    shared = min(earlier.box.bottom, panel.box.bottom) - max(earlier.box.y, panel.box.y)
    if shared < _SAME_TIER * min(earlier.box.h, panel.box.h):
        return None
    keys = {one.key for one in earlier.words}
    boxes = [one.box for one in placed if stem_of(one.key, keys) in keys and one.kind != Kind.SFX]
    return boxes[-1] if boxes else None


def _best_run(words: Sequence[Words], on: _Panel) -> _Run:
    """The first way without a fault that shows, else the cheapest."""
    runs: list[_Run] = []
    for _ in range(_ROUNDS):
        runs += _tried(words, on, _TRIES)
        parted = _parted(words, on)
        if _sound(runs) or len(parted) == len(words):
            break
        words = parted
    if not _sound(runs) and on.manner.vertical:
        # Lines in a panel that is too low for columns are read more easily than columns of tiny signs.
        runs += _tried(words, replace(on, manner=replace(on.manner, vertical=False)), _TRIES)
    if not _sound(runs):
        runs += _tried(words, on, _LAST_TRIES)
    return min(runs, key=lambda run: run.cost) if runs else _forced(words, on)


def _tried(words: Sequence[Words], on: _Panel, tries: Sequence[tuple[float, float]]) -> list[_Run]:
    """The ways that could be gone, up to the first without a fault."""
    runs: list[_Run] = []
    for shrink, over in tries:
        run = _run(words, on, shrink=shrink, over=over)
        runs += [run] if run else []
        if _sound(runs):
            break
    return runs


def _sound(runs: Sequence[_Run]) -> bool:
    return bool(runs) and runs[-1].cost < _TOLERATED


def _run(words: Sequence[Words], on: _Panel, *, shrink: float, over: float) -> _Run | None:
    """One way to letter the panel; None where a piece is too large for it."""
    em = size_on(on.page) * shrink
    stage = stage_of(on.art, on.page, em=em, rtl=on.rtl, over=over)
    turns = _turns(words, on)
    pieces = []
    for one, turn in zip(words, turns, strict=True):
        size = em * scale_of(one)
        room = stage.inner if one.kind in BOXES else stage.room
        shapes = _shapes(one, on, limit=(room.w / size, _MOST_HIGH * room.h / size))
        if not shapes:
            return None
        pieces.append(Piece(one, shapes, size, turn, hand_for(one, on.manner)))
    return _played(chained(pieces), stage, on)


def _played(pieces: Sequence[Piece], stage: Stage, on: _Panel) -> _Run:
    options = [(piece, places(piece, stage)) for piece in pieces]
    chosen, cost = search(options, rtl=on.rtl, before=on.before)
    for at, piece in enumerate(pieces):
        if piece.linked and not chosen[at].fixed and loose(first := chosen[read_before(pieces, at)], chosen[at]):
            # Now that the balloon before has a place, those that touch it are worth trying.
            options[at][1].extend(beside(piece, first, stage))
            chosen, cost = search(options, rtl=on.rtl, before=on.before)
    return _Run(tuple(pieces), chosen, cost, _troubled(pieces, chosen, on) if cost >= _TOLERATED else frozenset())


def _troubled(pieces: Sequence[Piece], chosen: Sequence[Place], on: _Panel) -> frozenset[int]:
    """The pieces, other than those set by hand, that cover a face, lack a tail, or get in the way of an earlier one."""
    found = {at for at, taken in enumerate(chosen) if taken.cost >= FAULT}
    read = [at for at, piece in enumerate(pieces) if piece.words.kind != Kind.SFX]
    for first, second in combinations(read, 2):
        linked = pieces[second].linked and read_before(pieces, second) == first
        if together(chosen[first], chosen[second], rtl=on.rtl, linked=linked) >= FAULT:
            found.add(first if chosen[second].fixed else second)
    return frozenset(at for at in found if not chosen[at].fixed)


def _turns(words: Sequence[Words], on: _Panel) -> list[Turn]:
    """When each piece is read; sound effects are seen rather than read, and take no turn."""
    read = [at for at, one in enumerate(words) if one.kind != Kind.SFX]
    return [Turn(read.index(at) if at in read else 0, len(read), on.rtl) for at in range(len(words))]


def _shapes(words: Words, on: _Panel, *, limit: tuple[float, float]) -> tuple[Fit, ...]:
    """The few best ways to set the words within so many ems of width and height."""
    if words.kind == Kind.SFX:
        return _all_shapes(words, on)[:1]
    good = [one for one in _all_shapes(words, on) if within(one, limit)]
    return tuple(one for one in good if one.score <= good[0].score * 1.8)[:_SHAPES]


def _all_shapes(words: Words, on: _Panel) -> tuple[Fit, ...]:
    bend = bend_of(words.text, words.dress) if words.kind == Kind.SFX else 0.0
    return fits(words.text, kind=words.kind, hand=hand_for(words, on.manner), bend=bend)


def _parted(words: Sequence[Words], on: _Panel) -> list[Words]:
    """The words with those divided that are too large at the least size, or too long for any balloon."""
    em = size_on(on.page) * _LEAST
    room = stage_of(on.art, on.page, em=em).room

    def too_long(one: Words) -> bool:
        limit = (room.w / em / scale_of(one), _MOST_HIGH * room.h / em / scale_of(one))
        fitting = fit(one.text, kind=one.kind, hand=hand_for(one, on.manner), limit=limit)
        return fitting is None or count_words(one.text) > MOST_WORDS

    return parted(words, too_long=too_long, whole={one.key for one in on.art.words})


def _forced(words: Sequence[Words], on: _Panel) -> _Run:
    """What is far too long for its panel, as small as it must be to stay on the page."""
    em = size_on(on.page) * _LEAST
    stage = replace(stage_of(on.art, on.page, em=em, rtl=on.rtl), room=on.page.live, inner=on.page.live)
    pieces = []
    for one, turn in zip(words, _turns(words, on), strict=True):
        shape = min(_all_shapes(one, on), key=lambda each: max(each.width / stage.room.w, each.height / stage.room.h))
        size = min(em * scale_of(one), stage.room.w / shape.width, stage.room.h / shape.height)
        pieces.append(Piece(one, (shape,), size, turn, hand_for(one, on.manner)))
    return _played(chained(pieces), stage, on)


def _balloon(run: _Run, at: int, on: _Panel) -> Balloon:
    piece, taken = run.pieces[at], run.chosen[at]
    words, hand = piece.words, piece.hand
    return Balloon(
        key=words.key,
        kind=words.kind,
        box=taken.box,
        lines=taken.fit.lines,
        size=taken.size,
        font=hand.font,
        text=words.text,
        tail=taken.tip,
        turn=taken.turn,
        warnings=_warnings(piece, taken, on, troubled=at in run.troubled),
        language=hand.language,
        dress=words.dress,
        joined=run.pieces[read_before(run.pieces, at)].words.key if piece.linked else "",
        vertical=hand.vertical,
        capitals=hand.upper,
        seed=words.seed,
    )


def _warnings(piece: Piece, taken: Place, on: _Panel, *, troubled: bool) -> tuple[str, ...]:
    words = piece.words
    found = unset(words.text, piece.hand)
    if taken.size < size_on(on.page) * _LEAST * scale_of(words) - 1e-6:
        return (*found, TOO_SMALL)
    return (*found, NO_ROOM) if troubled else found
