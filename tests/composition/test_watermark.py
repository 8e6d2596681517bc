"""The word across a draft."""

import pytest
from PIL import Image

from comics.composition.formats import FORMATS, spread_of
from comics.composition.watermark import watermark
from comics.drawing import fonts, raster, svg


@pytest.mark.parametrize(
    "page", [FORMATS["us_comic"], FORMATS["square"], spread_of(FORMATS["manga"])], ids=lambda page: page.label
)
@pytest.mark.parametrize("paper", ["#ffffff", "#101018"])
def test_it_runs_across_the_page_and_is_seen_on_light_and_dark(page, paper):
    sheet = Image.new("RGB", (round(page.width / 2), round(page.height / 2)), paper)
    drawn = svg.write(watermark(page), width=page.width, height=page.height, glyph=fonts.outline, units=fonts.units)
    marked = raster.overlay(sheet, drawn).convert("L")
    plain = sheet.convert("L").getpixel((0, 0))
    changed = Image.eval(marked, lambda value: 255 if abs(value - plain) > 20 else 0).getbbox()
    assert changed[2] - changed[0] > 0.5 * marked.width
    assert changed[3] - changed[1] > 0.4 * marked.height
    assert changed[0] > 0
    assert changed[2] < marked.width
