"""The bodies of balloons as rings of points."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition import outlines, tails
from comics.drawing.geometry import Point

HALVES = st.tuples(st.floats(30, 400), st.floats(20, 300))


@settings(max_examples=30, deadline=None)
@given(HALVES, st.text(max_size=5))
def test_rings_stay_within_their_half_axes(half, seed):
    wide, high = half
    rings = (
        outlines.superellipse(wide, high, seed=seed),
        outlines.burst(wide, high, spike=min(half) * 0.3, spacing=30, seed=seed),
        outlines.zigzag(wide, high, depth=min(half) * 0.15, spacing=20),
        outlines.box(wide, high, seed=seed),
        outlines.box(wide, high, seed=seed, slanted=True),
    )
    for ring in rings:
        assert all(abs(point.x) <= wide + 1e-6 and abs(point.y) <= high + 1e-6 for point in ring)


@settings(max_examples=20, deadline=None)
@given(HALVES)
def test_a_superellipse_lies_on_its_curve(half):
    for point in outlines.superellipse(*half, wobble=0.0):
        on_curve = abs(point.x / half[0]) ** outlines.POWER + abs(point.y / half[1]) ** outlines.POWER
        assert on_curve == pytest.approx(1.0, abs=0.02)


def test_evenly_keeps_equal_distances():
    square = [Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)]
    points = outlines.evenly(square, 8)
    assert points == [Point(0, 0), Point(2, 0), Point(4, 0), Point(4, 2), Point(4, 4), Point(2, 4), Point(0, 4), Point(0, 2)]


def test_a_hand_draws_every_balloon_a_little_differently():
    first, same, other = (outlines.superellipse(100, 60, seed=seed) for seed in ("a", "a", "b"))
    assert first == same
    worst = max(math.dist(p, q) for p, q in zip(first, other, strict=True))
    assert 0.3 < worst < 8


def test_a_burst_has_valleys_inside_and_uneven_peaks():
    ring = outlines.burst(100, 70, spike=25, spacing=30, seed="k")
    far = [math.hypot(point.x / 100, point.y / 70) for point in ring]
    assert all(far[at] > far[at - 1] for at in range(1, len(far), 2))
    assert len({round(peak, 2) for peak in far[1::2]}) > 5


@settings(max_examples=40, deadline=None)
@given(st.floats(0, math.tau), st.floats(1.3, 4.0))
def test_a_tail_leaves_on_the_side_of_its_tip(angle, far):
    wide, high = 120.0, 70.0
    ring = outlines.superellipse(wide, high)
    tip = Point(math.cos(angle) * wide * far, math.sin(angle) * high * far)
    base = tails.root(ring, tip, half_width=wide, half_height=high)
    assert math.dist(base.at, tip) < math.dist(Point(-base.at.x, -base.at.y), tip)
    assert math.hypot(*base.out) == pytest.approx(1.0)
    assert base.out.x * base.at.x + base.out.y * base.at.y > 0  # Outwards.
