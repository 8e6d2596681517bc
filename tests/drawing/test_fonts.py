"""The fonts that lettering and its writers share."""

import io

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from comics.drawing import faces, fonts
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


def test_a_wanted_font_sets_what_it_has_the_signs_for():
    assert fonts.font_for("HELLO", wanted=("kalam",)) == "kalam"
    assert fonts.font_for("HELLO", wanted=("no-such-font", "delius")) == "delius"
    assert fonts.font_for("CƠN MƯA", wanted=("kalam",)) == "fallback"
    assert fonts.font_for("BAM", LetteringKind.SFX, wanted=("titan",)) == "titan"


@pytest.mark.parametrize("name", [name for name, _ in (*fonts.DIALOGUE_FONTS, *fonts.SFX_FONTS) if name])
def test_every_font_on_offer_writes_western_european_words(name):
    assert fonts.covers(name, "“¿QUÉ… ÇA, GRÖSSE?!”")
    assert fonts.covers(fonts.heavier(name), "“¿Qué…?!”")


def test_looks_are_evened_out():
    heights = [fonts.metrics(name).cap_height / fonts.units(name) * fonts.scale(name) for name, _ in fonts.DIALOGUE_FONTS[1:]]
    assert max(heights) < 1.15 * min(heights)


@pytest.mark.usefixtures("no_extras")
def test_what_no_font_has_is_told_with_a_remedy():
    font = fonts.font_for("ПРИВЕТ 漢", LetteringKind.SPEECH)
    assert font == "fallback"  # It draws the most of it.
    assert fonts.missing(font, "ПРИВЕТ 漢漢") == "漢"
    assert fonts.remedy("漢") == "cjk"
    assert fonts.remedy("ع") == "rtl"
    assert fonts.remedy("漢ก") == "cjk sea"
    assert fonts.remedy("💥") == ""


def test_signs_that_only_steer_the_text_are_not_missing():
    assert fonts.covers("dialogue", "A\u00adB\u200bC\ufeff\n")


@pytest.mark.usefixtures("no_extras")
def test_extras_are_found_where_their_package_is_installed(tmp_path, monkeypatch):
    assert "extra-notosansthai" not in faces.catalogue()
    files = tmp_path / "fonts" / "ofl" / "notosansthai"
    files.mkdir(parents=True)
    (files / "NotoSansThai[wght].ttf").write_bytes(fonts.path("fallback").read_bytes())
    monkeypatch.setattr(faces, "folder", lambda extra: tmp_path if extra.name == "sea" else None)
    faces.catalogue.cache_clear()
    face = faces.catalogue()["extra-notosansthai"]
    assert face.axes == (("wght", 620.0),)
    assert face.file.parent.name == "notosansthai"
    assert fonts.heavier("extra-notosansthai") == "extra-notosansthai-bold"
    assert dict(faces.catalogue()["extra-notosansthai-black"].axes)["wght"] == 900


@pytest.mark.parametrize(
    ("text", "language", "font"),
    [
        ("こんな雨の中", "ja", "extra-notosansjp"),
        ("我们不该出来", "zh", "extra-notosanssc"),
        ("我們不該出來", "zh-TW", "extra-notosanstc"),
        ("이런 빗속에", "ko", "extra-notosanskr"),
        ("لا يجب أن نكون هنا", "ar", "extra-notosansarabic"),
        ("אסור לנו", "he", "extra-notosanshebrew"),
    ],
)
def test_the_real_extras_set_their_scripts(text, language, font):
    assert fonts.font_for(text, language=language) == font
    assert fonts.covers(font, text)
    assert fonts.font_for(text, LetteringKind.SFX, language=language) == f"{font}-black"


def test_what_the_first_font_covers_asks_no_other(monkeypatch):
    asked = []
    known = fonts._known
    monkeypatch.setattr(fonts, "_known", lambda name: (asked.append(name), known(name))[1])
    fonts.font_for.cache_clear()
    assert fonts.font_for("A LAMP THAT SQUEAKS") == "dialogue"
    assert set(asked) == {"dialogue"}
