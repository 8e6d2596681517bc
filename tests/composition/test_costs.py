"""What a place costs, and the plane geometry under it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.costs import FAULT, Place, crosses, distance, enters, together
from comics.composition.fit import Fit
from comics.drawing.geometry import Box, Point

NUMBERS = st.integers(-20, 20).map(float)
POINTS = st.builds(Point, NUMBERS, NUMBERS)
BOXES = st.builds(Box, NUMBERS, NUMBERS, st.integers(1, 15).map(float), st.integers(1, 15).map(float))
FIT = Fit(("x",), 10.0, 5.0, 50.0)


def balloon(x, y, wide=100.0, high=50.0, root=None, tip=None):
    return Place(Box(x, y, wide, high), FIT, 10.0, root, tip)


@settings(max_examples=80, deadline=None)
@given(POINTS, POINTS, BOXES)
def test_a_way_enters_a_box_where_walking_it_first_steps_inside(start, end, box):
    entered = enters(start, end, box)
    steps = [Point(start.x + (end.x - start.x) * at / 400, start.y + (end.y - start.y) * at / 400) for at in range(401)]
    inside = [at / 400 for at, point in enumerate(steps) if box.grown(1e-9).holds(point)]
    if inside:
        assert entered is not None
        assert entered == pytest.approx(inside[0], abs=1 / 200)
    elif entered is not None:  # The way only cuts a corner between two steps.
        assert distance(Box(*(start.x + (end.x - start.x) * entered, start.y + (end.y - start.y) * entered), 0, 0), box) < 1e-6


@settings(max_examples=60, deadline=None)
@given(POINTS, POINTS, POINTS, POINTS)
def test_crossing_is_mutual_and_has_no_direction(a, b, c, d):
    assert crosses(a, b, c, d) == crosses(c, d, a, b) == crosses(b, a, c, d)


def test_crossing_stretches():
    assert crosses(Point(0, 0), Point(4, 4), Point(0, 4), Point(4, 0))
    assert not crosses(Point(0, 0), Point(1, 1), Point(0, 4), Point(4, 0))


def test_distance_of_boxes():
    assert distance(Box(0, 0, 10, 10), Box(13, 14, 5, 5)) == math.hypot(3, 4)
    assert distance(Box(0, 0, 10, 10), Box(5, 5, 10, 10)) == 0


@pytest.mark.parametrize(
    ("second", "rtl", "fault"),
    [
        (balloon(120, 0), False, False),
        (balloon(120, 0), True, True),  # Beside it on the side that is read first.
        (balloon(0, 60), False, False),
        (balloon(0, 60), True, False),
        (balloon(120, -20), False, True),  # Higher than the one before.
        (balloon(50, 20), False, True),  # Over it.
        (balloon(101, 0), False, True),  # A tangent.
    ],
)
def test_two_balloons_beside_each_other(second, rtl, fault):
    assert (together(balloon(0, 0), second, rtl=rtl) >= FAULT) is fault


def test_tails_neither_cross_nor_run_through_a_balloon():
    left, right = balloon(0, 0), balloon(150, 0)
    crossed = (
        balloon(0, 0, root=Point(50, 50), tip=Point(200, 120)),
        balloon(150, 0, root=Point(200, 50), tip=Point(50, 120)),
    )
    through = balloon(0, 0, root=Point(100, 25), tip=Point(260, 25))
    assert together(left, right, rtl=False) < FAULT <= together(*crossed, rtl=False)
    assert together(through, right, rtl=False) >= 2 * FAULT
