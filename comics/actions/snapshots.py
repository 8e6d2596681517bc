"""How pages stand, as plain data: what an edit changed, and setting it back.

A snapshot maps a kind of row to its rows by key, and each to its fields. The difference of two snapshots holds only the rows
and fields that differ; a row that was not there is None. Where lettering stands (`placed`) is not part of it, because it is
worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.dateparse import parse_datetime

from comics.models import Issue, Lettering, Page, Panel, Take, Translation
from comics.vocabulary import PageKind

Row = Mapping[str, Any]
Snapshot = dict[str, dict[str, Row | None]]

_FIELDS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "pages": (
        Page,
        ("issue_id", "kind", "position", "layout", "frames", "page_format", "spread", "border", "cover", "binned_at"),
    ),
    "panels": (
        Panel,
        (
            *("page_id", "position", "script_index", "objective", "scene", "action", "shot", "importance", "scene_start"),
            *("box", "bleeds", "border", "chosen_id", "stale", "binned_at"),
        ),
    ),
    "lettering": (
        Lettering,
        (
            *("panel_id", "position", "kind", "speaker", "text", "joined", "style", "seed"),
            *("at_x", "at_y", "tail_x", "tail_y"),
        ),
    ),
    "translations": (Translation, ("lettering_id", "language", "text", "original", "at_x", "at_y", "tail_x", "tail_y")),
    "takes": (Take, ("view", "source")),
}
# Rows that are thrown away, and made again with their old key; all others only go to the bin and come back.
_LOOSE = ("lettering", "translations")
_OF_LETTERING = frozenset({"lettering", "translations"})
# What follows from other fields: two people may both have caused it, and setting it back harms neither.
_DERIVED = frozenset({"box", "stale"})


def snapshot(issue: Issue, pages: Iterable[int]) -> Snapshot:
    """All page rows of the issue, and what stands on the pages with these keys: five questions to the database."""
    keys = list(pages)
    panels = models.Q(page_id__in=keys)
    found = {
        "pages": _rows("pages", models.Q(issue=issue)),
        "panels": _rows("panels", panels),
        "lettering": _rows("lettering", models.Q(panel__page_id__in=keys)),
        "translations": {},
        "takes": _rows("takes", models.Q(panel__page_id__in=keys, pk=models.F("panel__chosen_id"))),
    }
    if issue.languages:
        found["translations"] = _rows("translations", models.Q(lettering__panel__page_id__in=keys))
    return found


def _rows(kind: str, which: models.Q) -> dict[str, Row | None]:
    model, fields = _FIELDS[kind]
    return {str(row.pop("pk")): _plain(row) for row in model._default_manager.filter(which).values("pk", *fields)}


def _plain(row: dict[str, Any]) -> Row:
    """The row as JSON keeps it, so that what was stored equals what is read later."""
    encoder = DjangoJSONEncoder()
    return {name: encoder.default(value) if hasattr(value, "isoformat") else value for name, value in row.items()}


def difference(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Both snapshots, each with only the rows and fields in which they differ."""
    old: Snapshot = {}
    new: Snapshot = {}
    for kind in _FIELDS:
        for key in sorted({*before.get(kind, {}), *after.get(kind, {})}, key=int):
            was, is_ = before.get(kind, {}).get(key), after.get(kind, {}).get(key)
            if was == is_ or (kind == "takes" and (was is None or is_ is None)):
                continue  # A take that was chosen meanwhile did not change.
            names = [name for name in (was or is_ or {}) if was is None or is_ is None or was[name] != is_[name]]
            old.setdefault(kind, {})[key] = was and {name: was[name] for name in names}
            new.setdefault(kind, {})[key] = is_ and {name: is_[name] for name in names}
    return old, new


def merged(older: Snapshot, newer: Snapshot) -> Snapshot:
    """The newer snapshot laid over the older one, field by field; a row that is None in the newer one is None."""
    result: Snapshot = {kind: dict(rows) for kind, rows in older.items()}
    for kind, rows in newer.items():
        mine = result.setdefault(kind, {})
        for key, row in rows.items():
            known = mine.get(key)
            mine[key] = {**known, **row} if known and row else row
    return result


def only_lettering(*snapshots: Snapshot) -> bool:
    """Whether they speak of nothing but lettering."""
    return all(set(one) <= _OF_LETTERING for one in snapshots)


