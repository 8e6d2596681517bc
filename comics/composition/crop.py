"""Which part of a picture a frame shows, and where that puts the figures on the page.

A crop is as large as the frame's shape allows, so only its place along one side is free. The figures decide it: all of them
from head to foot, else all heads with air around, else all heads, else all faces, else the largest faces that have room. A
picture that came without figures is cropped by its detail (`detail_crop`), and what a person chose counts before all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from comics.composition.detail_crop import start_by_detail
from comics.composition.model import PanelArt
from comics.drawing.geometry import Affine, Box, Point
from comics.drawing.staging import Actor, Staging

WHOLE: Final = Box(0.0, 0.0, 1.0, 1.0)
_HIGH: Final = 0.4  # Without anybody in it, a tall picture is cropped a little above its middle, where horizons lie.
_AIRS: Final = (0.3, 0.15, 0.05, 0.0)  # Air above and beside the heads as a share of the crop's side, the most first.
_BELOW: Final = 0.4  # Under the heads, this much of the air over them is enough.
_UNDER_FEET: Final = 0.04
_FLOOR: Final = 0.97  # A figure that ends above this stands in the picture; one below it was cut off by the camera.
_TOUCH: Final = 1e-9
MOST_ZOOM: Final = 5.0  # Beyond this, few pixels are left of any picture.


class View(NamedTuple):
    """What a person made of a picture in its frame: the centre of what is shown, in fractions of the picture, and how much it
    is enlarged over filling the frame."""

    x: float
    y: float
    zoom: float


class _Span(NamedTuple):
    """Something to be shown along the free side: from, to, and how much it matters."""

    start: float
    end: float
    weight: float


class _Try(NamedTuple):
    """What should be whole, and the air before and after it as shares of the crop's side."""

    spans: Sequence[_Span]
    before: float
    after: float


def crop_for(staging: Staging, pixels: tuple[int, int], box: Box, *, edges: str = "", view: Sequence[float] = ()) -> Box:
    """The part of a picture of so many pixels that fills the frame `box`, in fractions of the picture.

    A `view` that a person chose decides: the centre of what is shown (fractions of the picture) and how much it is enlarged
    over filling the frame (1 or more); it is held to the picture. Without one the heads decide, and where nobody is seen the
    picture's edge map. The whole picture where it has no pixels or the frame no area.
    """
    wide, high = pixels
    if wide <= 0 or high <= 0 or box.w <= 0 or box.h <= 0:
        return WHOLE
    ratio = (box.w / box.h) / (wide / high)
    if len(view) == len(View._fields):
        return _viewed(View(*view), ratio)
    seen = [actor for actor in staging.actors if actor.head.overlap(WHOLE) > 0]
    if ratio < 1:
        left = _place_across(seen, ratio) if seen else start_by_detail(edges, across=True, length=ratio, wish=(1 - ratio) / 2)
        return Box(left, 0.0, ratio, 1.0)
    tall = 1 / ratio
    top = _place_down(seen, tall) if seen else start_by_detail(edges, across=False, length=tall, wish=(1 - tall) * _HIGH)
    return Box(0.0, top, 1.0, tall)


def view_of(crop: Box) -> View:
    """The view that shows this crop of a picture, which must be of the frame's shape."""
    return View(crop.centre.x, crop.centre.y, 1 / max(crop.w, crop.h))


def _viewed(view: View, ratio: float) -> Box:
    """What a view shows in a frame `ratio` times as wide as the picture, both measured by their heights."""
    zoom = min(max(view.zoom, 1.0), MOST_ZOOM)
    w, h = min(1.0, ratio) / zoom, min(1.0, 1 / ratio) / zoom
    return Box(min(max(view.x - w / 2, 0.0), 1 - w), min(max(view.y - h / 2, 0.0), 1 - h), w, h)


def on_page(panel: PanelArt) -> Affine:
    """The map from fractions of the panel's picture to points on the page."""
    across, down = panel.box.w / panel.crop.w, panel.box.h / panel.crop.h
    return Affine(a=across, d=down, e=panel.box.x - panel.crop.x * across, f=panel.box.y - panel.crop.y * down)


