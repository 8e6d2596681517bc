"""The mark over pictures of a plan for trying out."""

import io

import pytest
from PIL import Image, ImageChops

from comics.drawing.watermark import stamped

KINDS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}


def encoded(image, media_type):
    out = io.BytesIO()
    image.save(out, KINDS[media_type])
    return out.getvalue()


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def difference(before, after):
    """Where a person sees that something was changed, as a mask."""
    apart = ImageChops.difference(before.convert("L"), after.convert("L"))
    return apart.point(lambda value: 255 if value > 24 else 0)


@pytest.mark.parametrize("media_type", KINDS)
def test_format_and_size_stay(media_type):
    image = Image.linear_gradient("L").resize((300, 200)).convert("RGB")
    marked = opened(stamped(encoded(image, media_type), media_type))
    assert (marked.format, marked.size) == (KINDS[media_type], (300, 200))


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#808080", "#b8b8b8", "#c02020"])
@pytest.mark.parametrize("size", [(1024, 1024), (512, 1024), (1024, 512), (256, 256)], ids=str)
def test_it_is_seen_on_every_colour_across_the_picture(colour, size):
    image = Image.new("RGB", size, colour)
    seen = difference(image, opened(stamped(encoded(image, "image/png"), "image/png")))
    left, top, right, bottom = seen.getbbox()
    assert right - left > 0.8 * size[0]
    assert bottom - top > 0.8 * size[1]
    assert 0.008 < seen.histogram()[255] / (size[0] * size[1]) < 0.2


def test_it_is_as_large_beside_a_large_picture_as_beside_a_small_one():
    shares = []
    for side in (512, 2048):
        image = Image.new("RGB", (side, side), "#000000")
        seen = difference(image, opened(stamped(encoded(image, "image/png"), "image/png")))
        shares.append(seen.histogram()[255] / side**2)
    assert shares[0] == pytest.approx(shares[1], rel=0.2)


def test_the_picture_is_still_to_be_made_out():
    image = Image.linear_gradient("L").resize((512, 512)).convert("RGB")
    marked = opened(stamped(encoded(image, "image/png"), "image/png"))
    assert sum(difference(image, marked).histogram()[:255]) > 0.8 * 512**2


def test_transparency_stays_where_it_was():
    image = Image.new("RGBA", (200, 200), (200, 30, 30, 90))
    image.paste((0, 0, 0, 0), (0, 0, 100, 200))
    marked = opened(stamped(encoded(image, "image/png"), "image/png"))
    assert marked.mode == "RGBA"
    assert ImageChops.difference(image.getchannel("A"), marked.getchannel("A")).getbbox() is None


def test_it_is_the_same_every_time():
    data = encoded(Image.new("RGB", (300, 200), "#336699"), "image/png")
    assert stamped(data, "image/png") == stamped(data, "image/png")
