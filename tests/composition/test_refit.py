"""Words set anew in a balloon while somebody types."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.composition.casing import plain
from comics.composition.formats import FORMATS
from comics.composition.model import Balloon, Dress, Manner, Words
from comics.composition.refit import refit
from comics.drawing.geometry import Box, Point
from comics.vocabulary import LetteringKind

PAGE = FORMATS["us_comic"]
STANDING = Balloon(
    key="7",
    kind="speech",
    box=Box(200, 200, 90, 40),
    lines=("HM.",),
    size=11.0,
    font="dialogue",
    text="Hm.",
    tail=Point(260, 300),
)
# Marks of stress and signs that steer the text are the concern of other tests.
WORDS = st.text(alphabet="aeinrstAÄ ß.,!?–'迷子هل", min_size=1, max_size=120)
KINDS = st.sampled_from([kind.value for kind in LetteringKind])


@given(WORDS, KINDS)
def test_it_keeps_every_word_and_its_place(text, kind):
    fitted = refit(STANDING, Words("7", kind, text), PAGE, Manner())
    drawn = "".join(plain(line) for line in fitted.lines)
    assert "".join(drawn.split()).replace("-", "") == "".join(plain(fitted.text).split()).replace("-", "")
    box = fitted.box
    if box.w <= PAGE.width and box.h <= PAGE.height:
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= PAGE.width + 0.01
        assert box.bottom <= PAGE.height + 0.01


def test_more_words_grow_around_the_same_centre():
    fitted = refit(STANDING, Words("7", "speech", "Hm. I wonder where the fox has gone."), PAGE, Manner())
    assert fitted.box.area > STANDING.box.area
    assert fitted.box.centre == pytest.approx(STANDING.box.centre)
    assert fitted.tail == STANDING.tail
    assert fitted.size == STANDING.size


def test_a_shape_that_fits_the_room_goes_first():
    words = Words("7", "speech", "I know where I am. It is my house that is lost, and the cat is gone too.")
    wide, narrow = (refit(STANDING, words, PAGE, Manner(), room=room).box for room in (None, Box(0, 0, 110, 400)))
    assert narrow.w <= 110 < wide.w


def test_kind_dress_and_manner_are_followed():
    words = Words("7", "narration", "Dusk.", dress=Dress(bold=True, scale=1.5))
    fitted = refit(STANDING, words, PAGE, Manner(language="de", font="delius", capitals=False))
    assert (fitted.kind, fitted.tail, fitted.dress.bold, fitted.language) == ("narration", None, True, "de")
    assert (fitted.font, fitted.capitals) == ("delius", False)
    assert fitted.size > refit(STANDING, replace(words, dress=Dress()), PAGE, Manner()).size


def test_at_the_edge_it_moves_no_further_than_onto_the_page():
    standing = replace(STANDING, box=Box(0, 0, 90, 40))
    box = refit(standing, Words("7", "speech", "I know where I am. It is my house that is lost."), PAGE, Manner()).box
    assert (box.x, box.y) == (0, 0)
