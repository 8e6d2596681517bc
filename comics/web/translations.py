"""The languages of an issue: its lettering side by side in a table, each translation saved as it is written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import translations
from comics.actions.errors import Refusal
from comics.actions.merging import based_on
from comics.actions.translation_files import Report, lettering_of, read_translations, write_translations
from comics.languages import LANGUAGES, name_of
from comics.models import Issue, Lettering, Page, Translation, User
from comics.scripting.tables import MOST_BYTES
from comics.web.answers import say, whole_number
from comics.web.basis import posted_basis, renew
from comics.web.language_columns import Column, columns_of
from comics.web.request import StudioRequest

SHOWN_AT_ONCE = 12  # pages; the fields of a long issue would keep the browser busy
TABLES = {"csv": (",", "text/csv"), "tsv": ("\t", "text/tab-separated-values")}


@dataclass(slots=True)
class Cell:
    """What a piece of lettering says in one language."""

    column: Column
    line: Lettering
    told: Translation | None

    @property
    def text(self) -> str:
        """The translation; empty while there is none."""
        return self.told.text if self.told else ""

    @property
    def based_on(self) -> str:
        """What a change of it is based on."""
        return based_on({"text": self.text})

    @property
    def outdated(self) -> bool:
        """Whether the original changed since it was translated."""
        return bool(self.text and self.told and self.told.original != self.line.text)

    @property
    def warnings(self) -> list[str]:
        """What a letterer should look at where it stands in this language."""
        balloons = self.told.balloons() if self.told else []
        return list(dict.fromkeys(warning for balloon in balloons for warning in balloon.warnings))


@dataclass(slots=True)
class Row:
    """A piece of lettering with what it says in every language that is shown; `panel` is the panel's number on its page."""

    line: Lettering
    panel: int
    cells: list[Cell]


@dataclass(slots=True)
class PageRows:
    """The lettering of one page."""

    page: Page
    rows: list[Row] = field(default_factory=list)


def issue_for(user: User, pk: int, can: Can = Can.READ) -> Issue:
    """The issue with its series, if the person may do that with it."""
    return find(user, Issue, pk, can, among=visible(user, Issue).select_related("series__team"))


@require_safe
@login_required
def show_translations(request: StudioRequest, pk: int) -> HttpResponse:
    """The lettering side by side, some pages at once from the `page` that is asked for, in all languages or the one that `in`
    names; `remove` asks before a language goes."""
    return _screen(request, issue_for(request.user, pk))


def _screen(request: StudioRequest, issue: Issue, *, status: int = 200, **more: Any) -> HttpResponse:
    columns, only = columns_of(issue), request.GET.get("in", "")
    by_tag = {column.tag: column for column in columns}
    for column in columns:
        column.shown = column.tag == only or only not in by_tag
    leaving = by_tag.get(request.GET.get("remove", ""))
    chunks, page = _chunks(issue), whole_number(request.GET.get("page"))
    at = next((number for number, chunk in enumerate(chunks) if page in [one.pk for one in chunk]), 0)
    lines = lettering_of(issue, chunks[at] if chunks else [])
    shown = {
        "issue": issue,
        "own": Column(issue.series.language),
        "columns": columns,
        "only": by_tag.get(only),
        "chunks": chunks,
        "chunk": chunks[at] if chunks else [],
        "pages": _pages(lines, [one for one in columns if one.shown]),
        "languages": [(tag, name) for tag, name in LANGUAGES if tag not in issue.all_languages()],
        "leaving": leaving,
        "pieces": translations.translations_in(issue, leaving.tag).count() if leaving else 0,
        "may_letter": allows(vars(issue)["member_role"], Can.LETTER),
        "limit": MOST_BYTES,
        **more,
    }
    return render(request, "translations.html", shown, status=status)


def _chunks(issue: Issue) -> list[list[Page]]:
    """The pages of the issue, as many together as the screen shows at once."""
    pages = list(issue.bound_pages())
    return [pages[first : first + SHOWN_AT_ONCE] for first in range(0, len(pages), SHOWN_AT_ONCE)]


