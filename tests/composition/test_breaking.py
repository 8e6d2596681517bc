"""Where lettering breaks."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comics.composition.breaking import count_words, join, space_between, split, tokens
from comics.composition.casing import plain, tidy


def texts(text, **options):
    return [token.text for token in tokens(text, **options)]


def test_words_break_at_spaces_and_after_hyphens():
    assert texts("Ice-cream now") == ["Ice-", "cream", "now"]
    assert texts("Wait-- what") == ["Wait--", "what"]


def test_a_stress_goes_over_the_break_and_closes_again():
    found = tokens("You **never told** me!")
    assert [token.text for token in found] == ["You", "**never**", "**told**", "me!"]
    assert join(found) == "You **never told** me!"
    assert join(found[:2]) == "You **never**"


def test_punctuation_stays_with_the_stressed_word():
    assert texts("No *way*!") == ["No", "**_way_**!"]


def test_a_word_that_is_far_too_long_is_hyphenated():
    found = tokens("x" * 60)
    assert len(found) > 3
    assert join(found[:2], last=False).endswith("-")
    assert join(found) == "x" * 60


def test_scripts_without_spaces_break_by_phrase():
    chinese = tokens("我们不该出来的，美娜……这么大的雨！", language="zh")
    assert len(chinese) > 4
    assert not any(token.text[0] in "，……！" for token in chinese)
    assert join(chinese) == "我们不该出来的，美娜……这么大的雨！"
    assert len(tokens("こんな雨の中、外に出るべきじゃなかったよ。", language="ja")) > 3
    assert len(tokens("เราไม่ควรออกมาข้างนอกในสายฝนแบบนี้", language="th")) > 3


def test_long_japanese_phrases_break_where_a_word_begins():
    assert texts("キーキー鳴るの!?", language="ja") == ["キーキー", "鳴るの!?"]
    assert texts("匂いが", language="ja") == ["匂いが"]


def test_a_break_stands_for_a_space_only_where_the_script_has_them():
    assert space_between("hello", "world") == " "
    assert space_between("我们", "不该") == ""


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab *_\\-.!?…é漢字ก\n", max_size=60))
@example("**?*?*")
@example("*\\ ?*")
def test_tokens_lose_nothing(text):
    assert plain(join(tokens(text))).replace(" ", "") == plain(tidy(text)).replace(" ", "")


def test_a_long_text_is_split_between_sentences_near_its_middle():
    first, second = split("We should go home now. The storm is coming, and it has eyes. Do you hear it?")
    assert first.endswith(".")
    assert second[0].isupper()


def test_split_mends_a_stress_that_it_cuts():
    first, second = split("I *really do not know, what this is and* why.")
    assert (first, second) == ("I *really do not know,*", "*what this is and* why.")


@pytest.mark.parametrize("text", ["", "Word", "x" * 80])
def test_what_has_no_place_to_cut_stays_whole(text):
    assert split(text) == (tidy(text),)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["go", "home,", "now.", "storm", "--", "Ren!"]), min_size=2, max_size=30))
def test_split_keeps_every_word(words):
    text = tidy(" ".join(words))
    assert " ".join(split(text)) == text


def test_words_are_counted_as_they_are_read():
    assert count_words("I don't know -- *really*!") == 4
    assert count_words("") == 0
    assert count_words("这么大的雨") == 3
