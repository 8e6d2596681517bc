"""Contact sheets."""

import pytest

from comics.composition.contact import PER_SHEET, Thumb, contact_drawing, contact_paper
from comics.drawing import extent
from comics.drawing.displaylist import Glyphs, Group, Raster


def parts(item, kind):
    if isinstance(item, kind):
        yield item
    for inner in item.items if isinstance(item, Group) else ():
        yield from parts(inner, kind)


@pytest.mark.parametrize("count", [1, 4, 9, PER_SHEET])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_page_has_its_number_and_room(count, direction):
    thumbs = [Thumb(str(n), 0.65 if n % 3 else 1.3, f"{n}–{n + 1}") for n in range(count)]
    sheet = contact_drawing(thumbs, title="A very long title " * 9, direction=direction)
    paper = contact_paper()
    boxes = [raster.box for raster in parts(sheet, Raster)]
    assert len(boxes) == count
    assert all(not one.overlap(other) for at, one in enumerate(boxes) for other in boxes[:at])
    bounds = extent.bounds(Group(tuple(parts(sheet, Raster)) + tuple(parts(sheet, Glyphs))))
    assert bounds.x > 0
    assert bounds.right < paper.width
    assert bounds.bottom < paper.height
    said = "".join(run.text for run in parts(sheet, Glyphs))
    assert all(thumb.label in said for thumb in thumbs)
    if count > 1:
        assert (boxes[0].x < boxes[1].x) is (direction == "ltr")
