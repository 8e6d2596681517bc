"""The script desk: a form on one side and the plain text on the other; the text is the truth and the form a view of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions.cast import adopt_cast as adopt
from comics.actions.errors import Conflict, Refusal
from comics.actions.launch import Plan, script_panels
from comics.actions.scripts import save_script as keep_script
from comics.composition.formats import page_format
from comics.models import Issue, Script
from comics.scripting.importing import ScriptImportError, import_text
from comics.scripting.model import Finding
from comics.scripting.model import Script as ParsedScript
from comics.scripting.parse import Lines, read
from comics.scripting.review import review
from comics.scripting.template import TEMPLATE
from comics.scripting.write import write
from comics.web.answers import person, say, whole_number
from comics.web.breakdown import Breakdown, break_down
from comics.web.script_form import ScriptForm, read_script

MAX_IMPORT = 2 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """A script text, read: everything that the desk shows of it."""

    script: ParsedScript
    lines: Lines
    findings: tuple[Finding, ...]
    breakdown: Breakdown


def read_issue(issue: Issue, text: str) -> Reading:
    """Parse, review and break down a text as the script of this issue."""
    script, lines = read(text)
    names = list(issue.series.characters.live().values_list("name", flat=True))
    paper = page_format(issue.series.page_format)
    findings = review(text, cast=names)
    if not script.panels and (idea := script_panels(script, Plan())):
        hint = f"No panels yet: a launch would cut this idea into {len(idea)}. Add panels to decide yourself."
        findings = tuple(Finding("hint", "idea", hint) if each.code == "no_panels" else each for each in findings)
    return Reading(script, lines, findings, break_down(script.panels, paper, issue.series.direction))


def _context(issue: Issue, reading: Reading) -> dict[str, Any]:
    known = {name.casefold() for name in issue.series.characters.live().values_list("name", flat=True)}
    return {
        "issue": issue,
        "series": issue.series,
        "script": issue.script,
        "form": ScriptForm(reading.script),
        "breakdown": reading.breakdown,
        "template": TEMPLATE,
        "findings": reading.findings,
        "finding_data": _finding_data(reading),
        "strangers": [one.name for one in reading.script.characters if one.name and one.name.casefold() not in known],
        "may_edit": allows(issue.member_role, Can.EDIT),  # type: ignore[attr-defined]  # annotated by `visible`
    }


def _finding_data(reading: Reading) -> dict[str, Any]:
    """What the browser needs to put the findings beside their lines and cards, and to walk from a card to its line."""
    return {
        "panels": list(reading.lines.panels),
        "findings": [{"level": f.level, "message": f.message, "line": f.line, "panel": f.panel} for f in reading.findings],
    }


def _issue(request: HttpRequest, pk: int, can: Can = Can.READ) -> Issue:
    me = person(request)
    return find(me, Issue, pk, can, among=visible(me, Issue).select_related("series__team", "script"))


@require_safe
@login_required
@never_cache
def show_script(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk. Never kept by the browser: going back to an old version would end in a conflict with oneself."""
    issue = _issue(request, pk)
    return render(request, "script.html", _context(issue, read_issue(issue, issue.script.text)))


@require_POST
@login_required
def save_script(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what one side of the desk holds, and answer what the other side and the review become.

    A page without scripts is sent back to the desk; the desk's own script gets JSON. 409 tells of another tab or person, with
    the text as it stands there; then nothing was saved.
    """
    issue = _issue(request, pk, Can.EDIT)
    side = request.POST.get("side", "text")
    text = write(read_script(request.POST)) if side == "form" else request.POST.get("text", "").replace("\r\n", "\n")
    try:
        version = whole_number(request.POST.get("version"))
        under_way = request.POST.get("under_way") == "1"
        script = keep_script(issue, by=person(request), text=text, version=version, under_way=under_way)
    except Conflict as conflict:
        return _conflict(request, issue, str(conflict))
    except Refusal as refusal:
        return _refused(request, issue, str(refusal))
    if not _wants_json(request):
        say(request, "Saved.")
        return redirect("script", pk)
    issue.script = script
    return JsonResponse(_answer(request, issue, side))


def _answer(request: HttpRequest, issue: Issue, side: str) -> dict[str, Any]:
    script = issue.script
    context = _context(issue, read_issue(issue, script.text))
    answer = {
        "version": script.version,
        "text": script.text,
        "breakdown": render_to_string("script.html#breakdown", context, request),
        "count": render_to_string("script.html#count", context, request),
        "review": render_to_string("script.html#review", context, request),
        **context["finding_data"],
    }
    if side != "form":
        answer["form"] = render_to_string("script.html#fields", context, request)
    return answer


def _conflict(request: HttpRequest, issue: Issue, sentence: str) -> HttpResponse:
    issue.script = Script.objects.get(issue=issue)
    if not _wants_json(request):
        return render(request, "error.html", {"status": 409, "title": "Two at once", "sentence": sentence}, status=409)
    return JsonResponse({"error": sentence, **_answer(request, issue, "text")}, status=409)


def _refused(request: HttpRequest, issue: Issue, sentence: str) -> HttpResponse:
    if not _wants_json(request):
        context = {"status": 422, "title": "Not saved", "sentence": sentence}
        return render(request, "error.html", context, status=422)
    return JsonResponse({"error": sentence}, status=422)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


@require_POST
@login_required
def import_script(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a script file. The desk gets its text to put in place (and to take back); without scripts it is saved at once."""
    issue = _issue(request, pk, Can.EDIT)
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise ScriptImportError("Choose a file first.")
        text = import_text(upload.read(MAX_IMPORT + 1), upload.name or "")
        if not _wants_json(request):
            keep_script(issue, by=person(request), text=text)
    except (ScriptImportError, Refusal) as error:
        return _refused(request, issue, str(error))
    if _wants_json(request):
        return JsonResponse({"text": text})
    say(request, "The script is imported.")
    return redirect("script", pk)


@require_POST
@login_required
def adopt_cast(request: HttpRequest, pk: int) -> HttpResponse:
    """Add those to the cast whom the script describes and the series does not know yet."""
    issue = _issue(request, pk, Can.EDIT)
    added = adopt(issue, by=person(request))
    names = ", ".join(character.name for character in added)
    say(request, f"{names} joined the cast." if added else "Everybody in the script is in the cast already.")
    return redirect("script", pk)
