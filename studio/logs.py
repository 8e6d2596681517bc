"""The id of the request that is being answered, on every line that is logged meanwhile."""

from __future__ import annotations

import logging
from contextvars import ContextVar

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


class RequestIds(logging.Filter):
    """Gives each record ` [req_…]` as `request_id`; nothing outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        request = getattr(record, "request", None)  # Django logs errors of the outermost layers after the request is answered
        found = REQUEST_ID.get() or getattr(request, "id", "")
        record.request_id = f" [{found}]" if found else ""
        return True
