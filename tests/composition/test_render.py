import base64
import io
from dataclasses import replace
from typing import ClassVar

import pytest
from PIL import Image, ImageChops, ImageStat

from comics.composition.crop import crop_for
from comics.composition.formats import FORMATS
from comics.composition.layout import layouts
from comics.composition.model import Balloon, PanelArt, PanelShape
from comics.composition.page import page_drawing
from comics.composition.render import page_image, save_jpeg
from comics.drawing import fonts, raster, svg
from comics.drawing.displaylist import Path
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Staging

COMIC = FORMATS["us_comic"]
COLOURS = ["#cc0000", "#00aa00", "#0000cc", "#aaaa00", "#00aaaa", "#aa00aa", "#884400"]


def encoded(image, kind="PNG"):
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def opener(pictures):
    """Opens pictures by key and remembers them."""
    opened = []

    def open_picture(key):
        opened.append(Image.open(io.BytesIO(pictures[key])))
        return opened[-1]

    open_picture.opened = opened
    return open_picture


def page_of(count):
    boxes = layouts([PanelShape()] * count, COMIC)[0].boxes
    panels = [PanelArt(str(i), box, picture=str(i), pixels=(64, 64)) for i, box in enumerate(boxes)]
    pictures = {str(i): encoded(Image.new("RGB", (64, 64), COLOURS[i])) for i in range(count)}
    return panels, pictures


