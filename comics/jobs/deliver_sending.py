"""One try of a delivery: the request, signed at this moment, and what came of it."""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import httpx
from django.conf import settings

from comics.models.webhooks import FIRST_BYTES
from studio.bodies import exchange, within
from studio.fetch import Forbidden, GuardedTransport
from studio.signatures import signed

DEADLINE = 15.0  # seconds from asking DNS to the last byte that is looked at
CAP = 65_536  # bytes of an answer, of which the first kilobyte is kept
AGENT = "Panelwright/1.0 (webhooks)"
GONE = 410


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one try sends: the body as it was fixed when the event happened, and the secrets that sign now."""

    pk: int
    endpoint: int
    number: int
    url: str
    event: str
    body: bytes
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a try: the status, None where none came; the beginning of the answer; else a sentence why."""

    request_id: str
    status: int | None
    latency_ms: int
    answer: str = ""
    error: str = ""

    @property
    def well(self) -> bool:
        """Whether it arrived: only 2xx says so."""
        return self.status is not None and 200 <= self.status < 300


def headers(parcel: Parcel, request_id: str, *, now: float) -> dict[str, str]:
    """The headers of a try at this moment, in seconds of the epoch."""
    stamp = int(now)
    return {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "Accept-Encoding": "identity",
        "X-Llama-Webhook-Id": parcel.event,
        "X-Llama-Webhook-Timestamp": str(stamp),
        "X-Llama-Webhook-Signature": signed(parcel.secrets, stamp, parcel.body),
        "X-Llama-Webhook-Request-Id": request_id,
    }


async def post(parcel: Parcel, *, deadline: float = DEADLINE) -> Result:
    """Make one try; it ends within `deadline` seconds. Raises nothing of the network's."""
    request_id, began = f"req_{uuid.uuid4().hex}", time.monotonic()
    status, kept, error = None, bytearray(), ""
    sent = headers(parcel, request_id, now=time.time())
    # A client of its own: no cookie, connection or failure of one address touches another's.
    client = httpx.AsyncClient(transport=GuardedTransport(settings.FETCH_ALLOW), timeout=deadline)
    try:
        async with exchange(client, "POST", parcel.url, until=within(deadline), cap=CAP, content=parcel.body, headers=sent) as (
            response,
            body,
        ):
            status = response.status_code
            await _beginning(body, kept)
    except (TimeoutError, httpx.TimeoutException):
        error = f"It did not answer within {deadline:.0f} seconds."
    except Forbidden as forbidden:
        error = str(forbidden)
    except httpx.HTTPError as broken:
        error = _sentence(broken)
    finally:
        with suppress(httpx.HTTPError):
            await client.aclose()
    answer = bytes(kept[:FIRST_BYTES]).decode(errors="replace").replace("\0", "\ufffd")
    took = round((time.monotonic() - began) * 1000)
    # Once a status is there, how the rest of the answer came is of no account.
    return Result(request_id, status, took, answer, error if status is None else _about(status))


async def _beginning(body: AsyncIterator[bytes], kept: bytearray) -> None:
    async for piece in body:
        kept += piece
        if len(kept) >= FIRST_BYTES:
            return


def _sentence(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ConnectError):
        return "It cannot be reached, or has no valid certificate."
    return "It broke off before it had answered."


def _about(status: int) -> str:
    if 300 <= status < 400:
        return "It answered with a redirect, and those are not followed."
    return "It said that it is gone for good." if status == GONE else ""
