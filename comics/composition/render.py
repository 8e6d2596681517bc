"""Pages as pixels, the fast way: Pillow scales and pastes the pictures, resvg draws frames and lettering over them once."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from PIL import Image

from comics.composition.model import Balloon, PageFormat, PanelArt
from comics.composition.page import EMPTY, PAPER, page_ink
from comics.drawing import fonts, raster, svg
from comics.drawing.displaylist import Item
from comics.drawing.geometry import Box

OpenPicture = Callable[[str], Image.Image]


def page_image(
    page: PageFormat,
    panels: Sequence[PanelArt],
    balloons: Sequence[Balloon],
    *,
    width_px: int,
    open_picture: OpenPicture,
    paper: str = PAPER,
    empty: str = EMPTY,
    over: Sequence[Item] = (),
    bleed: bool = False,
    lettering: bool = True,
) -> Image.Image:
    """The page as an RGB picture whose trimmed page is `width_px` pixels wide, its height in proportion.

    With `bleed`, the picture reaches as far beyond the trim on every side as the format's bleed does; without `lettering`, the
    balloons are left out. What is `over` the page comes on top. `open_picture` opens the picture with a panel's key; it is
    closed again here. What it raises goes through to the caller. Raises `ValueError` for a page of no pixels.
    """
    view = Box(0.0, 0.0, page.width, page.height).grown(page.bleed if bleed else 0.0)
    scale = width_px / page.width
    size = (round(view.w * scale), round(view.h * scale))
    if min(size) < 1:
        raise ValueError(f"a page of {size[0]} × {size[1]} pixels cannot be drawn")
    sheet = Image.new("RGB", size, paper)
    for panel in panels:
        if panel.picture:
            _paste(sheet, panel, view, open_picture)
    drawing = page_ink(page, panels, balloons if lettering else (), empty=empty, over=over)
    ink = svg.write(drawing, width=view.w, height=view.h, view=view, glyph=fonts.outline, units=fonts.units)
    return raster.overlay(sheet, ink)


def save_jpeg(image: Image.Image, *, quality: int = 92, dpi: float = 0.0) -> bytes:
    """The picture as baseline JPEG, the same bytes for the same pixels; full colour resolution keeps inked edges clean.

    `dpi` is noted in the file where it is given.
    """
    out = io.BytesIO()
    density = {"dpi": (round(dpi), round(dpi))} if dpi > 0 else {}
    image.convert("RGB").save(out, "JPEG", quality=quality, subsampling=0, **density)
    return out.getvalue()


def _paste(sheet: Image.Image, panel: PanelArt, view: Box, open_picture: OpenPicture) -> None:
    across, down = sheet.width / view.w, sheet.height / view.h
    left, top = round((panel.box.x - view.x) * across), round((panel.box.y - view.y) * down)
    wide, high = round((panel.box.right - view.x) * across) - left, round((panel.box.bottom - view.y) * down) - top
    if wide < 1 or high < 1:
        return
    with open_picture(panel.picture) as picture:
        # A JPEG decodes at a half, a quarter or an eighth of its size for far less work than it takes in full.
        picture.draft("RGB", (round(wide / panel.crop.w), round(high / panel.crop.h)))
        part = _in_pixels(panel.crop, picture)
        # Going smaller, Hamming is as sharp as bicubic for half the work; going larger it would show steps.
        smaller = part[2] - part[0] > wide
        filter_ = Image.Resampling.HAMMING if smaller else Image.Resampling.BICUBIC
        art = _opaque(picture).resize((wide, high), filter_, box=part, reducing_gap=2.0)
    sheet.paste(art, (left, top))


def _in_pixels(crop: Box, picture: Image.Image) -> tuple[float, float, float, float]:
    wide, high = picture.size
    left, top = max(0.0, crop.x * wide), max(0.0, crop.y * high)
    return left, top, min(float(wide), crop.right * wide), min(float(high), crop.bottom * high)


def _opaque(picture: Image.Image) -> Image.Image:
    """The picture without transparency, on white as on paper."""
    if picture.mode == "RGB":
        return picture
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    if layered.getchannel("A").getextrema() == (255, 255):
        return layered.convert("RGB")
    white = Image.new("RGB", layered.size, "#ffffff")
    white.paste(layered, (0, 0), layered)
    return white
