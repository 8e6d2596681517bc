"""Lettering in its place: what a reader would see as a fault must not happen where there is room."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.casing import tidy
from comics.composition.costs import crosses, distance
from comics.composition.formats import page_format
from comics.composition.model import Manner, PanelArt, Words
from comics.composition.placement import place, place_panel, size_on
from comics.composition.stage import SPOKEN, stage_of
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Actor, Staging
from comics.vocabulary import LetteringKind as Kind

PAGE = page_format("us_comic")
LIVE = PAGE.live
WIDE = Box(LIVE.x, LIVE.y, LIVE.w, LIVE.h * 0.36)
EM = size_on(PAGE)


def actor(name, x, y=0.6, *, height=0.22, shape=1.7):
    """Somebody whose head is so high (a share of the picture) in a picture of that shape (width to height)."""
    wide = height / shape
    return Actor(
        name,
        face=Box(x - wide * 0.36, y - height * 0.2, wide * 0.72, height * 0.6),
        head=Box(x - wide * 0.55, y - height * 0.55, wide * 1.1, height * 1.05),
        body=Box(x - wide, y - height * 0.55, wide * 2, 1.55 - y),
        mouth=Point(x, y + height * 0.25),
    )


TWO = Staging((actor("Jun", 0.28), actor("Mina", 0.72)))


def panel(*words, box=WIDE, staging=TWO, **more):
    return PanelArt("p", box, words, staging=staging, **more)


def says(key, text, speaker="Jun", kind=Kind.SPEECH, **more):
    return Words(key, kind, text, speaker, **more)


def faults(art, balloons, *, rtl=False):
    """What a reader would see: covered faces, wrong order, overlaps, crossing tails, lettering out of the live area."""
    stage = stage_of(art, PAGE, em=EM)
    found = []
    for one in balloons:
        if any(one.box.overlap(figure.face) > 0 for figure in stage.figures):
            found.append(("face", one.key))
        if one.box.overlap(LIVE) < one.box.area * 0.999:
            found.append(("live", one.key))
    for first, second in itertools.combinations([one for one in balloons if one.kind != Kind.SFX], 2):
        found += [(fault, first.key, second.key) for fault in _between(first, second, rtl=rtl)]
    return found


def _between(first, second, *, rtl):
    a, b = first.box, second.box
    if b.y < a.y - 0.25 * EM:
        yield "higher"
    shared = min(a.bottom, b.bottom) - max(a.y, b.y)
    if shared > 0.35 * min(a.h, b.h) and (a.centre.x - b.centre.x if rtl else b.centre.x - a.centre.x) <= 0:
        yield "side"
    if a.overlap(b) > 0.03 * min(a.area, b.area):
        yield "overlap"
    if first.tail and second.tail and crosses(a.centre, first.tail, b.centre, second.tail):
        yield "cross"


LINES = (
    "Where did you find this?",
    "In the cellar, under the old piano. It was humming.",
    "Put it back.",
    "No!",
    "We shouldn't be out here, Mina... not in this rain!",
    "Since when are you *afraid* of water?",
    "Then we follow it.",
)
KINDS = (Kind.SPEECH, Kind.SPEECH, Kind.THOUGHT, Kind.WHISPER, Kind.SHOUT, Kind.RADIO)


@st.composite
def roomy_panels(draw):
    """One to three figures who take turns of one to three balloons in a panel with a third of its height free above them."""
    wide = draw(st.floats(0.55, 1.0)) * LIVE.w
    high = draw(st.floats(0.34, 0.5)) * LIVE.h
    box = Box(LIVE.x + draw(st.floats(0, 1)) * (LIVE.w - wide), LIVE.y + draw(st.floats(0, 1)) * (LIVE.h - high), wide, high)
    names = ["Jun", "Mina", "Ren"][: draw(st.integers(1, 3))]
    head = draw(st.floats(0.14, 0.2))
    figures = tuple(
        actor(name, (at + 0.5) / len(names) + draw(st.floats(-0.04, 0.04)), draw(st.floats(0.58, 0.72)), height=head)
        for at, name in enumerate(names)
    )
    # Three balloons need most of the page's width.
    count = draw(st.integers(1, min(3 if wide > 0.85 * LIVE.w else 2, len(names) + 1)))
    words = tuple(
        says(f"w{at}", draw(st.sampled_from(LINES)), names[at % len(names)], draw(st.sampled_from(KINDS)))
        for at in range(count)
    )
    return panel(*words, box=box, staging=Staging(figures))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(roomy_panels())
def test_where_there_is_room_nothing_is_wrong(art):
    balloons = place([art], PAGE)
    assert faults(art, balloons) == []
    assert [one.key for one in balloons] == [one.key for one in art.words]
    assert all(one.tail and not one.warnings for one in balloons)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(roomy_panels())
def test_right_to_left_reads_from_the_right(art):
    mirrored = tuple(
        replace(
            one,
            face=_mirrored(one.face),
            head=_mirrored(one.head),
            body=_mirrored(one.body),
            mouth=Point(1 - one.mouth.x, one.mouth.y),
        )
        for one in art.staging.actors
    )
    art = replace(art, staging=Staging(mirrored))
    assert faults(art, place([art], PAGE, manner=Manner(direction="rtl")), rtl=True) == []


def _mirrored(box):
    return Box(1 - box.right, box.y, box.w, box.h)


def test_three_lines_of_two_people():
    art = panel(
        Words("place", Kind.TIME_PLACE, "Dusk. Lantern Street."),
        says("a", LINES[4]),
        says("b", LINES[5], "Mina"),
        says("c", "Since it started whispering."),
    )
    caption, first, second, third = place([art], PAGE)
    assert faults(art, (caption, first, second, third)) == []
    assert caption.tail is None
    assert caption.box.x < WIDE.x + EM
    assert caption.box.y < WIDE.y + EM
    assert first.box.centre.x < second.box.centre.x
    assert third.box.y > first.box.bottom
    assert {one.size for one in (caption, first, second, third)} == {EM}


def test_tails_aim_at_their_own_mouth_and_stop_before_the_head():
    art = panel(says("a", LINES[0]), says("b", LINES[1], "Mina"))
    stage = stage_of(art, PAGE, em=EM)
    for one, name in zip(place([art], PAGE), ("Jun", "Mina"), strict=True):
        own = stage.figure(name)
        assert not own.head.grown(-0.1).holds(one.tail)
        assert abs(one.tail.x - own.mouth.x) < WIDE.w / 4
        assert one.box.centre.y < one.tail.y < own.mouth.y


def test_who_is_not_in_the_picture_speaks_from_the_border():
    for words in (says("a", LINES[0], "Storm"), says("a", LINES[0], "Ren", Kind.OFF_PANEL), says("a", LINES[0], "")):
        (one,) = place([panel(words)], PAGE)
        on_side = one.tail.x in (WIDE.x, WIDE.right)
        assert on_side or one.tail.y == WIDE.bottom


def test_names_are_known_without_their_asides():
    stage = stage_of(panel(staging=Staging((actor("Ren Aoki", 0.3), actor("Mino", 0.7)))), PAGE, em=EM)
    assert stage.figure("REN (whispering)").name == "Ren Aoki"
    assert stage.figure("mino").name == "Mino"
    assert stage.figure("Storm") is None
    assert stage.figure("") is None


def test_a_crop_moves_the_figures_with_the_picture():
    words = says("a", LINES[0], "Mina")
    whole = place([panel(words)], PAGE)[0]
    half = place([panel(words, crop=Box(0.5, 0.0, 0.5, 1.0))], PAGE)[0]
    assert half.tail.x < whole.tail.x
    assert faults(panel(words, crop=Box(0.5, 0.0, 0.5, 1.0)), [half]) == []


def test_what_was_set_by_hand_is_kept_exactly_and_others_give_way():
    centre, tip = Point(0.5, 0.2), Point(0.45, 0.9)
    art = panel(says("a", LINES[1], at=centre, tail=tip), says("b", LINES[4], "Mina"))
    first, second = place([art], PAGE)
    assert first.box.centre == pytest.approx((WIDE.x + centre.x * WIDE.w, WIDE.y + centre.y * WIDE.h))
    assert first.tail == pytest.approx((WIDE.x + tip.x * WIDE.w, WIDE.y + tip.y * WIDE.h))
    assert not first.warnings
    assert first.box.overlap(second.box) == 0


@settings(max_examples=15, deadline=None)
@given(st.builds(Point, st.floats(-1, 2), st.floats(-1, 2)), st.sampled_from(sorted(Kind)))
def test_any_place_that_a_hand_chose_is_obeyed(at, kind):
    one = place([panel(says("a", "Boom!", kind=kind, at=at))], PAGE)[0]
    assert one.box.centre == pytest.approx((WIDE.x + at.x * WIDE.w, WIDE.y + at.y * WIDE.h))


def test_a_sound_effect_stands_at_its_source_large_and_off_the_faces():
    staging = replace(TWO, source=Point(0.5, 0.2))
    (effect,) = place([panel(Words("s", Kind.SFX, "Krakoom!"), staging=staging)], PAGE)
    source = Point(WIDE.x + 0.5 * WIDE.w, WIDE.y + 0.2 * WIDE.h)
    assert effect.box.grown(EM).holds(source)
    assert effect.size > 2.5 * EM
    assert effect.turn != 0
    assert faults(panel(staging=staging), [effect]) == []


def test_a_picture_without_staging_is_lettered_by_the_number_of_speakers():
    art = panel(says("a", LINES[0]), says("b", LINES[2], "Mina"), staging=Staging())
    first, second = place([art], PAGE)
    assert first.box.centre.x < WIDE.centre.x < second.box.centre.x
    assert first.tail.y > first.box.bottom
    assert second.tail.y > second.box.bottom
    assert first.warnings + second.warnings == ()


def test_one_panel_can_be_placed_again_alone():
    arts = [panel(says("a", LINES[0])), replace(panel(says("b", LINES[1])), box=Box(LIVE.x, WIDE.bottom + 8, LIVE.w, 240))]
    assert place(arts, PAGE) == place_panel(arts[0], PAGE) + place_panel(arts[1], PAGE)


def test_a_crowded_panel_shrinks_by_fifteen_percent_at_most():
    small = Box(LIVE.x, LIVE.y, LIVE.w * 0.45, LIVE.h * 0.3)
    people = Staging((actor("Jun", 0.3, 0.65, height=0.3, shape=1.0), actor("Mina", 0.72, 0.65, height=0.3, shape=1.0)))
    art = panel(says("a", LINES[4]), says("b", LINES[1], "Mina"), box=small, staging=people)
    balloons = place([art], PAGE)
    assert all(0.85 * EM - 1e-6 <= one.size < EM for one in balloons)
    assert not [fault for fault in faults(art, balloons) if fault[0] in ("face", "live")]


def test_a_text_too_long_for_its_panel_is_split_and_nothing_is_lost():
    text = "I have been looking for that lantern for three years. " * 3 + "And now you tell me that it was under your bed."
    art = panel(says("a:1", text), box=Box(LIVE.x, LIVE.y, 150, 200), staging=Staging())
    balloons = place([art], PAGE)
    assert [one.key for one in balloons] == ["a:1", *(f"a:1:{part}" for part in range(2, len(balloons) + 1))]
    assert len(balloons) > 1
    assert " ".join(one.text for one in balloons) == tidy(text)


@pytest.mark.parametrize("text", ["word and other things, then more. " * 60, "x" * 3000, "漢字💥♪"])
def test_absurd_texts_stay_on_the_page_and_say_so(text):
    balloons = place([panel(says("a", text), Words("n", Kind.NARRATION, text), box=Box(LIVE.x, LIVE.y, 90, 90))], PAGE)
    assert all(one.box.overlap(LIVE) > one.box.area * 0.999 for one in balloons)
    assert any(one.warnings for one in balloons)
    parts = [one.text for one in balloons if one.kind == Kind.SPEECH]
    assert " ".join(parts) == tidy(text)


@pytest.mark.usefixtures("no_extras")
def test_missing_fonts_are_told_with_the_remedy():
    (one,) = place([panel(says("a", "Привет 漢"))], PAGE)
    assert one.font == "fallback"
    assert "漢" in one.warnings[0]
    assert "Install the extra cjk: make setup EXTRAS=cjk." in one.warnings[0]


def test_words_without_letters_are_not_lettered():
    assert place([panel(says("a", " \n"), says("b", ""))], PAGE) == ()
    assert place([], PAGE) == ()


def edges(*, left, right):
    """An edge map with one density in the left half of the picture and one in the right."""
    return (f"{left:02x}" * 16 + f"{right:02x}" * 16) * 32


def test_lettering_keeps_off_the_detail_of_pictures_that_nobody_staged():
    words = says("a", LINES[3])
    spots = [
        place([panel(words, staging=Staging(), edges=edges(left=left, right=255 - left))], PAGE)[0].box.centre.x
        for left in (0, 255)
    ]
    assert spots[0] < WIDE.centre.x < spots[1]


def test_detail_is_looked_for_in_the_part_of_the_picture_that_is_shown():
    words, right = says("a", LINES[3]), Box(0.5, 0.0, 0.5, 1.0)
    plain_ = place([panel(words, staging=Staging(), crop=right)], PAGE)
    assert place([panel(words, staging=Staging(), crop=right, edges=edges(left=255, right=0))], PAGE)[0].box == plain_[0].box


def test_a_known_staging_counts_for_more_than_edges():
    busy = edges(left=255, right=255)
    assert place([panel(says("a", LINES[0]), edges=busy)], PAGE) == place([panel(says("a", LINES[0]))], PAGE)


def test_the_eye_comes_from_the_panel_beside():
    half = LIVE.w / 2 - 4
    first = panel(says("a", LINES[0]), box=Box(LIVE.x, LIVE.y, half, 300))
    second = replace(
        panel(says("b", LINES[2]), says("c", LINES[3], "Mina"), box=Box(LIVE.x + half + 8, LIVE.y, half, 300)), key="q"
    )
    a, b, c = place([first, second], PAGE)
    assert distance(a.box, b.box) <= distance(a.box, c.box)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.builds(
            Words,
            key=st.just("k"),
            kind=st.sampled_from(sorted(Kind)),
            text=st.sampled_from((*LINES, "Krakoom!", "Нам не стоило выходить!")),
            speaker=st.sampled_from(("Jun", "Mina", "", "Storm")),
        ),
        max_size=6,
    ),
    st.floats(50, LIVE.w),
    st.floats(50, LIVE.h),
)
def test_every_piece_comes_out_on_the_page_whatever_the_panel(words, wide, high):
    words = [replace(one, key=f"k{at}") for at, one in enumerate(words)]
    art = panel(*words, box=Box(LIVE.x, LIVE.y, wide, high))
    balloons = place([art], PAGE)
    assert {one.key.partition(":")[0] for one in balloons} == {one.key for one in words}
    assert all(one.box.overlap(LIVE) > one.box.area * 0.999 for one in balloons)
    assert all((one.tail is None) or one.kind in SPOKEN for one in balloons)
