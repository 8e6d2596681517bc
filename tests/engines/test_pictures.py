"""Pictures on their way to us: whole or not at all, with no token, and never from inside our own network."""

import asyncio
import gzip
import io
import struct
import time
import zlib

import pytest
from PIL import Image

from comics.engines import pictures
from comics.engines.errors import Garbled, Unreachable
from comics.engines.http import Pool, Service
from comics.engines.pictures import download, measure
from studio.fetch import GuardedTransport
from tests.services.base import TOKEN, Answer, StrictServer
from tests.studio import picture_bytes


class Shelf(StrictServer):
    """Pictures for everybody."""

    def serve(self, seen):
        return Answer(200, {"id": "1"}, {"Set-Cookie": "session=1; Path=/"})

    def unauthorized(self):
        return Answer(404, "")


@pytest.fixture
def server():
    with Shelf() as server:
        yield server


@pytest.fixture
def into(tmp_path):
    with (tmp_path / "incoming").open("w+b") as file:
        yield file


def fetch(server, url, into, **limits):
    async def go():
        pool = Pool(lambda: GuardedTransport(frozenset({("127.0.0.1", server.port)})))
        try:
            await download(pool, url, into, **limits)
        finally:
            await pool.aclose()

    asyncio.run(go())


def content(into):
    into.seek(0)
    return into.read()


# Fetching


def test_a_picture_is_written_without_a_token(server, into):
    url = server.picture()
    fetch(server, f"{url}?signature=1", into)
    (seen,) = server.seen
    assert content(into) == server.files[seen.path]
    assert "authorization" not in seen.headers
    assert seen.query == {"signature": ["1"]}


def test_it_goes_over_the_connection_of_questions_without_their_token_or_cookie(server, into):
    url = server.picture()

    async def go():
        pool = Pool(lambda: GuardedTransport(frozenset({("127.0.0.1", server.port)})))
        await Service(pool, base_url=server.base_url, token=TOKEN, label="Toy").ask("/jobs/1")
        await download(pool, url, into)
        await pool.aclose()

    asyncio.run(go())
    asked, fetched = server.seen
    assert "authorization" in asked.headers
    assert not {"authorization", "cookie"} & set(fetched.headers)


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 503])
def test_a_picture_that_is_not_there_yet_is_fetched_later(server, into, status):
    url = server.picture()
    server.fault("GET", "/files", Answer(status, b"no"))
    with pytest.raises(Unreachable):
        fetch(server, url, into)
    assert content(into) == b""
    fetch(server, url, into)
    assert content(into) in server.files.values()


NOT_WHOLE = {"cut": Answer(200, b"x" * 99, cut=50), "empty": Answer(200, b""), "dropped": Answer(drop=True)}


@pytest.mark.parametrize("answer", NOT_WHOLE.values(), ids=NOT_WHOLE)
def test_a_picture_that_did_not_arrive_whole_is_fetched_later(server, into, answer):
    url = server.picture((400, 400))
    server.fault("GET", "/files", answer)
    with pytest.raises(Unreachable):
        fetch(server, url, into)
    fetch(server, url, into)
    assert content(into) in server.files.values()


def test_what_a_failed_try_left_in_the_file_does_not_stay(server, into):
    url = server.picture()
    into.write(b"x" * 100_000)
    fetch(server, url, into)
    assert content(into) in server.files.values()


@pytest.mark.parametrize("packed", [False, True])
def test_no_more_is_written_than_the_limit(server, into, packed):
    data = bytes(5_000_000)
    server.files["/files/huge"] = data
    if packed:
        server.fault("GET", "/files", Answer(200, gzip.compress(data), {"Content-Encoding": "gzip"}))
    with pytest.raises(Garbled, match="larger than 1 MB"):
        fetch(server, f"{server.base_url}/files/huge", into, cap=2**20)
    assert len(content(into)) <= 2**20


def test_a_picture_as_large_as_the_limit_is_taken(server, into):
    server.files["/files/full"] = b"x" * 1000
    fetch(server, f"{server.base_url}/files/full", into, cap=1000)
    with pytest.raises(Garbled):
        fetch(server, f"{server.base_url}/files/full", into, cap=999)


def test_a_slow_picture_is_given_up_at_its_deadline(server, into):
    url = server.picture()
    ended = server.fault("GET", "/files", Answer(200, b"late"), wait=lambda seen: time.sleep(0.3))
    began = time.monotonic()
    with pytest.raises(Unreachable, match="too long"):
        fetch(server, url, into, deadline=0.1)
    assert time.monotonic() - began < 5
    assert ended.times == 0


# Redirects


