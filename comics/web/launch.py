"""The launch: how many pages and panels, which size and engine; what it will be and cost, before the button is pressed."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import launch as actions
from comics.actions.errors import Refusal
from comics.composition.formats import page_format
from comics.engines.catalogue import engines
from comics.languages import LANGUAGES
from comics.models import Issue
from comics.vocabulary import MAX_PAGES, MAX_PANELS, SIZES, GenerationKind
from comics.web.answers import blame, person
from comics.web.breakdown import break_down
from comics.web.engine_choice import EngineChoice, first_choice, keys_for, read_choice
from comics.web.quotes import tell

SCRIPT, GRID, ONE = "script", "grid", "one"
PREFIX, KIND = "launch", GenerationKind.CREATE.value
OVERTAKEN = "This issue was launched meanwhile, in another tab or by somebody else. Launch again only for new pictures."


def _size_label(name: str) -> str:
    width, height = SIZES[name]
    shape = "square" if width == height else "portrait" if height > width else "landscape"
    return f"{width} × {height}, {shape}"


def _number(label: str, most: int, way: str) -> forms.IntegerField:
    """A number of pages or panels; typing one chooses the way of cutting that it belongs to."""
    said = dict.fromkeys(("min_value", "max_value", "invalid"), f"Choose 1 to {most} {label.lower()}.")
    widget = forms.NumberInput(attrs={"data-chooses": f"cut-{way}", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=most, required=False, widget=widget, error_messages=said)


class LaunchForm(forms.Form):
    """How a script becomes pages. `cut` says which of the numbers count."""

    cut = forms.ChoiceField(
        choices=[
            (SCRIPT, "As the script’s page breaks say"),
            (GRID, "A number of pages"),
            (ONE, "One page"),
        ],
        widget=forms.RadioSelect,
    )
    pages = _number("Pages", MAX_PAGES, GRID)
    per_page = _number("Panels a page", MAX_PANELS, GRID)
    panels = _number("Panels", MAX_PANELS, ONE)
    size = forms.ChoiceField(label="Picture size", choices=[])
    engine = forms.ChoiceField(label="Engine", choices=[])
    language = forms.CharField(
        label="Language", max_length=20, widget=forms.TextInput(attrs={"list": "languages", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sizes = [(actions.BEST_FIT, "Best fit for each panel"), *((name, _size_label(name)) for name in SIZES)]
        self.fields["size"].choices = sizes  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["engine"].choices = [(one.name, one.label) for one in engines()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the numbers that the chosen way needs."""
        data = super().clean() or {}
        needed = {GRID: ("pages", "per_page"), ONE: ("panels",)}.get(str(data.get("cut")), ())
        for name in needed:
            if data.get(name) is None and not self.has_error(name):
                self.add_error(name, "Type a number.")
        return data

    def plan(self, choice: EngineChoice) -> actions.Plan:
        """The plan that the valid form and the choice of the engine describe."""
        data = self.cleaned_data
        pages, per_page = {
            GRID: (data.get("pages"), data.get("per_page")),
            ONE: (1, data.get("panels")),
        }.get(data["cut"], (None, None))
        url = choice.prompt_url if choice.reads_addresses else ""
        return actions.Plan(pages, per_page, data["size"], language=data["language"], prompt_url=url, **choice.plan)


def _issue(request: HttpRequest, pk: int, can: Can = Can.READ) -> Issue:
    me = person(request)
    return find(me, Issue, pk, can, among=visible(me, Issue).select_related("series__team", "script"))


def _initial(issue: Issue) -> dict[str, Any]:
    plan = actions.default_plan(issue)
    return {
        "cut": SCRIPT,
        "pages": plan.pages or 2,
        "per_page": plan.per_page or 4,
        "panels": 4,
        "size": plan.size,
        "engine": plan.engine,
        "language": plan.language,
    }


@require_safe
@login_required
@never_cache
def show_launch(request: HttpRequest, pk: int) -> HttpResponse:
    """The choices, and the preflight of the plan that they start with.

    Never kept by the browser: a button pressed before, with its old nonce, would launch nothing new.
    """
    issue = _issue(request, pk)
    me = person(request)
    choice = first_choice(PREFIX, kind=KIND, keys=keys_for(me, issue.series.team), by=me)
    return _page(request, issue, LaunchForm(_initial(issue)), choice)


