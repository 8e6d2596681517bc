"""Rows that are put into the database as they were told, with their own times and, where they have them, their own keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], rows: Sequence[Any], *, keyed: bool = False) -> list[Any]:
    """Insert rows without `auto_now` and the like having their say; `keyed` rows bring their keys. Answers them with keys.

    This is how Django's own fixtures are loaded, but many rows at a time.
    """
    fields = [field for field in model._meta.local_concrete_fields if keyed or not field.primary_key]
    at_once = max(1, connection.ops.bulk_batch_size(fields, list(rows)))
    returned = [] if keyed else [model._meta.pk]
    manager: Any = model._base_manager
    for start in range(0, len(rows), at_once):
        batch = rows[start : start + at_once]
        found = manager._insert(batch, fields=fields, returning_fields=returned, using=connection.alias, raw=True)
        for row, values in zip(batch, found or (), strict=False):
            row.pk = values[0]
    return list(rows)
