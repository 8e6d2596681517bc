"""Pictures in a PDF: JPEG is taken over byte for byte, everything else becomes JPEG once."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from comics.drawing.displaylist import Raster
from comics.drawing.geometry import Box
from comics.publishing.pdf_objects import Name, PdfFile, Ref

QUALITY = 92  # of JPEG, where a picture of another kind has to be converted
DPI = 300  # what a printed page can show; conversions are scaled down to it
WHOLE = Box(0.0, 0.0, 1.0, 1.0)
# Starts of frame that PDF's DCTDecode reads: baseline, extended and progressive (ISO 32000-1, 7.4.8).
_FRAMES = {0xC0, 0xC1, 0xC2}
_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_BARE_MARKERS = {0x01, *range(0xD0, 0xD8)}
_MAGIC = ((b"\x89PNG", 0, "png"), (b"WEBP", 8, "webp"))
_SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class JpegHeader:
    """What the head of a JPEG file says: size in pixels, colour components, and whether Adobe's inverted CMYK is in it."""

    width: int
    height: int
    components: int
    adobe: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture that is in the file, and the part of the original that it holds (fractions)."""

    ref: Ref
    part: Box


def jpeg_header(data: bytes) -> JpegHeader | None:
    """The header of a JPEG file that PDF can hold as it is; None for any other file."""
    if data[:2] != b"\xff\xd8":
        return None
    at, adobe = 2, False
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in _BARE_MARKERS or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES and data[at + 4] == 8 and data[at + 9] in _SPACES:
            height, width = int.from_bytes(data[at + 5 : at + 7]), int.from_bytes(data[at + 7 : at + 9])
            return JpegHeader(width, height, data[at + 9], adobe) if width and height else None
        if marker in _FRAMES | _OTHER_FRAMES | {0xD9, 0xDA}:
            return None
        adobe = adobe or (marker == 0xEE and data[at + 4 : at + 9] == b"Adobe")
        at += 2 + length
    return None


class Pictures:
    """The pictures of a book, each written once however often it is shown."""

    def __init__(self, file: PdfFile, fetch: Callable[[str], bytes]) -> None:
        self._file = file
        self._fetch = fetch
        self._whole: dict[str, Placed] = {}
        self._parts: dict[tuple[str, Box, tuple[int, int]], Placed] = {}

    def place(self, raster: Raster, *, size: tuple[float, float]) -> Placed:
        """The picture of the raster, written if it is not in the file yet. `size` is the raster's size on paper in points.

        Raises what the caller's `picture` raises, and OSError (Pillow's UnidentifiedImageError) for bytes that are no picture.
        """
        dots = (max(1, round(size[0] * DPI / 72)), max(1, round(size[1] * DPI / 72)))
        part = (raster.key, raster.crop, dots)
        known = self._whole.get(raster.key) or self._parts.get(part)
        if known:
            return known
        data = self._fetch(raster.key)
        header = jpeg_header(data)
        if header:
            self._whole[raster.key] = Placed(self._write_jpeg(data, header), WHOLE)
            return self._whole[raster.key]
        self._parts[part] = Placed(self._convert(data, raster.crop, dots), raster.crop)
        return self._parts[part]

    def address(self, key: str) -> str:
        """The picture as a data address, for drawings that are turned into pixels."""
        data = self._fetch(key)
        kind = next((kind for magic, at, kind in _MAGIC if data[at : at + len(magic)] == magic), "jpeg")
        return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"

    def write(self, image: Image.Image) -> Ref:
        """Write an image with its transparency; colours are deflated without loss."""
        about = _about(image.width, image.height, "DeviceRGB")
        if "A" in image.getbands():
            about["SMask"] = self._mask(image.getchannel("A"))
        return self._file.stream(image.convert("RGB").tobytes(), about=about)

    def _write_jpeg(self, data: bytes, header: JpegHeader, mask: Ref | None = None) -> Ref:
        about = _about(header.width, header.height, _SPACES[header.components])
        about["Filter"] = Name("DCTDecode")
        if header.components == 4 and header.adobe:
            about["Decode"] = [1, 0] * 4
        if mask:
            about["SMask"] = mask
        return self._file.stream(data, about=about)

    def _convert(self, data: bytes, crop: Box, dots: tuple[int, int]) -> Ref:
        with Image.open(io.BytesIO(data)) as opened:
            image = _cut(opened, crop)
        image.thumbnail(dots, Image.Resampling.BICUBIC)
        mask = self._mask(image.getchannel("A")) if image.mode == "RGBA" else None
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=QUALITY, subsampling=0)
        return self._write_jpeg(out.getvalue(), JpegHeader(*image.size, 3, adobe=False), mask)

    def _mask(self, alpha: Image.Image) -> Ref:
        about = _about(alpha.width, alpha.height, "DeviceGray") | {"Filter": Name("FlateDecode")}
        return self._file.stream(zlib.compress(alpha.tobytes(), 6), about=about)


def _cut(opened: Image.Image, crop: Box) -> Image.Image:
    """The cropped part in RGB, or in RGBA where something shows through; at least one pixel."""
    wide, high = opened.size
    left, top = min(wide - 1, max(0, round(crop.x * wide))), min(high - 1, max(0, round(crop.y * high)))
    right, bottom = max(left + 1, min(wide, round(crop.right * wide))), max(top + 1, min(high, round(crop.bottom * high)))
    part = opened.crop((left, top, right, bottom))
    if not part.has_transparency_data:
        return part.convert("RGB")
    # Most pictures have an alpha channel and no use for it; scaling without it takes half of the time.
    clear = part.convert("RGBA")
    return clear.convert("RGB") if clear.getchannel("A").getextrema() == (255, 255) else clear


def _about(width: int, height: int, space: str) -> dict[str, object]:
    return {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": width,
        "Height": height,
        "ColorSpace": Name(space),
        "BitsPerComponent": 8,
    }
