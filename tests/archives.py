"""A series with one of everything that an archive carries, and archives of it, honest and forged."""

from __future__ import annotations

import functools
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import TestCase
from django.utils import timezone

from comics.jobs import queue
from comics.jobs.archive_export import write_archive
from comics.jobs.archive_import import take_in
from comics.jobs.archive_kinds import KINDS
from comics.jobs.arrange import letter_page
from comics.jobs.compose import page_panels
from comics.jobs.page_pictures import page_picture, save_page
from comics.jobs.render import preview_page
from comics.models import (
    ApiComic,
    Character,
    CharacterState,
    GenerationReference,
    Issue,
    IssueReference,
    Lettering,
    Location,
    Member,
    Note,
    Page,
    Picture,
    Series,
    SeriesReference,
    Team,
    Translation,
)
from comics.publishing.archive_json import told
from comics.publishing.archive_writing import MANIFEST
from comics.publishing.zips import entry
from tests.charges import make_charge
from tests.studio import People, flat_engine, launch, make_issue, make_user

RENDERED = 700  # pixels across
Row = dict[str, Any]


def make_series(people: People) -> Series:
    """Two pages, drawn and lettered in two languages, a cover, cast, places, notes, and a line of the ledger."""
    issue = make_issue(people, border="rough")
    series = issue.series
    with flat_engine():
        _drawn(issue, people)
    panel = issue.pages.get(position=1).panels.get(position=0)
    picture = panel.chosen.picture
    ren = Character.objects.create(series=series, name="Renata", portrait=picture, portrait_uploaded=True)
    CharacterState.objects.create(character=ren, name="Disguise", appearance="A beard", portrait=picture)
    Location.objects.create(series=series, name="Bridge", picture=picture)
    SeriesReference.objects.create(series=series, picture=picture, description="Ink")
    ApiComic.objects.create(issue=issue, prompt="A fox walks home.")
    IssueReference.objects.create(issue=issue, kind="character", name="Mino", picture=picture)
    IssueReference.objects.create(issue=issue, kind="location", name="Hill", description="Green")
    GenerationReference.objects.create(generation=issue.generations.get(), picture=picture)
    issue.languages, issue.credits = ["id"], [["Writer", "Ann"]]
    issue.save()
    for line in Lettering.objects.filter(panel__page__issue=issue):
        Translation.objects.create(lettering=line, language="id", text=f"{line.text} ya", original=line.text)
    Page.objects.create(issue=issue, kind="front", position=0, cover={"title": "Fox", "in": {"id": {"title": "Rubah"}}})
    note = Note.objects.create(page=panel.page, panel=panel, text="Darker?", by_name="Mila", x=0.5, y=0.5, number=1)
    Note.objects.create(page=panel.page, parent=note, text="Yes.", by_name="Olga", resolved_at=timezone.now())
    make_charge(people.team, by=people.owner, series=series)
    for page in Page.objects.filter(issue=issue):
        letter_page(page.pk)
        preview_page(page.pk)
    return Series.objects.get(pk=series.pk)


def _drawn(issue: Issue, people: People) -> None:
    """Draw two pages, in tests that never commit too."""
    if not connection.in_atomic_block:
        launch(issue, people, pages=2, per_page=2)
        return
    with queue.here() as work:
        with TestCase.captureOnCommitCallbacks(execute=True):
            launch(issue, people, draw=False, pages=2, per_page=2)
        while work:
            with TestCase.captureOnCommitCallbacks(execute=True):
                queue.run(work.pop(0))


def small_series(people: People) -> Series:
    """Such a series for the team, in no time."""
    with tempfile.TemporaryDirectory() as folder:
        return take_in(archive_in(Path(folder)), team=people.team, by=people.owner)


@functools.cache
def archive_bytes() -> bytes:
    """An archive of such a series; its rows are gone again."""
    packer, team = make_user("packer"), elsewhere()
    Member.objects.create(team=team, user=packer, role="owner")
    series = make_series(People(packer, packer, packer, team))
    with tempfile.TemporaryDirectory() as folder:
        data = packed(series, Path(folder)).read_bytes()
    for one in (series, team, packer.personal_team, packer):
        one.delete()
    return data


def archive_in(folder: Path) -> Path:
    """The same in a file."""
    path = folder / "honest.zip"
    path.write_bytes(archive_bytes())
    return path


def packed(series: Series, folder: Path, name: str = "archive.zip") -> Path:
    """An archive of the series."""
    target = folder / name
    write_archive(series, target)
    return target


def members(path: Path) -> dict[str, bytes]:
    """What is in an archive, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rendered(series: Series) -> list[bytes]:
    """Every page of every issue as pixels, in every language."""
    found = []
    for issue in series.issues.order_by("number"):
        for page in issue.bound_pages():
            panels = page_panels(page)
            for language in ("", *issue.languages):
                found.append(save_page(page_picture(page, panels, RENDERED, language=language), "png"))
    return found


def forged(path: Path, **changes: Callable[[list[Row]], object]) -> Path:
    """An archive whose rows of some kinds were changed, with a manifest that agrees with them."""
    content = members(path)
    for kind, change in changes.items():
        lines = [json.loads(line) for line in content[f"rows/{kind}.jsonl"].splitlines()]
        change(lines)
        content[f"rows/{kind}.jsonl"] = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return resealed(path, content)


def resealed(path: Path, content: dict[str, bytes], **head: object) -> Path:
    """An archive of these members, with a manifest that tells their true hashes."""
    manifest = json.loads(content[MANIFEST]) | head
    manifest["members"] = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in content.items()
        if name != MANIFEST
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {**content, MANIFEST: told(manifest)}.items():
            archive.writestr(entry(name, (1980, 1, 1, 0, 0, 0)), data)
    target = path.with_name("forged.zip")
    target.write_bytes(out.getvalue())
    return target


def counts() -> dict[str, int]:
    """How many rows there are of all that an import makes."""
    models = {**{kind.name: kind.model for kind in KINDS}, "pictures": Picture}
    return {name: model._default_manager.count() for name, model in models.items()}


def elsewhere() -> Team:
    """A team that has nothing yet."""
    return Team.objects.create(name="Elsewhere")
