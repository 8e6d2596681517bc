"""Checks of what is kept: the database, the pictures, their files, fonts for what is lettered."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from comics.actions.checkup_finding import Finding, hint, well, wrong
from comics.drawing import fonts
from comics.jobs.purge import stored_files
from comics.models import Lettering, Picture, Translation
from comics.models import files as stored

NAMED = 5  # how many of the same kind are named
TEXTS = 5000  # pieces of lettering whose signs are looked at
BACKUP = "Restore the last backup into another folder and compare, or bring the files back from it."


def database(thorough: bool) -> Iterator[Finding]:
    """Does it answer, is it whole, does every row point at one that is there?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA {'integrity_check' if thorough else 'quick_check'}(3)")
                troubles = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
                if troubles:
                    yield wrong("database", f"The database file is damaged: {'; '.join(troubles)[:300]}", BACKUP)
                    return
        if connection.vendor == "sqlite":  # PostgreSQL holds its own constraints at every moment
            connection.check_constraints()
    except DatabaseError as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        yield wrong("database", f"The database cannot be used: {reason}", "See that it runs, and what DATABASE_URL says.")
        return
    yield well("database", f"{connection.display_name} answers and is sound.")


def migrations(thorough: bool) -> Iterator[Finding]:
    """Does the database fit this version?"""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        yield wrong("migrations", f"{missing} migrations are not applied.", "Run manage.py migrate, or start with make run.")
    else:
        yield well("migrations", "The database fits this version.")


def pictures(thorough: bool) -> Iterator[Finding]:
    """Is the file of every picture there, with the right length, and the right bytes where all are read?"""
    troubles: dict[str, list[str]] = defaultdict(list)
    count = 0
    for picture in Picture.objects.order_by("pk").iterator(chunk_size=1000):
        count += 1
        if trouble := _trouble(picture, thorough):
            troubles[trouble].append(f"{picture.pk} ({picture.sha256[:12]})")
    for trouble, named in troubles.items():
        more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
        yield wrong("pictures", f"{len(named)} pictures {trouble}: {', '.join(named[:NAMED])}{more}.", BACKUP)
    if not troubles:
        how = "their bytes are right" if thorough else "their length is right; --thorough reads their bytes"
        yield well("pictures", f"All {count:,} pictures are there, and {how}.")


def _trouble(picture: Picture, thorough: bool) -> str:
    try:
        size = stored.size(picture.path)
        if not picture.thumb_path.exists():
            return "have no small picture beside them"
        if size != picture.size:
            return "have a file of another length"
        if thorough:
            with picture.path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != picture.sha256:
                    return "have a file with other bytes"
    except OSError:
        return "have no file"
    return ""


def files(thorough: bool) -> Iterator[Finding]:
    """Files that no row speaks of: the worker removes them after a day."""
    known: dict[int, set[str]] = defaultdict(set)
    for team, sha256 in Picture.objects.values_list("team_id", "sha256").iterator(chunk_size=5000):
        known[team].add(sha256)
    stray = [path for team, path in stored_files() if path.name.partition(".")[0] not in known[team]]
    if stray:
        size = sum(stored.size(path) for path in stray if path.exists()) / 1e6
        yield hint(
            "files",
            f"{len(stray)} files ({size:.1f} MB) belong to no picture, such as {stray[0]}.",
            "Nothing: the worker removes them once they are a day old.",
        )
    else:
        yield well("files", "Every stored file belongs to a picture.")


def fonts_there(thorough: bool) -> Iterator[Finding]:
    """Is there a font for every sign of what is lettered?"""
    signs: dict[str, set[str]] = defaultdict(set)
    for text, language in Lettering.objects.values_list("text", "panel__page__issue__series__language")[:TEXTS]:
        signs[language].update(text)
    for text, language in Translation.objects.values_list("text", "language")[:TEXTS]:
        signs[language].update(text)
    missing = "".join(sorted({sign for language, found in signs.items() for sign in _absent(found, language)}))
    if not missing:
        yield well("fonts", "There is a font for all that is lettered.")
        return
    extras = fonts.remedy(missing)
    do = f'Run make setup EXTRAS="{extras}" and restart.' if extras else "Letter it in other signs: no font here has these."
    yield wrong("fonts", f"No font here has these signs of the lettering: {missing[:60]}", do)


def _absent(signs: set[str], language: str) -> str:
    return fonts.absent("".join(sorted(signs)), language)
