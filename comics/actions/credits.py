"""Credits: what the programs of a team may have drawn in a month. One credit is one panel that a program asks for."""

from __future__ import annotations

from typing import Any

from comics.actions.errors import Unpaid
from comics.actions.gate import count_create, spent
from comics.models import ApiMonth, Team, plan_of
from comics.models.api_counts import month_after, this_month


def spend(team: Team, panels: int) -> None:
    """Count one create, and spend a credit for each of its panels.

    Call it inside the transaction that makes the pages, once: what is rolled back has cost nothing, and has taken no place
    among the creates of the minute. Raises `Limited` or `Unpaid`.
    """
    count_create(team)
    plan = plan_of(team)
    if not ApiMonth.objects.spend(team, panels, most=plan.credits_per_month):
        left = max(0, plan.credits_per_month - ApiMonth.objects.spent(team)[0])
        most, until = plan.credits_per_month, month_after(this_month())
        raise Unpaid(f"That takes {panels:,} credits; {team} has {left:,} of {most:,} left until {until.day} {until:%B}.")
    spent(panels)


def usage(team: Team) -> dict[str, Any]:
    """What the team has used of its plan in this calendar month, in the words of the Comic API and some of our own."""
    plan = plan_of(team)
    used, creates = ApiMonth.objects.spent(team)
    left = max(0, plan.credits_per_month - used)
    return {
        "apiUsageCount": used,
        "apiMaxUsage": plan.credits_per_month,
        "credits": left,
        "isPaidPlan": not plan.watermark,
        "creditBalance": left,
        "remaining": left,
        "plan": plan.name,
        "creates": creates,
        "createsPerMinute": plan.creates_per_minute,
        "createsPerDay": plan.creates_per_day,
        "readsPerMinute": plan.reads_per_minute,
        "watermark": plan.watermark,
        "resetsAt": month_after(this_month()),
    }