def staging_on_page(panel: PanelArt) -> Staging:
    """The panel's staging with every box and point in page points; figures may lie outside the frame."""
    to_page = on_page(panel)
    actors = tuple(_moved(actor, to_page) for actor in panel.staging.actors)
    source = panel.staging.source
    return replace(panel.staging, actors=actors, source=to_page.point(Point(*source)) if source else None)


def _moved(actor: Actor, to_page: Affine) -> Actor:
    return replace(
        actor,
        face=to_page.box(actor.face),
        head=to_page.box(actor.head),
        body=to_page.box(actor.body),
        mouth=to_page.point(actor.mouth),
    )


def _place_across(actors: Sequence[Actor], length: float) -> float:
    """The left edge of a crop of this width: the figures in its middle, their heads whole."""
    bodies = _spans((a.body.x, a.body.right, 1.0) for a in actors)
    middle = (min(s.start for s in bodies) + max(s.end for s in bodies)) / 2 if bodies else 0.5
    heads = _spans((a.head.x, a.head.right, a.head.area) for a in actors)
    faces = _spans((a.face.x, a.face.right, a.face.area) for a in actors if a.face.overlap(WHOLE) > 0)
    tries = [_Try(heads, air, air) for air in _AIRS]
    return _place(tries, heads, faces, length, wish=middle - length / 2)


def _place_down(actors: Sequence[Actor], length: float) -> float:
    """The upper edge of a crop of this height: feet on the ground and room for lettering over the heads, where there is any."""
    heads = _spans((a.head.y, a.head.bottom, a.head.area) for a in actors)
    faces = _spans((a.face.y, a.face.bottom, a.face.area) for a in actors if a.face.overlap(WHOLE) > 0)
    figures = _spans((a.head.y, a.body.bottom, 1.0) for a in actors)
    tries = [_Try(heads, air, air * _BELOW) for air in _AIRS]
    if all(figure.end < _FLOOR for figure in figures):
        tries = [_Try(figures, air, _UNDER_FEET) for air in _AIRS[:2]] + tries
    return _place(tries, heads, faces, length, wish=(1 - length) * _HIGH)


def _spans(raw: Iterable[tuple[float, float, float]]) -> list[_Span]:
    """The parts that lie in the picture; what the camera cut off cannot be shown."""
    clipped = [_Span(max(0.0, start), min(1.0, end), weight) for start, end, weight in raw]
    return [span for span in clipped if span.end > span.start]


def _place(tries: Iterable[_Try], heads: Sequence[_Span], faces: Sequence[_Span], length: float, *, wish: float) -> float:
    """The start nearest to the wish that grants the first try that can be granted; else the best for the faces."""
    last = 1 - length
    wish = min(max(wish, 0.0), last)
    for spans, before, after in (*tries, _Try(faces, 0.0, 0.0)):
        if spans:
            earliest = max(0.0, min(1.0, max(s.end for s in spans) + after * length) - length)
            latest = min(last, max(0.0, min(s.start for s in spans) - before * length))
            if earliest <= latest + _TOUCH:
                return min(max(wish, earliest), latest)
    return _best_start(faces or heads, heads, length, wish)


def _best_start(faces: Sequence[_Span], heads: Sequence[_Span], length: float, wish: float) -> float:
    """The start that shows most faces whole, by weight, then cuts the least of heads in two, then lies nearest to the wish."""
    starts = {wish}
    for span in (*faces, *heads):
        starts |= {span.start, span.end, span.start - length, span.end - length, (span.start + span.end - length) / 2}
    starts = {min(max(start, 0.0), 1 - length) for start in starts}

    def shown(span: _Span, start: float) -> float:
        return max(0.0, min(span.end, start + length) - max(span.start, start)) / (span.end - span.start)

    def merit(start: float) -> tuple[float, float, float]:
        whole = sum(face.weight for face in faces if shown(face, start) > 1 - _TOUCH)
        cut = sum(head.weight * min(shown(head, start), 1 - shown(head, start)) for head in heads)
        return round(whole, 9), -round(cut, 9), -abs(start - wish)

    return max(sorted(starts), key=merit)
