"""PDF syntax, read back by another program (pikepdf)."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.publishing.pdf_objects import Name, Raw, Ref, number, serialise, text

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)


def read(value: object) -> object:
    return pikepdf.Object.parse(serialise(value))


@given(WORDS)
def test_text_is_read_back(words):
    assert str(read(text(words))) == words


@given(st.text(st.characters(), max_size=40))
def test_lone_surrogates_are_dropped_and_nothing_else(words):
    joined = words.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "ignore")
    assert str(read(text(words))) == joined


@given(WORDS.filter(lambda word: word and "\0" not in word))
def test_names_are_read_back(word):
    assert str(read(Name(word))) == f"/{word}"


@given(NUMBERS)
def test_numbers_are_plain_and_near(value):
    digits = number(value)
    assert "e" not in digits
    assert float(digits) == pytest.approx(value, abs=0.0000501)
    assert not digits.startswith("-0") or digits.startswith("-0.")


@given(
    st.recursive(
        st.booleans() | st.integers(-9999, 9999), lambda inner: st.lists(inner) | st.dictionaries(st.just("Key"), inner)
    )
)
def test_structures_are_read_back(value):
    assert plain(read({"Value": value})["/Value"]) == value


def plain(value):
    if isinstance(value, pikepdf.Array):
        return [plain(item) for item in value]
    if isinstance(value, pikepdf.Dictionary):
        return {key.removeprefix("/"): plain(item) for key, item in value.items()}
    return value


def test_other_values():
    assert serialise([None, True, Ref(7), b"\x00\xff", Raw(b"(as it is)"), 0.5]) == b"[null true 7 0 R <00FF> (as it is) 0.5]"
    with pytest.raises(TypeError, match="str"):
        serialise({"Title": "words are neither a name nor a string"})
