"""What Kling and the gateway before it answer: codes, task states, pictures.

Kling's envelope is `{code, message, data, request_id}` with 0 for success; the table of its codes is that of Kling's API
reference, "Error codes". The gateway's own errors are `{error: {message, type, param, code}}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

from comics.engines.contract import Json
from comics.engines.errors import (
    Busy,
    CreditExhausted,
    EngineError,
    Garbled,
    KeyRejected,
    Refused,
    Unreachable,
    Unsupported,
)
from comics.engines.reading import id_text, number
from comics.engines.reasons import reason
from comics.engines.remote import Found, Progress

LABEL: Final = "Kling"
MOST_IMAGES: Final = 20  # of a task are looked at; it may draw nine
MOST_WORDS: Final = 2000  # characters of an error
STATES: Final[dict[str, Literal["running", "done", "failed"]]] = {
    "submitted": "running",
    "processing": "running",
    "succeed": "done",
    "failed": "failed",
}
SUCCESS: Final = (0, "0", "success")  # gateways answer with the word
_CODES: Final[dict[int, tuple[type[EngineError], str]]] = {
    **dict.fromkeys(range(1000, 1005), (KeyRejected, "Kling does not accept the key.")),
    1100: (KeyRejected, "Something is wrong with the account at Kling. Look at it there."),
    1101: (CreditExhausted, "The account at Kling has to be paid before it draws again."),
    1102: (CreditExhausted, "The account at Kling has no credits left."),
    1103: (Unsupported, "The account may not use this model of Kling."),
    **dict.fromkeys((1200, 1201, 1202), (Unsupported, "Kling does not take this request.")),
    1203: (Unsupported, "Kling knows no such task or model."),
    **dict.fromkeys((1300, 1301), (Refused, "Kling refuses these words or pictures.")),
    1302: (Busy, "Kling asks to wait."),
    1303: (Busy, "Kling draws too many pictures for this account already, and asks to wait."),
    1304: (KeyRejected, "Kling does not take requests from this studio’s address. Look at the account there."),
}
_NO_CREDITS = re.compile(r"insufficient.{0,6}(quota|credit|balance|fund)|quota.{0,4}not.enough|balance|arrears", re.IGNORECASE)
_CONTENT = re.compile(r"sensitive|content.?policy|risk.?control|moderation|\bnsfw\b|\bunsafe\b", re.IGNORECASE)


def explain(status: int, body: Mapping[str, Any]) -> EngineError | None:
    """What an answer means by its own codes; None leaves it to the status."""
    code = _number(body.get("code"))
    error = body.get("error")
    gateway = error if isinstance(error, dict) else body
    if code in _CODES:
        kind, sentence = _CODES[code]
        # With the status 429 the answer may carry a Retry-After, which is read from its headers.
        return None if kind is Busy and status == 429 else kind(_with_reason(sentence, kind, gateway))
    if status == 200 and (not error or code == 0):
        return None
    return _gateway(status, gateway)


def _gateway(status: int, error: Mapping[str, Any]) -> EngineError | None:
    named = f"{error.get('type', '')} {error.get('code', '')}"[:MOST_WORDS]
    # What went wrong inside the service may have been accepted, so only a word made for it tells more than the status.
    words = named if status >= 500 else f"{named} {error.get('message', '')}"[:MOST_WORDS]
    if status != 401 and _NO_CREDITS.search(words):
        return CreditExhausted("The account has no credits left for Kling.")
    if _CONTENT.search(words):
        return Refused(_with_reason("Kling refuses these words or pictures.", Refused, error))
    if "invalid_request" in named or status in (400, 422):
        return Unsupported(_with_reason("Kling does not take this request.", Unsupported, error))
    return None


def _with_reason(sentence: str, kind: type[EngineError], error: Mapping[str, Any]) -> str:
    """The sentence with what the service says of it; of keys and money it says nothing that helps."""
    said = reason(error.get("message")) if kind in (Unsupported, Refused) else ""
    return f"{sentence} It says: {said}" if said else sentence


def _number(code: Any) -> int | None:
    found = number(code)
    return None if found is None or found < 0 else found


def task(body: Mapping[str, Any]) -> Json:
    """The task that an answer tells of; empty when it tells of none. A gateway may wrap the envelope into one of its own."""
    data = body.get("data")
    while isinstance(data, dict) and isinstance(data.get("data"), dict):
        data = data["data"]
    return data if isinstance(data, dict) and body.get("code", 0) in SUCCESS else {}


def task_id(found: Mapping[str, Any]) -> str:
    """The task's id; empty when there is none."""
    return id_text(found.get("task_id"))


def progress(body: Mapping[str, Any], *, key: str, total: int) -> Progress:
    """How far the task is. Raises `Unreachable` for a code that nobody documents, `Garbled` for an answer without a task."""
    if body.get("code", 0) not in SUCCESS:
        raise Unreachable(f"{LABEL} is out of order (code {reason(body.get('code'))}).")
    found = task(body)
    if not found:
        raise Garbled(f"{LABEL} gave an answer that cannot be read.")
    state = STATES.get(str(found.get("task_status") or "").casefold(), "running")
    pictures = _pictures(found.get("task_result"), key)
    if state == "failed":
        return Progress("failed", pictures, len(pictures), total, error=_failure(found.get("task_status_msg")))
    # A task that is done without a picture is asked again: its money is spent, and the pictures may follow.
    return Progress(state if pictures else "running", pictures, len(pictures), total)


def _failure(message: Any) -> EngineError:
    said = reason(message)
    if _CONTENT.search(said):
        return Refused(f"Kling refuses these words or pictures. It says: {said}")
    return EngineError(f"Kling could not draw this. It says: {said}" if said else "Kling could not draw this.")


def _pictures(result: Any, key: str) -> tuple[Found, ...]:
    """The pictures so far, by the number that the service gives each (`index` or `id`), or else by their place."""
    images = result.get("images") if isinstance(result, dict) else None
    by_ordinal: dict[int, Found] = {}
    for place, one in enumerate(images[:MOST_IMAGES] if isinstance(images, list) else []):
        if not isinstance(one, dict) or not isinstance(one.get("url"), str) or not one["url"]:
            continue
        told = [each for each in (_number(one.get("index")), _number(one.get("id"))) if each is not None]
        ordinal = told[0] if told and told[0] not in by_ordinal and told[0] <= MOST_IMAGES else place
        by_ordinal.setdefault(ordinal, Found(key, one["url"], ordinal))
    return tuple(found for _, found in sorted(by_ordinal.items()))
