"""Draws lettering in its place: balloons with their tails, captions and sound effects, as vectors only.

A balloon is drawn around its own centre in hundredths of an em, and put on the page by its inner group's transform. The body
is one path, tail included; the words are glyph runs that keep their text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comics.composition import outlines, tails
from comics.composition.breaking import space_between
from comics.composition.casing import plain
from comics.composition.columns import shape_column
from comics.composition.fit import BOX_PAD_X, OUTSET
from comics.composition.hands import hand_of
from comics.composition.linebreaks import height_of_letters, leading
from comics.composition.model import Balloon
from comics.composition.necks import chains, neck
from comics.composition.shaping import SLANT, Line, Piece, cap_height, is_rtl, shape_line
from comics.composition.soundeffects import effect
from comics.drawing import fonts
from comics.drawing.displaylist import Glyphs, Group, Item, Path
from comics.drawing.geometry import Affine, Point
from comics.drawing.ink import polygon
from comics.vocabulary import LetteringKind as Kind

EM = 100.0
INK = "#1c1430"
PAPER = "#ffffff"
_LINE = 0.125 * EM


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a kind is painted: fill, width of the outline in ems, dashes, and the slant of its words."""

    fill: str = PAPER
    line: float = _LINE
    dash: tuple[float, ...] = ()
    slant: float = 0.0
    ink: str = INK


_PLAIN = _Manner()
_MANNERS = {
    Kind.WHISPER: _Manner(line=0.1 * EM, dash=(0.3 * EM, 0.3 * EM), ink="#4d4560"),
    Kind.SHOUT: _Manner(line=0.15 * EM),
    Kind.NARRATION: _Manner(fill="#fdf6e3", line=0.1 * EM),
    Kind.TIME_PLACE: _Manner(fill="#fff0b3", line=0.1 * EM, slant=SLANT),
    Kind.EDITOR_NOTE: _Manner(fill="#eceef4", line=0.07 * EM),
}


def draw(balloon: Balloon) -> Group:
    """The balloon as a group named "balloon:KEY" in page points; its alt text is the text without marks."""
    items: tuple[Item, ...] = effect(balloon) if balloon.kind == Kind.SFX else (_body(balloon), *_words(balloon))
    return _named(balloon, (Group(items, transform=_place(balloon)),))


def draw_all(balloons: Sequence[Balloon]) -> tuple[Group, ...]:
    """A page's balloons in painting order: sound effects first, then in reading order, joined ones as one outline."""
    ordered = sorted(balloons, key=lambda balloon: balloon.kind != Kind.SFX)
    return tuple(group for chain in chains(ordered) for group in (_chain(chain) if len(chain) > 1 else (draw(chain[0]),)))


def _chain(chain: Sequence[Balloon]) -> tuple[Group, ...]:
    """Joined balloons: the ink of them all, which the first one's group holds, then their fills and words."""
    known = {one.key: one for one in chain}
    necks = {one.key: neck(known[one.joined], one) for one in chain if one.joined in known}
    ink: list[Item] = []
    for one in chain:
        manner = _MANNERS.get(Kind(one.kind), _PLAIN)
        body = _body(one)
        # Half of the ink is going to lie under a fill.
        ink.append(Group((replace(body, fill=None, width=2 * body.width),), transform=_place(one)))
        if d := necks.get(one.key):
            ink.append(Path(d, stroke=manner.ink, width=2 * manner.line * one.size / EM))
    groups = []
    for at, one in enumerate(chain):
        fill = replace(_body(one), stroke=None, dash=())
        d = necks.get(one.key)
        between = (Path(d, fill=fill.fill),) if d else ()
        words = Group((fill, *_words(one)), transform=_place(one))
        groups.append(_named(one, (*(ink if not at else ()), *between, words)))
    return tuple(groups)


def _named(balloon: Balloon, items: tuple[Item, ...]) -> Group:
    return Group(items, name=f"balloon:{balloon.key}", alt=plain(balloon.text))


def _place(balloon: Balloon) -> Affine:
    """The map from hundredths of an em around the balloon's centre to the page."""
    centre, scale, turn = balloon.box.centre, balloon.size / EM, math.radians(balloon.turn)
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    return Affine(cos, sin, -sin, cos, centre.x, centre.y)


def _body(balloon: Balloon) -> Path:
    scale = EM / balloon.size
    half = (balloon.box.w / 2 * scale, balloon.box.h / 2 * scale)
    tip = None
    if balloon.tail:
        centre = balloon.box.centre
        tip = Point((balloon.tail.x - centre.x) * scale, (balloon.tail.y - centre.y) * scale)
    manner = _MANNERS.get(Kind(balloon.kind), _PLAIN)
    d = _outline(balloon, half, tip)
    return Path(d, fill=manner.fill, stroke=manner.ink, width=manner.line, dash=manner.dash)


