"""Typographic signs, stress marks and capitals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.casing import Stretch, capitals, mapped_capitals, plain, stretches, tidy


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
    assert stretches("I *really* mean **it now**!") == (
        Stretch("I ", False),
        Stretch("really", True),
        Stretch(" mean ", False),
        Stretch("it now", True),
        Stretch("!", False),
    )


@pytest.mark.parametrize("text", ["2 * 3 * 4", "*", "** a", "a *b", "* See issue 3."])
def test_a_lone_asterisk_stays_a_sign(text):
    assert plain(text) == text
    assert not any(stretch.stressed for stretch in stretches(text))


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
