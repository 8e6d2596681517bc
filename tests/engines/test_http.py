"""The way to a service: what may be asked again, what is surely not sent, and what never leaves us."""

import asyncio
import email.utils
import gzip
import json
import logging
import socket
import time
import zlib
from urllib.parse import quote

import httpx
import pytest

from comics.engines import http, statuses
from comics.engines.errors import (
    Busy,
    CreditExhausted,
    EngineError,
    Garbled,
    KeyRejected,
    OutcomeUnknown,
    Refused,
    Unreachable,
    Unsupported,
)
from comics.engines.http import Pool, Service, joined
from comics.engines.statuses import retry_after
from studio import bodies
from studio.fetch import GuardedTransport
from tests.services.base import TOKEN, Answer, StrictServer


class Any(StrictServer):
    """Says yes to everything."""

    def serve(self, seen):
        if seen.method != "GET":
            self.creates.append(seen)
        return Answer(200, {"id": "1", "path": seen.path})


@pytest.fixture
def server():
    with Any() as server:
        yield server


def run(what, transport, *, base_url, token=TOKEN, explain=None):
    """What a service of its own pool answers."""

    async def go():
        pool = Pool(transport)
        try:
            return await what(Service(pool, base_url=base_url, token=token, label="Toy", explain=explain))
        finally:
            await pool.aclose()

    return asyncio.run(go())


def at(server, what, **more):
    allow = frozenset({("127.0.0.1", server.port)})
    return run(what, lambda: GuardedTransport(allow), base_url=server.base_url, **more)


def ask(service):
    return service.ask("/things/1")


def upload(service):
    return service.upload("/files", name="a.png", data=b"png", media_type="image/png")


def create(service):
    return service.create("POST", "/things", json={"a": 1}, header_id="X-Job")


def told(answer, what, **more):
    """What is raised for an answer, played without a network."""
    with pytest.raises(EngineError) as error:
        run(what, lambda: httpx.MockTransport(answer), base_url="https://toy.example/v1", **more)
    return error.value


def says(status=200, **more):
    """An answer that streams, as those of the network do."""

    def answer(request):
        headers, whole = more.get("headers", {}), httpx.Response(status, **{**more, "headers": {}})

        async def stream():
            yield whole.content

        return httpx.Response(status, headers={**whole.headers, **headers}, content=stream())

    return answer


def fails(error):
    def raise_it(request):
        raise error

    return raise_it


# What a question and a create call look like


def test_a_question_carries_the_token_and_its_parameters(server):
    reply = at(server, lambda service: service.ask("/things", {"page": 2}))
    (seen,) = server.seen
    assert (seen.method, seen.path, seen.query) == ("GET", "/things", {"page": ["2"]})
    assert seen.headers["authorization"] == f"Bearer {TOKEN}"
    assert seen.headers["accept"] == "application/json"
    assert (reply.status, reply.json["path"]) == (200, "/things")


def test_a_create_call_goes_as_json_as_a_form_and_in_parts(server):
    form = {"prompt": "a fox", "roles[]": ["Ren", "Mino"]}
    at(server, create)
    at(server, lambda service: service.create("POST", "/things", form=form))
    at(server, lambda service: service.create("PATCH", "/things", form=form, multipart=True))
    as_json, as_form, in_parts = server.creates
    assert as_json.json() == {"a": 1}
    assert as_form.body == b"prompt=a+fox&roles%5B%5D=Ren&roles%5B%5D=Mino"
    assert in_parts.headers["content-type"].startswith("multipart/form-data")
    assert in_parts.body.count(b'name="roles[]"') == 2
    assert b"filename" not in in_parts.body


def test_an_upload_is_one_file(server):
    at(server, upload)
    assert b'name="file"; filename="a.png"' in server.seen[0].body


def test_each_create_call_has_a_connection_of_its_own(server):
    made = []

    def transport():
        made.append(GuardedTransport(frozenset({("127.0.0.1", server.port)})))
        return made[-1]

    async def several(service):
        await ask(service)
        await ask(service)
        kept = len(made)
        await create(service)
        await create(service)
        return kept

    assert run(several, transport, base_url=server.base_url) == 1
    assert len(made) == 3
    assert all(not transport._pool.connections for transport in made)


