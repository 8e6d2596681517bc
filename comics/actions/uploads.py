"""Pictures that people upload: decoded with an allow-list, measured before decoding, and stored only re-encoded."""

from __future__ import annotations

import contextlib
import io
import logging
import threading

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from comics.actions.errors import Refusal
from comics.drawing.untrusted import check_parts
from comics.models import Picture, Team

logger = logging.getLogger(__name__)
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MAX_SIDE = 4096  # pixels of what is kept; larger pictures are scaled down
ONE_AT_A_TIME = threading.Lock()  # decoding the largest picture needs 300 MB for a second, and a process has several threads


def keep_upload(upload: UploadedFile, *, team: Team) -> Picture:
    """Store an uploaded picture for the team. Raises `Refusal` with a sentence for whatever is not a picture we take."""
    refuse_size(upload.size or 0)
    return keep_bytes(upload.read(), team=team)


def refuse_size(size: int) -> None:
    """Raise `Refusal` for more bytes than a picture may have."""
    if size > settings.MAX_UPLOAD_BYTES:
        raise Refusal(f"This file is too large. Pictures may have {settings.MAX_UPLOAD_BYTES // 2**20} MB.", field="file")


def keep_bytes(data: bytes, *, team: Team) -> Picture:
    """Store for the team the picture that these bytes are, encoded anew. Raises `Refusal` as `keep_upload` does."""
    refuse_size(len(data))
    with ONE_AT_A_TIME:
        data = _encoded_anew(data)
    try:
        return Picture.objects.keep(team, data, "image/png")
    except OSError as error:
        logger.exception("an uploaded picture could not be stored")
        raise Refusal(
            "The picture could not be stored: the disk may be full. Make room, then send it again.", field="file"
        ) from error


def _encoded_anew(data: bytes) -> bytes:
    """The first frame as a PNG, upright, without anything that came with it."""
    try:
        check_parts(data)
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _measure(image)
            image.load()
            with contextlib.suppress(Exception):  # what a camera says of the picture may be broken where the picture is whole
                ImageOps.exif_transpose(image, in_place=True)
            clean = _pixels_alone(image)
    except Refusal:
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything for a broken file
        raise Refusal("This is not a picture that can be read. Send a PNG, JPEG, WebP or GIF.", field="file") from error
    out = io.BytesIO()
    clean.save(out, "PNG")
    return out.getvalue()


def _pixels_alone(image: Image.Image) -> Image.Image:
    """A new picture of the same pixels in eight bits, at most `MAX_SIDE` wide and high."""
    if image.mode.startswith("I"):  # sixteen bits of grey, which a plain conversion would cut off at white
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    pixels = image if image.mode == mode else image.convert(mode)
    pixels.thumbnail((MAX_SIDE, MAX_SIDE))
    clean = Image.new(mode, pixels.size)
    clean.paste(pixels)
    return clean


def _measure(image: Image.Image) -> None:
    width, height = image.size
    if width * height > settings.MAX_UPLOAD_PIXELS:
        megapixels = settings.MAX_UPLOAD_PIXELS // 1_000_000
        raise Refusal(f"This picture has {width} × {height} pixels; at most {megapixels} megapixels are taken.", field="file")
    if min(width, height) < 16:
        raise Refusal("This picture is too small to be of use: it needs at least 16 pixels on each side.", field="file")
