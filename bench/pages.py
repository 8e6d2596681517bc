"""Times pages: laying twenty panels out, and composing a page's picture beside resvg drawing the same page by itself."""

import base64
import io
from itertools import count

from PIL import Image

from bench import Measure, best_of
from comics.composition.crop import crop_for
from comics.composition.formats import page_format
from comics.composition.layout import layouts
from comics.composition.model import Balloon, PanelArt, PanelShape
from comics.composition.page import page_drawing
from comics.composition.render import page_image
from comics.drawing import fonts, raster, svg
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Staging
from comics.vocabulary import Shot

ALLOWED = 0.042  # Seconds for the layouts of twenty panels.
WIDTH = 1600  # Pixels.
SIDE = 1024
PAGE = page_format("us_comic")


def main() -> list[Measure]:
    """Two rows: layouts against their target, and a page's picture against resvg alone."""
    ours, alone = best_of(5, composed), best_of(3, by_resvg)
    return [
        Measure(name="layouts of 20 panels", ours=best_of(5, laid_out), peer=ALLOWED, against="the target", limit=1.0),
        Measure(name="page picture", ours=ours, peer=alone, against="resvg with the pictures inside", limit=1.0),
    ]


_rounds = count()


def laid_out() -> None:
    """All layouts of a page of twenty panels that no cache has seen."""
    shots, number = list(Shot), next(_rounds)
    layouts([PanelShape(shots[(at * 7 + number) % len(shots)].value, words=at % 20) for at in range(20)], PAGE)


def composed() -> None:
    """A page of six pictures and six balloons, the way the studio makes it."""
    page_image(PAGE, panels(), balloons(), width_px=WIDTH, open_picture=lambda key: Image.open(io.BytesIO(PICTURE)))


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
    raster.image(text, WIDTH, round(WIDTH * PAGE.height / PAGE.width)).convert("RGB")


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
