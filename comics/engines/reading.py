"""Reading what services answer without trusting a word of it: JSON, ids, numbers, amounts of money."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

MOST_ID: Final = 200  # characters of an id
MOST_NUMBER: Final = 10**9  # numbers from here on count nothing that a comic has
MOST_MONEY: Final = Decimal(10) ** 8
LEAST_MONEY: Final = Decimal("0.000001")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")  # no database takes them, and some JSON has them


def parsed(content: bytes | str) -> Any:
    """The value of a JSON text (RFC 8259), its words without null characters and lone surrogates.

    Raises `ValueError` for anything else: NaN and Infinity, numbers beyond all bounds, too many brackets within brackets.
    """
    try:
        found = json.loads(content, parse_constant=_no_number, parse_float=_finite)
        return _storable(found) if _suspicious(content) else found
    except RecursionError:
        raise ValueError("too many brackets within brackets") from None


def id_text(told: object) -> str:
    """An id, given as text or as a number; empty for what cannot be one."""
    if not isinstance(told, str | int) or isinstance(told, bool):
        return ""
    found = str(told).strip()
    return found if len(found) <= MOST_ID and found.isprintable() else ""


def number(told: object) -> int | None:
    """A whole number, given as a number or as its digits; None for anything else, and for what is beyond all bounds."""
    if isinstance(told, str):
        digits = told.strip()
        told = int(digits) if len(digits) < 10 and digits.isascii() and digits.isdigit() else None
    elif isinstance(told, float) and told.is_integer():
        told = int(told)
    return told if isinstance(told, int) and not isinstance(told, bool) and abs(told) < MOST_NUMBER else None


def money(told: object) -> Decimal | None:
    """An amount from a decimal string or a number; None for anything else, and for what nothing costs."""
    if isinstance(told, bool) or not isinstance(told, str | int | float):
        return None
    try:
        amount = Decimal(str(told))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and (not amount or LEAST_MONEY <= amount < MOST_MONEY) else None


def storable(text: str) -> str:
    """The text without what no database takes."""
    return _UNSTORABLE.sub("", text)


def on_one_line(text: str) -> str:
    """The text with a space for each sign that is not printable, so that nobody writes lines of their own into our log."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _no_number(word: str) -> None:
    raise ValueError(word)


def _finite(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):
        raise ValueError(text[:20])
    return found


def _suspicious(content: bytes | str) -> bool:
    """Whether there may be signs that cannot be stored: as escapes, or as bytes that begin like a surrogate's."""
    return isinstance(content, str) or b"\\u" in content or b"\xed" in content


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(name): _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value