def _page(
    request: HttpRequest, issue: Issue, form: LaunchForm, choice: EngineChoice, *, status: int = 200, said: str = ""
) -> HttpResponse:
    """The page; `said` stands over the button, beside the preflight."""
    form.fields["engine"].choices = choice.offers  # type: ignore[attr-defined]  # a choice field has choices
    context = {
        **_preflight(request, issue, form, choice),
        "nonce": request.POST.get("nonce") or secrets.token_urlsafe(24),
        "languages": LANGUAGES,
        "has_pages": issue.live_pages().exists(),
        "after": _newest(issue),
        "may_spend": allows(issue.member_role, Can.SPEND),  # type: ignore[attr-defined]  # annotated by `visible`
    }
    if said:
        form.add_error(None, said)
    return render(request, "launch.html", context, status=status)


def _newest(issue: Issue) -> str:
    """The key of the newest launch of the issue; empty where there is none yet."""
    return str(issue.generations.filter(kind=KIND).order_by("-pk").values_list("pk", flat=True).first() or "")


def _overtaken(request: HttpRequest, issue: Issue) -> bool:
    """Whether the issue was launched since the form was opened, by another press than this one."""
    mine = issue.generations.filter(nonce=request.POST.get("nonce", "")).exists()
    return not mine and request.POST.get("after", _newest(issue)) != _newest(issue)


def _preflight(request: HttpRequest, issue: Issue, form: LaunchForm, choice: EngineChoice) -> dict[str, Any]:
    """What the preflight shows: empty where the form does not make a plan yet."""
    me = person(request)
    context: dict[str, Any] = {"issue": issue, "series": issue.series, "form": form, "choice": choice, "ready": None}
    if not form.is_valid():
        return context
    try:
        ready = actions.preflight(issue, form.plan(choice), by=me)
    except Refusal as refusal:
        return {**context, "choice": _blame(form, choice, refusal)}
    paper = page_format(issue.series.page_format)
    return {
        **context,
        "ready": ready,
        "panels": sum(len(page) for page in ready.pages),
        "told": tell(ready.quote, by=me, team=issue.series.team, number=_number_of, remarks=ready.remarks),
        "breakdown": break_down(ready.panels, paper, issue.series.direction, cuts=ready.pages),
    }


def _number_of(key: str) -> str:
    """The number of a panel of the script, which a brief names by its index."""
    return str(int(key) + 1)


def _blame(form: LaunchForm, choice: EngineChoice, refusal: Refusal) -> EngineChoice:
    """Put the sentence beside the option, or else the field, that it is about."""
    blamed = choice.blamed(refusal)
    if blamed is None:
        blame(form, refusal)
        return choice
    form.add_error(None, str(refusal))
    return blamed


@require_POST
@login_required
def check_launch(request: HttpRequest, pk: int) -> HttpResponse:
    """The preflight of the plan on the screen as a fragment, and the options where another engine or key was chosen.

    Nothing is changed.
    """
    issue = _issue(request, pk, Can.SPEND)
    choice = read_choice(request.POST, PREFIX, kind=KIND, by=person(request), team=issue.series.team, forgiving=True)
    return render(request, "launch.html#checked", _preflight(request, issue, LaunchForm(request.POST), choice))


@require_POST
@login_required
def launch_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Launch, and go straight to the editor. The form's nonce makes two presses one generation.

    Nothing is launched on an engine whose options and price were not on the screen yet: they are shown first. Nor is a second
    launch paid for by somebody who could not know of the first, in another tab.
    """
    issue = _issue(request, pk, Can.SPEND)
    me, form = person(request), LaunchForm(request.POST)
    looks = "show" in request.POST
    choice = read_choice(request.POST, PREFIX, kind=KIND, by=me, team=issue.series.team, forgiving=looks)
    if looks:
        return _page(request, issue, form, choice)
    if choice.remote and not choice.seen:
        form.add_error(None, f"Look at the settings and the price of {choice.label}, then launch.")
        choice = read_choice(request.POST, PREFIX, kind=KIND, by=me, team=issue.series.team, forgiving=True)
    elif choice.remote and _overtaken(request, issue):
        return _page(request, issue, form, choice, status=422, said=OVERTAKEN)
    if form.is_valid():
        nonce = request.POST.get("nonce", "")[:64] or secrets.token_urlsafe(24)
        try:
            actions.launch(issue, form.plan(choice), by=me, nonce=nonce)
        except Refusal as refusal:
            return _page(request, issue, form, _blame(form, choice, refusal), status=422)
        return redirect(reverse("editor", args=[pk]))
    return _page(request, issue, form, choice, status=422)
