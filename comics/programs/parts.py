"""Lists by parts. A cursor is the key of the last row that was told, signed, so that rows which come meanwhile move nothing."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core import signing
from django.db import models

from comics.actions.errors import Refusal

SALT = "comics.programs.parts"
MOST, USUAL, LONGEST = 100, 20, 200  # rows of a part; characters of a cursor

M = TypeVar("M", bound=models.Model)


def part_of(rows: models.QuerySet[M], name: str, *, cursor: str, limit: int) -> tuple[list[M], str | None]:
    """The next rows of a list, newest first, and the cursor behind them; None at the end. One query.

    `name` tells lists apart. Raises `Refusal` for a cursor that was not made here, or for another list.
    """
    ordered = rows.order_by("-pk")
    found = list((ordered.filter(pk__lt=_read(cursor, name)) if cursor else ordered)[: limit + 1])
    more = len(found) > limit
    return found[:limit], _signer(name).sign_object(found[limit - 1].pk) if more else None


def _signer(name: str) -> signing.Signer:
    return signing.Signer(salt=f"{SALT}.{name}")


def _read(cursor: str, name: str) -> int:
    try:
        key: Any = _signer(name).unsign_object(cursor)
    except (signing.BadSignature, ValueError) as error:
        raise Refusal("That is no cursor of this list. Begin again without one.", field="cursor") from error
    return int(key)
