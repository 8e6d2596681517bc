"""Pages: choose a layout, bin and bring back."""

from __future__ import annotations

from comics.actions.edits import number_pages, recorded
from comics.actions.errors import Refusal
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.standing_values import layout_of_page
from comics.composition.formats import describe, is_format
from comics.jobs.arrange import lay_page_out, letter_at_once
from comics.jobs.compose import page_layouts, page_panels, touch
from comics.jobs.queue import enqueue
from comics.models import Page, User
from comics.vocabulary import Deed, PageKind


def choose_layout(page: Page, key: str, *, by: User, basis: Basis = None) -> Page:
    """Lay a page out in another way and letter it anew. Raises `Refusal` for a layout that this page cannot have."""
    with recorded([page], by=by, label="choose a layout"):
        labels = {layout.key: layout.label for layout in page_layouts(page, page_panels(page))}
        if key not in labels:
            raise Refusal("This page cannot be laid out that way.", field="layout")
        author = edit_author(page.issue, "pages", page.pk, {}, by=by)
        told = {"layout": ("Layout", lambda value: labels.get(value[0], value[0]))}
        mine = {"layout": [key, page.frames if key == "hand" else []]}
        merged(layout_of_page(page), mine, basis, thing="the layout of this page", author=author, told=told)
        page.layout = key
        page.save(update_fields=["layout"])
        page.issue.touched_by = by
        page.issue.save(update_fields=["touched_by", "updated_at"])
        lay_page_out(page.pk)
    letter_at_once(page.pk)
    page.refresh_from_db()
    return page


def set_page_format(page: Page, key: str, *, by: User, basis: Basis = None) -> Page:
    """Give a page paper of its own, or that of the series again (""); it is laid out and lettered anew.

    Raises `Refusal` for a format that there is not.
    """
    if key and not is_format(key):
        raise Refusal("There is no such page format.", field="page_format")
    with recorded([page], by=by, label="change the page format"):
        author = edit_author(page.issue, "pages", page.pk, {}, by=by)
        told = {"page_format": ("Paper", lambda value: describe(value) if value else "As the series")}
        now, mine = {"page_format": page.page_format}, {"page_format": key}
        page.page_format = merged(now, mine, basis, thing="the paper of this page", author=author, told=told)["page_format"]
        page.save(update_fields=["page_format"])
        page.issue.touched_by = by
        page.issue.save(update_fields=["touched_by", "updated_at"])
        lay_page_out(page.pk)
    letter_at_once(page.pk)
    page.refresh_from_db()
    return page


def bin_page(page: Page, *, by: User | None) -> None:
    """Put a page into the bin; the pages after it move up."""
    with recorded([page], by=by, label="delete a page", deed=Deed.BINNED):
        page.bin()
        _renumber(page)


def bring_back_page(page: Page, *, by: User | None) -> None:
    """Put a page back where it was; the pages after it move down. Raises `Refusal` for a cover that was replaced meanwhile."""
    with recorded([page], by=by, label="bring back a page", deed=Deed.RESTORED):
        if page.kind != PageKind.STORY and page.issue.pages.filter(kind=page.kind, binned_at=None).exists():
            raise Refusal("The issue has another cover of this kind now. Delete that one first.")
        page.unbin()
        enqueue("stale.check_issue", page.issue_id)
        _renumber(page, first=page)


def _renumber(changed: Page, *, first: Page | None = None) -> None:
    """Count the live pages from 1; among two at one place, `first` goes first. Editors hear of the pages that moved."""
    number_pages(sorted(changed.issue.live_pages(), key=lambda p: (p.position, p != first, p.pk)))
    touch(changed, content=False)