@pytest.mark.parametrize(
    "path", ["", "things", "//evil.example/x", "https://evil.example/x", "@evil.example/x", ".evil.example/"]
)
def test_a_token_goes_to_the_keys_own_address_and_nowhere_else(server, path):
    for what in (lambda service: service.ask(path), lambda service: service.create("POST", path, json={})):
        with pytest.raises(ValueError, match="one slash"):
            at(server, what)
    assert server.seen == []


@pytest.mark.parametrize("base_url", ["http://toy.example", "http://127.0.0.1:1", "https://127.0.0.1", "https://localhost"])
def test_a_token_goes_to_no_address_that_is_forbidden(base_url):
    for what in (ask, upload, create):
        with pytest.raises(Unsupported, match=r"^Toy: .*\.$"):
            run(what, GuardedTransport, base_url=base_url)


@pytest.mark.parametrize("token", ["tok\r\nX-Evil: 1", "tök-0123456789", "tok\x00en"])
def test_a_token_that_cannot_stand_in_a_header_is_not_sent_and_not_quoted(server, token):
    for what in (ask, create):
        with pytest.raises(KeyRejected) as error:
            at(server, what, token=token)
        assert token not in repr(error.value) + error.value.raw
    assert server.seen == []


def test_no_cookie_is_kept_for_the_next_account(server):
    server.fault("GET", "/", Answer(200, {}, {"Set-Cookie": "session=first; Path=/"}), times=9)

    async def twice(service):
        await ask(service)
        await ask(service)

    at(server, twice)
    assert ["cookie" in seen.headers for seen in server.seen] == [False, False]


# What each answer means

STATUSES = [
    (400, Unsupported, Unsupported),
    (401, KeyRejected, KeyRejected),
    (402, CreditExhausted, CreditExhausted),
    (403, KeyRejected, KeyRejected),
    (404, Unsupported, Unsupported),
    (409, Unsupported, Unsupported),
    (413, Unsupported, Unsupported),
    (422, Unsupported, Unsupported),
    (429, Busy, Busy),
    (451, Refused, Refused),
    *((status, Unreachable, OutcomeUnknown) for status in (500, 501, 502, 503, 504, 520, 522, 524, 599)),
    *((status, Unsupported, Unsupported) for status in (301, 302, 307, 308)),
    (303, Garbled, OutcomeUnknown),  # "See Other" may follow on a request that was accepted
    (304, Garbled, OutcomeUnknown),
]
BODIES = {
    "json": {"json": {"error": "no"}},
    "html": {"html": "<h1>No</h1>"},
    "nothing": {},
    "broken": {"content": b'{"a": '},
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("status", "asked", "created"), STATUSES)
def test_a_status_tells_what_to_do_next(status, asked, created, body):
    answer = says(status, headers={"Location": "/elsewhere"} if 300 < status < 400 else {}, **BODIES[body])
    assert type(told(answer, ask)) is asked
    assert type(told(answer, upload)) is asked
    assert type(told(answer, create)) is created


@pytest.mark.parametrize("address", ["data:x", "https://[::1", "https://a:b/", "x\x01y", "//", "https://"])
@pytest.mark.parametrize("status", [201, 301, 303, 307])
def test_a_location_that_is_no_address_never_breaks_out(status, address):
    answer = says(status, headers={"Location": address})
    assert type(told(answer, ask)) in (Garbled, Unreachable, Unsupported)
    assert type(told(answer, create)) in (OutcomeUnknown, Unsupported)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>ok</html>",
        b"[1]",
        b'"id"',
        b"1",
        b"null",
        b'{"id": NaN}',
        b'{"id": 1',
        b'\xff\xfe{"id": 1}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"id": "1"}{"id": "2"}',
    ],
    ids=lambda content: ascii(content[:20]),
)
@pytest.mark.parametrize("status", [200, 202])
def test_an_answer_that_is_no_json_object_is_garbled_or_unknown(content, status):
    answer = says(status, content=content, headers={"X-Job": "j-7"})
    assert type(told(answer, ask)) is Garbled
    unknown = told(answer, create)
    assert type(unknown) is OutcomeUnknown
    assert unknown.remote_id == "j-7"


