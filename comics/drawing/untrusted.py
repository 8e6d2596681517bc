"""Pictures that come from strangers: walked through before a decoder sees them, so that none can keep it busy.

Decoders bound pixels, not parts. Ten megabytes of comment in a GIF keep Pillow busy for half a minute, ten megabytes of empty
scans in a progressive JPEG keep libjpeg busy for an hour: the parts of a file are counted here, and too many are refused.
"""

from __future__ import annotations

import warnings
from mmap import mmap

from PIL import Image

MOST_PARTS = 4000  # chunks, segments or blocks beside the picture's own data; what cameras and painters write has a hundred
MOST_DATA = 50_000  # chunks of a PNG's own data; writers make them of some kilobytes each
MOST_SCANS = 100  # of a progressive JPEG, which has ten
# Markers of a JPEG after which Pillow expects no length.
ALONE = frozenset((0x00, 0x01, 0xC8, *range(0xD0, 0xDA), *range(0xF0, 0xFE)))

# A picture of that many pixels is never opened, in any thread, rather than told of on the error output.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


class TooManyParts(ValueError):
    """The file is cut into more parts than any picture has, or into none that can be read."""


def check_parts(data: bytes | mmap) -> None:
    """Raise `TooManyParts` for a picture that would keep its decoder busy; whatever is no picture is left to the decoder."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        _walk_png(data)
    elif data[:2] == b"\xff\xd8":
        _walk_jpeg(data)
    elif data[:4] == b"GIF8":
        _walk_gif(data)
    elif data[:4] == b"RIFF":
        _walk_webp(data)


def _walk_png(data: bytes | mmap) -> None:
    at, parts, pieces = 8, 0, 0
    while at + 8 <= len(data) and data[at + 4 : at + 8] != b"IEND":
        if data[at + 4 : at + 8] == b"IDAT":
            pieces += 1
        else:
            parts += 1
        _count(parts)
        _count(pieces, MOST_DATA)
        at += 12 + int.from_bytes(data[at : at + 4], "big")


def _walk_jpeg(data: bytes | mmap) -> None:
    """Its segments up to the first scan; then its scans, whose marker cannot stand within a scan (ITU-T T.81, B.1.1.5)."""
    at, parts = 2, 0
    while at + 4 <= len(data) and data[at : at + 2] != b"\xff\xda":
        parts += 1
        _count(parts)
        if data[at] != 0xFF or data[at + 1] == 0xFF:
            at += 1  # what fills up before a marker is passed over byte by byte, and counts as often
        elif data[at + 1] in ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    scans = 0
    while (at := data.find(b"\xff\xda", at)) >= 0:
        scans += 1
        _count(scans, MOST_SCANS)
        at += 2


def _walk_gif(data: bytes | mmap) -> None:
    """Its blocks up to the first picture; nothing after that is decoded."""
    at, parts = 13 + _table(data[10:11]), 0
    while at < len(data) and data[at : at + 1] not in (b",", b";"):
        if data[at : at + 1] != b"!":
            raise TooManyParts("There is something between the blocks that is none.")
        at += 2
        while size := data[at : at + 1]:
            parts += 1
            _count(parts)
            at += 1 + size[0]
            if not size[0]:
                break


def _walk_webp(data: bytes | mmap) -> None:
    at, parts = 12, 0
    while at + 8 <= len(data):
        parts += 1
        _count(parts)
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2


def _table(flags: bytes) -> int:
    """The bytes of a GIF's colour table."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _count(parts: int, most: int = MOST_PARTS) -> None:
    if parts > most:
        raise TooManyParts(f"The file has more than {most} parts.")