def holds(expected: Snapshot) -> bool:
    """Whether the rows still stand as the snapshot says; fields that follow from others are not asked."""
    for kind, rows in expected.items():
        model, fields = _FIELDS[kind]
        present = {str(row.pop("pk")): _plain(row) for row in model._default_manager.filter(pk__in=rows).values("pk", *fields)}
        for key, row in rows.items():
            there = present.get(key)
            if row is None:
                if there is not None and not there.get("binned_at"):
                    return False
            elif there is None or any(there[name] != value for name, value in row.items() if name not in _DERIVED):
                return False
    return True


def possible(wanted: Snapshot) -> bool:
    """Whether the rows can stand as the snapshot says: nothing that they are, or hang on, was deleted for good meanwhile, and
    no cover was replaced by another."""
    there = {kind: {int(key) for key, row in wanted.get(kind, {}).items() if row is not None} for kind in _FIELDS}
    panels = {*there["panels"], *_named(wanted, "lettering", "panel_id")}
    lines = _named(wanted, "translations", "lettering_id") - there["lettering"]
    needed: tuple[tuple[type[models.Model], set[int]], ...] = ((Page, there["pages"]), (Panel, panels), (Lettering, lines))
    whole = all(model._default_manager.filter(pk__in=keys).count() == len(keys) for model, keys in needed)
    return whole and not _replaced(wanted)


def _replaced(wanted: Snapshot) -> bool:
    """Whether a cover would come back beside another one of its kind."""
    back = [int(key) for key, row in wanted.get("pages", {}).items() if row and row.get("binned_at", "kept") is None]
    others = Page.objects.filter(issue=models.OuterRef("issue"), kind=models.OuterRef("kind"), binned_at=None)
    covers = Page.objects.filter(pk__in=back).exclude(kind=PageKind.STORY)
    return covers.filter(models.Exists(others.exclude(pk__in=back))).exists()


def _named(wanted: Snapshot, kind: str, field: str) -> set[int]:
    return {row[field] for row in wanted.get(kind, {}).values() if row and field in row}


def touched_by(wanted: Snapshot) -> models.QuerySet[Page]:
    """The pages whose content changes when the rows are made to stand as the snapshot says; their number alone is none."""
    rows = wanted.get("pages", {}).items()
    pages = {int(key) for key, row in rows if row is None or set(row) != {"position"}}
    lines = {int(key) for key in wanted.get("lettering", {})}
    lines |= set(
        Translation.objects.filter(pk__in=wanted.get("translations", {})).values_list("lettering", flat=True)
    ) | _named(wanted, "translations", "lettering_id")
    panels = {int(key) for key in wanted.get("panels", {})} | _named(wanted, "lettering", "panel_id")
    shown = models.Q(pk__in=panels) | models.Q(lettering__in=lines) | models.Q(takes__in=wanted.get("takes", {}))
    pages |= _named(wanted, "panels", "page_id") | set(Panel.objects.filter(shown).values_list("page", flat=True))
    return Page.objects.filter(pk__in=pages)


def restore(wanted: Snapshot) -> None:
    """Make the rows stand as the snapshot says. Call it inside a transaction.

    Rows that should not be there go: lettering for good (it comes back with its key), pages and panels to the bin.
    """
    for kind in reversed(list(_FIELDS)):
        gone = [int(key) for key, row in wanted.get(kind, {}).items() if row is None]
        _take_away(kind, gone)
    for kind, (model, _) in _FIELDS.items():
        for key, row in wanted.get(kind, {}).items():
            if row is not None:
                _put(model, int(key), row, anew=kind in _LOOSE)


def _take_away(kind: str, keys: list[int]) -> None:
    if not keys:
        return
    model = _FIELDS[kind][0]
    rows = model._default_manager.filter(pk__in=keys)
    if kind in _LOOSE:
        rows.delete()
        return
    for row in rows:
        row.bin()  # type: ignore[attr-defined]  # pages and panels are Binnable


def _put(model: type[models.Model], key: int, row: Row, *, anew: bool) -> None:
    values = {name: parse_datetime(value) if name == "binned_at" and value else value for name, value in row.items()}
    if not model._default_manager.filter(pk=key).update(**values) and anew:
        model._default_manager.create(pk=key, **values)
