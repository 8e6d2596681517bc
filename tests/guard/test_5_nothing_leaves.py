"""Statement 5: no request leaves for an address that is not public. A real socket listens, and nobody ever comes.

`tests/test_fetch.py` holds what is refused and in which words; here it is proven on the wire.
"""

import asyncio
import contextlib
import io
import random
import re
import socket

import httpx
import pytest

from comics.engines.errors import EngineError
from comics.engines.http import Pool, Service
from comics.engines.pictures import download
from studio import fetch
from studio.fetch import Forbidden, GuardedTransport
from tests.guard.spellings import ATTACKS, some_attack
from tests.services.base import TOKEN, Answer, StrictServer

LOOPBACK_4, LOOPBACK_6 = "127.0.0.0/8", "::1/128"
BACKLOG = 2000


class Ear:
    """Listens on one port of 127.0.0.1 and ::1; the kernel takes connections, and `heard` counts them."""

    def __init__(self):
        four = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
        self.port = four.getsockname()[1]
        self.sockets = [four]
        with contextlib.suppress(OSError):  # a machine without IPv6 has one way less to be attacked on
            self.sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6, backlog=BACKLOG))

    def heard(self):
        """How many have connected since it was asked last."""
        number = 0
        for listening in self.sockets:
            listening.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                while True:
                    listening.accept()[0].close()
                    number += 1
        return number


@pytest.fixture
def ear():
    ear = Ear()
    yield ear
    for listening in ear.sockets:
        listening.close()


def at_port(url, port):
    """The attack, led to our ear's port wherever it can carry one."""
    return re.sub(r"^(https?:)(//|\\\\)((?:[^/@]*@)?(?:\[[^\]]*\]|[^/:\[\]]+))(:\d+)?(?=/|$)", rf"\1\2\3:{port}", url)


async def loopback(host):
    """The worst resolver there is: every name is this machine."""
    return ["127.0.0.1"]


def sent(urls, *, resolve=loopback):
    """The addresses to which a request was not refused, all of them really asked for."""

    async def go():
        passed = []
        async with httpx.AsyncClient(transport=GuardedTransport(resolve=resolve), trust_env=False, timeout=2) as client:
            for url in urls:
                try:
                    await client.get(url)
                    passed.append(url)
                except (Forbidden, httpx.UnsupportedProtocol, httpx.InvalidURL):
                    continue
        return passed

    return asyncio.run(go())


def test_the_ear_hears_and_the_spellings_are_true(ear):
    """Without the guard they would arrive: the system itself reads thousands of them as this machine."""
    dice = random.Random(5)  # noqa: S311 - no secret
    reached = set()
    for _ in range(3000):
        host = httpx_host(some_attack(dice, ranges_4=LOOPBACK_4, ranges_6=LOOPBACK_6, port=ear.port))
        with contextlib.suppress(OSError, UnicodeError):
            answers = socket.getaddrinfo(host, ear.port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
            if answers[0][4][0].startswith("127.") or answers[0][4][0] == "::1":
                reached.add(host)
    assert len(reached) > 300
    plain = [host for host in reached if ":" not in host]
    for host in dice.sample(plain, 20):
        address = socket.getaddrinfo(host, ear.port, type=socket.SOCK_STREAM)[0][4][0]
        assert address.startswith("127.")
    socket.create_connection(("127.0.0.1", ear.port), timeout=2).close()
    assert ear.heard() == 1


def httpx_host(url):
    host = url.split("//")[1].partition("/")[0].rpartition(":")[0]
    return host.strip("[]").replace("。", ".").translate({0xFEE0 + ord(sign): sign for sign in "0123456789abcdefABCDEFxX"})


def test_no_attack_by_hand_arrives(ear):
    aimed = [at_port(attack, ear.port) for attack in ATTACKS]
    assert sum(f":{ear.port}" in url for url in aimed) >= 100
    assert sent([*ATTACKS, *aimed]) == []
    assert ear.heard() == 0


def test_no_generated_spelling_arrives(ear):
    dice = random.Random(55)  # noqa: S311 - no secret
    attacks = {some_attack(dice, ranges_4=LOOPBACK_4, ranges_6=LOOPBACK_6, port=ear.port) for _ in range(20_000)}
    assert len(attacks) >= 10_000
    assert sent(sorted(attacks)) == []
    assert ear.heard() == 0


ANSWERS = (
    ["127.0.0.1"],
    ["::1"],
    ["::ffff:127.0.0.1"],
    ["::ffff:7f00:1"],
    ["64:ff9b::7f00:1"],
    ["2002:7f00:1::"],
    ["0.0.0.0"],  # noqa: S104 - to be refused
    ["::"],
    ["::1%lo"],
    ["93.184.215.14", "127.0.0.1"],
    ["127.0.0.1", "93.184.215.14"],
    ["2606:4700::1111", "93.184.215.14", "::1"],
    ["2606:4700::1111%lo", "93.184.215.14"],
    ["64:ff9b::808:808%lo"],
    ["::ffff:8.8.8.8%lo"],
)


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_no_answer_of_dns_leads_in(ear, answer):
    async def resolve(host):
        return answer

    assert sent([f"https://engine{n}.example:{ear.port}/" for n in range(5)], resolve=resolve) == []
    assert ear.heard() == 0


def test_a_name_that_is_rebound_between_two_looks_leads_nowhere(ear, monkeypatch):
    """DNS says something public when it is asked first, and this machine ever after; what was vetted is what is dialled."""
    dialled, asked = [], []

    async def connect_tcp(self, host, port, *more, **options):
        dialled.append(host)
        raise fetch.httpcore.ConnectError("far away")

    async def resolve(host):
        asked.append(host)
        return ["93.184.215.14"] if len(asked) % 2 else ["127.0.0.1"]

    monkeypatch.setattr(fetch.httpcore.AnyIOBackend, "connect_tcp", connect_tcp)
    for _ in range(6):
        with pytest.raises(httpx.ConnectError):
            sent([f"https://rebound.example:{ear.port}/"], resolve=resolve)
        assert sent([f"https://rebound.example:{ear.port}/"], resolve=resolve) == []
    assert set(dialled) == {"93.184.215.14"}
    assert len(asked) == 12  # once for each request
    assert ear.heard() == 0


def test_an_alias_of_this_machine_is_seen_by_its_address(ear, monkeypatch):
    """A CNAME to localhost: the system follows it, and its address is what counts."""

    async def alias(self, host, port, **options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "localhost", ("127.0.0.1", 0))]

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", alias)
    monkeypatch.setattr(fetch, "_remembered", {})
    assert sent([f"https://alias.example:{ear.port}/"], resolve=fetch.lookup) == []
    assert ear.heard() == 0