def test_the_services_own_words_go_before_the_status():
    def explain(status, body):
        if body.get("code") == "taken":
            return OutcomeUnknown("Toy took it.", remote_id="own-id")
        return Refused("Toy refuses foxes.") if body.get("code") == "content" else None

    refused = told(says(400, json={"code": "content"}), create, explain=explain)
    assert (type(refused), str(refused), refused.raw) == (Refused, "Toy refuses foxes.", '{"code":"content"}')
    assert type(told(says(400, json={"code": "other"}), create, explain=explain)) is Unsupported
    unknown = told(says(500, json={"code": "taken"}, headers={"X-Job": "of-header"}), create, explain=explain)
    assert unknown.remote_id == "own-id"
    assert type(told(says(200, json={"code": "content"}), ask, explain=explain)) is Refused


def test_the_id_is_kept_from_the_header_of_a_failure():
    assert told(says(503, headers={"x-job": "j-9"}), create).remote_id == "j-9"
    assert told(says(503), create).remote_id == ""
    named = told(says(503, headers={"x-job": "j-9"}), lambda service: service.create("POST", "/things", json={}))
    assert named.remote_id == ""


# What was sent, and what perhaps

NOT_SENT = [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), httpx.PoolTimeout("x")]
PERHAPS = [
    *(kind("x") for kind in (httpx.ReadTimeout, httpx.WriteTimeout, httpx.ReadError, httpx.WriteError, httpx.CloseError)),
    *(kind("x") for kind in (httpx.RemoteProtocolError, httpx.LocalProtocolError, httpx.DecodingError)),
    *(httpx.TimeoutException("x"), httpx.TransportError("x"), TimeoutError("x")),
]


@pytest.mark.parametrize("error", NOT_SENT + PERHAPS, ids=repr)
def test_only_what_surely_was_not_sent_is_said_to_be_so(error):
    assert type(told(fails(error), ask)) is Unreachable
    assert type(told(fails(error), create)) is (Unreachable if error in NOT_SENT else OutcomeUnknown)


def test_nobody_listening_is_surely_not_sent():
    with socket.socket() as taken:  # and not listening
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        for what in (ask, create):
            with pytest.raises(Unreachable):
                run(what, lambda: GuardedTransport(frozenset({("127.0.0.1", port)})), base_url=f"http://127.0.0.1:{port}")


def test_an_answer_that_was_dropped_is_unknown_and_sent_once(server):
    server.fault("POST", "/things", Answer(drop=True), after=True)
    with pytest.raises(OutcomeUnknown):
        at(server, create)
    assert len(server.creates) == 1


def test_an_answer_cut_short_is_unknown_and_keeps_its_header(server):
    server.fault("POST", "/things", Answer(200, {"id": "123456"}, {"X-Job": "j-3"}, cut=5), after=True)
    with pytest.raises(OutcomeUnknown) as error:
        at(server, create)
    assert (error.value.remote_id, len(server.creates)) == ("j-3", 1)


def test_a_kept_connection_that_was_closed_is_asked_again_once(server):
    async def twice(service):
        await ask(service)
        server.fault("GET", "/", Answer(drop=True))
        return await ask(service)

    assert at(server, twice).status == 200
    assert len(server.seen) == 3


@pytest.mark.parametrize(("drops", "first"), [(2, True), (1, False)])
def test_a_question_is_asked_again_once_at_most_and_only_on_a_kept_connection(server, drops, first):
    async def go(service):
        if first:
            await ask(service)
        server.fault("GET", "/", Answer(drop=True), times=drops)
        await ask(service)

    with pytest.raises(Unreachable):
        at(server, go)
    assert len(server.seen) == drops + first


def test_a_question_is_not_asked_again_once_its_answer_has_begun(server):
    async def go(service):
        await ask(service)
        server.fault("GET", "/", Answer(200, {"id": "123456"}, cut=5))
        await ask(service)

    with pytest.raises(Unreachable):
        at(server, go)
    assert len(server.seen) == 2


