"""What drawing costs and what the engine will ignore, in the words of the screens that spend."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from comics.actions.asking import Quote
from comics.actions.budgets import budget_left
from comics.engines.contract import Price, Remark
from comics.models import Key, Team, User
from comics.models.ledger import PANELS, as_unit
from comics.vocabulary import KeyState
from comics.web.engine_choice import key_name


@dataclass(frozen=True, slots=True)
class Said:
    """A remark, and the panels that it is about in words ("panels 1, 3–5"); empty for all of them."""

    text: str
    blocking: bool
    where: str


@dataclass(frozen=True, slots=True)
class Told:
    """A quote as the screen tells it. `key`, `credits` and `budgets` are sentences, empty for an engine that is free."""

    panels: int
    label: str
    price: str
    free: bool
    blocked: bool
    remarks: tuple[Said, ...]
    key: str = ""
    credits: str = ""
    budgets: tuple[str, ...] = ()


def tell(quote: Quote, *, by: User, team: Team, number: Callable[[str], str], remarks: Iterable[Remark] | None = None) -> Told:
    """The quote in words; `remarks` stand for the quote's own.

    `number` gives the number that people know a panel by, empty where it needs none.
    """
    said = grouped(quote.remarks if remarks is None else remarks, number)
    blocked = any(remark.blocking for remark in said)
    price = price_words(quote.price)
    if quote.free:
        return Told(quote.panels, quote.label, price, True, blocked, said)
    key = quote.key
    units = (PANELS, as_unit(quote.price.unit))
    budgets = tuple(str(row) for row in budget_left(team, by) if row.budget.unit in units or quote.price.amount is None)
    return Told(
        quote.panels,
        quote.label,
        price,
        free=False,
        blocked=blocked,
        remarks=said,
        key=key_name(key, by) if key else "",
        credits=_credits(key) if key else "",
        budgets=budgets,
    )


def _credits(key: Key) -> str:
    if key.state == KeyState.EXHAUSTED:
        return "none left"
    return f"{key.credits} left" if key.credits else ""


def price_words(price: Price) -> str:
    """“free”, “about 12 credits” or “price not known”."""
    return f"about {price}" if price.amount else str(price)


def grouped(remarks: Iterable[Remark], number: Callable[[str], str]) -> tuple[Said, ...]:
    """Equal sentences told once, with the panels that they are about; what stands in the way comes first."""
    panels: dict[tuple[str, bool], list[str]] = {}
    for remark in remarks:
        named = panels.setdefault((remark.text, remark.blocking), [])
        if remark.panel and (name := number(remark.panel)):
            named.append(name)
    said = [Said(text, blocking, in_words(named)) for (text, blocking), named in panels.items()]
    return tuple(sorted(said, key=lambda one: not one.blocking))


def in_words(numbers: Iterable[str]) -> str:
    """Numbers of panels as people write them: "panel 2", "panels 1, 3–5"; runs of three and more are drawn together."""
    unique = list(dict.fromkeys(numbers))
    runs: list[list[str]] = []
    for name in unique:
        if runs and name.isdigit() and runs[-1][-1].isdigit() and int(name) == int(runs[-1][-1]) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs]
    return f"panel{'s' if len(unique) > 1 else ''} {', '.join(parts)}" if parts else ""
