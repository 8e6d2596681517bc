"""Page previews and finished books, made by the worker."""

from __future__ import annotations

import contextlib
import datetime
import errno
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from PIL import Image

from comics.composition.render import page_image, save_jpeg
from comics.jobs.compose import balloons_of, drawing_of, page_arts, page_panels, touch
from comics.models import Export, Issue, Page, Panel, Picture
from comics.models.takes import LEASE
from comics.publishing.book import Book, Credit, Sheet
from comics.publishing.cbz import ComicPage, write_cbz
from comics.publishing.pdf import write_pdf

logger = logging.getLogger(__name__)
PREVIEW_WIDTH = 1080  # pixels: sharp in the reader on most screens; filmstrips and cards show its thumb
BOOK_WIDTH = 1600  # pixels: a CBZ page


class Cancelled(Exception):
    """The person who asked for the export does not want it any more."""


def preview_page(page_id: int) -> None:
    """Make the small picture of a page unless it shows the page's present content already. Safe to run twice."""
    page = Page.objects.select_related("issue__series__team").filter(pk=page_id).first()
    if page is None or page.preview_stamp == page.content_stamp:
        return
    stamp, preview = page.content_stamp, page.preview
    try:
        data = save_jpeg(_page_picture(page, page_panels(page), PREVIEW_WIDTH), quality=88)
        preview = Picture.objects.keep(page.issue.series.team, data, "image/jpeg")
    except (OSError, ValueError):
        # The former preview stays; trying again and again would not bring a missing picture or room on the disk.
        logger.exception("page %s: no preview could be made", page_id)
    with transaction.atomic():
        Page.objects.filter(pk=page_id, preview_stamp__lt=stamp).update(preview=preview, preview_stamp=stamp)
        page.refresh_from_db()
        touch(page, content=False)


def _page_picture(page: Page, panels: list[Panel], width: int) -> Image.Image:
    pictures = {str(panel.chosen.picture_id): panel.chosen.picture for panel in panels if panel.chosen}
    return page_image(
        page.format(),
        page_arts(page, panels),
        balloons_of(panels),
        width_px=width,
        open_picture=lambda key: Image.open(pictures[key].path),
    )


def bind(export_id: int) -> None:
    """Make the file of an export, telling how far it is. On any failure nothing is left behind but a sentence of why."""
    if not Export.objects.claim(export_id):
        return
    export = Export.objects.select_related("issue__series__team", "by").get(pk=export_id)
    try:
        export.path.parent.mkdir(parents=True, exist_ok=True)
        write_book(export.issue, export.edition, export.path, progress=lambda done: _tell(export, done), by=_name(export))
        size = export.path.stat().st_size
    except Cancelled:
        return
    except OSError as error:
        logger.exception("export %s failed", export_id)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "The disk is full." if full else "The file could not be written."
        _close(
            export, Export.State.FAILED, error=f"{reason} Nothing was kept of this export; the issue is untouched. Try again."
        )
    except Exception:
        logger.exception("export %s failed", export_id)
        _close(export, Export.State.FAILED, error="This export failed. The issue is untouched; try again.")
    else:
        if not _close(export, Export.State.READY, size=size, pages_done=export.pages):
            export.path.unlink(missing_ok=True)


def _name(export: Export) -> str:
    return export.by.display_name if export.by else ""


def _tell(export: Export, done: int) -> None:
    """Keep the progress and the lease. Raises `Cancelled` when the export was cancelled or taken over."""
    rows = Export.objects.filter(pk=export.pk, state=Export.State.RENDERING)
    if not rows.update(pages_done=done, lease_until=timezone.now() + LEASE):
        raise Cancelled


def _close(export: Export, state: Export.State, **fields: object) -> bool:
    rows = Export.objects.filter(pk=export.pk, state=Export.State.RENDERING)
    return bool(rows.update(state=state, finished_at=timezone.now(), **fields))


def write_book(
    issue: Issue, edition: str, target: Path, *, progress: Callable[[int], None] | None = None, by: str = ""
) -> None:
    """Bind an issue into a file: `edition` is a value of `Export.Edition`, `target` a path. Raises `OSError`.

    `progress` is called with the number of finished pages.
    """
    book = book_of(issue, by=by)
    if edition == Export.Edition.PDF:
        write_pdf(
            book,
            _sheets(issue),
            target,
            picture=lambda key: Picture.objects.get(pk=int(key)).path.read_bytes(),
            progress=progress,
        )
    else:
        write_cbz(book, _comic_pages(issue), target, progress=progress)


def book_of(issue: Issue, *, by: str = "") -> Book:
    """What is printed on the spine of an issue."""
    series = issue.series
    return Book(
        title=issue.title,
        series=series.title,
        number=str(issue.number),
        language=series.language,
        direction=series.direction,
        summary=series.summary,
        genre=series.genre,
        credits=(Credit("Writer", by),) if by else (),
        characters=tuple(series.characters.filter(binned_at=None).values_list("name", flat=True)),
        locations=tuple(series.locations.filter(binned_at=None).values_list("name", flat=True)),
        date=datetime.date(issue.updated_at.year, issue.updated_at.month, issue.updated_at.day),
        publisher=series.team.name,
    )


def _sheets(issue: Issue) -> Iterator[Sheet]:
    for page in issue.bound_pages().select_related("issue__series"):
        size = page.format()
        panels = page_panels(page)
        transcript = tuple(line.text for panel in panels for line in panel.lettering.all())
        yield Sheet(drawing_of(page, panels), size.width, size.height, size.bleed, str(page.position), transcript)


def _comic_pages(issue: Issue) -> Iterator[ComicPage]:
    for index, page in enumerate(issue.bound_pages().select_related("issue__series")):
        with contextlib.closing(_page_picture(page, page_panels(page), BOOK_WIDTH)) as image:
            yield ComicPage(save_jpeg(image), image.width, image.height, kind="FrontCover" if index == 0 else "Story")
