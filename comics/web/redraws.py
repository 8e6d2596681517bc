"""Buttons of the editor that have panels drawn: redraw one, continue with pages, draw what is missing; and what each costs."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from comics.access import Can, find, visible
from comics.actions import missing, redraw
from comics.actions.asking import Quote
from comics.actions.errors import Refusal
from comics.actions.following import words_to_redraw
from comics.actions.launch import BEST_FIT, Plan
from comics.actions.merging import read_basis
from comics.models import Issue, Page, Panel, User
from comics.vocabulary import MAX_PAGES, MAX_PANELS, GenerationKind
from comics.web.answers import say, whole_number
from comics.web.engine_choice import EngineChoice
from comics.web.errands import continuation_of, costs, look_first, missing_of, posted_choice, priced, redraw_of, unpriced
from comics.web.fragments import answer, refuse
from comics.web.nonces import posted_nonce
from comics.web.panels import panel_for
from comics.web.request import StudioRequest


def issue_for(user: User, pk: int, can: Can) -> Issue:
    """An issue with its series, team and script, if the person may do that with it."""
    return find(user, Issue, pk, can, among=visible(user, Issue).select_related("series__team", "script"))


def _first_error(form: forms.Form) -> str:
    field, errors = next(iter(form.errors.items()))
    return f"{field.capitalize().replace('Per_page', 'Panels a page')}: {errors[0]}"


class RedrawForm(forms.Form):
    """What a redraw asks for."""

    prompt = forms.CharField(max_length=redraw.MAX_PROMPT, required=False, strip=True)
    caption = forms.CharField(max_length=redraw.MAX_PROMPT, required=False, strip=True)
    size = forms.CharField(max_length=20, required=False)
    reference = forms.FileField(required=False)

    def wish(self, panel: Panel, choice: EngineChoice) -> redraw.Wish:
        """The wish that the form describes. Raises `Refusal` for what it must not hold."""
        if not self.is_valid():
            raise Refusal(_first_error(self))
        asked = self.cleaned_data
        prompt = asked["prompt"].replace("\r\n", "\n")
        return redraw.Wish(
            prompt="" if prompt == words_to_redraw(panel).strip() else prompt,
            caption=asked["caption"].replace("\r\n", "\n") if "caption" in self.data else None,
            size=asked["size"] or BEST_FIT,
            basis=read_basis(self.data.get("based_on")),
            **choice.plan,
        )


@require_POST
@login_required
def check_redraw(request: StudioRequest, pk: int) -> HttpResponse:
    """What redrawing the panel as the form says would cost; nothing is changed."""
    panel = panel_for(request.user, pk, Can.SPEND)
    choice = posted_choice(request, panel.page.issue, "redraw", GenerationKind.REDRAW, forgiving=True)
    return costs(request, panel.page.issue, redraw_of(panel, choice), lambda: _redraw_quote(request, panel, choice), _alone)


def _redraw_quote(request: StudioRequest, panel: Panel, choice: EngineChoice) -> Quote:
    return redraw.quote_redraw(panel, RedrawForm(request.POST).wish(panel, choice), by=request.user)


def _alone(key: str) -> str:
    """A panel that is asked for alone needs no number."""
    return ""


@require_POST
@login_required
def redraw_panel(request: StudioRequest, pk: int) -> HttpResponse:
    """Have the panel drawn again with these words; the new take is chosen when it is ready, the old ones stay."""
    panel = panel_for(request.user, pk, Can.SPEND)
    choice = posted_choice(request, panel.page.issue, "redraw", GenerationKind.REDRAW, forgiving=False)
    if not priced(request, choice) and not request.htmx:
        return look_first(
            request, panel.page.issue, redraw_of(panel, choice), lambda: _redraw_quote(request, panel, choice), _alone
        )
    form = RedrawForm(request.POST, request.FILES)
    try:
        if not priced(request, choice):
            raise unpriced(choice)
        wish, nonce = form.wish(panel, choice), posted_nonce(request)
        redraw.redraw(panel, wish, by=request.user, nonce=nonce, reference=form.cleaned_data["reference"])
    except Refusal as refusal:
        return refuse(request, panel.page, str(refusal), panel=panel.pk, tab="prompt")
    return answer(request, panel.page, panel=panel.pk, tab="prompt", said="Redrawing. The earlier takes are kept.")


class ContinueForm(forms.Form):
    """What new pages are made of."""

    prompt = forms.CharField(max_length=redraw.MAX_PROMPT, required=False)
    pages = forms.IntegerField(min_value=1, max_value=MAX_PAGES, required=False)
    per_page = forms.IntegerField(min_value=1, max_value=MAX_PANELS, required=False)

    def plan(self, choice: EngineChoice) -> Plan:
        """The plan that the form describes. Raises `Refusal` for what it must not hold."""
        if not self.is_valid():
            raise Refusal(_first_error(self))
        return Plan(pages=self.cleaned_data["pages"], per_page=self.cleaned_data["per_page"], **choice.plan)


@require_POST
@login_required
def check_continue(request: StudioRequest, pk: int) -> HttpResponse:
    """What continuing as the form says would cost; nothing is changed."""
    issue = issue_for(request.user, pk, Can.SPEND)
    choice = posted_choice(request, issue, "continue", GenerationKind.CONTINUE, forgiving=True)
    return costs(request, issue, continuation_of(issue, choice), lambda: _continue_quote(request, issue, choice), _in_order)


def _continue_quote(request: StudioRequest, issue: Issue, choice: EngineChoice) -> Quote:
    form = ContinueForm(request.POST)
    plan = form.plan(choice)
    return redraw.quote_continue(issue, plan, by=request.user, prompt=form.cleaned_data["prompt"])


def _in_order(key: str) -> str:
    """The number of a panel that is not made yet, which its brief names by its index."""
    return str(int(key) + 1)


@require_POST
@login_required
def continue_issue(request: StudioRequest, pk: int) -> HttpResponse:
    """Add pages after the last one and go to the first of them."""
    issue = issue_for(request.user, pk, Can.SPEND)
    choice = posted_choice(request, issue, "continue", GenerationKind.CONTINUE, forgiving=False)
    if not priced(request, choice) and not request.htmx:
        return look_first(
            request, issue, continuation_of(issue, choice), lambda: _continue_quote(request, issue, choice), _in_order
        )
    form = ContinueForm(request.POST)
    try:
        if not priced(request, choice):
            raise unpriced(choice)
        plan, nonce = form.plan(choice), posted_nonce(request)
        made = redraw.continue_issue(issue, plan, by=request.user, nonce=nonce, prompt=form.cleaned_data["prompt"])
    except Refusal as refusal:
        return refuse_page(request, issue, refusal)
    first = Page.objects.filter(panels__drawings__generation=made).order_by("position").first()
    return answer(request, first, said="New pages are being drawn.") if first else redirect("editor", pk)


def refuse_page(request: StudioRequest, issue: Issue, refusal: Refusal) -> HttpResponse:
    """Say no where the person is: on the page that the form names, or on the last one."""
    page = page_of(request, issue)
    if page:
        return refuse(request, page, str(refusal))
    say(request, str(refusal))
    return redirect("editor", issue.pk)


def page_of(request: StudioRequest, issue: Issue) -> Page | None:
    """The page that the form was sent from; the last one where it names none."""
    pages = issue.live_pages()
    return pages.filter(pk=whole_number(request.POST.get("page")) or 0).first() or pages.last()


@require_POST
@login_required
def check_missing(request: StudioRequest, pk: int) -> HttpResponse:
    """What drawing the panels without a picture would cost; nothing is changed."""
    issue = issue_for(request.user, pk, Can.SPEND)
    choice = posted_choice(request, issue, "missing", GenerationKind.CREATE, forgiving=True)
    return costs(request, issue, missing_of(issue, choice), lambda: _missing_quote(request, issue, choice), _numbers(issue))


def _missing_quote(request: StudioRequest, issue: Issue, choice: EngineChoice) -> Quote:
    return missing.quote_missing(issue, Plan(**choice.plan), by=request.user)


def _numbers(issue: Issue) -> Callable[[str], str]:
    """From the key of a panel to its page and number: "2.1" is the first panel of page 2."""
    names = {str(panel.pk): f"{panel.page.position}.{panel.position + 1}" for panel in missing.missing_panels(issue)}
    return lambda key: names.get(key, "")


@require_POST
@login_required
def draw_missing(request: StudioRequest, pk: int) -> HttpResponse:
    """Have every panel without a picture drawn, and nothing that is there already."""
    issue = issue_for(request.user, pk, Can.SPEND)
    choice = posted_choice(request, issue, "missing", GenerationKind.CREATE, forgiving=False)
    if not priced(request, choice) and not request.htmx:
        errand = missing_of(issue, choice)
        return look_first(request, issue, errand, lambda: _missing_quote(request, issue, choice), _numbers(issue))
    try:
        if not priced(request, choice):
            raise unpriced(choice)
        missing.draw_missing(issue, Plan(**choice.plan), by=request.user, nonce=posted_nonce(request))
    except Refusal as refusal:
        return refuse_page(request, issue, refusal)
    page = page_of(request, issue)
    said = "The missing panels are being drawn."
    return answer(request, page, said=said) if page else redirect("editor", pk)