def _outline(balloon: Balloon, half: tuple[float, float], tip: Point | None) -> str:
    kind, seed = balloon.kind, balloon.pen
    wide, high = half
    root_width = min(1.05 * EM, 0.75 * high)
    if kind in (Kind.NARRATION, Kind.EDITOR_NOTE, Kind.TIME_PLACE):
        ring = outlines.box(wide, high, seed=seed, slanted=kind == Kind.TIME_PLACE and not balloon.vertical)
        return polygon(ring)
    if kind == Kind.SHOUT:
        ring = outlines.burst(wide, high, spike=OUTSET[Kind.SHOUT] * EM, spacing=1.25 * EM, seed=seed)
        return tails.spike(ring, tip, half=half)
    if kind == Kind.RADIO:
        ring = outlines.zigzag(wide, high, depth=OUTSET[Kind.RADIO] * EM, spacing=0.85 * EM)
        return tails.lightning(ring, tip, width=root_width, half=half)
    if kind == Kind.THOUGHT:
        return _thought(half, tip)
    ring = outlines.superellipse(wide, high, seed=seed)
    return tails.join(ring, tip, width=root_width, half=half)


def _thought(half: tuple[float, float], tip: Point | None) -> str:
    """A cloud of bumps, and bubbles for a tail."""
    bump = OUTSET[Kind.THOUGHT] * EM
    inner = outlines.superellipse(half[0] - bump * 0.92, half[1] - bump * 0.92, wobble=0.0)
    count = max(7, round(outlines.length(inner) / (1.9 * EM)))
    stops = outlines.evenly(inner, count)
    parts = [f"M {stops[0].x:.1f} {stops[0].y:.1f}"]
    for at, start in enumerate(stops):
        end = stops[(at + 1) % count]
        parts.append(_bump(start, end, bump))
    return " ".join(
        [*parts, "Z", tails.bubbles(outlines.superellipse(*half, wobble=0.0), tip, size=0.62 * EM, half=half)]
    ).strip()


def _bump(start: Point, end: Point, reach: float) -> str:
    """An arc from start to end that stands out to the left of the way, as the outside is on clockwise rings."""
    dx, dy = end.x - start.x, end.y - start.y
    far = math.hypot(dx, dy) or 1.0
    out = Point(dy / far * reach * 1.2, -dx / far * reach * 1.2)
    first = Point(start.x + out.x + dx * 0.02, start.y + out.y + dy * 0.02)
    second = Point(end.x + out.x - dx * 0.02, end.y + out.y - dy * 0.02)
    return f"C {first.x:.1f} {first.y:.1f} {second.x:.1f} {second.y:.1f} {end.x:.1f} {end.y:.1f}"


def _words(balloon: Balloon) -> tuple[Item, ...]:
    """The lines, centred in balloons, set to the side where reading starts in captions; or the columns from right to left."""
    if balloon.vertical:
        return _columns(balloon)
    rtl, hand = is_rtl(balloon.text), hand_of(balloon)
    shaped = [shape_line(line, hand, rtl=rtl) for line in balloon.lines]
    step = leading(balloon.text, hand) * EM
    first = (height_of_letters(balloon.text, hand) * EM - step * (len(shaped) - 1)) / 2
    edge = balloon.box.w / 2 / balloon.size - BOX_PAD_X
    runs: list[Item] = []
    for at, line in enumerate(shaped):
        left = -line.width / 2
        if balloon.kind in (Kind.NARRATION, Kind.EDITOR_NOTE):
            left = edge - line.width if rtl else -edge
        runs += _line(line, balloon, Point(left * EM, first + step * at), _ending(balloon, at))
    return tuple(runs)


def _columns(balloon: Balloon) -> tuple[Item, ...]:
    hand = hand_of(balloon)
    shaped = [shape_column(line, hand) for line in balloon.lines]
    step = leading(balloon.text, hand) * EM
    top = -max((line.width for line in shaped), default=0.0) / 2 * EM
    runs: list[Item] = []
    for at, line in enumerate(shaped):
        runs += _line(line, balloon, Point(((len(shaped) - 1) / 2 - at) * step, top), _ending(balloon, at))
    return tuple(runs)


def _ending(balloon: Balloon, at: int) -> str:
    """What the break after a line stands for in the text."""
    following = balloon.lines[at + 1] if at + 1 < len(balloon.lines) else ""
    return space_between(balloon.lines[at], following)


def _line(line: Line, balloon: Balloon, start: Point, ending: str) -> list[Item]:
    slant = 0.0 if balloon.vertical else _MANNERS.get(Kind(balloon.kind), _PLAIN).slant
    runs: list[Item] = []
    last = len(line.pieces) - 1
    for at, piece in enumerate(line.pieces):
        pen = fonts.pen(piece.font, bold=piece.bold)
        origin = Point(0.0, 0.0) if piece.turned else start
        run = Glyphs(
            font=piece.font,
            size=piece.scale * EM,
            glyphs=tuple((glyph, origin.x + x * EM, origin.y + y * EM) for glyph, x, y in piece.glyphs),
            text=piece.text + (ending if at == last else ""),
            fill=INK,
            stroke=INK if pen else None,
            width=pen * EM,
            slant=SLANT if piece.italic else slant,
        )
        runs.append(_on_its_side(run, piece, start) if piece.turned else run)
    return runs


def _on_its_side(run: Glyphs, piece: Piece, start: Point) -> Group:
    """A run turned clockwise, its capitals in the middle of the column."""
    across = start.x - cap_height(piece.font) / 2 * EM
    return Group((run,), transform=Affine(0.0, 1.0, -1.0, 0.0, across, start.y + piece.along * EM))
