"""Lines that name pages, and choices as they are kept."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.publishing.choices import Choices, read_pages


@pytest.mark.parametrize(
    ("line", "pages"),
    [
        ("", range(1, 9)),
        ("  ", range(1, 9)),
        ("3", [3]),
        ("1-3, 5", [1, 2, 3, 5]),
        ("1–3;5 7", [1, 2, 3, 5, 7]),
        ("6 -", [6, 7, 8]),
        ("2 - 4", [2, 3, 4]),
        ("5,5,5", [5]),
    ],
)
def test_pages_are_named_as_people_name_them(line, pages):
    assert read_pages(line, last=8) == frozenset(pages)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x", "“x” names no page"),
        ("-3", "“-3” names no page"),
        ("1-9", "There is no page 9; the story has pages 1 to 8."),
        ("0-3", "There is no page 0"),
        ("4-2", "“4-2” runs backwards"),
        ("1," * 200, "a long list"),
        ("1-2-3", "names no page"),
    ],
)
def test_what_names_no_page_is_said(line, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_pages(line, last=8)


@given(st.sets(st.integers(1, 40), min_size=1))
def test_any_list_of_pages_is_read_as_it_is_meant(pages):
    assert read_pages(", ".join(map(str, pages)), last=40) == pages


@given(st.text(max_size=60))
def test_any_line_gives_pages_that_there_are_or_a_sentence(line):
    found = frozenset({1})
    with contextlib.suppress(ValueError):
        found = read_pages(line, last=12)
    assert found
    assert found <= set(range(1, 13))


def test_choices_survive_being_kept_and_only_what_differs_is_kept():
    chosen = Choices(pages="1-2", draft=True, picture="webp", covers=False)
    assert chosen.to_json() == {"pages": "1-2", "draft": True, "picture": "webp", "covers": False}
    assert Choices.from_json(chosen.to_json() | {"gone": 1}) == chosen
