"""Laying out and lettering whole pages anew, where that takes longer than an answer may."""

from __future__ import annotations

from django.db import transaction

from comics.jobs.compose import lay_out, page_panels, reletter, reletter_all, touch
from comics.jobs.queue import enqueue
from comics.models import Page, Panel


def arrange_page(page_id: int) -> None:
    """Lay a page out by its layout, letter it, and have its preview made. Safe to run twice."""
    if lay_page_out(page_id):
        letter_at_once(page_id)


def lay_page_out(page_id: int) -> bool:
    """Lay a page out by its layout and tell open editors; False where it is gone."""
    rows = Page.objects.select_related("issue__series").filter(pk=page_id)
    with transaction.atomic():
        if page := rows.first():
            page.issue.hold()
            page = rows.first()  # as it is once it is held, so that frames which somebody set a moment ago stay
        if page is None:
            return False
        panels = page_panels(page)
        lay_out(page, panels)
        Panel.objects.bulk_update(panels, ["box"])
        touch(page, panels)
    return True


def letter_page(page_id: int) -> None:
    """Letter a page anew in the frames that it has, in all its languages, and have its preview made. Safe to run twice."""
    page = Page.objects.select_related("issue__series").filter(pk=page_id).first()
    if page is None:
        return
    reletter_all(page, page_panels(page))
    enqueue("render.preview_page", page.pk)


def letter_at_once(page_id: int) -> None:
    """Letter a page anew in the issue's own language now, and leave its other ones and the preview to the worker."""
    page = Page.objects.select_related("issue__series").filter(pk=page_id).first()
    if page is None:
        return
    reletter(page, page_panels(page))
    enqueue("arrange.letter_page_in_others" if page.issue.languages else "render.preview_page", page.pk)


def letter_page_in_others(page_id: int) -> None:
    """Letter a page anew in the languages besides the issue's own, then have its preview made. Safe to run twice."""
    page = Page.objects.select_related("issue__series").filter(pk=page_id).first()
    if page is None:
        return
    for language in page.issue.languages:
        reletter(page, page_panels(page), language)
    enqueue("render.preview_page", page.pk)


def letter_others(panel_id: int) -> None:
    """Letter a panel anew in the languages besides the issue's own, then have its page's preview made. Safe to run twice.

    The preview comes last, so that the sweep, which looks for pages without one, finds this work too when it was lost.
    """
    panel = Panel.objects.select_related("page__issue__series").filter(pk=panel_id).first()
    if panel is None:
        return
    page = panel.page
    for language in page.issue.languages:
        reletter(page, [one for one in page_panels(page) if one.pk == panel_id], language)
    enqueue("render.preview_page", page.pk)


def follow(panel: Panel) -> None:
    """Have the worker do what follows once a panel is lettered in the issue's own language: its other ones, and the preview."""
    if panel.page.issue.languages:
        enqueue("arrange.letter_others", panel.pk)
    else:
        enqueue("render.preview_page", panel.page_id)
