"""What templates ask of the studio."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence

from allauth.account.adapter import get_adapter
from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince

from comics.models import User

register = template.Library()

# The first sign that is found counts: most browsers name others too.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.simple_tag
def nobody_yet() -> bool:
    """Whether the installation has no account yet, so that whoever comes now will own it."""
    return not User.objects.exists()


@register.simple_tag
def provider() -> dict[str, str] | None:
    """The provider to sign in through, with its name and where its button leads; None where the operator named none."""
    return {"name": settings.OIDC_NAME, "url": reverse("openid_connect_login", args=["oidc"])} if settings.OIDC_URL else None


@register.simple_tag(takes_context=True)
def may_sign_up(context: Context) -> bool:
    """Whether whoever looks at the page may make an account."""
    request = context["request"]
    return bool(get_adapter(request).is_open_for_signup(request))


@register.filter
def as_json(value: object) -> str:
    """A value for a data attribute that a script of ours reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)


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


@register.filter
def client(user_agent: str) -> str:
    """A browser and its system in two words that people know, such as “Firefox on Windows”."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "A browser")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser


@register.filter
def ticked(text: str) -> str:
    """A text with what stands in `ticks` as code."""
    pieces = enumerate(text.split("`"))
    return format_html_join("", "{}", ((format_html("<code>{}</code>", each) if n % 2 else each,) for n, each in pieces))
