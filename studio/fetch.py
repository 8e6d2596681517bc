"""The one guarded way out to addresses that people typed or services named.

A name is resolved once, refused if any of its addresses is not public by our own list, and the vetted address itself is
dialled, so that an answer of DNS that changes meanwhile changes nothing. TLS still verifies the name. No proxy variables are
read and no redirects followed. The exact pairs of host and port that the operator lists in STUDIO_FETCH_ALLOW skip these rules.
"""

from __future__ import annotations

import asyncio
import importlib.util
import socket
import ssl
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from studio.addresses import host_of, is_public, literal, reads_as_number

if TYPE_CHECKING:
    from collections.abc import Iterator

if importlib.util.find_spec("sniffio") is None:  # pragma: no branch - no test installs it
    # httpcore imports sniffio four times in every request, and a package that is missing is searched for on the disk each
    # time: a quarter of what a request costs. This says at once that it is not there (Python reference, 5.3.1).
    sys.modules["sniffio"] = None  # type: ignore[assignment]

Allow = frozenset[tuple[str, int]]
Resolve = Callable[[str], Awaitable[Sequence[str]]]

PORTS = {"http": 80, "https": 443}
KEPT_ALIVE = 20.0  # seconds that an idle connection is kept
REMEMBERED = 30.0  # seconds that an answer of DNS is used again
MOST_REMEMBERED = 1000
MOST_DIALLED = 4  # addresses of one name that are tried
PRIVATE_NAMES = (
    frozenset(  # the last labels of names that are nobody's on the internet (RFC 6761, 6762, 8375; ICANN on .internal)
        {"localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa"}
    )
)


class Forbidden(httpx.ConnectError):
    """This address may not be contacted, and nothing was sent. `str()` is a sentence for a person."""


def parse_allow(text: str) -> Allow:
    """The pairs in STUDIO_FETCH_ALLOW: `host:port`, with commas between; IPv6 in brackets. Raises `ValueError`."""
    return frozenset(_pair(entry.strip()) for entry in text.split(",") if entry.strip())


def check_address(url: str, allow: Allow = frozenset()) -> None:
    """Refuse what is wrong with an address by itself, without asking DNS. Raises `Forbidden`."""
    if any(character <= " " or character in '\\<>"' or "\x7f" <= character <= "\xa0" for character in url):
        raise Forbidden("An address has no spaces, quotation marks or backslashes.")
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise Forbidden("This is not an address.") from None
    _check(parsed, allow)


