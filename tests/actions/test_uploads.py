"""Uploaded pictures: what is taken, what is kept of it, what is refused."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from comics.actions.errors import Refusal
from comics.actions.uploads import keep_upload
from comics.models import Picture
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_people().team


def upload(data, name="p.png"):
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_the_four_formats_are_kept_re_encoded(team, kind):
    kept = keep_upload(upload(picture_bytes(kind)), team=team)
    assert (kept.width, kept.height) == (64, 48)
    with Image.open(kept.path) as image:
        assert image.format == "PNG"


def test_nothing_that_came_with_the_picture_is_kept(team):
    info = PngInfo()
    info.add_text("Comment", "my home address")
    data = picture_bytes("PNG", pnginfo=info) + b"<script>alert(1)</script>"
    kept = keep_upload(upload(data), team=team)
    assert b"home address" not in kept.path.read_bytes()
    assert b"<script>" not in kept.path.read_bytes()


def test_a_picture_lying_on_its_side_is_put_upright(team):
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = keep_upload(upload(picture_bytes("JPEG", exif=exif.tobytes())), team=team)
    assert (kept.width, kept.height) == (48, 64)


def test_equal_pictures_are_kept_once(team):
    assert keep_upload(upload(picture_bytes()), team=team) == keep_upload(upload(picture_bytes(), "other.png"), team=team)
    assert Picture.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><script>alert(1)</script>",
        picture_bytes()[:60],
        picture_bytes("BMP"),
        picture_bytes("TIFF"),
    ],
)
def test_whatever_else_it_is_is_refused(team, data):
    with pytest.raises(Refusal, match="not a picture that can be read"):
        keep_upload(upload(data), team=team)
    assert not Picture.objects.exists()


def test_a_large_file_is_refused_before_it_is_decoded(team, settings):
    settings.MAX_UPLOAD_BYTES = 1000
    with pytest.raises(Refusal, match="too large"):
        keep_upload(upload(b"x" * 1001), team=team)


def test_too_many_pixels_are_refused_before_they_are_decoded(team):
    out = io.BytesIO()
    Image.new("1", (5000, 4000)).save(out, "PNG")
    with pytest.raises(Refusal, match="5000 × 4000 pixels"):
        keep_upload(upload(out.getvalue()), team=team)
