"""What the editor's buttons answer: the fragments that changed for htmx, a way back to the editor without it."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comics.access import find
from comics.models import Issue, Page
from comics.web.answers import say
from comics.web.desk_language import asked_language
from comics.web.editor import context_of, desk_rows
from comics.web.editor_desk import lay_desk
from comics.web.request import StudioRequest


def answer(
    request: StudioRequest,
    page: Page,
    *,
    panel: int | None = None,
    tab: str = "",
    said: str = "",
    undo: str = "",
    nothing: bool = False,
) -> HttpResponse:
    """The desk with this page (and panel) on it, as it is now. `said` is what happened, in the past tense; `undo` the address
    that takes it back. With `nothing`, only the sheet, the filmstrip and the panel's state come, so that a field being typed in
    is left alone."""
    if not request.htmx:
        if said:
            say(request, said, undo=undo)
        return redirect(editor_address(page, panel, tab, asked_language(request, page.issue)))
    issue = find(request.user, Issue, page.issue_id, among=desk_rows(request.user))
    language = asked_language(request, issue)
    desk = lay_desk(issue, page=page.pk, panel=panel, tab=tab, language=language)
    shown = {
        **context_of(desk, request.user),
        "changed_pages": desk.pages,
        "sheet_changed": True,
        "whole_inspector": not nothing,
        "panel_changed": desk.chosen is not None and desk.tab != "takes",
    }
    response = render(request, "editor.html#news", shown)
    response.headers["HX-Reswap"] = "none"
    response.headers["HX-Replace-Url"] = editor_address(page, panel, tab, language)
    if said:
        response.headers["HX-Trigger"] = json.dumps({"toast": {"text": said, "undo": undo}})
    return response


def editor_address(page: Page, panel: int | None = None, tab: str = "", language: str = "") -> str:
    """The address of the editor with this page and panel open, lettered in a language."""
    asked = {"page": page.pk, "panel": panel, "tab": tab, "lang": language}
    return f"{reverse('editor', args=[page.issue_id])}?{urlencode({k: v for k, v in asked.items() if v})}"


def refuse(request: StudioRequest, page: Page, sentence: str, *, panel: int | None = None, tab: str = "") -> HttpResponse:
    """Say no in a sentence and leave the screen, and what was typed, as it is: 422 for htmx, a message without it."""
    if not request.htmx:
        say(request, sentence)
        return redirect(editor_address(page, panel, tab, asked_language(request, page.issue)))
    response = HttpResponse(status=422)
    response.headers["HX-Reswap"] = "none"
    response.headers["HX-Trigger"] = json.dumps({"toast": {"text": sentence}})
    return response
