"""What lettering has to know of a panel: where it may stand, what it must not cover, and who speaks from where.

Everything is in page points. Pictures that came without staging get one that is merely likely: the speakers side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from comics.composition.crop import staging_on_page
from comics.composition.edges import density
from comics.composition.model import PageFormat, PanelArt, Words
from comics.composition.overlaps import open_part
from comics.drawing.geometry import Box, Point
from comics.vocabulary import LetteringKind as Kind

SPOKEN = frozenset({Kind.SPEECH, Kind.THOUGHT, Kind.WHISPER, Kind.SHOUT, Kind.RADIO, Kind.OFF_PANEL})
_GAP = 0.4  # Between lettering and frame, in ems: more than a tangent.
_CLOSE = 0.2  # The share of the frame that a head fills in a close shot.
_LIKELY = 0.1  # How much figures count that nobody has seen.
# A speaker whom nobody staged: a face about in the middle of the panel's height, under room for the words.
_LIKELY_FACE = Box(-0.06, 0.48, 0.12, 0.17)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in the panel, as far as lettering cares.

    `close` says that the head fills so much of the frame that lettering has to touch hair and hat, though never the face.
    """

    name: str
    face: Box
    head: Box
    body: Box
    mouth: Point
    close: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A panel's frame, the room for lettering, the part of it inside the frame, the figures, and the source of the noise.

    `certainty` is 1 where the picture published its staging and less where the figures are only likely; then the edges of the
    `art` tell what not to cover.
    """

    frame: Box
    room: Box
    inner: Box
    figures: tuple[Figure, ...]
    source: Point | None
    certainty: float
    art: PanelArt | None = None

    def detail(self, box: Box) -> float:
        """How detailed the picture is under a box, 0 to 1; 0 where its figures are known, or nobody looked."""
        if self.art is None or not self.art.edges or self.certainty == 1.0:
            return 0.0
        shown, crop = self.art.box, self.art.crop
        across, down = crop.w / shown.w, crop.h / shown.h
        under = Box(crop.x + (box.x - shown.x) * across, crop.y + (box.y - shown.y) * down, box.w * across, box.h * down)
        return density(self.art.edges, under)

    def figure(self, speaker: str) -> Figure | None:
        """Who speaks; None where the speaker is not in the picture."""
        wanted = _name(speaker)
        if not wanted:
            return None
        for figure in self.figures:
            if _name(figure.name) == wanted:
                return figure
        parts = set(wanted.split())
        return next((figure for figure in self.figures if _kin(set(_name(figure.name).split()), parts)), None)


def stage_of(panel: PanelArt, page: PageFormat, *, em: float, rtl: bool = False, over: float = 0.0) -> Stage:
    """The stage of a panel; `over` lets lettering cross the frame by so many ems, never the live area. Lettering keeps off
    the panels that lie over this one."""
    frame = Box(*panel.box)
    free = open_part(frame, panel.covers)
    room = _within(free.grown((over - _GAP) * em), page.live)
    if room.w < 2 * em or room.h < 2 * em:
        room = page.live
    inner = _within(free.grown(-_GAP * em), room)
    if panel.staging.actors:
        placed = staging_on_page(panel)
        figures = tuple(
            Figure(one.name, one.face, one.head, one.body, one.mouth, one.head.overlap(frame) > _CLOSE * frame.area)
            for one in placed.actors
        )
        seen = tuple(one for one in figures if one.head.overlap(frame) > 0 or frame.holds(one.mouth))
        return Stage(frame, room, inner, seen, _source(placed.source, frame), 1.0)
    source = staging_on_page(panel).source
    return Stage(frame, room, inner, _likely(panel.words, frame, rtl=rtl), _source(source, frame), _LIKELY, panel)


def _likely(words: Iterable[Words], frame: Box, *, rtl: bool) -> tuple[Figure, ...]:
    """The speakers in the order in which they first speak, side by side, the first on the side read first."""
    names = list(dict.fromkeys(one.speaker for one in words if one.kind in SPOKEN - {Kind.OFF_PANEL} and one.speaker.strip()))
    figures = []
    for at, name in enumerate(names):
        along = (at + 0.5) / len(names)
        centre = frame.x + frame.w * (1 - along if rtl else along)
        side = min(frame.w, frame.h)
        face = Box(
            centre + _LIKELY_FACE.x * side, frame.y + _LIKELY_FACE.y * frame.h, _LIKELY_FACE.w * side, _LIKELY_FACE.h * side
        )
        head = Box(face.x - face.w * 0.2, face.y - face.h * 0.35, face.w * 1.4, face.h * 1.4)
        body = Box(head.x - face.w * 0.5, head.y, head.w + face.w, frame.bottom - head.y)
        figures.append(Figure(name, face, head, body, Point(centre, face.y + face.h * 0.75)))
    return tuple(figures)


def _source(source: Point | None, frame: Box) -> Point | None:
    return source if source and frame.holds(source) else None


def _within(box: Box, limits: Box) -> Box:
    left, top = max(box.x, limits.x), max(box.y, limits.y)
    return Box(left, top, max(0.0, min(box.right, limits.right) - left), max(0.0, min(box.bottom, limits.bottom) - top))


def _name(name: str) -> str:
    """The name alone: without "(off)", without marks, in small letters."""
    return " ".join(re.sub(r"\(.*?\)|\[.*?\]|[^\w\s'-]", " ", name).casefold().split())


def _kin(first: set[str], second: set[str]) -> bool:
    return bool(first and second) and (first <= second or second <= first)