# Answers without end


def serving(conversation, what, **more):
    """What a service says that is played byte by byte: `conversation(writer)` sends everything after the request."""

    async def answer(reader, writer):
        try:
            await reader.readuntil(b"\r\n\r\n")
            await conversation(writer)
        except (ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def go():
        listening = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        pool = Pool(lambda: GuardedTransport(frozenset({("127.0.0.1", port)})))
        service = Service(pool, base_url=f"http://127.0.0.1:{port}", token=TOKEN, label="Toy")
        try:
            return await what(service)
        finally:
            await pool.aclose()
            listening.close()

    return asyncio.run(go())


def head(**headers):
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
    return ("HTTP/1.1 200 OK\r\n" + "".join(lines) + "\r\n").encode()


async def drip(writer):
    writer.write(head(X_Job="j-5", Content_Length=10_000))
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


async def endless(writer):
    writer.write(head(X_Job="j-5"))
    while True:
        writer.write(b" " * 65536)
        await writer.drain()


async def bomb(writer):
    packed = gzip.compress(bytes(30_000_000), 9)
    writer.write(head(X_Job="j-5", Content_Encoding="gzip", Content_Length=len(packed)) + packed)
    await writer.drain()


async def junk_after_the_end(writer):
    writer.write(head(X_Job="j-5", Content_Encoding="gzip") + gzip.compress(b"{}"))
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def empty_blocks(writer):
    """A stream of deflate that never brings a byte."""
    packer = zlib.compressobj()
    writer.write(head(X_Job="j-5", Content_Encoding="deflate") + packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH))
    block = b"".join(packer.flush(zlib.Z_FULL_FLUSH) or b"\x00\x00\x00\xff\xff" for _ in range(10_000))
    while True:
        writer.write(block)
        await writer.drain()


@pytest.mark.parametrize("conversation", [endless, bomb, junk_after_the_end, empty_blocks])
def test_an_answer_is_stopped_at_its_limit(monkeypatch, conversation):
    monkeypatch.setattr(http, "MAX_REPLY", 300_000)
    with pytest.raises(Garbled, match="too long"):
        serving(conversation, ask)
    with pytest.raises(OutcomeUnknown) as error:
        serving(conversation, create)
    assert error.value.remote_id == "j-5"


def test_a_slow_answer_is_given_up_at_one_deadline(monkeypatch):
    monkeypatch.setattr(http, "DEADLINE", 0.2)
    began = time.monotonic()
    with pytest.raises(Unreachable):
        serving(drip, ask)
    with pytest.raises(OutcomeUnknown) as error:
        serving(drip, create)
    assert error.value.remote_id == "j-5"
    assert time.monotonic() - began < 5


def packed_as(encoding, data):
    return {"gzip": gzip.compress, "deflate": zlib.compress}[encoding](data)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize("size", [0, 10, bodies.PIECE - 14, bodies.PIECE, 3 * bodies.PIECE - 14, 1_000_000])
def test_a_compressed_answer_arrives_whole(encoding, size):
    content = json.dumps({"words": "x" * size}).encode()
    answer = says(content=packed_as(encoding, content), headers={"Content-Encoding": encoding})
    reply = run(ask, lambda: httpx.MockTransport(answer), base_url="https://toy.example")
    assert reply.json == {"words": "x" * size}


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize("spoil", [lambda data: data[:-3], lambda data: b"{}" + data, lambda data: data[:9] + b"\xff" * 9])
def test_a_compressed_answer_that_is_broken_cannot_be_used(encoding, spoil):
    content = spoil(packed_as(encoding, b'{"id": "0123456789012345678901234567890123456789"}'))
    answer = says(content=content, headers={"Content-Encoding": encoding})
    assert type(told(answer, ask)) is Unreachable
    assert type(told(answer, create)) is OutcomeUnknown


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x" * 500])
def test_an_encoding_that_was_not_asked_for_is_not_unpacked(encoding):
    answer = says(content=b"{}", headers={"Content-Encoding": encoding})
    assert type(told(answer, create)) is OutcomeUnknown


