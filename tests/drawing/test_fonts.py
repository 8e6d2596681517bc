"""The fonts that lettering and its writers share."""

import io

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from comics.drawing import fonts
from comics.drawing.displaylist import Glyphs, Group
from comics.drawing.svg import write
from comics.vocabulary import LetteringKind

BUILT_IN = ("dialogue", "display", "fallback", "fallback-bold", "fallback-black")


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_font_is_there_with_its_metrics(name):
    metrics = fonts.metrics(name)
    assert fonts.path(name).is_file()
    assert fonts.units(name) == metrics.units == 1000
    assert metrics.descent < 0 < metrics.x_height < metrics.cap_height < metrics.ascent
    assert 0.6 < metrics.cap_height / metrics.units < 0.8


def test_an_unknown_font_is_an_error():
    with pytest.raises(KeyError):
        fonts.path("comic-sans")


@pytest.mark.parametrize("name", BUILT_IN)
def test_data_is_a_static_font_with_the_same_glyphs(name):
    file = TTFont(io.BytesIO(fonts.data(name)))
    assert "fvar" not in file
    static = hb.Font(hb.Face(hb.Blob(fonts.data(name))))
    shared = fonts.shaper(name)
    for sign in "AgЖ" if name.startswith("fallback") else "Ag&":
        glyph = shared.get_nominal_glyph(ord(sign))
        assert static.get_nominal_glyph(ord(sign)) == glyph
        assert static.get_glyph_h_advance(glyph) == shared.get_glyph_h_advance(glyph)


def test_the_weights_of_the_fallback_differ():
    glyph = fonts.shaper("fallback").get_nominal_glyph(ord("H"))
    assert len({fonts.outline(name, glyph) for name in ("fallback", "fallback-bold", "fallback-black")}) == 3


def test_outlines_are_closed_paths_of_the_display_list():
    glyph = fonts.shaper("dialogue").get_nominal_glyph(ord("A"))
    words = fonts.outline("dialogue", glyph).split()
    assert words[0] == "M"
    assert words[-1] == "Z"
    assert {word for word in words if word.isalpha()} <= set("MLCQZ")
    assert all(-1500 < float(word) < 1500 for word in words if not word.isalpha())


def test_a_space_has_no_outline():
    assert fonts.outline("dialogue", fonts.shaper("dialogue").get_nominal_glyph(ord(" "))) == ""


def test_the_svg_writer_draws_the_outlines():
    glyph = fonts.shaper("dialogue").get_nominal_glyph(ord("A"))
    run = Glyphs("dialogue", 20, ((glyph, 0, 20),), "A", "#000000")
    svg = write(Group((run,)), width=20, height=20, glyph=fonts.outline, units=fonts.units)
    assert "<text" not in svg
    assert "<path" in svg


@pytest.mark.parametrize(
    ("text", "kind", "font"),
    [
        ("WE SHOULDN’T BE OUT HERE…", LetteringKind.SPEECH, "dialogue"),
        ("KITA TIDAK SEHARUSNYA DI LUAR!", LetteringKind.NARRATION, "dialogue"),
        ("¡ESTÁ AQUÍ! ÇA VA? GRÖSSE", LetteringKind.SPEECH, "dialogue"),
        ("НАМ НЕ СТОИЛО", LetteringKind.SPEECH, "fallback"),
        ("CƠN MƯA NÀY", LetteringKind.SPEECH, "fallback"),
        ("İSTANBUL’DA YAĞMUR", LetteringKind.SPEECH, "fallback"),
        ("KRAKOOM!", LetteringKind.SFX, "display"),
        ("БУМ!", LetteringKind.SFX, "fallback-black"),
    ],
)
def test_a_text_is_set_in_one_font_that_has_all_its_signs(text, kind, font):
    assert fonts.font_for(text, kind) == font
    assert fonts.covers(font, text)


def test_balloons_of_one_language_are_set_in_one_font():
    assert fonts.font_for("CHÚNG TA", language="vi") == fonts.font_for("CƠN MƯA", language="vi") == "fallback"
    assert fonts.font_for("BAM", LetteringKind.SFX, language="pl-PL") == "fallback-black"
    assert fonts.font_for("KITA", language="id") == "dialogue"


def test_what_no_font_has_is_told_with_a_remedy():
    font = fonts.font_for("ПРИВЕТ 漢", LetteringKind.SPEECH)
    assert font == "fallback"  # It draws the most of it.
    assert fonts.missing(font, "ПРИВЕТ 漢漢") == "漢"
    assert fonts.remedy("漢") == "justmytype-intl-cjk"
    assert fonts.remedy("ع") == "justmytype-intl-rtl"
    assert fonts.remedy("漢ก") == "justmytype-intl-cjk, justmytype-intl-sea"
    assert fonts.remedy("💥") == ""


def test_signs_that_only_steer_the_text_are_not_missing():
    assert fonts.covers("dialogue", "A\u00adB\u200bC\ufeff\n")


def test_extras_are_found_where_their_package_is_installed(tmp_path, monkeypatch):
    package = tmp_path / "justmytype_intl_rtl"
    (package / "fonts" / "ofl" / "notosansarabic").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "fonts" / "ofl" / "notosansarabic" / "NotoSansArabic[wght].ttf").write_bytes(fonts.data("display"))
    monkeypatch.syspath_prepend(str(tmp_path))
    fonts.catalogue.cache_clear()
    try:
        face = fonts.catalogue()["extra-notosansarabic"]
        assert face.axes == (("wght", 620.0),)
        assert face.file.parent.name == "notosansarabic"
    finally:
        monkeypatch.undo()
        fonts.catalogue.cache_clear()
    assert "extra-notosansarabic" not in fonts.catalogue()
