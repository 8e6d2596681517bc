"""Series and issues, in lists by parts and one by one."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from ninja import Path, Query, Router

from comics.api.cursors import Cursor, Limit
from comics.api.door import ApiRequest
from comics.models import Issue, Series
from comics.programs import lists
from comics.programs.parts import USUAL, part_of
from comics.serialize import shelf
from comics.wire_lists import KEY, IssueList, SeriesList, WholeIssue, WholeSeries

router = Router()

Id = Annotated[int, Path(ge=1, le=KEY, description="Its key.", examples=[3])]
OfSeries = Annotated[int | None, Query(ge=1, le=KEY, description="Only those of this series.", examples=[3])]


def _series(request: ApiRequest) -> QuerySet[Series]:
    issues = Issue.objects.live().filter(series=OuterRef("pk")).order_by()
    counts = issues.values("series").annotate(counted=Count("pk")).values("counted")
    counted = Coalesce(Subquery(counts, output_field=IntegerField()), 0)
    return request.auth.visible(Series).annotate(issue_count=counted)


@router.get("/series", response=SeriesList, tags=["Series and issues"], summary="List series", operation_id="listSeries")
def list_series(request: ApiRequest, cursor: Cursor = "", limit: Limit = USUAL) -> dict[str, Any]:
    """The series of the token’s team, newest first."""
    rows, following = part_of(_series(request), "series", cursor=cursor, limit=limit)
    return {"data": [shelf.series_line(row) for row in rows], "nextCursor": following}


@router.get("/series/{id}", response=WholeSeries, tags=["Series and issues"], summary="Get a series", operation_id="getSeries")
def get_series(request: ApiRequest, id: Id) -> dict[str, Any]:
    """A series with its cast and places."""
    return shelf.whole_series(request.auth.find(Series, id, among=_series(request)))


@router.get(
    "/series/{id}/issues",
    response=IssueList,
    tags=["Series and issues"],
    summary="List the issues of a series",
    operation_id="listIssuesOfSeries",
)
def list_issues_of_series(request: ApiRequest, id: Id, cursor: Cursor = "", limit: Limit = USUAL) -> dict[str, Any]:
    """The issues of a series, newest first."""
    return _issue_list(lists.issues(request.auth, id), cursor, limit)


@router.get("/issues", response=IssueList, tags=["Series and issues"], summary="List issues", operation_id="listIssues")
def list_issues(request: ApiRequest, series: OfSeries = None, cursor: Cursor = "", limit: Limit = USUAL) -> dict[str, Any]:
    """The issues of the token’s team, newest first."""
    return _issue_list(lists.issues(request.auth, series), cursor, limit)


def _issue_list(rows: QuerySet[Issue], cursor: str, limit: int) -> dict[str, Any]:
    issues, following = part_of(rows, "issues", cursor=cursor, limit=limit)
    return {"data": [shelf.issue_line(issue) for issue in issues], "nextCursor": following}


@router.get("/issues/{id}", response=WholeIssue, tags=["Series and issues"], summary="Get an issue", operation_id="getIssue")
def get_issue(request: ApiRequest, id: Id) -> dict[str, Any]:
    """An issue with its script. What was drawn of it is told by its comic."""
    among = lists.issues(request.auth).select_related("series", "script")
    return shelf.whole_issue(request.auth.find(Issue, id, among=among))
