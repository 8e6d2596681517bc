"""Two people saving the same thing: different fields are merged, the same field is told and never silently lost.

Whoever shows fields to be changed gives `based_on` along: a short mark of each value as it was shown. A save brings it back;
what is different in the database by now was changed by somebody else meanwhile.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from comics.actions.errors import Clash, Overtaken
from comics.models import Activity, Edit, Issue, Series, User
from comics.vocabulary import Deed

MOST_MARKS = 20_000  # characters of what a form brings back
RECENT = 60  # edits that are looked through for who changed something
Basis = Mapping[str, str] | None
Told = Mapping[str, tuple[str, Callable[[Any], str]]]
Author = Callable[[list[str]], tuple[str, datetime.datetime | None]]


def mark(value: object) -> str:
    """A short mark of a value; the same values have the same mark, numbers as far as a form tells them."""
    text = json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()[:10]


def _plain(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return f"{float(value):.3f}"
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def based_on(shown: Mapping[str, object]) -> str:
    """What a form that shows these values carries along."""
    return json.dumps({name: mark(value) for name, value in shown.items()}, separators=(",", ":"))


def read_basis(text: str | None) -> Basis:
    """What a form brought back; None where it carried nothing that can be read, so that it saves as it is."""
    if not text or len(text) > MOST_MARKS:
        return None
    try:
        marks = json.loads(text)
    except ValueError:
        return None
    return {str(name): str(value) for name, value in marks.items()} if isinstance(marks, dict) else None


def merged(
    now: Mapping[str, Any],
    mine: Mapping[str, Any],
    basis: Basis,
    *,
    thing: str,
    author: Author | None = None,
    told: Told | None = None,
) -> dict[str, Any]:
    """The values to save: mine where I changed them, and what is there now where I did not.

    `told` says for each field what it is called and how its value is told. Raises `Overtaken` where somebody else changed a
    field to another value than I did since `basis`; without one, everything of mine is saved.
    """
    result, clashes = dict(mine), []
    for name, value in mine.items():
        shown = (basis or {}).get(name)
        present = mark(now[name])
        if shown is None or present in (shown, mark(value)):
            continue
        if mark(value) == shown:
            result[name] = now[name]
            continue
        label, words = (told or {}).get(name, (name.replace("_", " ").capitalize(), _words))
        clashes.append(Clash(name, label, words(now[name]), words(value)))
    if clashes:
        names = [clash.name for clash in clashes]
        who, at = author(names) if author else ("", None)
        renewed = {**(basis or {}), **{name: mark(now[name]) for name in names}}
        raise Overtaken(thing, clashes, based_on=json.dumps(renewed, separators=(",", ":")), who=who, at=at)
    return result


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def edit_author(issue: Issue, kind: str, pk: int | None, fields: Mapping[str, str], *, by: User | None) -> Author:
    """Who changed a row of the issue's pages last. `fields` maps what forms call a field to what snapshots do."""

    def author(names: list[str]) -> tuple[str, datetime.datetime | None]:
        wanted = {fields.get(name, name) for name in names}
        for edit in Edit.objects.filter(issue=issue).select_related("by").order_by("-updated_at")[:RECENT]:
            row = (edit.before if edit.undone else edit.after).get(kind, {}).get(str(pk))
            if row and wanted & set(row):
                return _named(edit.by, by), edit.updated_at
        return "", None

    return author


def deed_author(series: Series, deed: Deed, about: str, *, by: User | None) -> Author:
    """Who did something last to the series, or to something of it."""

    def author(names: list[str]) -> tuple[str, datetime.datetime | None]:
        rows = Activity.objects.filter(series=series, deed=deed, about=about[:200]).select_related("by")
        last = rows.first()
        return (_named(last.by, by), last.updated_at) if last else ("", None)

    return author


def _named(person: User | None, by: User | None) -> str:
    if person is None:
        return ""
    return "You yourself, in another window," if by and person.pk == by.pk else person.display_name


def moment(at: datetime.datetime, now: datetime.datetime) -> str:
    """How long ago it was, in words."""
    seconds = max(1, int((now - at).total_seconds()))
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}{'s' if seconds >= 2 * length else ''} ago"
    return f"{seconds} second{'s' if seconds > 1 else ''} ago"
