"""Statement 6: only PNG, JPEG, WebP and GIF of at most 10 MB and 16 megapixels, and of them only their pixels.

Where each sentence of the refusals stands in a form is held by `tests/web/test_bad_uploads.py`.
"""

import io
import json
import re
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings as studio_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from comics.actions import uploads
from comics.actions.errors import Refusal
from comics.actions.uploads import keep_upload
from comics.drawing import untrusted
from comics.engines.errors import Garbled
from comics.engines.pictures import measure
from comics.models import Picture
from tests.live import ROOT
from tests.studio import make_people

pytestmark = pytest.mark.django_db
CANARY = b"canary-of-what-came-along"
MAGIC = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def team():
    return make_people().team


def colours(size=(64, 48)):
    wide = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (wide, wide.rotate(180), wide.point(lambda value: 255 - value // 2)))


def encoded(kind, image=None, **options):
    out = io.BytesIO()
    (image or colours()).save(out, kind, **options)
    return out.getvalue()


def keep(team, data):
    return keep_upload(SimpleUploadedFile("holiday.png", data, "image/png"), team=team)


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def chunks(data):
    found, at = [], 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append(data[at + 4 : at + 8])
        at += 12 + size
    assert at == len(data)
    return found


# What is taken


def test_the_limits_are_those_of_the_statement():
    assert uploads.FORMATS == ("PNG", "JPEG", "WEBP", "GIF")
    assert (studio_settings.MAX_UPLOAD_BYTES, studio_settings.MAX_UPLOAD_PIXELS) == (10 * 2**20, 16_000_000)


def with_all_that_comes_along():
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    words = PngInfo()
    words.add_text("Comment", CANARY.decode())
    words.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    words.add_text("Zipped", CANARY.decode() * 9, zip=True)
    along = {"exif": exif.tobytes(), "icc_profile": CANARY, "xmp": CANARY}
    return {
        "png": encoded("PNG", exif=along["exif"], icc_profile=CANARY, pnginfo=words),
        "jpeg": encoded("JPEG", comment=CANARY, **along),
        "webp": encoded("WEBP", **along),
        "gif": encoded("GIF", comment=CANARY),
        "mpo": encoded("MPO", save_all=True, append_images=[colours()], exif=along["exif"]),
    }


@pytest.mark.parametrize("name", with_all_that_comes_along())
def test_of_what_is_taken_only_the_pixels_stay(team, name):
    data = with_all_that_comes_along()[name]
    assert CANARY in data
    stored = keep(team, data + CANARY)
    for path in (stored.path, stored.thumb_path):
        assert CANARY not in path.read_bytes()
    assert set(chunks(stored.path.read_bytes())) == {b"IHDR", b"IDAT", b"IEND"}
    with Image.open(stored.path) as image, Image.open(stored.thumb_path) as thumb:
        assert (image.format, thumb.format) == ("PNG", "WEBP")
        assert not image.getexif()
        assert not thumb.getexif()
        assert not {"icc_profile", "exif", "xmp", "comment"} & {*image.info, *thumb.info}
        red, green, blue = image.getpixel((32, 47))
        assert red > 150 > green
        assert blue < 200


SCRIPT = b"<script>alert(document.domain)</script>"


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("index.html", SCRIPT)
    return out.getvalue()


def polyglots():
    gif = encoded("GIF")
    at = gif.index(b"!") if b"!" in gif[:820] else 13 + 768
    return {
        "gif and javascript": gif[:6] + b"/*" + gif[8:] + b"*/=1;alert(1)//",
        "gif and words": gif[:at] + b"!\xfe" + bytes([len(SCRIPT)]) + SCRIPT + b"\0" + gif[at:],
        "jpeg and zip": encoded("JPEG") + archive(),
        "jpeg and script": encoded("JPEG", comment=SCRIPT),
        "png and html": encoded("PNG") + b"<!doctype html>" + SCRIPT,
        "png with html in a chunk": MAGIC
        + chunk(b"IHDR", encoded("PNG")[16:29])
        + chunk(b"teXt", SCRIPT)
        + encoded("PNG")[33:],
        "png and pdf": encoded("PNG") + b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
        "webp and php": encoded("WEBP") + b"<?php system($_GET[0]); ?>",
        "zip before all": encoded("PNG") + archive() + b"\0" * 30,
    }


@pytest.mark.parametrize("name", polyglots())
def test_a_file_that_is_two_things_stays_one_or_nothing(team, name):
    data = polyglots()[name]
    try:
        stored = keep(team, data).path.read_bytes()
    except Refusal:
        assert not Picture.objects.exists()
        return
    assert set(chunks(stored)) == {b"IHDR", b"IDAT", b"IEND"}
    assert not any(word in stored for word in (SCRIPT, b"<?php", b"%PDF", b"PK\x03\x04", b"alert(1)"))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_of_a_moving_picture_the_first_frame_stays(team, kind):
    first, second = (Image.new("RGB", (32, 32), colour) for colour in ((250, 0, 0), (0, 250, 0)))
    stored = keep(team, encoded(kind, first, save_all=True, append_images=[second], duration=50))
    with Image.open(stored.path) as image:
        assert getattr(image, "n_frames", 1) == 1
        red, green, _ = image.convert("RGB").getpixel((16, 16))
        assert red > 200
        assert green < 50


MODES = [
    *(("PNG", "1", 1, (255, 255, 255)), ("PNG", "L", 99, (99, 99, 99)), ("PNG", "LA", (99, 50), (99, 99, 99, 50))),
    *(("PNG", "I;16", 256 * 99, (99, 99, 99)), ("PNG", "RGBA", (1, 2, 3, 4), (1, 2, 3, 4)), ("JPEG", "L", 99, (99, 99, 99))),
    *(("JPEG", "CMYK", (0, 255, 0, 0), (255, 0, 255)), ("WEBP", "RGBA", (9, 9, 9, 255), (9, 9, 9))),
]


@pytest.mark.parametrize(("kind", "mode", "colour", "kept"), MODES)
def test_every_kind_of_pixel_is_kept_in_eight_bits(team, kind, mode, colour, kept):
    lossless = {"lossless": True} if kind == "WEBP" else {}
    stored = keep(team, encoded(kind, Image.new(mode, (32, 32), colour), **lossless))
    with Image.open(stored.path) as image:
        assert image.mode in ("RGB", "RGBA")
        assert image.getpixel((9, 9))[: len(kept)] == kept


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_picture_whose_camera_told_nonsense_is_a_picture_still(team):
    data = encoded("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08" + b"\xff" * 40)
    assert keep(team, data).width == 64


# What is not

REFUSED = {
    "nothing": b"",
    "words": b"this is my face",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>alert(1)</script></svg>',
    "svg behind a declaration": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "html with the head of a gif": b"GIF89a<script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n",
    **{kind: encoded(kind) for kind in ("TIFF", "BMP", "PPM", "TGA", "PCX", "DDS", "JPEG2000", "ICO", "AVIF")},
    "a zip": archive(),
    **{f"{kind} cut short": encoded(kind)[: len(encoded(kind)) // 2] for kind in ("PNG", "JPEG", "WEBP", "GIF")},
    "no width": MAGIC + chunk(b"IHDR", struct.pack(">IIBBBBB", 0, 64, 8, 2, 0, 0, 0)) + chunk(b"IDAT") + chunk(b"IEND"),
    "no pixels": MAGIC + encoded("PNG")[8:33] + chunk(b"IEND"),
    "a wrong sum": encoded("PNG")[:29] + b"\0\0\0\0" + encoded("PNG")[33:],
}


@pytest.mark.parametrize("name", REFUSED)
def test_whatever_else_it_is_is_refused_and_nothing_is_kept(team, name):
    with pytest.raises(Refusal, match="not a picture that can be read"):
        keep(team, REFUSED[name])
    assert not Picture.objects.exists()
    assert not any(path.is_file() for path in Path(studio_settings.MEDIA_ROOT).rglob("*"))


def test_size_is_looked_at_before_anything_is_read(team):
    class Heavy(SimpleUploadedFile):
        def read(self, *size):
            raise AssertionError("it was read")

    upload = Heavy("a.png", b"")
    upload.size = 10 * 2**20 + 1
    with pytest.raises(Refusal, match="may have 10 MB"):
        keep_upload(upload, team=team)


def headed(kind, width, height):
    """Hardly a hundred bytes that promise so many pixels."""
    small = encoded(kind, Image.new("L", (32, 32)), **({"lossless": True} if kind == "WEBP" else {}))
    if kind == "PNG":
        return MAGIC + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + small[33:]
    if kind == "JPEG":
        at = small.index(b"\xff\xc0")
        return small[: at + 5] + struct.pack(">HH", height, width) + small[at + 9 :]
    if kind == "GIF":
        return small[:6] + struct.pack("<HH", width, height) + small[10:]
    wide = b"VP8X" + struct.pack("<I", 10) + b"\0" * 4 + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 4 + len(wide) + len(small) - 12) + b"WEBP" + wide + small[12:]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("size", [(4001, 4000), (16_000, 1001), (1001, 16_000), (16_383, 16_383)], ids=str)
def test_pixels_are_counted_before_they_are_decoded(team, monkeypatch, kind, size):
    data, plugin = headed(kind, *size), type(Image.open(io.BytesIO(encoded(kind))))
    monkeypatch.setattr(plugin, "load", lambda self: pytest.fail("it was decoded"))
    with pytest.raises(Refusal, match=r"× .* pixels|not a picture"):
        keep(team, data)


# What would keep a decoder busy: each took from seconds to an hour before parts were counted

HEAVY = 2_000_000


def busy():
    png, jpeg, gif = encoded("PNG"), encoded("JPEG", progressive=True), encoded("GIF")
    image = gif.index(b",", 13 + 768)
    scan = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return {
        "png of tiny chunks": png[:33] + chunk(b"abCd") * (HEAVY // 12) + png[33:],
        "png of words": png[:33] + chunk(b"tEXt", b"k\0v") * (HEAVY // 15) + png[33:],
        "png with a tail of chunks": png[:-12] + chunk(b"abCd") * (HEAVY // 12) + png[-12:],
        "png of empty data": png[:33] + chunk(b"IDAT") * (HEAVY // 12) + png[33:],
        "png of packed words": png[:33] + chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(900_000), 9)) * 200 + png[33:],
        "png with a profile that unfolds": png[:33] + chunk(b"iCCP", b"k\0\0" + zlib.compress(bytes(90_000_000), 9)) + png[33:],
        "jpeg of comments": jpeg[:2] + b"\xff\xfe\0\2" * (HEAVY // 4) + jpeg[2:],
        "jpeg of notes": jpeg[:2] + b"\xff\xe5\0\2" * (HEAVY // 4) + jpeg[2:],
        "jpeg of filling": jpeg[:2] + b"\xff" * HEAVY + jpeg[2:],
        "jpeg of restarts": jpeg[:2] + b"\xff\xd0" * (HEAVY // 2) + jpeg[2:],
        "jpeg of restarts that hide comments": jpeg[:2] + (b"\xff\xd0" + b"\xff\xfe\0\2" * 15_000) * 30 + jpeg[2:],
        "jpeg of scans": jpeg[:-2] + scan * (HEAVY // len(scan)) + jpeg[-2:],
        "gif of one comment": gif[:image] + b"!\xfe" + (b"\xff" + b"x" * 255) * (HEAVY // 256) + b"\0" + gif[image:],
        "gif of comments": gif[:image] + b"!\xfe\1x\0" * (HEAVY // 5) + gif[image:],
        "gif of nothing": gif[:image] + b"\0" * HEAVY + gif[image:],
        "webp of chunks": encoded("WEBP", exif=b"Exif\0\0MM") + b"abcd\0\0\0\0" * (HEAVY // 8),
    }


@pytest.mark.parametrize("name", busy())
def test_what_would_keep_a_decoder_busy_is_refused_at_once(team, tmp_path, name):
    data = busy()[name]
    began = time.thread_time()
    with pytest.raises(Refusal):
        keep(team, data)
    if "gif" not in name:
        file = tmp_path / "fetched"
        file.write_bytes(data)
        with pytest.raises(Garbled):
            measure(file)
    assert time.thread_time() - began < 1.0


def test_what_cameras_and_painters_write_has_parts_enough():
    """A picture with a large profile, a preview and a thousand chunks of data is one still."""
    for data in (*with_all_that_comes_along().values(), encoded("JPEG", progressive=True, icc_profile=bytes(900_000))):
        untrusted.check_parts(data)
    pixels = zlib.compress(bytes(64 * 48 * 3 + 48), 0)
    many = b"".join(chunk(b"IDAT", pixels[at : at + 8]) for at in range(0, len(pixels), 8))
    untrusted.check_parts(encoded("PNG")[:33] + many + chunk(b"IEND"))
    untrusted.check_parts(encoded("GIF", comment=b"x" * 200_000))


@pytest.mark.parametrize(
    "head",
    [
        MAGIC,
        b"\xff\xd8",
        b"\xff\xd8\xff",
        b"GIF8",
        b"GIF89a",
        b"RIFF",
        b"",
        b"\xff\xd8\xff\xda",
        b"GIF89a" + bytes(7) + b"!\xfe\x09",
    ],
)
def test_a_beginning_is_left_to_the_decoder(head):
    untrusted.check_parts(head)
    untrusted.check_parts(head + b"\0" * 3)


def test_the_largest_pictures_are_decoded_one_at_a_time(team, monkeypatch):
    inside, most = [], []

    def decode(data):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()
        raise Refusal("enough")

    monkeypatch.setattr(uploads, "_encoded_anew", decode)

    def send():
        with pytest.raises(Refusal):
            keep(team, b"x")

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 4


# Twenty thousand broken ones


def test_twenty_thousand_broken_pictures_raise_nothing_but_the_refusal():
    """In processes of their own, so that their memory is theirs: through the door for uploads and the one for engines."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.guard.fuzz_pictures"]
    how = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([*command, str(seed), "10000"], **how) for seed in (6, 66)]
    for process in running:
        out, error = process.communicate(timeout=220)
        assert process.returncode == 0, error
        told = json.loads(out.splitlines()[-1])
        assert told["others"] == []
        assert told["kept"] > 1000 < told["refused"]  # that they are truly broken, and not all of them beyond reading
        assert told["kept"] + told["refused"] == 2 * (10_000 + 7)
        assert told["megabytes"] < 400


# There is no other door

OPENS = re.compile(r"\bImage\.open\(")
# Who opens pictures: the two doors, with a list of formats; all others open what the studio has stored or drawn itself.
DOORS = {"comics/actions/uploads.py", "comics/engines/pictures.py"}
OWN = {
    *("comics/drawing/raster.py", "comics/models/pictures.py", "comics/models/files.py"),
    *("comics/publishing/pdf_pictures.py", "comics/engines/kling.py", "comics/drawing/watermark.py"),
}


def test_pictures_of_strangers_have_two_doors():
    """Whoever opens pictures somewhere else says here whose they are."""
    files = {str(file.relative_to(ROOT)): file.read_text() for file in Path(ROOT, "comics").rglob("*.py")}
    assert {name for name, text in files.items() if OPENS.search(text)} == DOORS | OWN
    for name in DOORS:
        assert all("formats=FORMATS" in line for line in files[name].splitlines() if OPENS.search(line))
        assert "check_parts(data)" in files[name]
