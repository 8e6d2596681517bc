"""Pictures of a known size that differ from one another: noise, with a word of their own inside."""

import io
import random
import zlib
from functools import cache

from PIL import Image

TRAILER = 12  # bytes of the chunk that ends a PNG


@cache
def noise(side: int) -> bytes:
    """A square PNG that does not compress: three bytes a pixel, the same in every run."""
    out = io.BytesIO()
    grain = random.Random(side).randbytes(side * side * 3)  # noqa: S311 - a picture, no secret
    Image.frombytes("RGB", (side, side), grain).save(out, "PNG", compress_level=1)
    return out.getvalue()


def with_words(png: bytes, words: bytes) -> bytes:
    """The same picture with a text inside (PNG specification, 11.3.3.3), so that its bytes are its own."""
    body = b"tEXtComment\0" + words
    chunk = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return png[:-TRAILER] + chunk + png[-TRAILER:]
