"""Statement 5: every fetch ends within one deadline and one byte cap, whatever the other side does with it.

Each way to ask (a question, an upload, a create call, a picture) meets each bad manner. `SECONDS` is the deadline here; the
studio's own are a minute and two (`engines/http.py`, `engines/pictures.py`).
"""

import asyncio
import contextlib
import gzip
import io
import itertools
import re
import ssl
import time
import zlib
from pathlib import Path

import pytest

from comics.engines import http
from comics.engines.errors import EngineError, Garbled, OutcomeUnknown, Unreachable
from comics.engines.http import Pool, Service
from comics.engines.pictures import download
from studio.fetch import GuardedTransport
from tests.live import ROOT
from tests.services.base import TOKEN

SECONDS, CAP = 0.25, 200_000
PATIENCE = 4.0  # seconds of a crowded machine, far below what any of these would take unguarded


def ask(service, pool, base):
    return service.ask("/a")


def create(service, pool, base):
    return service.create("POST", "/a", json={})


def upload(service, pool, base):
    return service.upload("/a", name="a.png", data=bytes(8_000_000), media_type="image/png")


def picture(service, pool, base):
    return download(pool, f"{base}/a.png", io.BytesIO(), cap=CAP, deadline=SECONDS)


WAYS = (ask, create, upload, picture)


@pytest.fixture(autouse=True)
def limits(monkeypatch):
    monkeypatch.setattr(http, "DEADLINE", SECONDS)
    monkeypatch.setattr(http, "MAX_REPLY", CAP)


def met(manner, way, *, scheme="http", resolve=None, host="127.0.0.1"):
    """What comes of asking a server that has these manners: the error, the seconds, and the bytes that it could get rid of."""
    sent = [0]

    async def answer(reader, writer):
        class Counting:
            async def write(self, data):
                writer.write(data)
                await writer.drain()
                sent[0] += len(data)

        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await manner(reader, Counting())
        writer.close()

    async def go():
        listening = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        base = f"{scheme}://{host}:{port}"
        pool = Pool(lambda: GuardedTransport(frozenset({(host, port)}), verify=ssl.create_default_context(), resolve=resolve))
        service = Service(pool, base_url=base, token=TOKEN, label="Toy")
        began = time.monotonic()
        try:
            with pytest.raises(EngineError) as error:
                await way(service, pool, base)
            return error.value, time.monotonic() - began
        finally:
            await pool.aclose()
            listening.close()

    error, took = asyncio.run(go())
    assert took < PATIENCE
    return error, took, sent[0]


# Slow in every way there is


async def asked(reader):
    await reader.readuntil(b"\r\n\r\n")


async def silence(reader, writer):
    """Takes the connection and says nothing, neither in TLS nor in HTTP, nor does it read."""
    await asyncio.sleep(30)


async def slow_head(reader, writer):
    await asked(reader)
    for letter in itertools.cycle(b"HTTP/1.1 200 OK\r\nX-Slow: ".decode()):
        await writer.write(letter.encode())
        await asyncio.sleep(0.02)


async def endless_promises(reader, writer):
    """Answers that only announce another (1xx), one after the other."""
    await asked(reader)
    while True:
        await writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        await asyncio.sleep(0.02)


async def drip(reader, writer):
    """A byte at a time, each of them in time for whoever only watches for the next one."""
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        await writer.write(b" ")
        await asyncio.sleep(0.02)


async def drip_of_chunks(reader, writer):
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await writer.write(b"1\r\n \r\n")
        await asyncio.sleep(0.02)


async def drip_of_gzip(reader, writer):
    """Compressed bytes that come one by one and unpack to nothing yet."""
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
    for byte in itertools.chain(gzip.compress(b"{}")[:-4], itertools.repeat(0)):
        await writer.write(bytes([byte]))
        await asyncio.sleep(0.02)


