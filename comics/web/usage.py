"""Usage: what was asked of engines, what it cost, and the budgets that hold it in bounds; for a team, or for one's own key."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Min
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, teams_for
from comics.actions import budgets
from comics.actions.errors import Refusal
from comics.models import Budget, Charge, Key, Team, User
from comics.models.ledger import PANELS, ChargeQuerySet
from comics.web.answers import blame, say
from comics.web.request import StudioRequest
from comics.web.usage_chart import draw_chart
from comics.web.usage_csv import csv_lines
from comics.web.usage_filter import Filter
from comics.web.usage_lines import tell_line

LINES = 50  # lines on one page of the table
LAST_TEAM = "usage_team"  # in the session: whose usage was looked at last

NOT_A_BUDGET = dict.fromkeys(
    ("required", "invalid", "min_value", "max_digits", "max_whole_digits", "max_decimal_places"),
    "Give a number from 0 to 99,999,999, with two decimals at most.",
)


class BudgetForm(forms.Form):
    """A budget: whose, how much, of what."""

    user = forms.ModelChoiceField(label="For", queryset=User.objects.none(), required=False, empty_label="The whole team")
    amount = forms.DecimalField(
        label="A month at most", min_value=0, max_digits=10, decimal_places=2, error_messages=NOT_A_BUDGET
    )
    unit = forms.CharField(label="Counted in", max_length=20, widget=forms.TextInput(attrs={"list": "budget-units"}))

    def __init__(self, *args: object, team: Team, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they came
        self.fields["user"].queryset = User.objects.filter(memberships__team=team).order_by("email")  # type: ignore[attr-defined]


@require_safe
@login_required
def show_usage(request: StudioRequest) -> HttpResponse:
    """To the team whose usage was looked at last, and at first to the person's own."""
    teams = teams_for(request.user)
    if not teams:
        raise Http404("You are in no team.")
    last = request.session.get(LAST_TEAM)
    return redirect("team_usage", next((team.pk for team in teams if team.pk == last), teams[0].pk))


@require_safe
@login_required
def show_team_usage(request: StudioRequest, pk: int) -> HttpResponse:
    """A team's lines, what they add up to, and its budgets."""
    team = find(request.user, Team, pk)
    if request.session.get(LAST_TEAM) != team.pk:
        request.session[LAST_TEAM] = team.pk
    return _team_page(request, team)


def _team_page(request: StudioRequest, team: Team, *, form: BudgetForm | None = None, status: int = 200) -> HttpResponse:
    may_manage = allows(vars(team)["member_role"], Can.BUDGET)
    rows = Budget.objects.filter(team=team) if may_manage else Budget.objects.holding(team, request.user)
    shown = {
        **_shown(request, Charge.objects.filter(team=team), by_key=False),
        "team": team,
        "teams": teams_for(request.user),
        "budgets": budgets.with_spent(team, list(rows.select_related("user").order_by("user__email", "unit"))),
        "may_manage": may_manage,
        "form": form or (BudgetForm(team=team, initial={"unit": PANELS}) if may_manage else None),
    }
    return render(request, "usage.html", shown, status=status)


@require_safe
@login_required
def show_key_usage(request: StudioRequest, pk: int) -> HttpResponse:
    """All lines of one's own key, in whatever team it was spent."""
    key = get_object_or_404(Key, pk=pk, owner=request.user)
    return render(request, "usage.html", {**_shown(request, Charge.objects.filter(key=key), by_key=True), "key": key})


def _shown(request: StudioRequest, lines: ChargeQuerySet, *, by_key: bool) -> dict[str, Any]:
    """What both pages show of these lines, as the address filters them."""
    asked = Filter(request.GET.dict())
    found = asked.apply(lines)
    totals = found.totals()
    asked.count_in(totals)
    page = Paginator(found.select_related("team"), LINES).get_page(request.GET.get("page"))
    first = lines.aggregate(first=Min("at"))["first"]
    return {
        "asked": asked,
        "totals": [(unit, amount, asked.query(unit=unit)) for unit, amount in totals.items()],
        "chart": draw_chart(found, asked),
        "choices": asked.choices(lines, first, by_key=by_key),
        "page": page,
        "lines": [tell_line(line, with_team=by_key) for line in page],
        "ever": first is not None,
    }


@require_safe
@login_required
def download_team_usage(request: StudioRequest, pk: int) -> StreamingHttpResponse:
    """What the filter shows of a team's lines, as a CSV file."""
    team = find(request.user, Team, pk)
    return _csv(request, Charge.objects.filter(team=team), "usage")


@require_safe
@login_required
def download_key_usage(request: StudioRequest, pk: int) -> StreamingHttpResponse:
    """What the filter shows of the lines of one's own key, as a CSV file."""
    key = get_object_or_404(Key, pk=pk, owner=request.user)
    return _csv(request, Charge.objects.filter(key=key), "key-usage")


def _csv(request: StudioRequest, lines: ChargeQuerySet, name: str) -> StreamingHttpResponse:
    asked = Filter(request.GET.dict())
    answer = StreamingHttpResponse(csv_lines(asked.apply(lines)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{asked.period}.csv"'
    return answer


@require_POST
@login_required
def set_budget(request: StudioRequest, pk: int) -> HttpResponse:
    """Set or change a budget of the team or of one of its members."""
    team = find(request.user, Team, pk, Can.BUDGET)
    form = BudgetForm(request.POST, team=team)
    if form.is_valid():
        data = form.cleaned_data
        try:
            budget = budgets.set_budget(team, user=data["user"], unit=data["unit"], amount=data["amount"], by=request.user)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            whose = budget.user.display_name if budget.user else "The team"
            say(request, f"{whose} may spend {budgets.number(budget.amount)} {budget.unit} a month from now on.")
            return redirect("team_usage", pk)
    return _team_page(request, team, form=form, status=422)


@require_POST
@login_required
def remove_budget(request: StudioRequest, pk: int) -> HttpResponse:
    """Take a budget away."""
    budget = find(request.user, Budget, pk, Can.BUDGET)
    budgets.remove_budget(budget, by=request.user)
    say(request, f"The budget of {budgets.number(budget.amount)} {budget.unit} a month is gone. Launches go on without it.")
    return redirect("team_usage", budget.team_id)