# The token stays here


SECRET = 'tok/0+1="é'.replace("é", "~") + "-9876543210"
SPELLINGS = [SECRET, quote(SECRET, safe=""), json.dumps(SECRET)[1:-1]]


def test_no_error_tells_the_token(caplog):
    caplog.set_level(logging.DEBUG)

    def explain(status, body):
        return Unsupported(f"Toy says: {body['error']}") if "error" in body else None

    for spelling in SPELLINGS:
        for what in (ask, create):
            for status in (200, 400, 401, 500):
                for content in (f"<p>{spelling}</p>".encode(), json.dumps({"error": SECRET, "x": spelling}).encode()):
                    for error in (told(says(status, content=content), what, token=SECRET, explain=explain),):
                        assert_secret(error)
            assert_secret(told(fails(httpx.ReadError(f"at {spelling}")), what, token=SECRET))
            assert_secret(told(fails(httpx.ConnectError(f"at {spelling}")), what, token=SECRET))
    for spelling in SPELLINGS:
        assert spelling not in caplog.text


def assert_secret(error):
    shown = f"{error} {error!r} {error.raw} {error.args}"
    assert not any(spelling in shown for spelling in SPELLINGS)


@pytest.mark.parametrize("before", range(1960, 2000, 7))
def test_no_beginning_of_the_token_stays_where_the_reply_is_cut(before):
    for text in ("🦊" * before + TOKEN, TOKEN * 400):
        error = told(says(500, content=text.encode()), ask)
        assert TOKEN[:4] not in error.raw
        assert len(error.raw) <= http.RAW


def test_a_service_shows_its_address_and_not_its_token():
    service = Service(Pool(GuardedTransport), base_url="https://toy.example/v1/", token=TOKEN, label="Toy")
    assert repr(service) == "<Service https://toy.example/v1>"


# Retry-After


NOW = 1_800_000_000.0


def stamped(seconds):
    return email.utils.formatdate(NOW + seconds, usegmt=True)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("17", 17),
        (" 17 ", 17),
        ("9" * 400, 3600),
        (stamped(100), 100),
        (stamped(-100), 0),
        (stamped(10**6), 3600),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3600),
        ("Mon, 01 Jan 1900 00:00:00 -0000", 0),
        (stamped(100).replace("GMT", "-0000"), 100),
    ],
)
def test_a_wait_is_told_in_seconds_or_as_a_date(monkeypatch, text, seconds):
    monkeypatch.setattr(statuses.time, "time", lambda: NOW)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert retry_after(httpx.Headers({"Retry-After": text})) == seconds
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("text", ["", "soon", "-5", "1.5", "٣", "1e3", "nan", "Mon, 99 Foo 2030 00:00:00 GMT"])
def test_a_wait_that_makes_no_sense_is_none(text):
    assert retry_after(httpx.Headers({"Retry-After": text.encode()})) is None
    assert retry_after(httpx.Headers()) is None


@pytest.mark.parametrize("what", [ask, create])
def test_the_wait_comes_with_the_error(what):
    assert told(says(429, headers={"Retry-After": "21"}), what).retry_after == 21
    assert told(says(429), what).retry_after is None


@pytest.mark.parametrize(
    ("base", "path", "address"),
    [
        ("https://host", "/v1/jobs", "https://host/v1/jobs"),
        ("https://host/v1", "/v1/jobs", "https://host/v1/jobs"),
        ("https://host/v1", "/comics/usage", "https://host/v1/comics/usage"),
        ("https://host/kling/v1", "/kling/v1/images/7", "https://host/kling/v1/images/7"),
        ("https://host/kling", "/kling/v1/images/7", "https://host/kling/v1/images/7"),
        ("https://host/proxy", "/v1/jobs", "https://host/proxy/v1/jobs"),
        ("https://host/api", "/api/openapi/artworks", "https://host/api/openapi/artworks"),
    ],
)
def test_a_base_address_may_have_the_path_that_all_requests_share(base: str, path: str, address: str) -> None:
    assert joined(base, path) == address