async def half_an_answer(reader, writer):
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{")
    await asyncio.sleep(30)


SLOW = (silence, slow_head, endless_promises, drip, drip_of_chunks, drip_of_gzip, half_an_answer)


@pytest.mark.parametrize("manner", SLOW)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_slow_ends_at_the_deadline(manner, way):
    error, took, _ = met(manner, way)
    assert isinstance(error, OutcomeUnknown if way is create else Unreachable)
    assert took >= SECONDS * 0.8


@pytest.mark.parametrize("way", WAYS)
def test_a_handshake_that_never_ends_does(way):
    error, took, _ = met(silence, way, scheme="https")
    assert isinstance(error, OutcomeUnknown if way is create else Unreachable)
    assert took >= SECONDS * 0.8


@pytest.mark.parametrize("way", WAYS)
def test_a_resolver_that_never_answers_does(way):
    async def hang(host):
        await asyncio.sleep(30)

    error, _, _ = met(silence, way, host="slow.example", resolve=hang)
    assert isinstance(error, OutcomeUnknown if way is create else Unreachable)


def test_redirects_share_one_deadline():
    """Each hop is quick enough for itself; together they are not."""

    async def away(reader, writer):
        await asked(reader)
        await asyncio.sleep(SECONDS * 0.6)
        await writer.write(b"HTTP/1.1 302 Found\r\nLocation: /b.png\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    error, took, _ = met(away, picture)
    assert isinstance(error, Unreachable)
    assert took < SECONDS * 1.8


def test_asking_again_shares_one_deadline():
    """A connection that was kept and is lost late in the deadline is not another deadline."""
    connections = itertools.count()

    async def lost_late(reader, writer):
        await asked(reader)
        if next(connections) == 0:
            await writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            await asked(reader)
            await asyncio.sleep(SECONDS * 0.6)
            return
        await asyncio.sleep(30)

    async def twice(service, pool, base):
        await service.ask("/a")
        began = time.monotonic()
        try:
            await service.ask("/b")
        finally:
            took.append(time.monotonic() - began)

    took = []
    error, _, _ = met(lost_late, twice)
    assert isinstance(error, Unreachable)
    assert next(connections) == 2
    assert SECONDS * 0.8 < took[0] < SECONDS * 1.5


# Large in every way there is


async def endless_head(reader, writer):
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        await writer.write(b"X-%d: %s\r\n" % (number, b"y" * 1000))


async def one_endless_header(reader, writer):
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        await writer.write(b"y" * 10_000)


async def endless_body(reader, writer):
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        await writer.write(b"x" * 65536)


async def endless_chunks(reader, writer):
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await writer.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")


async def a_chunk_without_size(reader, writer):
    """The line that tells the size of a chunk goes on for ever."""
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;")
    while True:
        await writer.write(b"x" * 4096)


async def more_than_it_says(reader, writer):
    await asked(reader)
    await writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    while True:
        await writer.write(b"x" * 65536)


def packed(encoding, data):
    async def manner(reader, writer):
        await asked(reader)
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {len(data)}\r\n\r\n"
        await writer.write(head.encode() + data)
        await asyncio.sleep(30)

    manner.__name__ = f"packed_{encoding.replace(', ', '_')}"
    return manner


BOMB = gzip.compress(bytes(60_000_000), 9)
TWICE = gzip.compress(gzip.compress(bytes(60_000_000), 9), 9)
BOMBS = (
    packed("gzip", BOMB),
    packed("deflate", zlib.compress(bytes(60_000_000), 9)),
    packed("GZIP", BOMB),
    packed("x-gzip", BOMB),
    packed("gzip, gzip", TWICE),
    packed("deflate, gzip", TWICE),
    packed("br", b"\x5b\xff\xff\x9f\x00" * 100),
    packed("zstd", b"\x28\xb5\x2f\xfd" * 100),
    packed("compress", b"\x1f\x9d\x90" * 100),
)
LARGE = (endless_head, one_endless_header, endless_body, endless_chunks, a_chunk_without_size, more_than_it_says, *BOMBS)
IN_THE_PIPES = 12_000_000  # bytes that sockets and buffers of both sides may hold beyond what was read


@pytest.mark.parametrize("manner", LARGE, ids=lambda manner: manner.__name__)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_large_ends_at_the_cap(manner, way):
    error, _, sent = met(manner, way)
    assert isinstance(error, OutcomeUnknown if way is create else Garbled | Unreachable)
    assert sent < CAP + IN_THE_PIPES


@pytest.mark.parametrize("way", [ask, create, picture])
@pytest.mark.parametrize("manner", BOMBS, ids=lambda manner: manner.__name__)
def test_a_bomb_never_unfolds_in_memory(manner, way, monkeypatch):
    """No more than the cap and a piece is ever unpacked, and nothing twice."""
    unpacked = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self, *how):
            self.it = real(*how)

        def decompress(self, data, most=0):
            piece = self.it.decompress(data, most)
            unpacked.append(len(piece))
            return piece

        def __getattr__(self, name):
            return getattr(self.it, name)

    monkeypatch.setattr("studio.bodies.zlib.decompressobj", Watched)
    met(manner, way)
    assert sum(unpacked) <= CAP + 65536


# There is no other way out

ASKS = re.compile(
    r"\b(?:\w*client|httpx)\.(?:get|post|put|patch|delete|head|options|request|stream|send)\("
    r"|\.(?:handle_async_request|urlopen|create_connection|open_connection|connect_tcp)\("
    r"|^\s*(?:import|from) (?:requests|urllib\.request|urllib3|aiohttp|http\.client|ftplib|smtplib|telnetlib)\b",
    re.MULTILINE,
)
MAY_ASK = {
    "studio/guarded_requests.py": "what libraries ask with requests, sent through the one exchange",
    "comics/web/oidc_session.py": "a session of requests that knows that way only",
    "comics/web/oidc_adapter.py": "names the type of that session",
    "comics/web/oidc_views.py": "names the errors of that session",
    "studio/bodies.py": "the one exchange",
    "studio/fetch.py": "the transport below it",
    "studio/keep.py": "asks its own web server whether it is ready",
}


def test_everything_that_asks_goes_through_one_exchange():
    """Whoever adds a request to the outside takes `studio.bodies.exchange`, which has the deadline and the cap."""
    files = [file for folder in ("studio", "comics") for file in Path(ROOT, folder).rglob("*.py")]
    assert {str(file.relative_to(ROOT)) for file in files if ASKS.search(file.read_text())} == set(MAY_ASK)
