"""Spreads cut in two and pages laid side by side, looked at as pixels and as text."""

import pypdfium2
import pytest

from comics.drawing.displaylist import Group
from comics.drawing.geometry import Box
from comics.publishing.book import Sheet
from comics.publishing.imposition import facing, halves
from tests.publishing.samples import balloon, bind, panel, picture, run, sheet

RED, BLUE = (200, 30, 30), (30, 30, 200)
PICTURES = {"red": picture(colour=RED), "blue": picture(colour=BLUE)}


def wide() -> Sheet:
    """A spread: red on the left half, blue on the right, a balloon on each."""
    return Sheet(
        Group(
            (
                panel("a", Box(0, 0, 300, 400), shown="red"),
                panel("b", Box(300, 0, 300, 400), shown="blue"),
                balloon("1", Box(20, 20, 100, 40), run("LEFT.", 25, 45)),
                balloon("2", Box(400, 20, 100, 40), run("RIGHT.", 405, 45)),
            )
        ),
        600.0,
        400.0,
        9.0,
        "2–3",
        ("Left.", "Right."),
    )


def shown(*sheets, **more):
    """Each page as its text and its colour in the middle."""
    with pypdfium2.PdfDocument(bind(*sheets, pictures=PICTURES, **more)) as pdf:
        pages = []
        for page in pdf:
            image = page.render(scale=1).to_pil()
            pages.append(
                (page.get_textpage().get_text_bounded().strip(), image.getpixel((image.width // 2, image.height // 2)))
            )
        return pages


@pytest.mark.parametrize(("direction", "order"), [("ltr", ("LEFT.", "RIGHT.")), ("rtl", ("RIGHT.", "LEFT."))])
def test_a_spread_is_cut_into_its_sides_in_reading_order(direction, order):
    sides = halves(wide(), direction=direction, labels=("2", "3"))
    assert [side.width for side in sides] == [300, 300]
    assert [side.label for side in sides] == ["2", "3"]
    seen = shown(*sides, edition="print")
    assert tuple(text for text, _ in seen) == order
    colours = {"LEFT.": RED, "RIGHT.": BLUE}
    for text, colour in seen:
        assert colour == pytest.approx(colours[text], abs=6)


def test_beyond_the_fold_the_other_side_is_the_bleed():
    first, _ = halves(wide(), direction="ltr", labels=("2", "3"))
    with pypdfium2.PdfDocument(bind(first, pictures=PICTURES, edition="print")) as pdf:
        image = pdf[0].render(scale=1).to_pil()
    assert image.getpixel((image.width - 4, 200)) == pytest.approx(BLUE, abs=6)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_facing_pages_lie_beside_one_another_and_keep_to_their_side(direction):
    first = sheet(panel("a", Box(-9, -9, 318, 418), shown="red"), label="2")
    second = sheet(panel("b", Box(-9, -9, 318, 418), shown="blue"), label="3")
    both = facing(first, second, direction=direction)
    assert (both.width, both.label) == (600, "2–3")
    with pypdfium2.PdfDocument(bind(both, pictures=PICTURES, edition="print")) as pdf:
        image = pdf[0].render(scale=1).to_pil()
    left, right = (RED, BLUE) if direction == "ltr" else (BLUE, RED)
    assert image.getpixel((9 + 296, 200)) == pytest.approx(left, abs=6)
    assert image.getpixel((9 + 304, 200)) == pytest.approx(right, abs=6)


def test_crop_marks_stand_outside_the_bleed_and_nothing_of_the_page_does():
    page = sheet(panel("a", Box(-60, -60, 420, 520), shown="red"))
    with pypdfium2.PdfDocument(bind(page, pictures=PICTURES, edition="print", marks=True)) as pdf:
        image = pdf[0].render(scale=4).to_pil().convert("L")
    assert image.size == ((300 + 60) * 4, (400 + 60) * 4)
    # Corners stay white; a mark is dark at the trim's height, in the margin.
    assert image.getpixel((4, 4)) == 255
    assert image.crop((4 * 5, 4 * 28, 4 * 17, 4 * 32)).getextrema()[0] < 140
    assert image.crop((4 * 19, 4 * 20, 4 * 21, 4 * 300)).getextrema()[0] == 255