def _pages(lines: list[Lettering], columns: list[Column]) -> list[PageRows]:
    pages = []
    for _, of_page in groupby(lines, key=lambda line: line.panel.page_id):
        rows = PageRows(Page())
        for line in of_page:
            rows.page = line.panel.page
            told = {one.language: one for one in line.translations.all()}
            cells = [Cell(column, line, told.get(column.tag)) for column in columns]
            rows.rows.append(Row(line, line.panel.position + 1, cells))
        pages.append(rows)
    return pages


@require_POST
@login_required
def add_language(request: StudioRequest, pk: int) -> HttpResponse:
    """Letter the issue in one more language."""
    issue = issue_for(request.user, pk, Can.LETTER)
    try:
        tag = translations.add_language(issue, request.POST.get("language", ""), by=request.user)
    except Refusal as refusal:
        return _screen(request, issue, status=422, error=str(refusal), typed=request.POST.get("language", ""))
    say(request, f"{name_of(tag)} is added. Until it is translated, it shows the original’s words.")
    return redirect("translations", pk)


@require_POST
@login_required
def remove_language(request: StudioRequest, pk: int) -> HttpResponse:
    """Take a language away with its translations, if they are as many as the person was told."""
    issue = issue_for(request.user, pk, Can.LETTER)
    language = request.POST.get("language", "")
    expected = whole_number(request.POST.get("pieces"))
    try:
        pieces = translations.remove_language(issue, language, by=request.user, expected=-1 if expected is None else expected)
    except Refusal as refusal:
        say(request, str(refusal))
        asked = urlencode({"remove": language}) if language in issue.languages else ""
        return redirect(f"{reverse('translations', args=[pk])}?{asked}")
    say(request, f"{name_of(language)} is gone, with {pieces} translated piece{'' if pieces == 1 else 's'}.")
    return redirect("translations", pk)


@require_POST
@login_required
def translate_lettering(request: StudioRequest, pk: int) -> HttpResponse:
    """Keep what a piece of lettering says in another language; the field stays as it is typed, its state follows."""
    rows = visible(request.user, Lettering).select_related("panel__page__issue__series__team")
    line = find(request.user, Lettering, pk, Can.LETTER, among=rows)
    issue, language = line.panel.page.issue, request.POST.get("language", "")
    try:
        text, basis = request.POST.get("text", ""), posted_basis(request)
        told = translations.translate(line, language, text, by=request.user, basis=basis)
    except Refusal as refusal:
        return _refused(request, issue, str(refusal))
    if not request.htmx:
        return redirect(f"{reverse('translations', args=[issue.pk])}?page={line.panel.page_id}#piece-{line.pk}")
    column = next(one for one in columns_of(issue) if one.tag == language)
    shown = {"issue": issue, "cell": Cell(column, line, told), "column": column, "oob": True, "may_letter": True}
    answered = render(request, "translations.html#saved", shown)
    return renew(answered, f"piece-{pk}-{language}", {"text": request.POST.get("text", "")})


def _refused(request: StudioRequest, issue: Issue, sentence: str) -> HttpResponse:
    if not request.htmx:
        say(request, sentence)
        return redirect("translations", issue.pk)
    response = HttpResponse(status=422)
    response.headers["HX-Trigger"] = json.dumps({"toast": {"text": sentence}})
    return response


@require_safe
@login_required
def download_translations(request: StudioRequest, pk: int) -> HttpResponse:
    """The table as a file for a spreadsheet: `as` is csv or tsv."""
    issue = issue_for(request.user, pk)
    kind = request.GET.get("as", "csv")
    delimiter, media = TABLES.get(kind, TABLES["csv"])
    response = HttpResponse(write_translations(issue, delimiter=delimiter), content_type=f"{media}; charset=utf-8")
    name = get_valid_filename(f"{issue.series.title[:80]} {issue.number:03} lettering.{kind if kind in TABLES else 'csv'}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "ignore").decode()}"'
    return response


@require_POST
@login_required
def import_translations(request: StudioRequest, pk: int) -> HttpResponse:
    """Read a table that was filled in elsewhere, and tell what became of every row."""
    issue = issue_for(request.user, pk, Can.LETTER)
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise Refusal("Choose a file first.", field="file")
        report: Report = read_translations(issue, upload.read(MOST_BYTES + 1), by=request.user)
    except Refusal as refusal:
        return _screen(request, issue, status=422, import_error=str(refusal))
    return _screen(request, issue, report=report)
