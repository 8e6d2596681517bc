"""Pictures of remote engines on their way to us: downloaded without a token, piece by piece, and looked at first."""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO, Final

import httpx
from PIL import Image

from comics.drawing.untrusted import check_parts
from comics.engines.errors import EngineError, Garbled, Unreachable
from comics.engines.http import Pool
from studio.bodies import TooMuch, exchange, within
from studio.fetch import Forbidden

MAX_BYTES: Final = 40 * 1024 * 1024
MAX_PIXELS: Final = 25_000_000  # 4096 × 4096 and more; three bytes each while it is looked at
DEADLINE: Final = 120.0  # seconds for one picture, redirects included
MAX_REDIRECTS: Final = 3
MOST_ADDRESS: Final = 8000  # characters: signed addresses are long, but no picture
FORMATS: Final = ("PNG", "JPEG", "WEBP")
# MPO is a JPEG that has more pictures behind the first, as cameras write it.
MEDIA_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "WEBP": "image/webp"}


async def download(
    pool: Pool,
    url: str,
    into: BinaryIO,
    *,
    cap: int = MAX_BYTES,
    deadline: float = DEADLINE,
    what: str = "picture",
    accept: str = "image/*",
) -> None:
    """Write the picture at the address into an open file, never more than `cap` bytes and `deadline` seconds.

    Redirects are followed a few times, each through the same guard. Raises `Unreachable` for what may come right by itself (not
    there yet, cut short, too slow) and `Garbled` for what will not (too large, an address that may not be contacted). `what` is
    what the sentences call it, where it is no picture.
    """
    if len(url) > MOST_ADDRESS:
        raise Garbled(f"The {what}’s address is too long to be one.")
    until = within(deadline)
    try:
        for _ in range(MAX_REDIRECTS + 1):
            onward = await _one(pool, url, into, cap=cap, until=until, what=what, accept=accept)
            if not onward:
                return
            url = onward
    except TimeoutError:
        raise Unreachable(f"The {what} took too long to arrive.") from None
    except Forbidden as error:
        raise Garbled(f"The {what} lies at an address that may not be contacted: {error}") from error
    except TooMuch as error:
        raise Garbled(f"The {what} is larger than {cap // 2**20} MB.") from error
    except httpx.InvalidURL as error:
        raise Garbled(f"The {what} lies at an address that cannot be read.", raw=str(error)[:200]) from error
    except httpx.HTTPError as error:
        raise Unreachable(f"The {what} could not be fetched.", raw=type(error).__name__) from error
    raise Garbled(f"The {what}’s address leads from one to the next without end.")


async def _one(pool: Pool, url: str, into: BinaryIO, *, cap: int, until: float, what: str, accept: str) -> str:
    """Ask one address: the bytes go into the file, or the address is answered that it sends us to."""
    async with (
        pool.client() as client,
        exchange(client, "GET", url, until=until, cap=cap, headers={"Accept": accept}) as (response, body),
    ):
        if response.is_redirect and "Location" in response.headers:
            return str(response.url.join(response.headers["Location"]))
        if response.status_code != 200:
            raise _absent(response.status_code, what)
        into.seek(0)
        into.truncate()
        size = 0
        async for piece in body:
            into.write(piece)
            size += len(piece)
        told = response.headers.get("Content-Length", "")
        if told.isdigit() and "Content-Encoding" not in response.headers and size != int(told):
            raise Unreachable(f"The {what} arrived cut short.")
        if not size:
            raise Unreachable(f"The {what} arrived empty.")
    return ""


def _absent(status: int, what: str) -> EngineError:
    if status in (404, 403, 425, 429) or status >= 500:
        return Unreachable(f"The {what} is not there yet ({status}).")
    return Unreachable(f"The {what} could not be fetched ({status}).")


def measure(path: Path) -> tuple[str, int, int]:
    """The media type, width and height in pixels of a file that is a whole PNG, JPEG or WebP; `Garbled` for anything else."""
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            check_parts(data)
        with Image.open(path, formats=FORMATS) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise Garbled(f"The picture has {width} × {height} pixels, which is too many.")
            media_type = MEDIA_TYPES[str(image.format)]
            image.load()
    except Garbled:
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything for a broken file
        raise Garbled("What arrived is not a whole picture that can be read.", raw=type(error).__name__) from error
    return media_type, width, height
