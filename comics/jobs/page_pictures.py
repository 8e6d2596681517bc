"""Pages as pixels, for previews and for the editions that are made of pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from comics.composition.model import PageFormat
from comics.composition.render import page_image, save_jpeg
from comics.drawing import fonts, raster, svg
from comics.drawing.displaylist import Group
from comics.jobs.compose import balloons_of, page_arts
from comics.jobs.cover_words import over_page
from comics.models import Page, Panel, files


def page_picture(
    page: Page, panels: list[Panel], width: int, *, language: str = "", over: Sequence[Group] = (), lettered: bool = True
) -> Image.Image:
    """The trimmed page `width` pixels wide, lettered in a language, with what lies `over` it in page points.

    Raises `OSError` where a picture is gone, `ValueError` for a page of no pixels.
    """
    pictures = {str(panel.chosen.picture_id): panel.chosen.picture for panel in panels if panel.chosen}
    return page_image(
        page.format(),
        page_arts(page, panels, language),
        balloons_of(panels, language),
        width_px=width,
        open_picture=lambda key: files.image(pictures[key].path),
        lettering=lettered,
        over=(*(over_page(page, language) if lettered else ()), *over),
    )


def laid_over(image: Image.Image, paper: PageFormat, over: Sequence[Group]) -> Image.Image:
    """The picture of a page with drawings over it, in the page's points."""
    drawn = svg.write(Group(tuple(over)), width=paper.width, height=paper.height, glyph=fonts.outline, units=fonts.units)
    return raster.overlay(image, drawn)


def save_page(image: Image.Image, kind: str) -> bytes:
    """The picture as "jpeg", "png" or "webp"; the same bytes for the same pixels."""
    if kind == "jpeg":
        return save_jpeg(image)
    out = io.BytesIO()
    if kind == "webp":
        image.save(out, "WEBP", quality=88, method=4)
    else:
        image.save(out, "PNG", compress_level=6)
    return out.getvalue()
