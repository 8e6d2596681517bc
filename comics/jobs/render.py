"""Page previews, made by the worker."""

from __future__ import annotations

import logging

from django.db import transaction

from comics.composition.render import save_jpeg
from comics.jobs.compose import page_panels, touch
from comics.jobs.page_pictures import page_picture
from comics.models import Page, Picture

logger = logging.getLogger(__name__)
PREVIEW_WIDTH = 1080  # pixels: sharp in the reader on most screens; filmstrips and cards show its thumb


def preview_page(page_id: int) -> None:
    """Make the small picture of a page unless it shows the page's present content already. Safe to run twice."""
    page = Page.objects.select_related("issue__series__team").filter(pk=page_id).first()
    if page is None or page.preview_stamp == page.content_stamp:
        return
    stamp, preview = page.content_stamp, page.preview
    try:
        data = save_jpeg(page_picture(page, page_panels(page), PREVIEW_WIDTH * (2 if page.spread else 1)), quality=88)
        preview = Picture.objects.keep(page.issue.series.team, data, "image/jpeg")
    except (OSError, ValueError):
        # The former preview stays; trying again and again would not bring a missing picture or room on the disk.
        logger.exception("page %s: no preview could be made", page_id)
    with transaction.atomic():
        page.issue.hold()
        Page.objects.filter(pk=page_id, preview_stamp__lt=stamp).update(preview=preview, preview_stamp=stamp)
        page.refresh_from_db()
        touch(page, content=False)
