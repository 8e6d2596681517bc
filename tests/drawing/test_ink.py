"""Ink: colours mix, curves pass through their points and stay near them, chance is the same everywhere."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.drawing import ink
from comics.drawing.displaylist import Group, Path
from comics.drawing.geometry import Affine, Box, Point

LETTERS = set("MLCQZ")
coordinate = st.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 1))
points = st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=12, unique=True)


def numbers(d: str) -> list[float]:
    return [float(word) for word in d.split() if word not in LETTERS]


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert ink.mix("#000000", "#ffffff", 0.0) == "#000000"
    assert ink.mix("#000000", "#ffffff", 1.0) == "#ffffff"
    assert ink.mix("#102030", "#304050", 0.5) == "#203040"
    assert ink.luminance("#000000") == 0
    assert ink.luminance("#ffffff") == pytest.approx(1)
    assert ink.luminance("#00ff00") > ink.luminance("#ff0000") > ink.luminance("#0000ff")


def test_chance_is_the_same_on_every_machine_and_spread_out() -> None:
    assert ink.chance("Ren", "hair") == pytest.approx(0.2660603029581793)
    assert ink.chance("Ren", "hair") != ink.chance("Renh", "air")
    rolls = [ink.chance("seed", at) for at in range(400)]
    assert all(0 <= roll < 1 for roll in rolls)
    assert 0.45 < sum(rolls) / len(rolls) < 0.55
    assert {ink.pick("abc", "seed", at) for at in range(60)} == set("abc")


@settings(max_examples=40, deadline=None)
@given(points, st.booleans())
def test_a_soft_curve_goes_through_every_point(spots: list[tuple[float, float]], closed: bool) -> None:
    d = ink.smooth(spots, closed=closed)
    values = numbers(d)
    ends = [tuple(values[:2]), *(tuple(values[at : at + 2]) for at in range(6, len(values), 6))]
    assert ends == ([*spots, spots[0]] if closed else spots)
    assert d.endswith("Z") is closed


@settings(max_examples=40, deadline=None)
@given(points)
def test_a_soft_curve_does_not_run_away_from_its_points(spots: list[tuple[float, float]]) -> None:
    xs, ys = zip(*spots, strict=True)
    reach = max(math.dist(a, b) for a in spots for b in spots) / 3 + 0.2
    box = ink.bounds(ink.smooth(spots))
    assert box.x >= min(xs) - reach
    assert box.right <= max(xs) + reach
    assert box.y >= min(ys) - reach
    assert box.bottom <= max(ys) + reach


def test_a_curve_needs_two_points() -> None:
    with pytest.raises(ValueError, match="two points"):
        ink.smooth([(0, 0)])


def test_plain_shapes_fill_their_boxes() -> None:
    box = Box(10, 20, 60, 40)
    assert ink.bounds(ink.rectangle(box)) == box
    assert ink.bounds(ink.rectangle(box, radius=12)) == box
    assert ink.bounds(ink.superellipse(box)) == pytest.approx(box, abs=2)
    assert ink.bounds(ink.ellipse(40, 40, 30, 20)) == pytest.approx(box)
    assert ink.bounds(ink.ellipse(0, 0, 30, 10, turn=math.pi / 2)) == pytest.approx(Box(-10, -30, 20, 60))
    assert ink.bounds(ink.capsule((0, 0), (100, 0), 20, 10)) == pytest.approx(Box(-20, -20, 130, 40))
    assert ink.bounds(ink.polygon([(0, 0), (4, 0), (0, 3)])) == Box(0, 0, 4, 3)


def test_brush_strokes_taper() -> None:
    line = [(0.0, 0.0), (50.0, 0.0), (100.0, 0.0)]
    box = ink.bounds(ink.brush(line, 10))
    assert 6 < box.h <= 10.2
    assert box.w == pytest.approx(100, abs=6)
    assert ink.swell(0) == ink.swell(1) == ink.fade(1) == 0
    assert ink.fade(0) == 1


def test_bows_and_arcs_bend_to_the_left_of_their_way() -> None:
    assert ink.arc((0, 0), (100, 0), 20)[3] == pytest.approx(Point(50, -20))
    assert numbers(ink.bows([(0, 0, 0), (100, 0, 0.2)], closed=False))[3] == pytest.approx(-40)
    assert ink.bounds(ink.bows([(0, 0, 0), (10, 0, 0), (10, 10, 0)])) == Box(0, 0, 10, 10)


def test_outlines_lie_under_their_fill() -> None:
    shade = Path("M 0 0 L 1 1 Z", fill="#000000")
    stroke, press, fill, inside = ink.outlined("M 0 0 L 9 0 L 9 9 Z", "#ff0000", ink="#1d1233", inside=(shade,))
    assert stroke == Path("M 0 0 L 9 0 L 9 9 Z", stroke="#1d1233", width=7.0)
    assert press == Group((stroke,), transform=Affine(e=2.0, f=3.0))  # type: ignore[arg-type]
    assert fill == Path("M 0 0 L 9 0 L 9 9 Z", fill="#ff0000")
    assert inside == Group((shade,), clip="M 0 0 L 9 0 L 9 9 Z")


@settings(max_examples=30, deadline=None)
@given(points, coordinate, coordinate)
def test_mapped_paths_move_with_their_map(spots: list[tuple[float, float]], x: float, y: float) -> None:
    d = ink.polygon(spots)
    moved = ink.mapped(d, Affine(e=x, f=y))
    pairs = zip(numbers(moved), numbers(d), strict=True)
    assert [a - b for a, b in pairs] == pytest.approx([x, y] * len(spots), abs=0.11)
    assert [word for word in moved.split() if word in LETTERS] == [word for word in d.split() if word in LETTERS]


def test_headings_count_from_straight_down() -> None:
    assert ink.heading(0) == pytest.approx(Point(0, 1))
    assert ink.heading(90) == pytest.approx(Point(1, 0))
    assert ink.heading(180) == pytest.approx(Point(0, -1))
