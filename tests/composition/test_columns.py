"""Vertical lettering: columns from right to left, as Japanese and Chinese are read."""

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition import letterforms
from comics.composition.balloons import draw
from comics.composition.casing import plain, tidy
from comics.composition.columns import shape_column
from comics.composition.fit import fits
from comics.composition.formats import page_format
from comics.composition.hands import Hand, hand_for, size_on
from comics.composition.model import Manner, PanelArt, Words
from comics.composition.page import page_drawing
from comics.composition.placement import place
from comics.composition.refit import refit
from comics.composition.shaping import shape_line
from comics.drawing.displaylist import Glyphs, Group
from comics.drawing.geometry import Box, Point
from comics.publishing.book import Sheet
from comics.vocabulary import LetteringKind as Kind
from tests.publishing.samples import bind

PAGE = page_format("manga")
MANNER = Manner(language="ja", direction="rtl", vertical=True)
HAND = Hand("extra-notosansjp", "ja", vertical=True)
LINE = "地図は誰かが描いたものしか知らないんだよ。"


def lettered(text, *, kind=Kind.SPEECH, manner=MANNER):
    return place([PanelArt("p", Box(30, 30, 250, 220), (Words("a", kind, text, "Ren"),))], PAGE, manner=manner)


def runs_of(item):
    if isinstance(item, Glyphs):
        yield item
    elif isinstance(item, Group):
        for inner in item.items:
            yield from runs_of(inner)


def test_signs_stand_under_one_another_with_the_forms_for_columns():
    (piece,) = shape_column("漢字、（ー）", HAND).pieces
    downs = [y for _, _, y in piece.glyphs]
    assert downs == sorted(downs)
    assert len({round(x, 1) for _, x, _ in piece.glyphs[:2]}) == 1
    flat = [glyph for one in shape_line("漢字、（ー）", HAND).pieces for glyph, _, _ in one.glyphs]
    upright = [glyph for glyph, _, _ in piece.glyphs]
    assert upright[:2] == flat[:2]
    assert all(one != other for one, other in zip(upright[2:], flat[2:], strict=True))


@pytest.mark.parametrize("words", ["12", "!?", "A", "7"])
def test_short_numbers_and_signs_stand_upright_as_one(words):
    before, one, after = shape_column(f"あ{words}い", HAND).pieces
    assert not one.turned
    assert one.width == before.width == after.width
    assert len({round(y, 6) for _, _, y in one.glyphs}) == 1
    assert all(-0.5 <= x <= 0.5 for _, x, _ in one.glyphs)


@pytest.mark.parametrize("words", ["RADIO", "2026", "Mina-chan"])
def test_longer_words_in_latin_letters_are_turned(words):
    before, one, _ = shape_column(f"あ {words} い", HAND).pieces
    assert one.turned
    assert one.text == words
    assert one.along > before.width


def test_columns_are_taller_than_wide_and_read_from_the_right():
    (one,) = lettered(LINE)
    assert one.vertical
    assert one.box.h > one.box.w
    assert len(one.lines) > 1
    runs = list(runs_of(draw(one)))
    assert runs[0].glyphs[0][1] > runs[-1].glyphs[0][1]
    assert "".join(one.lines) == LINE
    assert len({round(run.glyphs[0][2], 1) for run in runs}) == 1  # Columns begin at one height.


def test_a_panel_too_low_for_columns_gets_lines_rather_than_tiny_columns():
    low = PanelArt("p", Box(30, 30, 280, 62), (Words("a", Kind.SPEECH, LINE, "Ren"),))
    (one,) = place([low], PAGE, manner=MANNER)
    assert not one.vertical
    assert one.size > 0.8 * size_on(PAGE)
    again = refit(one, Words("a", Kind.SPEECH, f"{LINE}ね", "Ren"), PAGE, MANNER)
    assert not again.vertical


def test_no_column_begins_or_ends_with_a_forbidden_sign():
    for one in fits("「パン、だって？」と、Renは言った。「ここだ！」", hand=HAND):
        assert not any(line[0] in "、。？！」" or line[-1] in "「" for line in one.lines)


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.SFX}))
def test_ink_stays_in_the_balloon(kind):
    (one,) = lettered("ランタンが25個、RADIOでキーキー鳴るの!?", kind=kind)
    inner = draw(replace(one, tail=None)).items[0]
    body, *words = inner.items
    (ring, *_) = letterforms.rings(body.d)
    for run in words:
        if isinstance(run, Glyphs):
            assert all(one.box.holds(inner.transform.point(Point(x, y))) for _, x, y in run.glyphs)
            assert all(_inside(ring, x + 45, y) for _, x, y in run.glyphs)


def _inside(ring, x, y):
    """Whether the ring runs round the point (even-odd rule)."""
    inside = False
    for start, end in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (start.y > y) != (end.y > y):
            inside ^= x < (end.x - start.x) * (y - start.y) / (end.y - start.y) + start.x
    return inside


@pytest.mark.parametrize(
    ("manner", "text"),
    [
        (Manner(language="en", vertical=True), "Hello there"),
        (Manner(language="ja", vertical=True), "OK!"),
        (Manner(language="ja"), LINE),
        (Manner(language="ko", vertical=True), "빵이라고 했지."),
    ],
)
def test_other_texts_keep_their_lines(manner, text):
    assert not hand_for(Words("a", Kind.SPEECH, text), manner).vertical


def test_sound_effects_keep_their_line():
    assert not hand_for(Words("a", Kind.SFX, "ドドド"), MANNER).vertical


@pytest.mark.parametrize("language", ["zh", "zh-TW", "zh-Hant"])
def test_chinese_has_columns_too(language):
    assert hand_for(Words("a", Kind.SPEECH, "我们不该出来"), Manner(language=language, vertical=True)).vertical


def test_columns_are_copied_as_they_were_written():
    balloons = lettered("ランタンが25個、キーキー鳴るの！")
    page = page_drawing(PAGE, [], balloons)
    with pypdfium2.PdfDocument(bind(Sheet(page, PAGE.width, PAGE.height))) as document:
        told = document[0].get_textpage().get_text_range()
    assert "".join(told.split()) == "ランタンが25個、キーキー鳴るの！"


@settings(max_examples=40, deadline=None)
@given(st.text("あ漢ー、。「」!?12Ab *…", min_size=1, max_size=40))
def test_a_column_keeps_every_sign(text):
    text = tidy(text)
    line = shape_column(text, HAND)
    assert "".join(piece.text for piece in line.pieces).replace(" ", "") == plain(text).replace(" ", "")
    assert line.width >= 0
