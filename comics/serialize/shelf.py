"""Series, issues and generations as they stand in lists; whoever asks for one gets more of it."""

from __future__ import annotations

from typing import Any

from comics.models import Character, Issue, Location, Series
from comics.serialize.ids import generation_id


def series_line(series: Series) -> dict[str, Any]:
    """A series; `issue_count` must have been counted by the query."""
    return {
        "id": series.pk,
        "title": series.title,
        "summary": series.summary,
        "language": series.language,
        "direction": series.direction,
        "preset": series.preset,
        "issues": vars(series)["issue_count"],
        "createdAt": series.created_at,
        "updatedAt": series.updated_at,
    }


def whole_series(series: Series) -> dict[str, Any]:
    """A series with its cast and places. Asks the database twice."""
    cast = Character.objects.live().filter(series=series)
    places = Location.objects.live().filter(series=series)
    return {
        **series_line(series),
        "genre": series.genre,
        "artStyle": series.art_style,
        "characters": [{"name": each.name, "role": each.role, "appearance": each.appearance} for each in cast],
        "locations": [{"name": each.name, "description": each.description} for each in places],
    }


def generation_line(issue: Issue) -> dict[str, Any]:
    """An issue as a generation, in short. The issue must come from `standings.measured`, with its series."""
    counted = vars(issue)
    return {
        "id": generation_id(issue.pk),
        "status": counted["status"],
        "title": issue.title or str(issue),
        "series": {"id": issue.series_id, "title": issue.series.title},
        "pages": counted["page_count"],
        "panels": counted["panel_count"],
        "createdAt": issue.created_at,
        "updatedAt": counted["changed_at"],
    }


def issue_line(issue: Issue) -> dict[str, Any]:
    """An issue. It must come from `standings.measured`, with its series."""
    return {
        **generation_line(issue),
        "id": issue.pk,
        "generation": generation_id(issue.pk),
        "number": issue.number,
        "title": issue.title,
        "languages": issue.all_languages(),
    }


def whole_issue(issue: Issue) -> dict[str, Any]:
    """An issue with its script. It must come from `standings.measured`, with its series and script."""
    return {**issue_line(issue), "script": issue.script.text}