def test_a_few_redirects_are_followed(server, into):
    url = server.picture()
    for _ in range(3):
        server.fault("GET", "/files", Answer(302, "", {"Location": url.removeprefix(server.base_url)}))
    fetch(server, url, into)
    assert content(into) in server.files.values()
    assert len(server.seen) == 4


def test_redirects_without_end_are_not(server, into):
    url = server.picture()
    server.fault("GET", "/files", Answer(302, "", {"Location": url}), times=99)
    with pytest.raises(Garbled, match="without end"):
        fetch(server, url, into)
    assert len(server.seen) == 1 + pictures.MAX_REDIRECTS


PRIVATE = [
    "http://127.0.0.1:1/x",
    "https://127.0.0.1/x",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://localhost/",
    "https://0x7f.1/",
    "https://metadata.google.internal/",
    "http://example.com/a.png",
    "//10.0.0.1/x",
    "file:///etc/passwd",
    "ftp://example.com/x",
    "data:image/png;base64,AAAA",
    "https://me@example.com/",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_redirect_into_a_private_network_is_not_followed(server, into, address):
    url = server.picture()
    server.fault("GET", "/files", Answer(302, "", {"Location": address}))
    with pytest.raises(Garbled, match=r"may not be contacted|cannot be read"):
        fetch(server, url, into)
    assert len(server.seen) == 1


@pytest.mark.parametrize("address", [*PRIVATE, "", "/relative.png", "no address"])
def test_an_address_that_a_service_names_is_guarded_too(server, into, address):
    with pytest.raises(Garbled, match="may not be contacted"):
        fetch(server, address, into)
    assert server.seen == []


@pytest.mark.parametrize("address", ["https://example.com:port/", "https://[::1/", "https://a\x00b/"])
def test_what_is_no_address_at_all_is_an_error_of_ours(server, into, address):
    with pytest.raises(Garbled, match="cannot be read"):
        fetch(server, address, into)


# Looking at it


def put(tmp_path, data):
    path = tmp_path / "picture"
    path.write_bytes(data)
    return path


def several(kind, **options):
    out = io.BytesIO()
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (40, 30), "blue")
    first.save(out, kind, save_all=True, append_images=[second], **options)
    return out.getvalue()


GOOD = [
    (picture_bytes("PNG"), ("image/png", 64, 48)),
    (picture_bytes("JPEG", progressive=True), ("image/jpeg", 64, 48)),
    (picture_bytes("WEBP"), ("image/webp", 64, 48)),
    (picture_bytes("WEBP", lossless=True), ("image/webp", 64, 48)),
    (several("MPO"), ("image/jpeg", 40, 30)),
    (several("WEBP"), ("image/webp", 40, 30)),
    (several("PNG"), ("image/png", 40, 30)),
]


@pytest.mark.parametrize(("data", "found"), GOOD)
def test_a_whole_picture_is_measured(tmp_path, data, found):
    assert measure(put(tmp_path, data)) == found


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "JPEG2000", "PDF"])
def test_other_formats_are_not_taken(tmp_path, kind):
    with pytest.raises(Garbled):
        measure(put(tmp_path, picture_bytes(kind)))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEADS = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\x00\x00\x00\x00WEBP", b"%!PS-Adobe"]
JUNK = [b"", b"x", b"<html>Not found</html>", SVG, *HEADS]


@pytest.mark.parametrize("data", JUNK, ids=ascii)
def test_what_is_no_picture_is_garbled(tmp_path, data):
    with pytest.raises(Garbled) as error:
        measure(put(tmp_path, data))
    assert str(error.value) == "What arrived is not a whole picture that can be read."


def noise(kind, **options):
    out = io.BytesIO()
    Image.effect_noise((120, 90), 80).convert("RGB").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("part", [0.01, 0.1, 0.5, 0.9, 0.99])
def test_a_picture_cut_short_is_garbled(tmp_path, kind, part):
    data = noise(kind)
    with pytest.raises(Garbled):
        measure(put(tmp_path, data[: int(len(data) * part)]))


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def claims(width, height):
    """A small PNG that says it is this large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")


SIZES = [(5001, 5000), (12_000, 12_000), (30_000, 30_000), (2**31 - 1, 1), (2**31 - 1, 2**31 - 1), (0, 9)]


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_of_too_many_pixels_is_not_unpacked(tmp_path, size):
    with pytest.raises(Garbled):
        measure(put(tmp_path, claims(*size)))


def test_the_sentence_tells_how_many_are_too_many(tmp_path):
    with pytest.raises(Garbled, match="5001 × 5000 pixels"):
        measure(put(tmp_path, claims(5001, 5000)))
