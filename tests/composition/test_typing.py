"""New words around the same centre while somebody types."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.casing import tidy
from comics.composition.formats import page_format
from comics.composition.model import Dress, Manner, PanelArt, Words
from comics.composition.placement import place
from comics.composition.refit import refit
from comics.drawing.geometry import Box
from comics.vocabulary import LetteringKind as Kind

PAGE = page_format("us_comic")
MANNER = Manner()
WORDS = Words("a", Kind.SPEECH, "We should go home now.", "Jun")
(PLACED,) = place([PanelArt("p", Box(60, 60, 300, 240), (WORDS,))], PAGE)


def typed(text, **more):
    return refit(PLACED, replace(WORDS, text=text, **more), PAGE, MANNER)


def test_centre_tail_and_size_stay():
    one = typed("We should go home now, before the rain begins")
    assert one.box.centre == pytest.approx(PLACED.box.centre)
    assert (one.tail, one.size, one.key) == (PLACED.tail, PLACED.size, PLACED.key)
    assert one.box.area > PLACED.box.area
    assert " ".join(one.lines) == one.text == "We should go home now, before the rain begins"


def test_the_same_words_give_the_same_balloon():
    assert typed(WORDS.text).lines == PLACED.lines
    assert typed(WORDS.text).box == pytest.approx(PLACED.box)


def test_one_more_letter_does_not_turn_the_lines_over():
    long = "I have been looking for that lantern for three years"
    before = typed(long)
    after = refit(before, replace(WORDS, text=f"{long}!"), PAGE, MANNER)
    assert len(after.lines) == len(before.lines)


def test_the_size_follows_kind_and_dress():
    assert typed("No!", kind=Kind.SHOUT).size == pytest.approx(1.1 * PLACED.size)
    assert typed("No!", dress=Dress(scale=1.5)).size == pytest.approx(1.5 * PLACED.size)
    caption = typed("Later that night.", kind=Kind.NARRATION)
    assert caption.tail is None


def test_what_is_far_too_long_stays_on_the_page_and_says_so():
    one = typed("and then some more " * 120)
    assert one.box.overlap(PAGE.live) == pytest.approx(one.box.area)
    assert one.warnings


def test_nothing_typed_is_an_empty_balloon():
    one = typed("")
    assert one.lines == ("",)
    assert one.box.w > 0


@pytest.mark.usefixtures("no_extras")
def test_signs_without_a_font_are_told_at_once():
    assert "EXTRAS=cjk" in typed("漢").warnings[0]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.sampled_from(sorted(Kind)))
def test_any_words_keep_to_the_live_area(text, kind):
    one = typed(text, kind=kind)
    assert one.text == tidy(text)
    assert PAGE.live.grown(0.01).holds(one.box.centre)
    assert one.box.overlap(PAGE.live) == pytest.approx(one.box.area)


def test_typing_is_answered_in_a_few_milliseconds():
    texts = [f"We should go home number {at}, before the rain begins to fall on us" for at in range(20)]
    typed("Warm up.")
    began = process_time()
    for text in texts:
        typed(text)
    assert (process_time() - began) / len(texts) < 0.05
