"""Replies that come from strangers: whole within one deadline, unpacked piece by piece, stopped at a limit, not after it."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

PIECE = 65536  # bytes that are uncompressed at once


class TooMuch(httpx.DecodingError):
    """The body is larger than the caller takes."""


def within(seconds: float) -> float:
    """The moment so many seconds from now, on the clock of the running loop, as `exchange` takes it."""
    return asyncio.get_running_loop().time() + seconds


@asynccontextmanager
async def exchange(
    client: httpx.AsyncClient, method: str, url: httpx.URL | str, *, until: float, cap: int, **sent: Any
) -> AsyncIterator[tuple[httpx.Response, AsyncIterator[bytes]]]:
    """Send one request; gives the response and its body in pieces. The only way in which the studio asks anybody anything.

    All of it, from asking DNS to the last byte, is over at the moment `until`, however slowly it drips; whoever tries again or
    follows a redirect passes the same moment on. Raises `TimeoutError` then, and what `pieces` raises.
    """
    async with asyncio.timeout_at(until), client.stream(method, url, **sent) as response:
        yield response, pieces(response, cap=cap)


async def pieces(response: httpx.Response, *, cap: int) -> AsyncIterator[bytes]:
    """The body of a streamed response piece by piece, uncompressed, at most `cap` bytes in all.

    A small reply that unpacks to gigabytes is stopped at the cap, not after it. Raises `TooMuch`, `httpx.DecodingError` for an
    encoding other than gzip and deflate, and `httpx.TransportError`.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "deflate"):
        raise httpx.DecodingError(f"The encoding {encoding[:20]} was not asked for.")
    packed = _Packed() if encoding in ("gzip", "deflate") else None
    arrived = unpacked = 0
    async for raw in response.aiter_raw():
        arrived += len(raw)
        for piece in packed.unpack(raw) if packed else (raw,):
            unpacked += len(piece)
            if unpacked > cap:
                raise TooMuch(f"The answer is larger than {cap} bytes.")
            yield piece
        if arrived > cap:  # bytes that unpack to nothing can come without end as well
            raise TooMuch(f"The answer is larger than {cap} bytes.")
    if packed and arrived:
        packed.finish()


class _Packed:
    """Uncompresses gzip and zlib in pieces of bounded size. What follows after the end is passed over."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def unpack(self, raw: bytes) -> Iterator[bytes]:
        """The pieces that these bytes bring. Raises `httpx.DecodingError`."""
        full = False
        while (raw or full) and not self._inflater.eof:
            try:
                piece = self._inflater.decompress(raw, PIECE)
            except zlib.error:
                raise httpx.DecodingError("The compressed answer is broken.") from None
            yield piece
            raw, full = self._inflater.unconsumed_tail, len(piece) == PIECE  # a full piece may have left some behind

    def finish(self) -> None:
        """Raise `httpx.DecodingError` unless all of it came."""
        if not self._inflater.eof:
            raise httpx.DecodingError("The compressed answer is cut short.")
