"""Which lines of the request log a person wants to see, read from the address. What makes no sense there is not asked for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone

from comics.models import Token
from comics.models.api_requests import ApiRequestQuerySet
from comics.web.answers import whole_number

PERIODS = {
    "hour": ("The last hour", datetime.timedelta(hours=1)),
    "day": ("The last day", datetime.timedelta(days=1)),
    "week": ("The last 7 days", datetime.timedelta(days=7)),
}
OUTCOMES = {"2": "Done (2xx)", "4": "Refused (4xx)", "429": "Too many (429)", "5": "Faults (5xx)"}
OFFERED = 1000  # so many of the latest lines are looked through for endpoints to offer
LONGEST = 100  # characters of what is searched for


@dataclass(frozen=True)
class Choice:
    """One field of the filter with what it offers: pairs of value and label, the empty value first."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]


class Filter:
    """What is asked for: a token, an endpoint, an outcome, a time, the id of a request, and lines before one (`before`)."""

    def __init__(self, asked: Mapping[str, str]) -> None:
        given = {name: asked.get(name, "")[:LONGEST].strip() for name in ("token", "endpoint", "status", "time", "id")}
        self.asked = {name: value if value.isprintable() else "" for name, value in given.items()}
        if whole_number(self.asked["token"]) is None:
            self.asked["token"] = ""  # nosec B105  # whose lines: the key of a row
        for name, known in (("status", set(OUTCOMES)), ("time", set(PERIODS))):
            self.asked[name] = self.asked[name] if self.asked[name] in known else ""
        self.before = whole_number(asked.get("before"))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any(self.asked.values())

    @property
    def query(self) -> str:
        """The query of the address for this, from the newest line on."""
        return urlencode({name: value for name, value in self.asked.items() if value})

    def apply(self, rows: ApiRequestQuerySet) -> ApiRequestQuerySet:
        """Those of the lines that are asked for, newest first."""
        token, endpoint, status, time, id = self.asked.values()
        if token:
            rows = rows.filter(token=int(token))
        if endpoint:
            rows = rows.filter(endpoint=endpoint)
        if status:
            rows = rows.of_class(int(status)) if len(status) == 1 else rows.filter(status=status)
        if time:
            rows = rows.filter(created_at__gt=timezone.now() - PERIODS[time][1])
        if id:
            rows = rows.filter(request_id=id if id.startswith("req_") else f"req_{id}")
        return rows if self.before is None else rows.filter(pk__lt=self.before)

    def choices(self, rows: ApiRequestQuerySet) -> list[Choice]:
        """The fields with what these lines offer. Two queries."""
        latest = rows.order_by("-pk")[:OFFERED]
        seen = set(latest.values_list("token", "endpoint"))
        endpoints = {endpoint for _, endpoint in seen if endpoint}
        tokens = Token.objects.filter(pk__in={token for token, _ in seen if token}).order_by("name")
        return [
            self._choice("token", "Token", [(str(token.pk), token.name) for token in tokens]),
            self._choice("endpoint", "Endpoint", [(name, name) for name in sorted(endpoints)]),
            self._choice("status", "Outcome", list(OUTCOMES.items())),
            self._choice("time", "Time", [(name, label) for name, (label, _) in PERIODS.items()]),
        ]

    def _choice(self, name: str, label: str, options: list[tuple[str, str]]) -> Choice:
        value = self.asked[name]
        if value and value not in dict(options):
            options = [*options, (value, f"{label} without requests lately")]
        return Choice(name, label, value, [("", "All"), *options])
