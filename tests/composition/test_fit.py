"""Words in the smallest good balloon."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.breaking import tokens
from comics.composition.casing import plain, tidy
from comics.composition.fit import BOXES, MOST_LINES, PAD_X, SFX_EDGE, fit, fits, profile
from comics.composition.hands import Hand
from comics.composition.linebreaks import leading
from comics.composition.shaping import width
from comics.vocabulary import LetteringKind as Kind

VOCABULARY = "a we the rain, shouldn’t be out here. Mina… lantern street NO! unbelievable"
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1)


@settings(max_examples=40, deadline=None)
@given(WORDS.filter(lambda words: len(words) < 30), st.sampled_from(sorted(set(Kind) - {Kind.SFX})))
def test_every_fit_holds_all_words_inside_its_outline(words, kind):
    text = " ".join(words)
    for one in fits(text, kind=kind):
        assert " ".join(one.lines).split() == tidy(text).split()
        assert 1 <= len(one.lines) <= MOST_LINES
        widest = max(width(line, Hand()) for line in one.lines)
        assert one.width > widest
        if kind not in BOXES:
            _inside(one)


def _inside(one):
    """The ends of every line lie inside the superellipse, with at least half of the padding left."""
    count = len(one.lines)
    for at, line in enumerate(one.lines):
        edge = (abs(at - (count - 1) / 2) * 1.12 + 0.36) / (one.height / 2)
        assert width(line, Hand()) / 2 + PAD_X / 2 <= one.width / 2 * profile(edge) + 1e-6


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("We shouldn't be out here, Mina... not in this rain!", ("We shouldn’t", "be out here, Mina…", "not in this rain!")),
        ("Since when are you afraid of water?", ("Since when", "are you afraid", "of water?")),
        ("Relax, Jun! It's only a little water.", ("Relax, Jun!", "It’s only a", "little water.")),
        ("Come here, little fox...", ("Come here,", "little fox…")),
        ("No!", ("No!",)),
    ],
)
def test_lines_break_as_a_letterer_would(text, lines):
    assert fits(text)[0].lines == lines


@settings(max_examples=30, deadline=None)
@given(WORDS.filter(lambda words: 4 <= len(words) < 26))
def test_the_best_balloon_has_a_good_shape(words):
    best = fits(" ".join(words))[0]
    # Words are not broken, so that long ones side by side make any balloon a little flatter.
    flattest = 3.2 if max(map(len, words)) >= 10 else 2.8
    assert 1.1 <= best.width / best.height <= flattest


def test_fits_come_best_first_and_one_for_each_number_of_lines():
    found = fits("I have been looking for that lantern for three years, and now you tell me.")
    assert [one.score for one in found] == sorted(one.score for one in found)
    assert len({len(one.lines) for one in found}) == len(found) > 3


def test_captions_are_wider_and_flatter_than_balloons():
    text = "Nobody in Lantern Street had seen the fox leave, and nobody would ever admit it."
    caption, balloon = fits(text, kind=Kind.NARRATION)[0], fits(text)[0]
    assert caption.width * caption.height < balloon.width * balloon.height
    assert caption.width / caption.height > balloon.width / balloon.height


def test_a_limit_is_kept_or_nothing_comes():
    text = "I have been looking for that lantern for three years."
    narrow = fit(text, limit=(9.5, 20.0))
    assert narrow
    assert narrow.width <= 9.5
    assert fit(text, limit=(4.0, 3.0)) is None


def test_stacked_accents_get_more_leading():
    assert leading("Chúng ta") == 1.12
    assert leading("Cơn mưa lớn quá, có cầu vồng ấy!") > 1.12


def test_a_sound_effect_is_its_letters_and_their_edge():
    one = fits("Boom", kind=Kind.SFX, hand=Hand("display"))[0]
    assert one.width == pytest.approx(width("Boom", Hand("display")) + SFX_EDGE)


@pytest.mark.parametrize("text", ["", "…", "漢字", "x" * 500, "word " * 400])
def test_odd_texts_fit_somehow(text):
    best = fits(tidy(text))[0]
    assert best.width > 0
    assert best.height > 0
    assert plain("".join(best.lines)).replace("-", "") or not tokens(text)
