"""The guarded way out: what it refuses, by spelling and by DNS, and that it dials what it has vetted."""

import asyncio
import contextlib
import datetime
import ipaddress
import random
import socket
import ssl

import httpcore
import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from studio import fetch
from studio.addresses import is_public
from studio.fetch import Forbidden, GuardedTransport, check_address, parse_allow
from tests.guard.spellings import ATTACKS, FURTHER, PRIVATE_4, PRIVATE_6, some_attack, some_in
from tests.services.base import Answer, StrictServer

GOOD = [
    "https://api.llamagen.ai/v1",
    "https://api.depicta.ai:8443/",
    "https://EXAMPLE.com./",
    "https://8.8.8.8/",
    "https://[2606:4700:4700::1111]/",
    "https://[64:ff9b::808:808]/",
    "https://xn--bcher-kva.example/",
    "https://bücher.example/",
    "https://1password.com/",
    "https://0x7f.example.com/",
    "https://192.0.1.1/",
    "https://172.32.0.1/",
    "https://notlocal.example/",
]


def test_the_list_of_attacks_is_long():
    assert len(set(ATTACKS)) == len(ATTACKS) >= 100


@pytest.mark.parametrize("url", ATTACKS, ids=ascii)
def test_an_attack_is_refused_with_a_sentence(url):
    with pytest.raises(Forbidden) as refused:
        check_address(url)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("url", GOOD, ids=ascii)
def test_what_is_public_passes(url):
    check_address(url)


# The same attacks, made by the thousand


def test_twelve_thousand_spellings_of_private_addresses_are_refused():
    dice = random.Random(20)  # noqa: S311 - no secret
    attacks = {some_attack(dice) for _ in range(14_000)}
    assert len(attacks) >= 12_000
    passed = [attack for attack in attacks if not is_refused(attack)]
    assert passed == []


def test_addresses_of_every_public_kind_pass():
    dice = random.Random(21)  # noqa: S311 - no secret
    hosts = [
        some_in(dice, "1.0.0.0/8 8.0.0.0/7 93.0.0.0/8 172.32.0.0/11 2400::/12 2606:4700::/32 2a00::/12") for _ in range(2000)
    ]
    refused = [host for host in hosts if is_refused(f"https://[{host}]/" if host.version == 6 else f"https://{host}/")]
    assert refused == []


def is_refused(url):
    with contextlib.suppress(Forbidden):
        check_address(url)
        return False
    return True


@pytest.mark.parametrize("range_", [*PRIVATE_4.split(), *PRIVATE_6.split(), *FURTHER.split()])
def test_a_range_is_refused_from_its_first_address_to_its_last(range_):
    network = ipaddress.ip_network(range_)
    assert not is_public(str(network[0]))
    assert not is_public(str(network[-1]))


@pytest.mark.parametrize("word", ["", "example.com", "1.2.3", "[::1]", "8.8.8.8 ", "０.0.0.0"])
def test_what_is_no_address_is_not_public(word):
    assert not is_public(word)


# The operator's pairs


def test_pairs_are_read_in_one_spelling():
    read = parse_allow(" 127.0.0.1:8188, [::1]:80 ,[0:0::2]:9,Comfy.LAN:8188,, comfy.lan.:1 ")
    assert read == {("127.0.0.1", 8188), ("::1", 80), ("::2", 9), ("comfy.lan", 8188), ("comfy.lan", 1)}
    assert parse_allow("") == parse_allow(" , ") == frozenset()


BAD_PAIRS = [
    *(
        "127.0.0.1",
        "127.0.0.1:",
        ":80",
        "::1:80x",
        "host:0",
        "host:65536",
        "host:-1",
        "host:８０",
        "http://host:80",
        "host:80/x",
    ),
    *(
        "user@host:80",
        "*:80",
        "ho st:80",
        "host:80:81",
        "[::1]:80:81",
        "10.0.0.0/8:80",
        "[::1]",
        "[::1:80",
        "host",
        "a|b:80",
        "?:1",
        "#:1",
    ),
]


@pytest.mark.parametrize("entry", BAD_PAIRS)
def test_a_bad_pair_is_told(entry):
    with pytest.raises(ValueError, match=r"\.$"):
        parse_allow(f"127.0.0.1:80,{entry}")


def test_an_allowed_pair_is_exact():
    allow = parse_allow("127.0.0.1:8188,comfy.lan:443,[::1]:9")
    for good in (
        "http://127.0.0.1:8188/x",
        "https://127.0.0.1:8188/",
        "https://comfy.lan/",
        "https://COMFY.lan./",
        "http://[0::1]:9",
    ):
        check_address(good, allow)
    for bad in (
        "http://127.0.0.1:8189/",
        "http://127.0.0.1/",
        "http://127.0.0.2:8188/",
        "http://comfy.lan/",
        "https://x.comfy.lan/",
    ):
        assert is_refused_by(bad, allow)
    for bad in ("http://me@127.0.0.1:8188/", "ftp://127.0.0.1:8188/", "http://127.1:8188/", "https://0x7f000001:8188/"):
        assert is_refused_by(bad, allow)


