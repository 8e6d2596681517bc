"""Lines of the ledger for tests."""

from __future__ import annotations

import secrets
from typing import Any

from comics.models import Charge, Generation, Issue, Key, Series, Submission, Team


def make_submission(series: Series, key: Key | None = None, *, engine: str = "kling", panels: int = 4) -> Submission:
    """A queued create call of a new issue of the series, as a launch leaves it."""
    issue = Issue.objects.create(series=series, number=series.issues.count() + 1)
    generation = Generation.objects.create(
        issue=issue, kind="create", engine=engine, size="fit", nonce=secrets.token_urlsafe(12)
    )
    return Submission.objects.create(generation=generation, key=key, engine=engine, panels=panels, call_data={})


def make_charge(team: Team, **fields: Any) -> Charge:
    """A line without a submission: four panels with Kling, reserved, of no known price."""
    by, key, series = fields.get("by"), fields.get("key"), fields.get("series")
    names = {
        "by_name": by.display_name if by else "",
        "key_name": key.name if key else "",
        "series_title": series.title if series else "",
    }
    return Charge.objects.create(**{"team": team, "engine": "kling", "kind": "create", "panels": 4, **names, **fields})
