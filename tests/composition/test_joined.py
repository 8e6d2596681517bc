"""Joined balloons: placed together, drawn as one outline, with one tail."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.balloons import draw_all
from comics.composition.formats import page_format
from comics.composition.model import Balloon, Manner, PanelArt, Words
from comics.composition.necks import chains, neck
from comics.composition.placement import place, size_on
from comics.drawing import fonts, raster, svg
from comics.drawing.displaylist import Group, Path
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Actor, Staging
from comics.vocabulary import LetteringKind as Kind

PAGE = page_format("us_comic")
EM = size_on(PAGE)
BOX = Box(40, 40, 380, 260)
STAGING = Staging(
    (Actor("Jun", Box(0.2, 0.55, 0.1, 0.15), Box(0.17, 0.45, 0.16, 0.3), Box(0.1, 0.45, 0.3, 0.55), Point(0.25, 0.66)),)
)


def panel(*words, **more):
    return PanelArt("p", BOX, words, staging=STAGING, **more)


def says(key, text="We should go home now.", **more):
    return Words(key, more.pop("kind", Kind.SPEECH), text, "Jun", **more)


def gap(a, b):
    across = max(0.0, a.x - b.right, b.x - a.right)
    return math.hypot(across, max(0.0, a.y - b.bottom, b.y - a.bottom))


def test_a_joined_balloon_touches_the_one_before_and_has_no_tail_of_its_own():
    first, second = place([panel(says("a"), says("b", "I mean it.", joined=True))], PAGE)
    assert (first.joined, second.joined) == ("", "a")
    assert first.tail is not None
    assert second.tail is None
    assert gap(first.box, second.box) < 1.5 * EM
    assert second.box.y >= first.box.y - 0.25 * EM
    assert second.box.overlap(first.box) < 0.1 * second.box.area


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_chain_of_three_is_read_downwards(direction):
    words = (says("a"), says("b", "I mean it.", joined=True), says("c", "Right now!", kind=Kind.SHOUT, joined=True))
    chain = place([panel(*words)], PAGE, manner=Manner(direction=direction))
    assert [one.joined for one in chain] == ["", "a", "b"]
    assert [one.tail is None for one in chain] == [False, True, True]
    assert [one.box.y for one in chain] == sorted(one.box.y for one in chain)


def test_a_tail_that_a_hand_set_elsewhere_is_the_chains_only_tail():
    first, second = place([panel(says("a"), says("b", joined=True, tail=Point(0.25, 0.6)))], PAGE)
    assert first.tail is None
    assert second.tail == Point(BOX.x + 0.25 * BOX.w, BOX.y + 0.6 * BOX.h)


def test_balloons_that_hands_placed_stay_and_are_joined_all_the_same():
    first, second = place([panel(says("a", at=Point(0.2, 0.2)), says("b", at=Point(0.75, 0.3), joined=True))], PAGE)
    assert first.box.centre == pytest.approx((BOX.x + 0.2 * BOX.w, BOX.y + 0.2 * BOX.h))
    assert second.box.centre == pytest.approx((BOX.x + 0.75 * BOX.w, BOX.y + 0.3 * BOX.h))
    assert second.joined == "a"
    assert neck(first, second)


@pytest.mark.parametrize("before", [None, Kind.NARRATION, Kind.SFX])
def test_what_has_no_balloon_before_it_stays_alone(before):
    words = [says("a", kind=before)] if before else []
    *_, last = place([panel(*words, says("b", joined=True))], PAGE)
    assert last.joined == ""
    assert last.tail is not None


def test_the_parts_of_a_long_speech_hang_together():
    text = "I have been looking for that lantern for three years. " * 4
    found = place([replace(panel(says("a", text)), box=Box(40, 40, 170, 240))], PAGE)
    assert len(found) > 1
    assert [one.joined for one in found] == ["", *(one.key for one in found[:-1])]


def balloon(key, box, **more):
    return Balloon(key, Kind.SPEECH, box, ("Hm.",), EM, "dialogue", "Hm.", **more)


def test_a_chain_is_one_outline():
    first, second = balloon("a", Box(20, 30, 80, 50)), balloon("b", Box(130, 50, 80, 50), joined="a")
    apart = _image(draw_all([first, replace(second, joined="")]))
    joined = _image(draw_all([first, second]))
    between = [(x, 67) for x in range(92, 140)]
    assert any(apart.getpixel(spot) != (255, 255, 255) for spot in between)
    assert all(joined.getpixel(spot) == (255, 255, 255) for spot in between)


def test_the_groups_of_a_chain_keep_their_names_and_order():
    chain = [balloon("a", Box(20, 30, 80, 50)), balloon("b", Box(130, 50, 80, 50), joined="a")]
    other = balloon("c", Box(20, 120, 80, 50))
    drawn = draw_all([*chain, other])
    assert [group.name for group in drawn] == ["balloon:a", "balloon:b", "balloon:c"]
    assert [group.alt for group in drawn] == ["Hm."] * 3
    assert chains([*chain, other]) == [chain, [other]]


@settings(max_examples=60, deadline=None)
@given(st.floats(-200, 200), st.floats(-200, 200))
def test_a_neck_reaches_into_both_balloons_or_they_overlap(dx, dy):
    first, second = balloon("a", Box(0, 0, 80, 50)), balloon("b", Box(dx, dy, 80, 50), joined="a")
    d = neck(first, second)
    if not d:
        assert first.box.overlap(second.box) > 0
        return
    numbers = [float(word) for word in d.split() if word not in "MQLZ"]
    ends = list(zip(numbers[::2], numbers[1::2], strict=True))
    assert any(first.box.holds(Point(*spot)) for spot in ends)
    assert any(second.box.holds(Point(*spot)) for spot in ends)


def _image(groups):
    paper = Path("M 0 0 L 240 0 L 240 180 L 0 180 Z", fill="#7d5a9e")
    text = svg.write(Group((paper, *groups)), width=240, height=180, glyph=fonts.outline, units=fonts.units)
    return raster.image(text, 240, 180).convert("RGB")
