"""Lines of glyphs, in one direction and in two."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comics.composition.shaping import cap_height, is_rtl, shape_line, width
from comics.drawing import fonts


def glyphs_of(line):
    return [glyph for piece in line.pieces for glyph, _, _ in piece.glyphs]


def test_a_line_is_drawn_in_capitals_and_keeps_its_text():
    line = shape_line("Hi you!", "dialogue")
    assert glyphs_of(line) == glyphs_of(shape_line("HI YOU!", "dialogue"))
    assert "".join(piece.text for piece in line.pieces) == "Hi you!"


def test_pens_go_from_left_to_right_and_end_at_the_width():
    line = shape_line("One *two* three", "dialogue")
    pens = [x for piece in line.pieces for _, x, _ in piece.glyphs]
    assert pens == sorted(pens)
    assert line.width == pytest.approx(sum(piece.width for piece in line.pieces))
    assert pens[-1] < line.width


def test_stress_is_a_piece_of_its_own_and_heavier_where_the_family_can():
    line = shape_line("я *не* я", "fallback", language="ru")
    assert [(piece.text, piece.bold, piece.font) for piece in line.pieces] == [
        ("я ", False, "fallback"),
        ("не", True, "fallback-bold"),
        (" я", False, "fallback"),
    ]


def test_italic_is_no_heavier():
    (piece,) = shape_line("_нет_", "fallback", language="ru").pieces
    assert (piece.bold, piece.italic, piece.font) == (False, True, "fallback")


def test_sharp_s_is_drawn_as_two_letters_and_told_as_one():
    line = shape_line("Fuß!", "dialogue", language="de")
    assert len(glyphs_of(line)) == 5
    assert line.pieces[0].text == "Fuß!"


def test_letters_that_the_font_lacks_are_left_out_and_never_tofu():
    line = shape_line("A漢B", "dialogue")
    assert 0 not in glyphs_of(line)
    assert glyphs_of(line) == glyphs_of(shape_line("AB", "dialogue"))
    assert line.pieces[0].text == "A漢B"


def test_hebrew_in_latin_and_latin_in_hebrew_stand_in_visual_order():
    mixed = shape_line("אב Ren גד", "fallback", rtl=True)
    assert [piece.text.strip() for piece in mixed.pieces] == ["גד", "Ren", "אב"]
    latin = shape_line("Ren אב ok", "fallback", rtl=False)
    assert [piece.text.strip() for piece in latin.pieces] == ["Ren", "אב", "ok"]


def test_the_direction_of_a_text_is_that_of_its_first_letter():
    assert is_rtl("«*שלום*» Ren")
    assert not is_rtl("Ren שלום")
    assert not is_rtl("...")


def test_fonts_of_one_book_look_equally_large():
    assert cap_height("fallback") == pytest.approx(cap_height("dialogue"), rel=0.15)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
@example("\u08a0\ufbc3")
def test_any_text_can_be_shaped(text):
    line = shape_line(text, fonts.font_for(text))
    assert line.width >= 0
    assert 0 not in glyphs_of(line)
    assert width(text, fonts.font_for(text)) == line.width
