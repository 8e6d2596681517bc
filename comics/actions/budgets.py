"""Budgets: how much a team or a member may spend in a calendar month, set by its owners and kept to by every launch."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils import timezone

from comics.actions.errors import Refusal
from comics.engines.contract import Price
from comics.models import Activity, Budget, Charge, Member, Team, User
from comics.models.ledger import PANELS, as_amount, as_unit, this_month
from comics.vocabulary import Deed

CENT = Decimal("0.01")  # budgets have two decimal places


@dataclass(frozen=True, slots=True)
class BudgetLeft:
    """A budget, and what the lines of this month have spent of it."""

    budget: Budget
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What may still be spent this month, never less than nothing."""
        return max(Decimal(0), self.budget.amount - self.spent)

    @property
    def share(self) -> float:
        """How much of it is used, from 0 to 1."""
        return min(1.0, float(self.spent / self.budget.amount)) if self.budget.amount else 1.0

    def __str__(self) -> str:
        whose = "Budget" if self.budget.user_id is None else "Your own budget"
        return f"{whose}: {number(self.left)} of {number(self.budget.amount)} {self.budget.unit} left this month"


def number(amount: Decimal) -> str:
    """An amount as people write it: no needless zeros, no exponent."""
    return f"{amount.normalize():,f}"


def budget_left(team: Team, user: User | None) -> list[BudgetLeft]:
    """What a launch by this person for this team must keep to, and how much of it is left; the team's budgets first."""
    return with_spent(team, list(Budget.objects.holding(team, user)))


def with_spent(team: Team, budgets: list[Budget]) -> list[BudgetLeft]:
    """The team's budgets with what was spent of each this month. One query, however many lines there are."""
    spent = Charge.objects.filter(team=team).between(*this_month()).by_person(budget.unit for budget in budgets)
    return [BudgetLeft(budget, spent[budget.unit].get(budget.user_id, Decimal(0))) for budget in budgets]


def check_budgets(team: Team, user: User | None, *, panels: int, price: Price, lock: bool = True) -> tuple[str, ...]:
    """Raise `Refusal` where a launch would exceed a budget of the team or of the person; says what no budget can hold.

    `price` is that of the whole launch. Call it in the transaction that reserves the charges, before they are reserved: then it
    is exact however many launches come at once. SQLite's write transactions follow one another anyway; elsewhere the rows of
    the team's budgets are locked until the transaction ends. Without `lock` it only tells what would be, outside a transaction.
    """
    rows = Budget.objects.holding(team, user)
    held = list(rows.select_for_update() if lock else rows)
    remarks = []
    for row in with_spent(team, held):
        cost, unheld = _cost(row.budget.unit, panels, price)
        if unheld:
            remarks.append(unheld)
        elif cost and cost > row.left:
            raise Refusal(_too_much(row, cost))
    return tuple(dict.fromkeys(remarks))


def _cost(unit: str, panels: int, price: Price) -> tuple[Decimal, str]:
    """What the launch costs in a budget's unit, or a sentence that says why that cannot be told."""
    if unit == PANELS:
        return Decimal(panels), ""
    amount = as_amount(price.amount)
    if amount is None:
        return Decimal(0), f"The price isn’t known, so the budget in {unit} can’t hold it."
    if amount and as_unit(price.unit) != unit:
        return Decimal(0), f"The price is told in {price.unit}, so the budget in {unit} can’t hold it."
    return amount, ""


def _too_much(row: BudgetLeft, cost: Decimal) -> str:
    budget = row.budget
    whose = "the team’s budget" if budget.user_id is None else "your own budget"
    asked = f"This would draw {number(cost)} panel{'' if cost == 1 else 's'}"
    if budget.unit != PANELS:
        asked = f"This would cost {number(cost)} {budget.unit}"
    month = timezone.localdate(timezone=timezone.get_default_timezone()).strftime("%B")
    left = f"{number(row.left)} of {number(budget.amount)} {budget.unit}"
    return (
        f"{asked}, and {whose} for {month} has {left} left. Launch less, or ask an owner of the team to raise the budget "
        "on its usage page."
    )


@transaction.atomic
def set_budget(team: Team, *, user: User | None, unit: str, amount: Decimal, by: User | None = None) -> Budget:
    """Set or change what the team, or one member of it, may spend in a calendar month. An amount of 0 stops all launches.

    Raises `Refusal` for an amount that is none, a unit without a name, and a person who is not in the team.
    """
    name = as_unit(unit)
    if not name:
        raise Refusal("Say what the budget counts: panels, credits, EUR …", field="unit")
    if as_amount(amount) is None:
        raise Refusal("A budget is a number from 0 to 99,999,999.", field="amount")
    if user and not Member.objects.filter(team=team, user=user).exists():
        raise Refusal("This person is not in the team any more.", field="user")
    budget, _ = Budget.objects.update_or_create(
        team=team, user=user, unit=name, defaults={"amount": amount.quantize(CENT, ROUND_HALF_UP)}
    )
    Activity.objects.tell(
        Deed.SET_BUDGET, team=team, by=by, about=f"{_whose(budget)} to {number(budget.amount)} {budget.unit} a month"
    )
    return budget


@transaction.atomic
def remove_budget(budget: Budget, *, by: User | None = None) -> None:
    """Let the team or member spend without this bound."""
    Activity.objects.tell(Deed.REMOVED_BUDGET, team=budget.team, by=by, about=f"{_whose(budget)} in {budget.unit}")
    budget.delete()


def _whose(budget: Budget) -> str:
    return str(budget.user) if budget.user else "the team"
