"""The one careful way to a remote engine: what may be asked again and what may not, and what each answer means.

Questions go over a pool of kept-alive connections. A create call goes out once, on a connection of its own: on kept-alive ones
one in ten ended ambiguous at the server's idle limit (docs/design.md).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from comics.engines.errors import (
    EngineError,
    Garbled,
    KeyRejected,
    OutcomeUnknown,
    Unreachable,
    Unsupported,
)
from comics.engines.reading import id_text, on_one_line, parsed
from comics.engines.statuses import by_status
from studio.bodies import TooMuch, exchange, within
from studio.fetch import Forbidden

RAW = 2000  # characters of a reply that are kept for the log
MAX_REPLY = 8 * 1024 * 1024  # bytes of a JSON reply
TIMEOUT = httpx.Timeout(30.0, connect=10.0, pool=30.0)
DEADLINE = 60.0  # seconds for a question and its whole answer, asked again or not, however slowly it drips
ADDRESSES = 8192  # that are remembered: one for each piece of work in flight, a kilobyte each
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

Transport = Callable[[], httpx.AsyncBaseTransport]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the service: status, headers, and its JSON object. `raw` is its beginning, without secrets."""

    status: int
    headers: httpx.Headers
    json: dict[str, Any]
    raw: str


# Tells what an answer means where the service says more than the status does; None leaves it to the status.
Explain = Callable[[int, dict[str, Any]], EngineError | None]


class Client(httpx.AsyncClient):
    """A client of one connection. It keeps no cookies: the next question may be another account's."""

    served = False  # whether it has answered before, so that its connection may have been closed meanwhile


