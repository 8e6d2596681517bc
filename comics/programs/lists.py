"""Issues and generations, in lists by parts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from comics.bearer import Bearer
from comics.models import Issue, Series
from comics.models.standings import measured, readable
from comics.programs.parts import part_of
from comics.serialize import shelf
from comics.vocabulary import ComicStatus


def issues(bearer: Bearer, series: int | None = None) -> QuerySet[Issue]:
    """The issues with what is told of them; those of one series only where one is named. Raises `Http404` for a strange one."""
    rows = measured(bearer.visible(Issue).select_related("series"))
    return rows if series is None else rows.filter(series=bearer.find(Series, series))


def generations(bearer: Bearer, *, status: ComicStatus | None, series: int | None, cursor: str, limit: int) -> dict[str, Any]:
    """A part of the generations, newest first, whether a program asked for them or somebody in the studio.

    Raises `Refusal` for a strange cursor, and as `issues` does.
    """
    rows = readable(issues(bearer, series))
    narrowed = rows if status is None else rows.filter(Q(("status", status.value)))  # annotated by `measured`
    found, following = part_of(narrowed, "generations", cursor=cursor, limit=limit)
    return {"data": [shelf.generation_line(issue) for issue in found], "nextCursor": following}
