"""How far an issue is as a whole, and how large: what programs are told of many issues at once, in one query."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from comics.models.pages import Page, Panel
from comics.models.series import Issue
from comics.models.takes import Drawing, Generation
from comics.vocabulary import MOVING_STATES, WAITING_STATES, ComicStatus, GenerationState, PageKind

_UNSETTLED = (*MOVING_STATES, *WAITING_STATES)
_ENDED = (GenerationState.READY, GenerationState.FAILED, GenerationState.REFUSED, GenerationState.CANCELLED)


def readable(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Those of the issues that are there as generations: they have a page of the story, or were launched."""
    pages = Page.objects.live().filter(issue=OuterRef("pk"), kind=PageKind.STORY)
    return issues.filter(Exists(pages) | Exists(Generation.objects.filter(issue=OuterRef("pk"))))


def settled(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """The issues with their `status` (`ComicStatus`) and `changed_at` on each.

    The status is told of all generations together: loading while anything moves or waits for a person, failed when the newest
    that ended has failed, processed otherwise.
    """
    generations = Generation.objects.filter(issue=OuterRef("pk"))
    ended = generations.filter(state__in=_ENDED).order_by("-pk")
    finished = generations.exclude(finished_at=None).order_by("-finished_at").values("finished_at")[:1]
    return issues.annotate(
        last_end=Subquery(ended.values("state")[:1]),
        status=Case(
            When(Exists(generations.filter(state__in=_UNSETTLED)), then=Value(ComicStatus.LOADING.value)),
            When(~Q(last_end=GenerationState.READY) & Q(last_end__isnull=False), then=Value(ComicStatus.FAILED.value)),
            default=Value(ComicStatus.PROCESSED.value),
            output_field=CharField(),
        ),
        changed_at=Greatest(F("updated_at"), Coalesce(Subquery(finished), F("updated_at"))),
    )


def measured(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """The issues as `settled`, with their `page_count` and `panel_count`."""
    panels = Panel.objects.live().filter(page__issue=OuterRef("pk"), page__binned_at=None, page__kind=PageKind.STORY)
    return settled(issues).annotate(
        page_count=_counted(Page.objects.live().filter(issue=OuterRef("pk"), kind=PageKind.STORY), "issue"),
        panel_count=_counted(panels, "page__issue"),
    )


def whole(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """The issues as `settled`, with the `engine` and `options` of the newest generation, and `failure`, the words of the
    newest that failed; the series with its team, the script and what a program asked for are loaded too."""
    generations = Generation.objects.filter(issue=OuterRef("pk")).order_by("-pk")
    return settled(issues.select_related("series__team", "script", "api_comic")).annotate(
        engine=Subquery(generations.values("engine")[:1]),
        options=Subquery(generations.values("options")[:1]),
        failure=Subquery(_failures()),
    )


def marks(issues: QuerySet[Issue]) -> QuerySet[Issue, tuple[Any, ...]]:
    """Of each issue the member's role, and after it all by which one can see whether what is told of it has changed (`whole`).

    Whatever changes pages, panels, lettering or takes raises the issue's stamp; the prompt follows the script's version; a
    generation keeps its engine and options.
    """
    generations = Generation.objects.filter(issue=OuterRef("pk")).order_by("-pk")
    told = settled(issues).annotate(newest=Subquery(generations.values("pk")[:1]), failure=Subquery(_failures()))
    return told.values_list(
        "member_role", "stamp", "updated_at", "series__title", "script__version", "status", "changed_at", "newest", "failure"
    )


def _failures() -> QuerySet[Drawing, str]:
    failed = Drawing.objects.filter(generation__issue=OuterRef("pk")).exclude(error="").order_by("-generation_id", "pk")
    return failed.values_list("error", flat=True)[:1]


def _counted(rows: QuerySet[Page] | QuerySet[Panel], by: str) -> Coalesce:
    """How many rows there are; counted apart, because joins would count the ones once for each of the others."""
    counts = rows.order_by().values(by).annotate(counted=Count("pk")).values("counted")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
