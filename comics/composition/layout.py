"""Lays a page out: the best automatic layout for its panels, and good alternatives to choose from.

A layout's key can be stored and asked for again: "auto-1" is the best layout for the panels as they are now, "tiers-1-2-2"
keeps so many panels in each tier and sizes them to the panels, and every other key is a named grid of `grids`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from comics.composition import tiers
from comics.composition.grids import Recipe, grids, place
from comics.composition.model import Layout, PageFormat, PanelShape
from comics.drawing.geometry import Box
from comics.vocabulary import MAX_PANELS

AUTO: Final = "auto-1"
_CHOICES: Final = 12
_ORGANIC: Final = 6  # At most so many of the choices are tiers of the automatic kind.
_TRIES: Final = 24
_TIERS: Final = "tiers-"
_ALIKE: Final = 0.03  # Layouts whose edges all lie within this share of the page's width look the same.
_SPLASH: Final = 3.0  # How much more the great panel of a splash page matters.


def layouts(
    shapes: Sequence[PanelShape], page: PageFormat, *, direction: str = "ltr", right_hand: bool = True, splash: bool = False
) -> tuple[Layout, ...]:
    """At least five layouts for 1 to 20 panels, the first being the best automatic one; boxes in reading order, in points.

    `right_hand` makes the last panel a little bigger, for it makes the reader turn the page; `splash` gives the most
    important panel about half of the page. No panels give no layouts. Raises `ValueError` for more than 20 panels.
    """
    if not shapes:
        return ()
    shapes = _prepared(shapes, splash=splash)
    chosen: list[Layout] = []
    organic = _organic(shapes, page, right_hand=right_hand)
    for recipe in _interleaved(organic, grids(len(shapes))):
        layout_ = _placed(recipe, page, direction)
        if len(chosen) < _CHOICES and not any(_alike(layout_, other, page) for other in chosen):
            chosen.append(layout_)
    return tuple(chosen)


def layout(
    key: str,
    shapes: Sequence[PanelShape],
    page: PageFormat,
    *,
    direction: str = "ltr",
    right_hand: bool = True,
    splash: bool = False,
) -> Layout:
    """The layout with this key; the best automatic one where the key is unknown or does not fit the number of panels.

    No panels give a layout without boxes. Raises `ValueError` for more than 20 panels.
    """
    if not shapes:
        return Layout(AUTO, "Automatic", ())
    shapes = _prepared(shapes, splash=splash)
    named = {recipe.key: recipe for recipe in grids(len(shapes))}
    if key in named:
        return _placed(named[key], page, direction)
    counts = _counts(key)
    if sum(counts) == len(shapes):
        recipe = tiers.recipe(shapes, page, counts, right_hand=right_hand, key=key, label=_label(counts))
        return _placed(recipe, page, direction)
    return _placed(_organic(shapes, page, right_hand=right_hand, most=1)[0], page, direction)


def _prepared(shapes: Sequence[PanelShape], *, splash: bool) -> tuple[PanelShape, ...]:
    if len(shapes) > MAX_PANELS:
        raise ValueError(f"a page has at most {MAX_PANELS} panels, not {len(shapes)}")
    if splash:
        great = max(range(len(shapes)), key=lambda place: shapes[place].importance)
        rest = max(2.0, (len(shapes) - 1) / _SPLASH)
        return tuple(replace(s, importance=_SPLASH * rest if i == great else 1.0) for i, s in enumerate(shapes))
    return tuple(shapes)


def _organic(shapes: Sequence[PanelShape], page: PageFormat, *, right_hand: bool, most: int = _ORGANIC) -> list[Recipe]:
    """The best ways to share the panels out to tiers; the first goes by the name of "auto-1"."""
    found = []
    for _, counts in tiers.ranked(shapes, page, right_hand=right_hand, most=most):
        key, label = (_TIERS + "-".join(map(str, counts)), _label(counts)) if found else (AUTO, "Automatic")
        found.append(tiers.recipe(shapes, page, counts, right_hand=right_hand, key=key, label=label))
    return found


def _interleaved(organic: Sequence[Recipe], named: Sequence[Recipe]) -> Iterable[Recipe]:
    """Automatic tiers and named grids in turn, so that the first few choices differ most."""
    for place_ in range(max(len(organic), len(named))):
        yield from organic[place_ : place_ + 1]
        yield from named[place_ : place_ + 1]


def _counts(key: str) -> tuple[int, ...]:
    """The panels in each tier that a key such as "tiers-1-2-2" asks for; none for other keys."""
    parts = key.removeprefix(_TIERS).split("-") if key.startswith(_TIERS) else []
    if len(parts) > MAX_PANELS or any(part not in "1234" or len(part) != 1 for part in parts):
        return ()
    return tuple(map(int, parts))


def _label(counts: Sequence[int]) -> str:
    return f"Tiers of {' + '.join(map(str, counts))}"


def _placed(recipe: Recipe, page: PageFormat, direction: str) -> Layout:
    return Layout(recipe.key, recipe.label, place(recipe, page, direction=direction))


def _alike(one: Layout, other: Layout, page: PageFormat) -> bool:
    def edges(box: Box) -> tuple[float, float, float, float]:
        return box.x, box.y, box.right, box.bottom

    near = _ALIKE * page.width
    return all(
        abs(a - b) < near
        for first, second in zip(one.boxes, other.boxes, strict=True)
        for a, b in zip(edges(first), edges(second), strict=True)
    )
