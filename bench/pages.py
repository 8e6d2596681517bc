"""Times pages: laying twenty panels out, and composing a page's picture beside resvg alone and beside its bare steps."""

import base64
import io
from itertools import count

from PIL import Image

from bench import Measure, best_of
from comics.composition.crop import crop_for
from comics.composition.formats import page_format
from comics.composition.layout import layouts
from comics.composition.model import Balloon, PanelArt, PanelShape
from comics.composition.page import page_drawing, page_ink
from comics.composition.render import page_image, save_jpeg
from comics.drawing import fonts, raster, svg
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Staging
from comics.vocabulary import Shot

ALLOWED = 0.042  # Seconds for the layouts of twenty panels.
WIDTH = 1600  # Pixels.
SIDE = 1024
MOST = 1.5  # times the bare steps
PAGE = page_format("us_comic")
HEIGHT = round(WIDTH * PAGE.height / PAGE.width)


def main() -> list[Measure]:
    """Three rows: layouts against their target; a page's picture against resvg alone; the page as a JPEG against the sum of
    the bare steps that make it."""
    ours, alone = best_of(5, composed), best_of(3, by_resvg)
    whole, parts = best_of(5, printed), sum(best_of(5, part) for part in (pasted, overlaid, encoded))
    return [
        Measure(name="layouts of 20 panels", ours=best_of(5, laid_out), peer=ALLOWED, against="the target", limit=1.0),
        Measure(name="page picture", ours=ours, peer=alone, against="resvg with the pictures inside", limit=1.0),
        Measure(name="lettered page as JPEG", ours=whole, peer=parts, against="paste + resvg + JPEG alone", limit=MOST),
    ]


_rounds = count()


def laid_out() -> None:
    """All layouts of a page of twenty panels that no cache has seen."""
    shots, number = list(Shot), next(_rounds)
    layouts([PanelShape(shots[(at * 7 + number) % len(shots)].value, words=at % 20) for at in range(20)], PAGE)


def composed() -> Image.Image:
    """A page of six pictures and six balloons, the way the studio makes it."""
    return page_image(PAGE, panels(), balloons(), width_px=WIDTH, open_picture=lambda key: Image.open(io.BytesIO(PICTURE)))


def printed() -> bytes:
    """The page as a JPEG: crops, frames and lettering of the panels made into ink, the pictures under it, encoded."""
    return save_jpeg(composed())


def pasted() -> Image.Image:
    """Bare Pillow: the pictures opened, resized with its usual filter, and pasted."""
    scale = WIDTH / PAGE.width
    sheet = Image.new("RGB", (WIDTH, HEIGHT), "#ffffff")
    for panel in PANELS:
        left, top, right, bottom = (round(v * scale) for v in (panel.box.x, panel.box.y, panel.box.right, panel.box.bottom))
        crop = panel.crop
        part = tuple(v * SIDE for v in (crop.x, crop.y, crop.right, crop.bottom))
        with Image.open(io.BytesIO(PICTURE)) as picture:
            sheet.paste(picture.resize((right - left, bottom - top), Image.Resampling.BICUBIC, box=part), (left, top))
    return sheet


def overlaid() -> Image.Image:
    """Bare resvg and Pillow: the finished SVG of all ink drawn, and laid over a sheet."""
    over = raster.image(INK, WIDTH, HEIGHT)
    sheet = SHEET.copy()
    sheet.paste(over, (0, 0), over)
    return sheet


def encoded() -> bytes:
    """Bare Pillow: the finished page as a JPEG of the same quality."""
    out = io.BytesIO()
    FINISHED.save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()


def by_resvg() -> None:
    """The same page with the pictures inside the SVG."""
    address = "data:image/png;base64," + base64.b64encode(PICTURE).decode()
    text = svg.write(
        page_drawing(PAGE, panels(), balloons()),
        width=PAGE.width,
        height=PAGE.height,
        glyph=fonts.outline,
        units=fonts.units,
        picture=lambda key: address,
    )
    raster.image(text, WIDTH, HEIGHT).convert("RGB")


def panels() -> list[PanelArt]:
    """Six panels of equal pictures, each shown in part."""
    boxes = layouts([PanelShape()] * 6, PAGE)[0].boxes
    return [
        PanelArt(str(at), box, (), "p", (SIDE, SIDE), crop_for(Staging(), (SIDE, SIDE), box)) for at, box in enumerate(boxes)
    ]


def balloons() -> list[Balloon]:
    """One in each panel, with a tail."""
    return [_balloon(panel) for panel in panels()]


def _balloon(panel: PanelArt) -> Balloon:
    left, top = panel.box.x + 10, panel.box.y + 8
    return Balloon(
        key=panel.key,
        kind="speech",
        box=Box(left, top, 95, 44),
        lines=("WE SHOULDN'T", "BE OUT HERE"),
        size=12,
        font=fonts.font_for("HELLO"),
        tail=Point(left + 60, top + 82),
    )


def _picture() -> bytes:
    out = io.BytesIO()
    Image.effect_mandelbrot((SIDE, SIDE), (-2.2, -1.6, 1.0, 1.6), 60).convert("RGB").save(out, "PNG")
    return out.getvalue()


PICTURE = _picture()
PANELS = panels()
INK = svg.write(
    page_ink(PAGE, PANELS, balloons()), width=PAGE.width, height=PAGE.height, glyph=fonts.outline, units=fonts.units
)
SHEET = pasted()
FINISHED = overlaid()