def is_refused_by(url, allow):
    with contextlib.suppress(Forbidden):
        check_address(url, allow)
        return False
    return True


# What DNS says


class Names:
    """A resolver that gives these answers, one after the other, the last one for ever."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    async def __call__(self, host):
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, OSError):
            raise answer
        return answer


@pytest.fixture
def dialled(monkeypatch):
    """The addresses that would have been dialled; nothing is."""
    made = []

    async def connect_tcp(self, host, port, *more, **options):
        made.append((host, port))
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect_tcp)
    return made


def get(url, names=None, *, allow=frozenset(), verify=None):
    async def ask():
        transport = GuardedTransport(allow, resolve=names, verify=verify)
        async with httpx.AsyncClient(transport=transport, trust_env=False, timeout=5) as client:
            return await client.get(url)

    return asyncio.run(ask())


NOWHERE = "0.0.0.0"  # noqa: S104 - to be refused
PUBLIC, PUBLIC_6 = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"],
        ["::1"],
        [PUBLIC, "10.0.0.1"],
        ["10.0.0.1", PUBLIC],
        [PUBLIC, PUBLIC_6, "::ffff:169.254.169.254"],
        [PUBLIC, "fe80::1%eth0"],
        [PUBLIC, "64:ff9b::127.0.0.1"],
        [PUBLIC, NOWHERE],
        [PUBLIC, "nonsense"],
        [*[PUBLIC] * 9, "192.168.0.1"],
    ],
    ids=str,
)
def test_a_name_with_one_private_address_is_refused_and_nothing_is_dialled(dialled, answer):
    with pytest.raises(Forbidden, match="private network"):
        get("https://engine.example/", Names(answer))
    assert dialled == []


def test_a_public_name_is_asked_for_once_and_its_addresses_tried_in_turn(dialled):
    names = Names([PUBLIC, PUBLIC_6])
    with pytest.raises(httpx.ConnectError) as failed:
        get("https://Engine.Example.:8443/", names)
    assert not isinstance(failed.value, Forbidden)
    assert names.asked == ["engine.example"]
    assert dialled == [(PUBLIC, 8443), (PUBLIC_6, 8443)]


def test_a_name_that_is_rebound_is_dialled_at_the_vetted_address_only(dialled):
    names = Names([PUBLIC], ["127.0.0.1"])
    with pytest.raises(httpx.ConnectError):
        get("https://rebound.example/", names)
    with pytest.raises(Forbidden):
        get("https://rebound.example/", names)
    assert dialled == [(PUBLIC, 443)]


def test_of_a_name_with_many_addresses_a_few_are_tried(dialled):
    with pytest.raises(httpx.ConnectError):
        get("https://many.example/", Names([f"93.184.215.{last}" for last in range(50)]))
    assert len(dialled) == fetch.MOST_DIALLED


def test_a_literal_is_dialled_without_asking_for_a_name(dialled):
    names = Names([])
    with pytest.raises(httpx.ConnectError):
        get(f"https://[{PUBLIC_6}]/", names)
    assert (names.asked, dialled) == ([], [(PUBLIC_6, 443)])


@pytest.mark.parametrize("answer", [OSError("no such name"), []], ids=str)
def test_a_name_that_is_not_known_is_no_connection(dialled, answer):
    with pytest.raises(httpx.ConnectError) as failed:
        get("https://nowhere.example/", Names(answer))
    assert not isinstance(failed.value, Forbidden)


def test_a_resolver_that_hangs_is_a_connection_that_took_too_long(dialled):
    async def hang(host):
        await asyncio.Event().wait()

    async def ask():
        async with httpx.AsyncClient(transport=GuardedTransport(resolve=hang), timeout=0.05) as client:
            await client.get("https://slow.example/")

    with pytest.raises(httpx.ConnectTimeout):
        asyncio.run(ask())


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "https://localhost/", "https://me@example.com/", "https://0x7f.1/"])
def test_the_transport_refuses_the_same_by_itself(dialled, url):
    names = Names(["127.0.0.1"])
    with pytest.raises(Forbidden):
        get(url, names)
    assert (names.asked, dialled) == ([], [])


def test_a_proxy_of_the_environment_is_passed_over(dialled, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    with pytest.raises(httpx.ConnectError):
        get("https://engine.example/", Names([PUBLIC]))
    assert dialled == [(PUBLIC, 443)]


def test_the_system_is_asked_for_a_name_once_in_a_while(monkeypatch):
    async def twice():
        loop, calls = asyncio.get_running_loop(), []

        async def getaddrinfo(host, port, **options):
            calls.append(host)
            return [(2, 1, 6, "", (PUBLIC, 0)), (2, 1, 6, "", (PUBLIC, 0)), (10, 1, 6, "", (PUBLIC_6, 0, 0, 0))]

        monkeypatch.setattr(loop, "getaddrinfo", getaddrinfo)
        found = [await fetch.lookup("engine.example"), await fetch.lookup("engine.example")]
        monkeypatch.setattr(fetch.time, "monotonic", lambda: 1e9)
        await fetch.lookup("engine.example")
        return found, calls

    monkeypatch.setattr(fetch, "_remembered", {})
    found, calls = asyncio.run(twice())
    assert found == [(PUBLIC, PUBLIC_6)] * 2
    assert calls == ["engine.example"] * 2


def test_not_more_names_are_remembered_than_may_be(monkeypatch):
    async def ask():
        async def getaddrinfo(host, port, **options):
            return [(2, 1, 6, "", (PUBLIC, 0))]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
        for number in range(7):
            await fetch.lookup(f"engine{number}.example")
        await fetch._Dialler(frozenset(), fetch.lookup).sleep(0)  # what httpcore does between two tries

    monkeypatch.setattr(fetch, "_remembered", {})
    monkeypatch.setattr(fetch, "MOST_REMEMBERED", 3)
    asyncio.run(ask())
    assert set(fetch._remembered) == {"engine6.example"}


def test_a_name_that_cannot_be_encoded_is_not_known():
    with pytest.raises(OSError, match="not a name"):
        asyncio.run(fetch.lookup("a..b.example"))


# What really goes over the wire


class Echo(StrictServer):
    """Answers to anybody what was asked."""

    def answer(self, seen):
        self.seen.append(seen)
        if seen.path == "/away":
            return Answer(302, "", {"Location": "http://127.0.0.1:1/"})
        return Answer(200, {"host": seen.headers["host"], "path": seen.path})


@pytest.fixture
def server():
    with Echo() as server:
        yield server


def test_an_allowed_pair_is_reached_by_its_name(server):
    allow = frozenset({("comfy.lan", server.port)})
    answer = get(f"http://comfy.lan:{server.port}/a/b", Names(["127.0.0.1"]), allow=allow)
    assert answer.json() == {"host": f"comfy.lan:{server.port}", "path": "/a/b"}


def test_a_redirect_is_not_followed(server):
    answer = get(f"{server.base_url}/away", allow=frozenset({("127.0.0.1", server.port)}))
    assert answer.status_code == 302
    assert len(server.seen) == 1


def test_a_connection_is_kept_for_the_next_question(server):
    async def twice():
        transport = GuardedTransport(frozenset({("127.0.0.1", server.port)}))
        async with httpx.AsyncClient(transport=transport) as client:
            await client.get(server.base_url)
            first = transport._pool.connections
            await client.get(server.base_url)
            return first, transport._pool.connections

    first, second = asyncio.run(twice())
    assert first == second
    assert len(first) == 1


def test_nobody_listening_is_a_connection_error_of_httpx():
    with socket.socket() as taken:  # and not listening
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(httpx.ConnectError):
            get(f"http://127.0.0.1:{port}/", allow=frozenset({("127.0.0.1", port)}))


@pytest.fixture
def certified(tmp_path):
    """Two TLS contexts: of a server that is good.example, and of a client that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "good.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(1))
    certificate = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("good.example")]), critical=False)
    certificate = certificate.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    pem = certificate.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    file = tmp_path / "server.pem"
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(secret + pem)
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(file)
    return theirs, ssl.create_default_context(cadata=pem.decode())


@pytest.mark.parametrize(("host", "works"), [("good.example", True), ("evil.example", False), ("127.0.0.1", False)])
def test_tls_verifies_the_name_although_the_address_is_dialled(certified, host, works):
    theirs, ours = certified

    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    async def ask():
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=theirs)
        port = server.sockets[0].getsockname()[1]
        transport = GuardedTransport(frozenset({(host, port)}), verify=ours, resolve=Names(["127.0.0.1"]))
        async with server, httpx.AsyncClient(transport=transport, timeout=5) as client:
            return (await client.get(f"https://{host}:{port}/")).text

    if works:
        assert asyncio.run(ask()) == "ok"
    else:
        with pytest.raises(httpx.ConnectError, match=r"(?i)certificate"):
            asyncio.run(ask())


def test_the_shared_context_verifies_names_and_reads_no_variables(monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    fetch.tls.cache_clear()
    context = fetch.tls()
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context is fetch.tls()
