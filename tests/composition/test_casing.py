"""Typographic signs, stress marks and capitals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.casing import Stretch, capitals, mapped_capitals, marked, plain, stretches, tidy


@pytest.mark.parametrize(
    ("written", "lettered"),
    [
        ("Well...  I\n didn't", "Well… I didn’t"),
        ("Wait -- what?", "Wait-- what?"),
        ("You—", "You--"),
        ("I know — really", "I know-- really"),
        ("stop it—no", "stop it-- no"),
        ("她走了——真的……", "她走了——真的……"),
        ("—Who—?", "--Who--?"),
        ("e\u0301te\u0301", "été"),
        ("a\x00b\u202ec", "a" + "b\u202ec"),
    ],
)
def test_tidy_writes_the_signs_of_lettering(written, lettered):
    assert tidy(written) == lettered


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_tidy_is_done_at_once(text):
    once = tidy(text)
    assert tidy(once) == once
    assert "\n" not in once
    assert "\x00" not in once


def test_stress_marks_cut_a_text():
    assert stretches("I *really* mean **it now**, _so there_, ***all of it***!") == (
        Stretch("I "),
        Stretch("really", bold=True, italic=True),
        Stretch(" mean "),
        Stretch("it now", bold=True),
        Stretch(", "),
        Stretch("so there", italic=True),
        Stretch(", "),
        Stretch("all of it", bold=True, italic=True),
        Stretch("!"),
    )


def test_stress_may_stand_within_stress():
    assert stretches("_He said *no*!_") == (
        Stretch("He said ", italic=True),
        Stretch("no", bold=True, italic=True),
        Stretch("!", italic=True),
    )


def test_a_backslash_makes_a_mark_a_letter():
    assert stretches(r"\*so\* \_it_") == (Stretch("*so* _it_"),)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab *_\\-"é漢', max_size=30))
def test_marks_are_written_as_they_are_read(text):
    words = [stretches(word) for word in tidy(text).split()]
    assert [stretches(marked(word)) for word in words] == words


@pytest.mark.parametrize("text", ["2 * 3 * 4", "*", "** a", "a *b", "* See issue 3.", "snake_case_name", "^_^ or ^_^", "____"])
def test_a_lone_asterisk_stays_a_sign(text):
    assert plain(text) == text
    assert stretches(text) == (Stretch(text),)


@pytest.mark.parametrize(
    ("text", "language", "drawn"),
    [
        ("istanbul ılık", "en", "ISTANBUL ILIK"),
        ("istanbul ılık", "tr", "İSTANBUL ILIK"),
        ("istanbul", "tr-TR", "İSTANBUL"),
        ("straße", "de", "STRASSE"),
        ("ijs", "nl", "IJS"),
        ("άνθρωπος", "el", "ΑΝΘΡΩΠΟΣ"),
        ("Μάιος", "el", "ΜΑΪΟΣ"),
        ("ή όχι", "el", "Ή ΟΧΙ"),
        ("ευφυΐα", "el", "ΕΥΦΥΪΑ"),
        ("привет", "ru", "ПРИВЕТ"),
        ("გამარჯობა", "ka", "გამარჯობა"),
        ("你好", "zh", "你好"),
    ],
)
def test_capitals_follow_the_language(text, language, drawn):
    assert capitals(text, language=language) == drawn


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_every_capital_knows_its_letter(text):
    indices = [index for _, index in mapped_capitals(text)]
    assert indices == sorted(indices)
    assert set(indices) == set(range(len(text)))
