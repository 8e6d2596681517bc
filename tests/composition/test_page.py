from dataclasses import replace

from comics.composition.formats import FORMATS
from comics.composition.model import Balloon, PanelArt
from comics.composition.page import EMPTY, page_drawing, page_ink
from comics.drawing import extent, fonts, raster, svg
from comics.drawing.displaylist import Glyphs, Group, Path, Raster
from comics.drawing.geometry import Box, Point

COMIC = FORMATS["us_comic"]
LEFT = PanelArt("1", Box(30, 30, 200, 300), picture="take-1", pixels=(512, 768), crop=Box(0.1, 0, 0.8, 1), alt="Rain falls.")
RIGHT = PanelArt("2", Box(240, 30, 200, 300))


def balloon(key, kind="speech", box=None):
    font = fonts.font_for("HELLO", kind)
    return Balloon(key, kind, box or Box(60, 50, 90, 40), ("HELLO",), 13, font, text="Hello", tail=Point(100, 140))


def pixels(drawing):
    text = svg.write(drawing, width=COMIC.width, height=COMIC.height, glyph=fonts.outline, units=fonts.units)
    return raster.image(text, 477, 738)


def named(group, prefix):
    return [item for item in group.items if isinstance(item, Group) and item.name.startswith(prefix)]


def items(group):
    for item in group.items:
        yield item
        if isinstance(item, Group):
            yield from items(item)


def test_panels_stand_in_reading_order_by_name_with_their_words_for_the_blind():
    panels = named(page_drawing(COMIC, [LEFT, RIGHT], []), "panel:")
    assert [panel.name for panel in panels] == ["panel:1", "panel:2"]
    assert panels[0].alt == "Rain falls."


def test_a_picture_fills_its_frame_with_its_crop_and_is_clipped_to_it():
    panel = named(page_drawing(COMIC, [LEFT], []), "panel:")[0]
    art = next(item for item in panel.items if isinstance(item, Group))
    assert art.items == (Raster("take-1", LEFT.box, LEFT.crop),)
    assert extent.bounds(Path(art.clip, fill="#000000")) == LEFT.box


def test_a_panel_without_a_picture_is_a_quiet_tone_in_a_frame():
    image = pixels(page_drawing(COMIC, [RIGHT], []))
    assert image.getpixel((340, 180)) == (*bytes.fromhex(EMPTY[1:]), 255)
    assert sum(image.getpixel((240, 180))[:3]) < 200
    assert image.getpixel((235, 180)) == (255, 255, 255, 255)


def test_the_paper_covers_the_bleed():
    drawing = page_drawing(COMIC, [], [], paper="#ffeedd")
    assert extent.bounds(drawing) == Box(-9, -9, 477 + 18, 738 + 18)
    assert pixels(drawing).getpixel((0, 0)) == (255, 238, 221, 255)


def test_lettering_lies_over_the_panels_and_sound_effects_under_the_balloons():
    drawing = page_drawing(COMIC, [LEFT], [balloon("a"), balloon("b", "sfx"), balloon("c", "narration")])
    names = [item.name for item in drawing.items if isinstance(item, Group)]
    assert names == ["panel:1", "balloon:b", "balloon:a", "balloon:c"]


def test_lettering_stays_text():
    drawing = page_drawing(COMIC, [LEFT], [balloon("a")])
    assert "HELLO" in "".join(item.text for item in items(drawing) if isinstance(item, Glyphs)).upper()


def test_ink_is_the_page_without_paper_and_pictures():
    ink = pixels(page_ink(COMIC, [LEFT, RIGHT], [balloon("a")]))
    assert ink.getpixel((5, 5))[3] == 0
    assert ink.getpixel((130, 280))[3] == 0
    assert ink.getpixel((340, 180))[3] == 255
    assert sum(ink.getpixel((30, 180))[:3]) < 200
    assert ink.getpixel((105, 55)) == (255, 255, 255, 255)
    assert not any(isinstance(item, Raster) for item in items(page_ink(COMIC, [LEFT], [])))


def test_equal_pages_are_drawn_equally():
    assert page_drawing(COMIC, [LEFT], [balloon("a")]) == page_drawing(COMIC, [LEFT], [balloon("a")])


class TestInsets:
    """A panel lies over those before it, in the display list and in the ink over pasted pictures alike."""

    UNDER = PanelArt("1", Box(30, 30, 300, 300), picture="a")
    OVER = PanelArt("2", Box(280, 200, 150, 100), picture="b")  # across the first one's right edge

    def test_the_ink_of_the_earlier_panel_is_kept_off_the_later_picture(self):
        ink = pixels(page_ink(COMIC, [self.UNDER, self.OVER], []))
        assert ink.getpixel((330, 250))[3] == 0, "the earlier line would cross the later picture"
        assert ink.getpixel((330, 100))[3] == 255
        assert ink.getpixel((280, 250))[3] == 255
        other_way = pixels(page_ink(COMIC, [self.OVER, self.UNDER], []))
        assert other_way.getpixel((330, 250))[3] == 255
        assert other_way.getpixel((300, 200))[3] == 0

    def test_a_later_empty_panel_covers_and_an_earlier_one_does_not(self):
        ink = pixels(page_ink(COMIC, [replace(self.UNDER, picture=""), self.OVER], []))
        assert ink.getpixel((300, 250))[3] == 0
        assert ink.getpixel((150, 250)) == (*bytes.fromhex(EMPTY[1:]), 255)
        ink = pixels(page_ink(COMIC, [self.UNDER, replace(self.OVER, picture="")], []))
        assert ink.getpixel((300, 250)) == (*bytes.fromhex(EMPTY[1:]), 255)

    def test_two_insets_that_touch_each_other_are_both_spared(self):
        third = PanelArt("3", Box(300, 250, 100, 90), picture="c")
        ink = pixels(page_ink(COMIC, [self.UNDER, self.OVER, third], []))
        assert ink.getpixel((330, 280))[3] == ink.getpixel((330, 320))[3] == ink.getpixel((350, 300))[3] == 0


def test_what_is_over_comes_last():
    mark = Path("M 0 0 L 477 0 L 477 738 L 0 738 Z", fill="#ff0000")
    for drawing in (page_drawing(COMIC, [LEFT], [balloon("a")], over=(mark,)), page_ink(COMIC, [LEFT], [], over=(mark,))):
        assert drawing.items[-1] == mark
        assert pixels(drawing).getpixel((100, 60)) == (255, 0, 0, 255)
