"""Lays a page out: the best automatic layout for its panels, and good alternatives to choose from.

A layout's key can be stored and asked for again: "auto-1" is the best layout for the panels as they are now, "tiers-1-2-2"
keeps so many panels in each tier and sizes them to the panels, and every other key is a named grid of `grids`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from comics.composition import tiers
from comics.composition.grids import Recipe, most_in_tier, place
from comics.composition.model import Layout, PageFormat, PanelShape
from comics.composition.named_grids import grids
from comics.drawing.geometry import Box
from comics.vocabulary import MAX_PANELS

AUTO: Final = "auto-1"
_CHOICES: Final = 20
_ORGANIC: Final = 6  # At most so many of the choices are tiers of the automatic kind.
_TIERS: Final = "tiers-"
_ALIKE: Final = 0.06  # Layouts whose edges all lie within this share of a page's shorter side look the same.
_FEWEST: Final = 5
_CALM: Final = (0.5, 2.7)  # Panels of a width to height between these suit almost any shot,
_USABLE: Final = (0.32, 4.5)  # and beyond these hardly any.
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
    named = sorted((_placed(recipe, page, direction) for recipe in grids(len(shapes), page.sides)), key=_strain)
    passed_over: list[Layout] = []
    for choice in _interleaved([_placed(recipe, page, direction) for recipe in organic], named):
        wanted = len(chosen) < _FEWEST or _strain(choice) < 2
        if wanted and len(chosen) < _CHOICES:
            (passed_over if any(_alike(choice, other, page) for other in chosen) else chosen).append(choice)
    # Many panels on a very flat page look alike in most layouts; even then there are some to choose from.
    return tuple(chosen + passed_over[: max(0, _FEWEST - len(chosen))])


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
    named = {recipe.key: recipe for recipe in grids(len(shapes), page.sides)}
    if key in named:
        return _placed(named[key], page, direction)
    counts = _counts(key, most_in_tier(page))
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
    found: list[Recipe] = []
    for _, counts in tiers.ranked(shapes, page, right_hand=right_hand, most=most):
        key, label = (_TIERS + "-".join(map(str, counts)), _label(counts)) if found else (AUTO, "Automatic")
        found.append(tiers.recipe(shapes, page, counts, right_hand=right_hand, key=key, label=label))
    return found


def _interleaved(organic: Sequence[Layout], named: Sequence[Layout]) -> Iterable[Layout]:
    """Automatic tiers and named grids in turn, so that the first few differ most; those of hardly usable panels last."""
    in_turn = [each for pair in zip_longest(organic, named) for each in pair if each]
    return in_turn[:1] + sorted(in_turn[1:], key=lambda choice: _strain(choice) == 2)


def _strain(choice: Layout) -> int:
    """0 where every panel has a calm shape, 1 where every one is usable, 2 otherwise."""
    shapes = [box.w / box.h for box in choice.boxes]
    for strain, (narrow, wide) in enumerate((_CALM, _USABLE)):
        if narrow <= min(shapes) and max(shapes) <= wide:
            return strain
    return 2


def _counts(key: str, most: int) -> tuple[int, ...]:
    """The panels in each tier that a key such as "tiers-1-2-2" asks for; none for other keys and for more than fit."""
    parts = key.removeprefix(_TIERS).split("-") if key.startswith(_TIERS) else []
    sizes = [str(size) for size in range(1, most + 1)]
    if len(parts) > MAX_PANELS or any(part not in sizes for part in parts):
        return ()
    return tuple(map(int, parts))


def _label(counts: Sequence[int]) -> str:
    return f"Tiers of {' + '.join(map(str, counts))}"


def _placed(recipe: Recipe, page: PageFormat, direction: str) -> Layout:
    return Layout(recipe.key, recipe.label, place(recipe, page, direction=direction))


def _alike(one: Layout, other: Layout, page: PageFormat) -> bool:
    def edges(box: Box) -> tuple[float, float, float, float]:
        return box.x, box.y, box.right, box.bottom

    near = _ALIKE * min(page.leaf, page.height)
    return all(
        abs(a - b) < near
        for first, second in zip(one.boxes, other.boxes, strict=True)
        for a, b in zip(edges(first), edges(second), strict=True)
    )
