import io

import pytest
from PIL import Image, ImageChops

from comics.drawing import raster

HALF = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10">'
    '<rect width="5" height="10" fill="#ff0000"/><rect x="5" width="5" height="10" fill="#0000ff" fill-opacity="0.5"/></svg>'
)


def opened(data):
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGBA")


def test_a_drawing_takes_the_size_asked_for():
    assert opened(raster.png(HALF, 40, 30)).size == (40, 30)
    assert raster.image(HALF, 7, 11).size == (7, 11)


def test_both_ways_show_the_same_and_keep_transparency():
    assert raster.image(HALF, 20, 20).getpixel((2, 2)) == (255, 0, 0, 255)
    assert raster.image(HALF, 20, 20).getpixel((15, 15)) == (0, 0, 255, 128)
    assert opened(raster.png(HALF, 20, 20)).getpixel((15, 15)) == (0, 0, 255, 128)


def test_without_the_accelerator_the_pixels_are_the_same(monkeypatch):
    if not raster.RELEASES_LOCK:
        pytest.skip("svg2png-py has no wheel here, so there is nothing to compare with")
    fast = raster.image(HALF, 33, 21)
    monkeypatch.setattr(raster, "_fast", None)
    slow = raster.image(HALF, 33, 21)
    assert slow.size == fast.size
    # Premultiplied colours come back with a rounding error of one.
    assert max(high for _, high in ImageChops.difference(fast, slow).getextrema()) <= 1


def test_an_overlay_shows_what_is_beneath_its_transparent_parts():
    under = Image.new("RGB", (20, 20), "#ffffff")
    over = raster.overlay(under, HALF)
    assert over.mode == "RGB"
    assert over.getpixel((2, 2)) == (255, 0, 0)
    assert over.getpixel((15, 2)) == (127, 127, 255)
    assert under.getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize("svg", ["", "no drawing", "<svg><unclosed>", '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'])
def test_what_is_no_drawing_is_a_value_error(svg):
    with pytest.raises(ValueError, match=r"."):
        raster.png(svg, 10, 10)
    with pytest.raises(ValueError, match=r"."):
        raster.image(svg, 10, 10)


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (-1, 5)])
def test_no_pixels_are_a_value_error(size):
    with pytest.raises(ValueError, match="pixels"):
        raster.image(HALF, *size)


def test_a_jpeg_has_the_pixels_of_the_drawing_on_white():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0H1V1H0Z" fill="#d02040"/></svg>'
    with Image.open(io.BytesIO(raster.jpeg(drawing, 64, 32))) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (64, 32))
        assert all(abs(a - b) < 6 for a, b in zip(opened.getpixel((10, 16)), (208, 32, 64), strict=True))
        assert min(opened.getpixel((50, 16))) > 250
    assert raster.jpeg(drawing, 64, 32) == raster.jpeg(drawing, 64, 32)
