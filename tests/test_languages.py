"""Language tags: their spelling, their names, which way they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.languages import LANGUAGES, LONGEST, direction_of, language_tag, name_of


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("AR", "ar"), (" pt_br ", "pt-BR"), ("zh-hANT-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("de-de-1901", "de-DE-1901")],
)
def test_a_tag_gets_its_usual_spelling(typed, tag):
    assert language_tag(typed) == tag


@pytest.mark.parametrize("typed", ["", "English", "xx", "e", "ar-", "ar--EG", "日本語", "zh-Hans-CN-pinyin-1999a", "en us"])
def test_what_is_no_tag_is_refused(typed):
    with pytest.raises(ValueError, match="language"):
        language_tag(typed)


@given(st.text(alphabet="abrzARBZ-_0123456789", max_size=24))
def test_spelling_a_tag_again_changes_nothing(typed):
    try:
        tag = language_tag(typed)
    except ValueError:
        return
    assert language_tag(tag) == tag
    assert len(tag) <= LONGEST


def test_every_language_that_is_offered_is_spelled_right_and_has_a_name():
    for tag, name in LANGUAGES:
        assert language_tag(tag) == tag
        assert name_of(tag) == name


@pytest.mark.parametrize(
    ("tag", "name"), [("de-AT", "Deutsch (AT)"), ("ar-EG", "العربية (EG)"), ("gsw", "gsw"), ("zh-Hans", "简体中文")]
)
def test_a_language_is_called_what_its_readers_call_it(tag, name):
    assert name_of(tag) == name


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("ur", "rtl"), ("az-Arab", "rtl"), ("ks-Deva", "ltr"), ("ja", "ltr"), ("ru", "ltr")],
)
def test_the_direction_follows_the_script(tag, direction):
    assert direction_of(tag) == direction
