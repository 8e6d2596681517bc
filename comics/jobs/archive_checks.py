"""Rows of an archive, one at a time: every field of the right type and size, every name one that this studio knows."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models

from comics.composition.formats import is_format
from comics.drawing.fonts import DIALOGUE_FONTS, SFX_FONTS
from comics.jobs.archive_kinds import PICTURE_FIELDS, Kind
from comics.jobs.archive_shapes import SHAPES
from comics.languages import language_tag
from comics.models import Picture
from comics.models.pictures import EXTENSIONS
from comics.publishing.archive_json import BadArchive
from comics.vocabulary import Border, GenerationKind, GenerationState, Outcome, PageKind

HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
OVER = {state.value for state in (*GenerationState,)} & {"ready", "failed", "refused", "cancelled"}
_BORDERS = {border.value for border in Border}
# What a field may say beyond its type; `choices` of the models are asked besides.
_KNOWN: dict[tuple[str, str], Any] = {
    ("series", "page_format"): is_format,
    ("series", "border"): _BORDERS.__contains__,
    ("series", "dialogue_font"): dict(DIALOGUE_FONTS).__contains__,
    ("series", "sfx_font"): dict(SFX_FONTS).__contains__,
    ("pages", "kind"): {kind.value for kind in PageKind}.__contains__,
    ("pages", "page_format"): lambda value: not value or is_format(value),
    ("pages", "border"): lambda value: not value or value in _BORDERS,
    ("generations", "kind"): {kind.value for kind in GenerationKind}.__contains__,
    ("generations", "state"): OVER.__contains__,
    ("drawings", "state"): OVER.__contains__,
    ("charges", "kind"): {kind.value for kind in GenerationKind}.__contains__,
    ("charges", "outcome"): {outcome.value for outcome in Outcome}.__contains__,
}
_LARGEST = {models.PositiveIntegerField: 2**31 - 1, models.PositiveBigIntegerField: 2**63 - 1}
_YEARS = range(1900, 2200)


def checked_row(kind: Kind, row: dict[str, Any]) -> dict[str, Any]:
    """The fields of a row as the database takes them; the references stay as they are. Raises `BadArchive`."""
    expected = {"id", *kind.fields, *kind.refs, *kind.pictures}
    if row.keys() != expected:
        raise _bad(kind, row, "has not the fields that it should have")
    return {name: _checked_field(kind, row, name) for name in kind.fields}


def _checked_field(kind: Kind, row: dict[str, Any], name: str) -> Any:
    field: Any = kind.model._meta.get_field(name)
    value = row[name]
    shape = SHAPES.get((kind.name, name))
    if shape is not None:
        if not shape(value):
            raise _bad(kind, row, f"holds something else than it should as {name}")
        return value
    if value is None and field.null:
        return None
    try:
        found = _typed(field, value)
    except (ValueError, TypeError, InvalidOperation, OverflowError):
        raise _bad(kind, row, f"holds something else than it should as {name}") from None
    known = _KNOWN.get((kind.name, name))
    offered = {key for key, _ in field.flatchoices} | ({""} if field.blank else set())
    if (known and not known(found)) or (field.choices and found not in offered):
        raise _bad(kind, row, f"names a {name} that this studio does not know")
    return found


def _typed(field: Any, value: Any) -> Any:
    """The value as the field takes it; `ValueError` and the like for any other type or size."""
    if isinstance(field, models.BooleanField):
        return _of(bool, value)
    if isinstance(field, models.DateTimeField):
        return _moment(_of(str, value))
    if isinstance(field, models.DecimalField):
        return _amount(field, Decimal(_of(str, value)))
    if isinstance(field, models.FloatField):
        return float(_of(float, value) if isinstance(value, float) else _of(int, value))
    if isinstance(field, models.IntegerField):
        if not 0 <= _of(int, value) <= _LARGEST[type(field)]:
            raise ValueError(value)
        return value
    if not isinstance(field, models.CharField | models.TextField):
        raise TypeError(field)
    text = _of(str, value)
    if field.max_length and len(text) > field.max_length:
        raise ValueError("too long")
    return text


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(kind)
    return value


def _moment(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError(text)
    return moment.astimezone(datetime.UTC)


def _amount(field: models.DecimalField[Any, Any], amount: Decimal) -> Decimal:
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** (field.max_digits - field.decimal_places):
        raise ValueError("no amount")
    return amount.quantize(Decimal(1).scaleb(-field.decimal_places))


def checked_picture(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the pictures: what its file must turn out to be. Raises `BadArchive`."""
    if row.keys() != set(PICTURE_FIELDS) or not isinstance(row["sha256"], str) or not HASH.fullmatch(row["sha256"]):
        raise BadArchive("A picture of this archive has not the fields that it should have.")
    sizes = [row[name] for name in ("width", "height", "size")]
    if row["media_type"] not in list(EXTENSIONS) or any(type(size) is not int or not 0 < size < 2**31 for size in sizes):
        raise BadArchive(f"The picture {row['sha256'][:12]} of this archive is of a kind that the studio does not keep.")
    return row


def picture_name(row: dict[str, Any]) -> str:
    """The member that holds a picture's bytes."""
    return f"pictures/{row['sha256']}.{EXTENSIONS[row['media_type']]}"


def picture_row(picture: Picture) -> dict[str, Any]:
    """What an archive says of a picture."""
    return {name: getattr(picture, name) for name in PICTURE_FIELDS}


def check_language(tag: str) -> None:
    """Refuse what is no language."""
    try:
        known = language_tag(tag) == tag
    except ValueError:
        known = False
    if not known:
        raise BadArchive("This archive names a language that there is not.")


def _bad(kind: Kind, row: dict[str, Any], why: str) -> BadArchive:
    number = row.get("id")
    which = f" {number}" if type(number) is int else ""
    return BadArchive(f"Row{which} of {kind.name} in this archive {why}.")
