"""Laying out and lettering whole pages anew, where that takes longer than an answer may."""

from __future__ import annotations

from django.db import transaction

from comics.jobs.compose import lay_out, page_panels, reletter, touch
from comics.jobs.queue import enqueue
from comics.models import Page, Panel


def arrange_page(page_id: int) -> None:
    """Lay a page out by its layout, letter it, and have its preview made. Safe to run twice."""
    page = Page.objects.select_related("issue__series").filter(pk=page_id).first()
    if page is None:
        return
    panels = page_panels(page)
    lay_out(page, panels)
    with transaction.atomic():
        Panel.objects.bulk_update(panels, ["box"])
        touch(page, panels)
    letter_page(page_id)


def letter_page(page_id: int) -> None:
    """Letter a page anew in the frames that it has, and have its preview made. Safe to run twice."""
    page = Page.objects.select_related("issue__series").filter(pk=page_id).first()
    if page is None:
        return
    reletter(page, page_panels(page))
    enqueue("render.preview_page", page.pk)
