"""What the status of an answer means, by what to do next."""

from __future__ import annotations

import time
from datetime import UTC
from email.utils import parsedate_to_datetime

import httpx

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

LONGEST_WAIT = 3600.0  # seconds of a Retry-After that are believed


def by_status(response: httpx.Response, label: str, *, creating: bool) -> EngineError:
    """The error that an unsuccessful status means; `creating` where the request may have made something that costs."""
    status = response.status_code
    if status in (401, 403):
        return KeyRejected(f"{label} does not accept the key.")
    if status == 402:
        return CreditExhausted(f"The account at {label} has no credits left.")
    if status == 429:
        return Busy(f"{label} asks to wait.", retry_after=retry_after(response.headers))
    if status == 451:
        return Refused(f"{label} refuses these words or pictures.")
    if status >= 500:
        if creating:
            return OutcomeUnknown(f"{label} is out of order ({status}): the request may or may not have been accepted.")
        return Unreachable(f"{label} is out of order ({status}).")
    if status in (301, 302, 307, 308):  # not 303, which may follow on a request that was accepted (RFC 9110, 15.4.4)
        return Unsupported(f"{label} answers at another address. Check the base address of the key.")
    if 400 <= status < 500:
        return Unsupported(f"{label} does not take this request ({status}).")
    sentence = f"{label} gave an answer that cannot be read ({status})."
    return OutcomeUnknown(sentence) if creating else Garbled(sentence)


def retry_after(headers: httpx.Headers) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); None without a sensible one."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:  # "-0000": in universal time, from nowhere in particular (RFC 5322, 3.3)
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, moment.timestamp() - time.time()), LONGEST_WAIT)
