"""An archive into a team: looked at as a whole first, then its pictures stored, then all rows in one transaction."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction

from comics.drawing.faces import catalogue
from comics.engines.errors import Garbled
from comics.engines.pictures import MAX_BYTES, measure
from comics.jobs.archive_checks import checked_row, picture_name
from comics.jobs.archive_export import AT_ONCE, KIND, VERSION, Progress, renamed
from comics.jobs.archive_kinds import KINDS, Kind
from comics.jobs.archive_looks import Look, look_at
from comics.jobs.purge import forget_picture
from comics.jobs.queue import enqueue
from comics.jobs.rows import insert
from comics.models import Lettering, Note, Panel, Picture, Series, Team, Translation, User, files
from comics.publishing.archive_json import BadArchive
from comics.publishing.archive_reading import Archive, Limits, open_archive

LIMITS = Limits(members=60_000, manifest=16 * 2**20, row=4 * 2**20)
SAME_TWICE = "This archive holds something twice that there can be once, such as two issues of one number."
Finish = Callable[[Series], None]


def take_in(
    path: Path, *, team: Team, by: User | None, progress: Progress | None = None, finish: Finish | None = None
) -> Series:
    """Make the series of an archive for a team. Raises `BadArchive` with a sentence; then nothing of it is left.

    `finish` is called inside the transaction that makes the rows: what it raises undoes them all. Raises `OSError` for a full
    disk.
    """
    if path.stat().st_size > settings.MAX_ARCHIVE_BYTES:
        raise BadArchive(
            f"This archive is larger than {settings.MAX_ARCHIVE_BYTES // 2**20:,} MB, the most that is taken here."
        )
    with open_archive(path, kind=KIND, versions=(VERSION,), limits=LIMITS) as archive:
        look = look_at(archive)
        tell = progress or _silence
        _check_pictures(archive, look, tell)
        with _kept_pictures(archive, look, team, tell) as pictures, transaction.atomic():
            series = _make_rows(archive, look, pictures, team=team, by=by)
            if finish:
                finish(series)
    return series


def _silence(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def _check_pictures(archive: Archive, look: Look, tell: Progress) -> None:
    """See that every picture is what its row says, by the check that pictures of engines pass too."""
    for done, row in enumerate(look.pictures.values()):
        tell(done // 2, len(look.pictures))
        if row["size"] > MAX_BYTES:
            raise BadArchive(f"The picture {row['sha256'][:12]} of this archive is larger than {MAX_BYTES // 2**20} MB.")
        with _extracted(archive, row) as draft:
            try:
                found = measure(draft)
            except Garbled as error:
                raise BadArchive(f"The picture {row['sha256'][:12]} of this archive cannot be taken. {error}") from None
        if found != (row["media_type"], row["width"], row["height"]):
            raise BadArchive(f"The picture {row['sha256'][:12]} of this archive is not what it is said to be.")


@contextmanager
def _extracted(archive: Archive, row: dict[str, Any]) -> Iterator[Path]:
    """The bytes of a picture in a file of their own, gone after the block unless they were moved to their place."""
    draft = files.scratch()
    try:
        with draft.open("xb") as file:
            archive.extract(picture_name(row), file)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _kept_pictures(archive: Archive, look: Look, team: Team, tell: Progress) -> Iterator[dict[str, int]]:
    """Store the pictures; their keys by hash. When the block fails, those that are new and of no use are forgotten."""
    kept: dict[str, int] = {}
    fresh: list[tuple[int, datetime.datetime]] = []
    total = len(look.pictures)
    try:
        for done, row in enumerate(look.pictures.values()):
            tell((total + done) // 2, total)
            known = Picture.objects.filter(team=team, sha256=row["sha256"]).exists()
            with _extracted(archive, row) as draft:
                picture = Picture.objects.keep_file(team, draft, row["media_type"])
            kept[row["sha256"]] = picture.pk
            if not known:
                fresh.append((picture.pk, picture.created_at))
        tell(total, total)
        yield kept
    except BaseException as error:
        for pk, stored_at in fresh:
            forget_picture(pk, stored_at)
        if isinstance(error, DatabaseError):
            raise BadArchive(SAME_TWICE) from None
        raise


def _make_rows(archive: Archive, look: Look, pictures: dict[str, int], *, team: Team, by: User | None) -> Series:
    keys: dict[str, list[int]] = {}
    for kind in KINDS:
        keys[kind.name] = []
        rows = archive.rows(f"rows/{kind.name}.jsonl", again=True)
        while batch := list(islice(rows, AT_ONCE)):
            made = [_made(kind, row, keys, pictures, team) for row in batch]
            _place(kind, made, keys)
            keys[kind.name] += [one.pk for one in insert(kind.model, made)]
    _set_chosen(look, keys)
    _set_parents(look, keys)
    _set_placed(archive, keys)
    for page in sorted(look.strange):
        enqueue("arrange.letter_page", keys["pages"][page - 1])
    series = Series.objects.filter(pk=keys["series"][0])
    series.update(created_by=by, touched_by=by)
    return series.get()


def _place(kind: Kind, made: list[Any], keys: dict[str, list[int]]) -> None:
    """Name the balloons of translations by the pieces that are made already; those of the pieces follow (`_set_placed`)."""
    if kind.model is Lettering:
        for one in made:
            one.placed = []
    elif kind.model is Translation:
        for one in made:
            one.placed = _here(one.placed, keys)


def _here(placed: list[dict[str, Any]], keys: dict[str, list[int]]) -> list[dict[str, Any]]:
    """Where a piece stands, in the keys of this installation; nowhere yet, where it is set in a font that is not here."""
    known = all(balloon["font"] in catalogue() for balloon in placed)
    return renamed(placed, dict(enumerate(keys["lettering"], start=1))) if known else []


def _made(kind: Kind, row: dict[str, Any], keys: dict[str, list[int]], pictures: dict[str, int], team: Team) -> Any:
    """The row as this installation has it, not saved."""
    made = kind.model(**checked_row(kind, row))
    for name, to in kind.refs.items():
        if name not in kind.later and row[name] is not None:
            setattr(made, f"{name}_id", keys[to][row[name] - 1])
    for name in kind.pictures:
        setattr(made, f"{name}_id", pictures[row[name]] if row[name] else None)
    if special := _SPECIAL.get(kind.name):
        special(made, row, team)
    return made


def _make_series(made: Any, row: dict[str, Any], team: Team) -> None:
    made.team = team


def _make_page(made: Any, row: dict[str, Any], team: Team) -> None:
    """A page that came with its preview shows it; of others the sweep has one made."""
    made.preview_stamp = made.content_stamp if row["preview"] else 0


def _make_generation(made: Any, row: dict[str, Any], team: Team) -> None:
    made.nonce = secrets.token_urlsafe(24)


def _make_charge(made: Any, row: dict[str, Any], team: Team) -> None:
    made.team, made.imported = team, True


_SPECIAL: dict[str, Callable[[Any, dict[str, Any], Team], None]] = {
    "series": _make_series,
    "pages": _make_page,
    "generations": _make_generation,
    "charges": _make_charge,
}


def _set_chosen(look: Look, keys: dict[str, list[int]]) -> None:
    """Let panels show their takes, which were made after them."""
    chosen = [(panel, points["chosen"]) for panel, points in look.rows["panels"].items() if points["chosen"]]
    panels = [Panel(pk=keys["panels"][panel - 1], chosen_id=keys["takes"][take - 1]) for panel, take in chosen if take]
    Panel.objects.bulk_update(panels, ["chosen"], batch_size=AT_ONCE)


def _set_parents(look: Look, keys: dict[str, list[int]]) -> None:
    """Hang answers on the notes that they answer."""
    answers = [(note, points["parent"]) for note, points in look.rows["notes"].items() if points["parent"]]
    notes = [Note(pk=keys["notes"][note - 1], parent_id=keys["notes"][parent - 1]) for note, parent in answers if parent]
    Note.objects.bulk_update(notes, ["parent"], batch_size=AT_ONCE)


def _set_placed(archive: Archive, keys: dict[str, list[int]]) -> None:
    """Say where lettering stands: a balloon may hang together with one of another piece, so that all must be there first."""
    rows = archive.rows("rows/lettering.jsonl", again=True)
    while batch := list(islice(rows, AT_ONCE)):
        lines = [Lettering(pk=keys["lettering"][row["id"] - 1], placed=_here(row["placed"], keys)) for row in batch]
        Lettering.objects.bulk_update(lines, ["placed"], batch_size=100)
