"""A series into an archive: rows as plain data, then the bytes of every picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import models

from comics.composition.parting import PART
from comics.jobs.archive_checks import OVER, picture_name, picture_row
from comics.jobs.archive_kinds import KINDS, Kind
from comics.jobs.moment import one_moment
from comics.jobs.plain import plain
from comics.models import Page, Picture, Series
from comics.publishing.archive_writing import ArchiveWriter, new_archive
from comics.vocabulary import GenerationState

KIND, VERSION = "panelwright-series", 1
AT_ONCE = 500  # rows that are fetched together
Progress = Callable[[int, int], None]
Numbers = dict[str, dict[int, int]]  # by kind and key: the number of a row in the archive


def write_archive(series: Series, target: Path, *, progress: Progress | None = None) -> None:
    """Write everything of a series into a file; `progress` hears of the pictures done and in all.

    Equal content gives equal bytes. Raises `OSError` for a full disk or a picture that is gone; then no file is left.
    """
    tell = progress or _silence
    head: dict[str, Any] = {"kind": KIND, "version": VERSION, "title": series.title}
    with new_archive(target, head) as archive:
        pictures = _write_rows(series, archive)
        for done, picture in enumerate(pictures):
            tell(done, len(pictures))
            with picture.path.open("rb") as file:
                archive.add_file(picture_name(picture_row(picture)), file)
        tell(len(pictures), len(pictures))


def _silence(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def _write_rows(series: Series, archive: ArchiveWriter) -> list[Picture]:
    """Write the rows of all kinds as they stand at one moment; answers the pictures that they name, by their hash."""
    with one_moment():
        numbers = {kind.name: _numbers(kind, series) for kind in KINDS}
        pictures = _pictures(series)
        hashes = {picture.pk: picture.sha256 for picture in pictures}
        archive.add_rows("rows/pictures.jsonl", map(picture_row, pictures))
        for kind in KINDS:
            archive.add_rows(f"rows/{kind.name}.jsonl", _rows(kind, series, numbers, hashes))
    return pictures


def rows_of(kind: Kind, series: Series) -> models.QuerySet[Any]:
    """The rows of a kind that belong to the series and do not lie in the bin, in the order in which they were made."""
    live = {f"{way}binned_at": None for way in kind.bins}
    return kind.model._default_manager.filter(**{kind.way: series.pk}, **live).order_by("pk")


def _numbers(kind: Kind, series: Series) -> dict[int, int]:
    """The number in the archive of each row, by its key."""
    keys = rows_of(kind, series).values_list("pk", flat=True)
    return {pk: number for number, pk in enumerate(keys.iterator(chunk_size=AT_ONCE), start=1)}


def _pictures(series: Series) -> list[Picture]:
    """All pictures that carried rows point at. A preview that shows an older page is none of them."""
    keys: set[int] = set()
    for kind in KINDS:
        rows = rows_of(kind, series)
        for name in kind.pictures:
            shown = rows.filter(preview_stamp=models.F("content_stamp")) if name == "preview" else rows
            keys.update(shown.exclude(**{name: None}).values_list(name, flat=True).distinct())
    found: list[Picture] = []
    ordered = sorted(keys)
    for start in range(0, len(ordered), AT_ONCE):
        found += Picture.objects.filter(pk__in=ordered[start : start + AT_ONCE])
    return sorted(found, key=lambda picture: picture.sha256)


def _rows(kind: Kind, series: Series, numbers: Numbers, hashes: dict[int, str]) -> Iterator[dict[str, Any]]:
    for row in rows_of(kind, series).iterator(chunk_size=AT_ONCE):
        told: dict[str, Any] = {"id": numbers[kind.name][row.pk]}
        told |= {name: plain(getattr(row, name)) for name in kind.fields}
        told |= {name: _number(numbers[to], getattr(row, f"{name}_id")) for name, to in kind.refs.items()}
        told |= {name: hashes.get(getattr(row, f"{name}_id") or 0) for name in kind.pictures}
        if special := _SPECIAL.get(kind.name):
            special(row, told, numbers)
        yield told


def _number(numbers: dict[int, int], key: int | None) -> int | None:
    """The number of a row that another one points at; None where it points at nothing, or at what is not carried."""
    return None if key is None else numbers.get(key)


def _tell_page(row: Page, told: dict[str, Any], numbers: Numbers) -> None:
    """A preview that shows an older page stays at home, whatever else shows the same picture."""
    if row.preview_stamp != row.content_stamp:
        told["preview"] = None


def _tell_work(row: Any, told: dict[str, Any], numbers: Numbers) -> None:
    """What is still moving, or waits for somebody, is over elsewhere."""
    if told["state"] not in OVER:
        told["state"] = GenerationState.CANCELLED.value


def _tell_lettering(row: Any, told: dict[str, Any], numbers: Numbers) -> None:
    """Outlines follow the seed, so that pages look the same where rows have other keys."""
    told["seed"] = told["seed"] or str(row.pk)
    _tell_placed(row, told, numbers)


def _tell_placed(row: Any, told: dict[str, Any], numbers: Numbers) -> None:
    seeded = [{**balloon, "seed": balloon.get("seed") or balloon["key"]} for balloon in told["placed"]]
    told["placed"] = renamed(seeded, numbers["lettering"])


def renamed(placed: list[dict[str, Any]], keys: dict[int, int]) -> list[dict[str, Any]]:
    """Balloons as they were placed, with the keys that their pieces have elsewhere."""
    return [
        {**balloon, "key": _key(balloon["key"], keys), "joined": _key(balloon.get("joined", ""), keys)} for balloon in placed
    ]


def _key(key: str, keys: dict[int, int]) -> str:
    """A balloon's key, which is that of its piece, and the number of the part where the piece was divided."""
    stem, colon, part = key.partition(PART)
    found = keys.get(int(stem)) if stem else None
    return "" if found is None else f"{found}{colon}{part}"


_SPECIAL: dict[str, Callable[[Any, dict[str, Any], Numbers], None]] = {
    "pages": _tell_page,
    "generations": _tell_work,
    "drawings": _tell_work,
    "lettering": _tell_lettering,
    "translations": _tell_placed,
}
