"""Fields of rows as JSON holds them, and back, the same on every database."""

from __future__ import annotations

import base64
import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.db import models


def plain(value: Any) -> Any:
    """What JSON holds of a field's value: times in UTC, amounts as text, bytes in Base64."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (Decimal, uuid.UUID)):
        return str(value)
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return value


def fetched(field: models.Field[Any, Any], value: Any) -> Any:
    """The field's value that `plain` told, for rows that the studio itself wrote."""
    if isinstance(field, models.DurationField) and value is not None:
        return datetime.timedelta(seconds=value)
    if isinstance(field, models.BinaryField) and value is not None:
        return base64.b64decode(value)
    return value if isinstance(field, models.JSONField) else field.to_python(value)