class GuardedTransport(httpx.AsyncBaseTransport):
    """A transport of one connection that goes nowhere but to public addresses over https, and to the pairs in `allow`.

    `verify` is the TLS context; `resolve` gives the addresses of a name. Raises `Forbidden` before anything is sent.
    """

    def __init__(
        self, allow: Allow = frozenset(), *, verify: ssl.SSLContext | None = None, resolve: Resolve | None = None
    ) -> None:
        self._allow = allow
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=verify or tls(),
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=KEPT_ALIVE,
            network_backend=_Dialler(allow, resolve or lookup),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises `httpx.TransportError`."""
        _check(request.url, self._allow)
        assert isinstance(request.stream, httpx.AsyncByteStream)  # noqa: S101 - async clients give no other; tells the type checker
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _httpx_errors():
            response = await self._pool.handle_async_request(asked)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._pool.aclose()


@cache
def tls() -> ssl.SSLContext:
    """The one TLS context that all connections share: making one takes 20 ms."""
    return httpx.create_ssl_context(trust_env=False)


async def lookup(host: str) -> Sequence[str]:
    """The addresses of a name, as the system says; remembered for half a minute. Raises `OSError`."""
    found, until = _remembered.get(host, ((), 0.0))
    if until > time.monotonic():
        return found
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise OSError("not a name") from None
    found = tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[host] = found, time.monotonic() + REMEMBERED
    return found


_remembered: dict[str, tuple[Sequence[str], float]] = {}


class _Dialler(httpcore.AsyncNetworkBackend):
    """Resolves, vets and dials: the one place where connections are made, so that no vetted name is resolved again."""

    def __init__(self, allow: Allow, resolve: Resolve) -> None:
        self._allow = allow
        self._resolve = resolve
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._vetted(host_of(host), port)
        except TimeoutError:
            raise httpcore.ConnectTimeout("no answer from DNS in time") from None
        share = timeout / len(addresses) if timeout else timeout
        for address in addresses[:-1]:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._plain.connect_tcp(address, port, share, local_address, socket_options)
        return await self._plain.connect_tcp(addresses[-1], port, share, local_address, socket_options)

    async def _vetted(self, host: str, port: int) -> Sequence[str]:
        address = literal(host)
        try:
            found = [str(address)] if address else await self._resolve(host)
        except OSError:
            raise httpcore.ConnectError("The name is not known to DNS.") from None
        if (host, port) not in self._allow and not all(map(is_public, found)):
            raise Forbidden("This address leads into a private network.")
        if not found:
            raise httpcore.ConnectError("The name has no address.")
        return found[:MOST_DIALLED]

    async def sleep(self, seconds: float) -> None:
        await self._plain.sleep(seconds)


class _Body(httpx.AsyncByteStream):
    """The body of a reply as it comes."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _httpx_errors():
            async for piece in self._response.aiter_stream():
                yield piece

    async def aclose(self) -> None:
        with _httpx_errors():
            await self._response.aclose()


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Raise the errors of the lower library under the names of the upper one; both use the same."""
    try:
        yield
    except tuple(_errors()) as error:
        raise _errors()[type(error)](str(error)) from error


@cache
def _errors() -> dict[type[Exception], type[httpx.TransportError]]:
    names = [name for name in httpcore.__all__ if isinstance(getattr(httpx, name, None), type)]
    found = {getattr(httpcore, name): getattr(httpx, name) for name in names}
    return {ours: theirs for ours, theirs in found.items() if issubclass(theirs, httpx.TransportError)}


def _check(url: httpx.URL, allow: Allow) -> None:
    if url.userinfo:
        raise Forbidden("An address must not hold a name or password.")
    if wrong := _wrong(url.scheme, url.raw_host, url.port, allow):
        raise Forbidden(wrong)


@lru_cache(maxsize=2048)
def _wrong(scheme: str, raw_host: bytes, port: int | None, allow: Allow) -> str:
    """What is wrong with an address by itself, as a sentence; empty when nothing is."""
    host = host_of(raw_host.decode("ascii"))
    if scheme not in PORTS:
        return "The address must begin with https://."
    if not host:
        return "The address names no host."
    if port is not None and not 0 < port < 65536:
        return "A port is a number from 1 to 65535."
    if (host, port or PORTS[scheme]) in allow:
        return ""
    if scheme != "https":
        return "The address must begin with https://."
    if literal(host):
        return "" if is_public(host) else "This address leads into a private network."
    if reads_as_number(host) or not set(host) <= NAME_SIGNS:
        return "The host must be a name, or an address in its usual spelling."
    if "." not in host or any(host == name or host.endswith("." + name) for name in PRIVATE_NAMES):
        return "This name leads into a private network."
    return ""


NAME_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


def _pair(entry: str) -> tuple[str, int]:
    host, _, port = entry.rpartition(":")
    try:
        url = httpx.URL(f"http://{host}")
    except httpx.InvalidURL:
        url = httpx.URL()
    plain = url.host and not url.userinfo and url.port is None and url.raw_path == b"/" and not host.endswith("/")
    named = host_of(url.raw_host.decode("ascii"))
    if ":" in host and (host[0], host[-1]) != ("[", "]"):  # a second port, which would be passed over
        plain = False
    if not plain or not (literal(named) or set(named) <= NAME_SIGNS):
        raise ValueError(f"{entry!r} is not a host and a port, such as 127.0.0.1:8188 or [::1]:8188.")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError(f"{entry!r} needs a port from 1 to 65535 after its last colon.")
    return named, int(port)
