"""What templates ask of the studio."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

from comics.models import User

register = template.Library()


@register.simple_tag
def nobody_yet() -> bool:
    """Whether the installation has no account yet, so that whoever comes now will own it."""
    return not User.objects.exists()


@register.filter
def when(moment: datetime.datetime) -> str:
    """How long ago that was, in the two words people need: "just now", "3 hours ago", and the date from a week on."""
    now = timezone.now()
    if now - moment < datetime.timedelta(minutes=1):
        return "just now"
    if now - moment < datetime.timedelta(days=7):
        return f"{timesince(moment, now, depth=1)} ago"
    return timezone.localtime(moment).strftime("%d %b %Y").lstrip("0")


@register.simple_tag
def appearances_in(seen_in: Mapping[str, Sequence[int]], name: str) -> str:
    """In which issues a name appears, in words; `seen_in` is what `web.appearances` found."""
    numbers = seen_in.get(name, ())
    if not numbers:
        return "In no script yet"
    return f"In issue{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