def rgb(colour):
    return tuple(bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("count", [1, 4, 7])
def test_panels_land_where_their_boxes_say(count):
    panels, pictures = page_of(count)
    image = page_image(COMIC, panels, [], width_px=954, open_picture=opener(pictures))
    assert image.mode == "RGB"
    assert image.size == (954, 1476)
    for panel, colour in zip(panels, COLOURS, strict=False):
        left, top, right, bottom = (2 * v for v in (panel.box.x, panel.box.y, panel.box.right, panel.box.bottom))
        for corner in ((left + 5, top + 5), (right - 5, top + 5), (left + 5, bottom - 5), (right - 5, bottom - 5)):
            assert image.getpixel(tuple(map(round, corner))) == rgb(colour)
        assert image.getpixel((round(left) - 6, round(top) - 6)) == (255, 255, 255)
        assert sum(image.getpixel((round(left), round(top + bottom) // 2))) < 300


def test_a_frame_shows_the_crop_of_its_picture():
    halves = Image.new("RGB", (100, 100), "#ff0000")
    halves.paste("#0000ff", (50, 0, 100, 100))
    panel = PanelArt("1", Box(100, 100, 100, 200), picture="p", pixels=(100, 100), crop=Box(0.5, 0, 0.5, 1))
    image = page_image(COMIC, [panel], [], width_px=477, open_picture=opener({"p": encoded(halves)}))
    assert image.getpixel((104, 200)) == (0, 0, 255)
    assert image.getpixel((195, 200)) == (0, 0, 255)


def test_the_fast_page_is_the_page_that_resvg_alone_would_draw():
    noise = Image.effect_mandelbrot((256, 256), (-2, -1.5, 1, 1.5), 40).convert("RGB")
    box = Box(60.3, 70.7, 211.1, 305.9)
    panel = PanelArt("1", box, picture="p", pixels=(256, 256), crop=crop_for(Staging(), (256, 256), box))
    balloon = Balloon("b", "speech", Box(90, 90, 90, 40), ("HELLO",), 13, fonts.font_for("HELLO"), tail=Point(150, 200))
    data = encoded(noise)
    fast = page_image(COMIC, [panel], [balloon], width_px=477, open_picture=opener({"p": data}))
    text = svg.write(
        page_drawing(COMIC, [panel], [balloon]),
        width=COMIC.width,
        height=COMIC.height,
        glyph=fonts.outline,
        units=fonts.units,
        picture=lambda key: "data:image/png;base64," + base64.b64encode(data).decode(),
    )
    slow = raster.image(text, 477, 738).convert("RGB")
    assert max(ImageStat.Stat(ImageChops.difference(fast, slow)).mean) < 1.5


def test_a_splash_to_the_edge_leaves_no_paper_and_no_frame():
    box = next(choice for choice in layouts([PanelShape()], COMIC) if choice.key == "splash-bleed").boxes[0]
    panel = PanelArt("1", box, picture="p", pixels=(64, 64), crop=crop_for(Staging(), (64, 64), box))
    pictures = {"p": encoded(Image.new("RGB", (64, 64), "#cc0000"))}
    image = page_image(COMIC, [panel], [], width_px=477, open_picture=opener(pictures))
    assert image.getcolors() == [(477 * 738, rgb("#cc0000"))]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_any_usual_picture_will_do(kind):
    image = Image.new("RGB", (900, 900), "#cc0000")
    panel = PanelArt("1", Box(50, 50, 100, 100), picture="p", pixels=(900, 900))
    page = page_image(COMIC, [panel], [], width_px=477, open_picture=opener({"p": encoded(image, kind)}))
    assert page.getpixel((100, 100)) == pytest.approx((204, 0, 0), abs=3)


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "LA", "RGBA"])
def test_pictures_of_other_modes_are_shown(mode):
    image = (
        Image.new("RGB", (40, 40), "#ffffff").convert("L").convert(mode) if mode != "I;16" else Image.new(mode, (40, 40), 65535)
    )
    kind = "TIFF" if mode == "CMYK" else "PNG"
    panel = PanelArt("1", Box(50, 50, 100, 100), picture="p", pixels=(40, 40))
    page = page_image(COMIC, [panel], [], width_px=477, open_picture=opener({"p": encoded(image, kind)}))
    assert page.getpixel((100, 100)) == (255, 255, 255)


def test_transparency_shows_white():
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    panel = PanelArt("1", Box(50, 50, 100, 100), picture="p", pixels=(40, 40))
    page = page_image(COMIC, [panel], [], width_px=477, open_picture=opener({"p": encoded(clear)}))
    assert page.getpixel((100, 100)) == (255, 255, 255)


def test_pictures_are_closed_again():
    panels, pictures = page_of(4)
    open_picture = opener(pictures)
    page_image(COMIC, panels, [], width_px=300, open_picture=open_picture)
    assert len(open_picture.opened) == 4
    for picture in open_picture.opened:
        assert getattr(picture, "fp", None) is None


def test_what_the_opener_raises_goes_through():
    panels, _ = page_of(1)
    with pytest.raises(KeyError):
        page_image(COMIC, panels, [], width_px=300, open_picture=opener({}))


def test_a_page_without_pixels_is_a_value_error():
    with pytest.raises(ValueError, match="pixels"):
        page_image(COMIC, [], [], width_px=0, open_picture=opener({}))


def test_lettering_lies_on_top():
    panels, pictures = page_of(1)
    balloon = Balloon("b", "speech", Box(100, 100, 120, 60), ("HELLO",), 13, fonts.font_for("HELLO"))
    image = page_image(COMIC, panels, [balloon], width_px=477, open_picture=opener(pictures))
    assert image.getpixel((160, 108)) == (255, 255, 255)


def test_jpeg_bytes_are_the_same_for_the_same_pixels():
    image = Image.effect_mandelbrot((64, 64), (-2, -1.5, 1, 1.5), 40)
    data = save_jpeg(image)
    assert data == save_jpeg(image.copy())
    with Image.open(io.BytesIO(data)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (64, 64))
        assert "exif" not in opened.info
    assert len(save_jpeg(image, quality=30)) < len(data)
    with Image.open(io.BytesIO(save_jpeg(image, dpi=300))) as opened:
        assert opened.info["dpi"] == (300, 300)


def test_an_inset_is_the_same_page_in_both_ways():
    """Pictures pasted under one sheet of ink look as the display list paints them, panel over panel."""
    panels = [
        PanelArt("0", Box(30, 30, 300, 300), picture="0", pixels=(64, 64), border="thick"),
        PanelArt("1", Box(280, 200, 150, 180), picture="1", pixels=(64, 64), border="rough"),
        PanelArt("2", Box(400, 300, 60, 200), border="none"),
    ]
    pictures = {str(i): encoded(Image.new("RGB", (64, 64), COLOURS[i])) for i in range(2)}
    fast = page_image(COMIC, panels, [], width_px=954, open_picture=opener(pictures))
    addresses = {key: "data:image/png;base64," + base64.b64encode(data).decode() for key, data in pictures.items()}
    text = svg.write(page_drawing(COMIC, panels, []), width=477, height=738, picture=addresses.__getitem__)
    slow = raster.image(text, 954, 1476).convert("RGB")
    assert max(ImageStat.Stat(ImageChops.difference(fast, slow)).mean) < 0.5
    assert fast.getpixel((660, 500)) == slow.getpixel((660, 500)) == rgb(COLOURS[1])


class TestBleed:
    PANELS = (PanelArt("0", Box(-9, -9, 495, 756), picture="0", pixels=(64, 64)),)
    PICTURES: ClassVar = {"0": encoded(Image.new("RGB", (64, 64), COLOURS[0]))}

    def test_the_picture_reaches_over_the_trim_at_the_same_scale(self):
        image = page_image(COMIC, self.PANELS, [], width_px=954, open_picture=opener(self.PICTURES), bleed=True)
        assert image.size == (990, 1512)
        assert {image.getpixel(spot) for spot in ((0, 0), (989, 1511), (500, 700))} == {rgb(COLOURS[0])}

    def test_no_line_is_drawn_where_a_panel_runs_off_the_paper(self):
        for border in ("line", "thick", "rough"):
            panels = [replace(self.PANELS[0], border=border)]
            image = page_image(COMIC, panels, [], width_px=477, open_picture=opener(self.PICTURES), bleed=True)
            assert image.getcolors() == [(495 * 756, rgb(COLOURS[0]))]

    def test_ink_keeps_its_place_on_the_page(self):
        panels, pictures = page_of(4)
        trimmed = page_image(COMIC, panels, [], width_px=477, open_picture=opener(pictures))
        whole = page_image(COMIC, panels, [], width_px=477, open_picture=opener(pictures), bleed=True)
        difference = ImageChops.difference(whole.crop((9, 9, 486, 747)), trimmed)
        assert max(ImageStat.Stat(difference).mean) < 0.5


def test_lettering_can_be_left_out_and_something_laid_over():
    panels, pictures = page_of(1)
    said = Balloon("a", "speech", Box(100, 100, 90, 40), ("HELLO",), 13, fonts.font_for("HELLO"))
    mark = Path("M 300 300 L 400 300 L 400 400 L 300 400 Z", fill="#123456")
    silent = page_image(COMIC, panels, [said], width_px=477, open_picture=opener(pictures), lettering=False, over=(mark,))
    assert silent.getpixel((145, 105)) == rgb(COLOURS[0])
    assert silent.getpixel((350, 350)) == rgb("#123456")
