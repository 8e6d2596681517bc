"""An issue as the Comic API tells a generation ("Generation Status Response"), whole or one panel of it.

It costs one query, and one more where the issue does not come from `models.standings.whole`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import FilteredRelation, Q
from django.urls import reverse

from comics.models import Issue, Page, Picture
from comics.models.assets import asset_address
from comics.models.standings import whole
from comics.scripting.dialogue import spoken_lines, write_spoken
from comics.scripting.model import SpokenLine
from comics.serialize.ids import generation_id
from comics.vocabulary import ComicStatus, LetteringKind, PageKind

MOST_REPEATED = 1000  # characters of the prompt, of which each page tells again what it was drawn from
_AUTOMATIC = re.compile(r"auto-(\d+)")
_COLUMNS = (
    *("pk", "prompt", "layout", "attachments", "live__pk"),
    *("live__chosen__picture", "live__chosen__picture__media_type"),
    *("live__lettering__kind", "live__lettering__speaker", "live__lettering__text"),
)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of the story: its prompt ("" for the issue's own), layout, attachments, and its panels as they are told."""

    prompt: str
    layout: str
    attachments: list[dict[str, str]]
    panels: list[dict[str, Any]]


def comic(issue: Issue, *, base: str) -> dict[str, Any]:
    """The whole issue. `base` is what the addresses of pictures begin with (`models.assets.site_address`)."""
    issue = _told(issue)
    prompt, sheets = prompt_of(issue), _sheets(issue, base)
    return {
        "id": generation_id(issue.pk),
        "status": status_of(issue),
        "prompt": prompt,
        "comics": [
            {"page": first + at, **_page(sheet, prompt, first, len(same))}
            for first, same in _batches(sheets)
            for at, sheet in enumerate(same)
        ],
        "output": next((panel["assetUrl"] for sheet in sheets for panel in sheet.panels if panel["assetUrl"]), ""),
        **_about(issue, base),
    }


def comic_panel(issue: Issue, page: int, panel: int, *, base: str) -> dict[str, Any] | None:
    """One panel, by its page and its place there, both counted from 0; None where there is no such panel."""
    issue = _told(issue)
    prompt, sheets = prompt_of(issue), _sheets(issue, base)
    if not (0 <= page < len(sheets) and 0 <= panel < len(sheets[page].panels)):
        return None
    sheet = sheets[page]
    return {
        "id": generation_id(issue.pk),
        "status": status_of(issue),
        "prompt": prompt,
        "page": page,
        "panel": panel,
        "pagePrompt": sheet.prompt or prompt[:MOST_REPEATED],
        "layout": sheet.layout,
        "data": sheet.panels[panel],
        **_failure(issue),
    }


def status_of(issue: Issue) -> str:
    """How far it is: a value of `ComicStatus`."""
    return str(vars(_told(issue))["status"])


def prompt_of(issue: Issue) -> str:
    """What a program asked for, or the script of an issue that was begun in the studio."""
    asked = getattr(issue, "api_comic", None)
    script = getattr(issue, "script", None)
    return asked.prompt if asked else script.text if script else ""


def model_of(engine: str, options: Mapping[str, Any] | None) -> str:
    """What a program calls the engine and the model of it."""
    model = next((str(options[name]) for name in ("model", "model_name") if options.get(name)), "") if options else ""
    return f"{engine}:{model}" if model else engine


def _told(issue: Issue) -> Issue:
    """The issue with all that is told of it."""
    return issue if "failure" in vars(issue) else whole(Issue.objects.all()).get(pk=issue.pk)


def _about(issue: Issue, base: str) -> dict[str, Any]:
    """What the documents do not name, and programs may want to know."""
    told = vars(issue)
    return {
        "createdAt": _instant(issue.created_at),
        "updatedAt": _instant(told["changed_at"]),
        "model": model_of(told["engine"], told["options"]) if told["engine"] else "",
        "title": issue.title or str(issue),
        "series": {"id": issue.series_id, "title": issue.series.title},
        "issue": {"id": issue.pk, "url": base + reverse("editor", args=[issue.pk])},
        **_failure(issue),
    }


def _failure(issue: Issue) -> dict[str, Any]:
    if vars(issue)["status"] != ComicStatus.FAILED:
        return {}
    return {"error": {"message": vars(issue)["failure"] or "A panel could not be drawn."}}


def _instant(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _page(sheet: _Sheet, prompt: str, first: int, pages: int) -> dict[str, Any]:
    return {
        "prompt": sheet.prompt or prompt[:MOST_REPEATED],
        "beginPageIndex": first,
        "totalPages": pages,
        "panelsPerPage": len(sheet.panels),
        "layout": sheet.layout,
        "panels": sheet.panels,
        "attachments": sheet.attachments,
    }


def _batches(sheets: list[_Sheet]) -> Iterable[tuple[int, list[_Sheet]]]:
    """The pages that were asked for together, which is told by their prompt, each batch with the index of its first page."""
    first = 0
    for _, group in groupby(sheets, key=lambda sheet: sheet.prompt):
        same = list(group)
        yield first, same
        first += len(same)


def _sheets(issue: Issue, base: str) -> list[_Sheet]:
    """The pages of the story in reading order. One query, whose rows are the pieces of lettering."""
    rows = (
        Page.objects.live()
        .filter(issue=issue, kind=PageKind.STORY)
        .annotate(live=FilteredRelation("panels", condition=Q(panels__binned_at=None)))
        .order_by("position", "pk", "live__position", "live__pk", "live__lettering__position", "live__lettering__pk")
        .values_list(*_COLUMNS)
    )
    sheets = []
    for _, of_page in groupby(rows, key=lambda row: row[0]):
        panels = [list(group) for _, group in groupby(of_page, key=lambda row: row[4])]
        prompt, layout, attachments, first = panels[0][0][1:5]
        told = [_panel(issue, lines, at, base) for at, lines in enumerate(panels)] if first is not None else []
        sheets.append(_Sheet(prompt, _layout(layout), attachments, told))
    return sheets


def _panel(issue: Issue, lines: list[Row], at: int, base: str) -> dict[str, Any]:
    picture, media_type = lines[0][5:7]
    spoken = [SpokenLine(LetteringKind(kind), text, speaker) for *_, kind, speaker, text in lines if kind]
    address = ""
    if picture:
        shown = Picture(pk=picture, media_type=media_type, team_id=issue.series.team_id)
        address = asset_address(shown, base=base, team=issue.series.team)
    return {"assetUrl": address, "panel": at, "caption": _caption(spoken), "image": []}


def _caption(spoken: list[SpokenLine]) -> str:
    """The lines as a script has them; a caption alone without its label, as programs send it, where it reads the same."""
    if [line.kind for line in spoken] == [LetteringKind.NARRATION] and spoken_lines(spoken[0].text) == (spoken[0],):
        return spoken[0].text
    return write_spoken(spoken)


def _layout(key: str) -> str:
    """The layout by a name of the documents' kind: "auto-1" is Layout0, others bear their own names."""
    automatic = _AUTOMATIC.fullmatch(key)
    return f"Layout{int(automatic[1]) - 1}" if automatic else "Layout" + "".join(part.title() for part in key.split("-"))
