"""Sound effects in their designs, on their arcs, with text that can be copied."""

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition import letterforms
from comics.composition.balloons import draw
from comics.composition.fit import fits
from comics.composition.formats import page_format
from comics.composition.hands import hand_for
from comics.composition.model import Balloon, Dress, Manner, PanelArt, Words
from comics.composition.page import page_drawing
from comics.composition.placement import place_panel
from comics.composition.soundeffects import DESIGNS, bend_of, design_of, effect
from comics.drawing import fonts, raster, svg
from comics.drawing.displaylist import Glyphs, Group, Path
from comics.drawing.geometry import Box
from comics.publishing.book import Sheet
from tests.publishing.samples import bind

PAGE = page_format("us_comic")
SIZE = 40.0
PLAIN = Dress()


def sound(text="Krakoom!", *, dress=PLAIN, turn=0.0, language="en", key="s1"):
    hand = hand_for(Words(key, "sfx", text, dress=dress), Manner(language=language))
    fit = fits(text, kind="sfx", hand=hand, bend=bend_of(text, dress))[0]
    box = Box(60, 60, fit.width * SIZE, fit.height * SIZE)
    return Balloon(key, "sfx", box, fit.lines, SIZE, hand.font, text, turn=turn, language=language, dress=dress)


def runs_of(items):
    for item in items:
        if isinstance(item, Glyphs):
            yield item, None
        elif isinstance(item, Group):
            yield from ((run, place or item.transform) for run, place in runs_of(item.items))


def image(drawing):
    wide, high = 440, 200
    paper = Path("M 0 0 L 440 0 L 440 200 L 0 200 Z", fill="#7d5a9e")
    text = svg.write(Group((paper, drawing)), width=wide, height=high, glyph=fonts.outline, units=fonts.units)
    return raster.image(text, wide, high).convert("RGB")


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_is_drawn_in_its_own_way_with_ink_and_colour(design):
    picture = image(draw(sound(dress=Dress(design=design))))
    others = [image(draw(sound(dress=Dress(design=other)))).tobytes() for other in DESIGNS if other != design]
    assert picture.tobytes() not in others
    colours = {colour for _, colour in picture.getcolors(99999)}
    assert (0x1C, 0x14, 0x30) in colours  # ink
    assert any(max(colour) - min(colour) > 90 for colour in colours)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("text", ["Zap!", "БУМ-БАХ", "ドドド", "بوم", "a i"])
def test_every_design_draws_every_script_alike_each_time(design, text):
    one = sound(text, dress=Dress(design=design))
    assert draw(one) == draw(one)
    assert "".join(run.text for run, _ in runs_of(effect(one))) == text


def test_letters_turn_along_the_arc():
    hill = [place for _, place in runs_of(effect(sound(dress=Dress(arc=0.8))))]
    assert hill[0].b < -0.3 < 0.3 < hill[-1].b
    assert hill[0].f > hill[3].f < hill[-1].f
    valley = [place for _, place in runs_of(effect(sound(dress=Dress(arc=-0.8))))]
    assert valley[0].b > 0.3 > -0.3 > valley[-1].b
    assert valley[0].f < valley[3].f > valley[-1].f
    flat = [place for _, place in runs_of(effect(sound(dress=Dress(arc=0.0))))]
    assert {place.b for place in flat} == {0.0}
    assert len({place.f for place in flat}) == 1


@settings(max_examples=40, deadline=None)
@given(st.text("KRAOM! ", min_size=1, max_size=12).filter(str.strip), st.floats(-1, 1))
def test_letters_stay_in_the_box_that_was_kept_for_them(text, arc):
    one = sound(text.strip(), dress=Dress(arc=arc, design="pop"))
    half = one.box.w / 2 / SIZE * 100, one.box.h / 2 / SIZE * 100
    outlines = " ".join(item.d for item in effect(one) if isinstance(item, Path) and item.stroke)
    box = letterforms.bounds(outlines)
    slack = 12
    assert box.x >= -half[0] - slack
    assert box.right <= half[0] + slack
    assert box.y >= -half[1] - slack
    assert box.bottom <= half[1] + slack


def test_joined_letters_are_never_torn_apart():
    assert bend_of("بوم", Dress(arc=0.9)) == 0.0
    assert bend_of("Boom", Dress(arc=0.9)) == 0.9


def test_the_noise_chooses_a_design_where_nobody_did():
    assert design_of("Splish splash", Dress()) == "drip"
    assert design_of("БУМ!", Dress()) == "block"
    assert design_of("Zzzap", Dress()) == "electric"
    assert design_of("Splish splash", Dress(design="hollow")) == "hollow"
    assert design_of("Splish splash", Dress(design="no such design")) == "drip"


def test_the_rotation_set_by_hand_is_kept():
    art = PanelArt("p", Box(40, 40, 300, 200), (Words("s", "sfx", "Krakoom!", dress=Dress(turn=17.5)),))
    (one,) = place_panel(art, PAGE)
    assert one.turn == 17.5
    plain, turned = (draw(replace(one, turn=turn)).items[0].transform for turn in (0.0, 17.5))
    assert plain.b == 0.0 < turned.b


def test_a_sound_effect_is_copied_as_it_was_written():
    page = page_drawing(PAGE, [], [sound("Krakoom!", turn=-8.0)])
    with pypdfium2.PdfDocument(bind(Sheet(page, PAGE.width, PAGE.height))) as document:
        assert document[0].get_textpage().get_text_range().strip() == "Krakoom!"