class Away(StrictServer):
    """An engine that sends everybody on to the address it was told."""

    to = ""

    def answer(self, seen):
        return Answer(302, "", {"Location": self.to})


def test_no_redirect_leads_in_not_of_a_picture_nor_of_an_engine(ear):
    async def go(url):
        pool = Pool(lambda: GuardedTransport(frozenset({("127.0.0.1", server.port)}), resolve=loopback))
        service = Service(pool, base_url=server.base_url, token=TOKEN, label="Toy")
        try:
            for asking in (
                download(pool, f"{server.base_url}/a.png", io.BytesIO()),
                service.ask("/a"),
                service.create("POST", "/a"),
            ):
                with pytest.raises(EngineError):
                    await asking
        finally:
            await pool.aclose()

    with Away() as server:
        for attack in ATTACKS:
            server.to = at_port(attack, ear.port).translate({ord(sign): None for sign in "\r\n\x00"})
            asyncio.run(go(server.to.encode("latin-1", "ignore").decode("latin-1")))
    assert ear.heard() == 0


def test_no_key_leads_in_by_its_base_address(ear):
    async def go():
        pool = Pool(lambda: GuardedTransport(resolve=loopback))
        for attack in ATTACKS:
            service = Service(pool, base_url=at_port(attack, ear.port), token=TOKEN, label="Toy")
            for asking in (
                service.ask("/a"),
                service.create("POST", "/a"),
                service.upload("/a", name="a", data=b"", media_type="a/b"),
            ):
                with pytest.raises(EngineError):
                    await asking

    asyncio.run(go())
    assert ear.heard() == 0


def test_only_the_exact_pair_of_the_operator_is_reached(ear):
    allow = frozenset({("127.0.0.1", ear.port)})
    aimed = [
        *(
            f"http://{host}:{ear.port}/"
            for host in ("127.1", "127.0.0.2", "2130706433", "localhost", "[::1]", "[::ffff:127.0.0.1]")
        ),
        *(f"http://127.0.0.1:{port}/" for port in (80, ear.port - 1)),
    ]

    async def go():
        async with httpx.AsyncClient(transport=GuardedTransport(allow, resolve=loopback), timeout=0.2) as client:
            for url in aimed:
                with pytest.raises(Forbidden):
                    await client.get(url)
            assert ear.heard() == 0
            with pytest.raises(httpx.ReadTimeout):
                await client.get(f"http://127.0.0.1:{ear.port}/")

    asyncio.run(go())
    assert ear.heard() == 1