class Pool:
    """Clients of one connection each, the last one used first: one client of many connections is several times slower."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._idle: list[Client] = []

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        """A client whose connection may be kept alive from an earlier question."""
        client = self._idle.pop() if self._idle else self.fresh()
        try:
            yield client
        except BaseException:
            await client.aclose()
            raise
        client.served = True
        self._idle.append(client)

    def fresh(self) -> Client:
        """A client of its own; whoever asks for it closes it."""
        none = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        return Client(transport=self._transport(), timeout=TIMEOUT, follow_redirects=False, trust_env=False, cookies=none)

    async def aclose(self) -> None:
        """Close what is idle."""
        while self._idle:
            await self._idle.pop().aclose()


class Service:
    """One account at one service: where it is, the token, and how its answers read.

    `label` is the service's name for people; `explain` reads its own error bodies.
    """

    def __init__(self, pool: Pool, *, base_url: str, token: str, label: str, explain: Explain | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.label = label
        self._token = token
        # In whatever spelling a service may give it back.
        self._spellings = {token, quote(token, safe=""), json.dumps(token)[1:-1]} - {""}
        self._pool = pool
        self._explain = explain

    def __repr__(self) -> str:
        return f"<Service {self.base_url}>"

    async def ask(self, path: str, params: Mapping[str, str | int] | None = None) -> Reply:
        """Put a question (GET). Safe to repeat. Raises an `EngineError`, never `OutcomeUnknown`."""
        return await self._repeatable("GET", path, params=dict(params) if params else None)

    async def upload(self, path: str, *, name: str, data: bytes, media_type: str) -> Reply:
        """Give the service a file (multipart field `file`). It costs nothing and may be repeated; errors as with `ask`."""
        return await self._repeatable("POST", path, files={"file": (name, data, media_type)})

    async def create(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        form: Mapping[str, Any] | None = None,
        multipart: bool = False,
        header_id: str = "",
    ) -> Reply:
        """Send a create call, once, on a connection of its own, as JSON or as a form.

        Raises `OutcomeUnknown` whenever the service may have accepted it, `Busy` or `Unreachable` when it surely has not.
        `header_id` names a header that tells the id of what was accepted, even where the body cannot be read.
        """
        sent: dict[str, Any] = {"json": json} if form is None else {"data": dict(form)}
        if multipart:
            sent = {"files": [(name, (None, str(value))) for name, value in _pairs(form or {})]}
        heard: list[httpx.Headers] = []
        try:
            async with self._pool.fresh() as client:
                response, body = await self._fetch(client, method, path, heard, until=within(DEADLINE), **sent)
            return self._read(response, body, creating=True)
        except OutcomeUnknown as error:
            error.remote_id = error.remote_id or _told(heard, header_id)
            raise
        except Forbidden as error:
            raise Unsupported(f"{self.label}: {error}") from error
        except NOT_SENT as error:
            raise Unreachable(f"{self.label} could not be reached.", raw=self._clean(str(error))) from error
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:  # a Location that is no address raises InvalidURL
            sentence = f"{self.label} did not answer: the request may or may not have arrived."
            raise OutcomeUnknown(sentence, remote_id=_told(heard, header_id), raw=self._clean(repr(error))) from error

    async def _repeatable(self, method: str, path: str, **sent: Any) -> Reply:
        """One question, asked again at once where a connection that was kept alive turned out to be closed."""
        heard: list[httpx.Headers] = []
        sent["until"] = within(DEADLINE)
        try:
            async with self._pool.client() as client:
                was_kept = client.served
                try:
                    response, body = await self._fetch(client, method, path, heard, **sent)
                except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
                    if heard or not was_kept:
                        raise
                    # The one connection of this client is gone by now, so that it makes a new one.
                    response, body = await self._fetch(client, method, path, heard, **sent)
        except Forbidden as error:
            raise Unsupported(f"{self.label}: {error}") from error
        except TooMuch as error:
            raise Garbled(f"{self.label} gave an answer that is too long.") from error
        except httpx.InvalidURL as error:
            raise Garbled(f"{self.label} answers with an address that cannot be read.") from error
        except (httpx.HTTPError, TimeoutError) as error:
            raise Unreachable(f"{self.label} could not be reached.", raw=self._clean(repr(error))) from error
        return self._read(response, body)

    async def _fetch(
        self, client: httpx.AsyncClient, method: str, path: str, heard: list[httpx.Headers], *, until: float, **sent: Any
    ) -> tuple[httpx.Response, bytes]:
        """The answer and its body, whole, before the moment `until`; its headers are in `heard` as soon as they are here."""
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError("a path begins with one slash")  # a token goes to the key's own address and nowhere else
        sent["headers"] = self._headers()
        async with exchange(client, method, address(self.base_url, path), until=until, cap=MAX_REPLY, **sent) as (
            response,
            body,
        ):
            heard.append(response.headers)
            return response, b"".join([piece async for piece in body])

    def _headers(self) -> dict[str, str]:
        if not (self._token.isascii() and self._token.isprintable()):  # the errors of the libraries below would quote it
            raise KeyRejected(f"The key of {self.label} has signs in it that no key has.")
        accepted = {"Accept": "application/json", "Accept-Encoding": "gzip, deflate"}
        return {"Authorization": f"Bearer {self._token}", **accepted}

    def _read(self, response: httpx.Response, content: bytes, *, creating: bool = False) -> Reply:
        # Cleaned before it is cut, so that no beginning of a token stays at the end.
        raw = on_one_line(self._clean(content.decode("utf-8", "replace"))[:RAW])
        body = _object(content)
        error = self._explain(response.status_code, body) if self._explain and body is not None else None
        if error is None and not response.is_success:
            error = by_status(response, self.label, creating=creating)
        if error is None and body is None:
            sentence = f"{self.label} gave an answer that cannot be read."
            error = OutcomeUnknown(sentence) if creating else Garbled(sentence)
        if error is not None:
            error.raw = raw
            error.args = (self._clean(str(error)),)
            raise error
        return Reply(response.status_code, response.headers, body or {}, raw)

    def _clean(self, text: str) -> str:
        """The text without the token."""
        for spelling in self._spellings:
            text = text.replace(spelling, "…")
        return text


@lru_cache(maxsize=ADDRESSES)
def address(base_url: str, path: str) -> httpx.URL:
    """As `joined`, read once: reading an address anew costs a tenth of a poll. Raises `httpx.InvalidURL`."""
    return httpx.URL(joined(base_url, path))


def joined(base_url: str, path: str) -> str:
    """The address of a path at a service; people paste base addresses with and without the path that all requests share.

    So `https://host/kling/v1` and `/kling/v1/images` make `https://host/kling/v1/images`. Raises `httpx.InvalidURL`.
    """
    try:
        base, asked = urlsplit(base_url).path.split("/")[1:], path.split("/")[1:]
    except ValueError as error:  # brackets around what is no address of IPv6
        raise httpx.InvalidURL(str(error)) from error
    shared = next((n for n in range(min(len(base), len(asked)), 0, -1) if base[-n:] == asked[:n]), 0)
    return "/".join((base_url, *asked[shared:]))


def _pairs(form: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The fields of a form, a list as its key repeated."""
    return [(name, one) for name, value in form.items() for one in (value if isinstance(value, list | tuple) else [value])]


def _told(heard: list[httpx.Headers], name: str) -> str:
    """The id that a header of the answer tells, empty where there is none."""
    return id_text(heard[0].get(name)) if heard and name else ""


def _object(content: bytes) -> dict[str, Any] | None:
    """The JSON object of a reply, None when it is anything else."""
    try:
        found = parsed(content)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
