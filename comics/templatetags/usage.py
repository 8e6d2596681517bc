"""How templates write amounts."""

from __future__ import annotations

from decimal import Decimal

from django import template

from comics.actions.budgets import number

register = template.Library()


@register.filter
def amount(value: Decimal) -> str:
    """An amount as people read it: "1,250", "0.32"."""
    return number(value)


@register.filter
def plain(value: Decimal) -> str:
    """An amount as a number field takes it: "1250", "0.32"."""
    return f"{value.normalize():f}"


@register.filter
def counted(value: int) -> str:
    """A count as people read it: "1,250"."""
    return f"{value:,}"
