"""JSON as archives hold it: written so that equal content has equal bytes, read without trusting it."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

DEEPEST = 12  # lists and objects inside one another; the studio's own go six deep


class BadArchive(Exception):
    """An archive cannot be taken. `str()` is a sentence for the person who brought it."""


def told(value: Any) -> bytes:
    """One line of JSON; names in order, so that the database's own order of them changes nothing."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def read(data: bytes, where: str, *, depth: int = DEEPEST) -> dict[str, Any]:
    """The object that a piece of JSON holds. Raises `BadArchive` for anything else.

    Refused are endless numbers, names that stand twice, depths without measure, and text that no database takes.
    """
    try:
        value = json.loads(data.decode(), parse_constant=_refuse, parse_float=_finite, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise BadArchive(f"{where} of this archive cannot be read: it is not the JSON that the studio writes.") from None
    if not isinstance(value, dict) or not _is_plain(value, depth):
        raise BadArchive(f"{where} of this archive holds something that the studio never writes.")
    return value


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _is_plain(value: Any, depth: int) -> bool:
    if isinstance(value, str):
        return is_text(value)
    if isinstance(value, list):
        return depth > 0 and all(_is_plain(one, depth - 1) for one in value)
    if isinstance(value, dict):
        return depth > 0 and all(is_text(name) and _is_plain(one, depth - 1) for name, one in value.items())
    return not isinstance(value, int) or abs(value) < 2**63


def is_text(value: str) -> bool:
    """Whether a text can be kept anywhere: PostgreSQL takes no NUL, and no encoding takes halves of signs."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in value
