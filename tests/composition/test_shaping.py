"""Lines of glyphs, in one direction and in two."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comics.composition.hands import Hand
from comics.composition.shaping import cap_height, is_rtl, shape_line, width
from comics.drawing import fonts


def glyphs_of(line):
    return [glyph for piece in line.pieces for glyph, _, _ in piece.glyphs]


def test_a_line_is_drawn_in_capitals_and_keeps_its_text():
    line = shape_line("Hi you!", Hand("dialogue"))
    assert glyphs_of(line) == glyphs_of(shape_line("HI YOU!", Hand("dialogue")))
    assert "".join(piece.text for piece in line.pieces) == "Hi you!"


def test_pens_go_from_left_to_right_and_end_at_the_width():
    line = shape_line("One *two* three", Hand("dialogue"))
    pens = [x for piece in line.pieces for _, x, _ in piece.glyphs]
    assert pens == sorted(pens)
    assert line.width == pytest.approx(sum(piece.width for piece in line.pieces))
    assert pens[-1] < line.width


def test_stress_is_a_piece_of_its_own_and_heavier_where_the_family_can():
    line = shape_line("я *не* я", Hand("fallback", "ru"))
    assert [(piece.text, piece.bold, piece.font) for piece in line.pieces] == [
        ("я ", False, "fallback"),
        ("не", True, "fallback-bold"),
        (" я", False, "fallback"),
    ]


def test_italic_is_no_heavier():
    (piece,) = shape_line("_нет_", Hand("fallback", "ru")).pieces
    assert (piece.bold, piece.italic, piece.font) == (False, True, "fallback")


def test_sharp_s_is_drawn_as_two_letters_and_told_as_one():
    line = shape_line("Fuß!", Hand("dialogue", "de"))
    assert len(glyphs_of(line)) == 5
    assert line.pieces[0].text == "Fuß!"


@pytest.mark.usefixtures("no_extras")
def test_letters_that_no_font_has_are_left_out_and_never_tofu():
    line = shape_line("A漢B", Hand("dialogue"))
    assert 0 not in glyphs_of(line)
    assert glyphs_of(line) == glyphs_of(shape_line("AB", Hand("dialogue")))
    assert line.pieces[0].text == "A漢B"
    assert line.width > shape_line("AB", Hand("dialogue")).width + 0.5  # It keeps its room.


def test_what_the_font_has_no_sign_for_is_borrowed():
    line = shape_line("I ♥ Łódź", Hand("dialogue"))
    assert [piece.text for piece in line.pieces if piece.font == "fallback"] == ["Ł", "ź"]
    assert 0 not in glyphs_of(line)
    arabic = shape_line("أهلا Ren!", Hand("extra-notosansarabic", "ar"), rtl=True)
    assert 0 not in glyphs_of(arabic)


def test_lower_case_stays_where_the_hand_is_not_in_capitals():
    assert glyphs_of(shape_line("Hi", Hand(upper=False))) != glyphs_of(shape_line("Hi", Hand()))


def test_a_bold_hand_is_bold_throughout():
    pieces = shape_line("я *не* я", Hand("fallback", "ru", bold=True)).pieces
    assert {(piece.bold, piece.font) for piece in pieces} == {(True, "fallback-bold")}


def test_hebrew_in_latin_and_latin_in_hebrew_stand_in_visual_order():
    mixed = shape_line("אב Ren גד", Hand("extra-notosanshebrew", "he"), rtl=True)
    assert [piece.text.strip() for piece in mixed.pieces] == ["גד", "Ren", "אב"]
    latin = shape_line("Ren אב ok", Hand("fallback"), rtl=False)
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
    line = shape_line(text, Hand(fonts.font_for(text)))
    assert line.width >= 0
    assert 0 not in glyphs_of(line)
    assert width(text, Hand(fonts.font_for(text))) == line.width
