"""The order of the pages: add an empty one, move one, make spreads of pages and pages of spreads."""

from __future__ import annotations

from comics.actions.edits import number_pages, recorded
from comics.actions.errors import Refusal
from comics.actions.frames_by_hand import lay_out_again, settle
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.standing_values import order_of_pages
from comics.composition.layout import AUTO
from comics.jobs.compose import page_panels, touch
from comics.models import Issue, Note, Page, Panel, User
from comics.vocabulary import MAX_PANELS, PageKind

WITHOUT_PANELS = 3  # panels of an empty page, unless told otherwise


def add_page(issue: Issue, *, by: User, after: Page | None = None, panels: int = WITHOUT_PANELS) -> Page:
    """An empty page of so many panels (1–20) after a page of the story, or at its end. Raises `Refusal` for other numbers."""
    if not 1 <= panels <= MAX_PANELS:
        raise Refusal(f"A page has 1 to {MAX_PANELS} panels.", field="panels")
    made = Page(issue=issue, position=1)
    with recorded([issue.live_pages().first() or made], by=by, label="add a page", changes=[]):
        story = list(issue.live_pages())
        at = next((place for place, page in enumerate(story, start=1) if after and page.pk == after.pk), len(story))
        made.position = at + 1
        made.save()
        Panel.objects.bulk_create(Panel(page=made, position=position) for position in range(panels))
        number_pages([*story[:at], made, *story[at:]])
        lay_out_again(made)
    settle(made, by=by)
    return made


def move_page(page: Page, *, by: User, position: int, basis: Basis = None) -> Page:
    """Put a page of the story at another place, counted from 1. Raises `Refusal` for a cover."""
    _check_story(page)
    with recorded([page], by=by, label="move a page"):
        rest = [one for one in page.issue.live_pages() if one.pk != page.pk]
        position = max(1, min(position, len(rest) + 1))
        ordered = [*rest[: position - 1], page, *rest[position - 1 :]]
        now = order_of_pages(list(page.issue.live_pages()))
        told = {"position": ("Order of the pages", _order)}
        author = edit_author(page.issue, "pages", page.pk, {}, by=by)
        merged(now, order_of_pages(ordered), basis, thing="the order of the pages", author=author, told=told)
        number_pages(ordered)
        page.issue.touched_by = by
        page.issue.save(update_fields=["touched_by", "updated_at"])
        touch(page, content=False)
    return page


def _order(keys: list[int]) -> str:
    """The pages in an order, told by the numbers that they have now."""
    numbers = dict(Page.objects.filter(pk__in=keys).values_list("pk", "position"))
    return ", ".join(str(numbers.get(key, "?")) for key in keys)


def _check_story(page: Page) -> None:
    if page.kind != PageKind.STORY:
        raise Refusal("A cover stays where it is, and is no spread.")


def spread_page(page: Page, *, by: User, spread: bool) -> Page:
    """Make one sheet of two pages' width of a page, or a single page of a spread; its panels are laid out anew.

    Raises `Refusal` for a cover.
    """
    _check_story(page)
    if page.spread == spread:
        return page
    with recorded([page], by=by, label="make a spread" if spread else "make a single page"):
        page.spread, page.layout, page.frames = spread, AUTO, []
        page.save(update_fields=["spread", "layout", "frames"])
        lay_out_again(page)
    settle(page, by=by)
    return page


def join_pages(page: Page, *, by: User) -> Page:
    """Make one spread of a page and the one after it, with the panels of both.

    Raises `Refusal` without a page after it, for spreads, and when both together have too many panels.
    """
    _check_story(page)
    second = page.issue.live_pages().filter(position__gt=page.position).first()
    if second is None:
        raise Refusal("There is no page after this one.")
    second.issue = page.issue
    with recorded([page, second], by=by, label="join two pages"):
        if page.spread or second.spread:
            raise Refusal("One of the two is a spread already.")
        panels = [*page_panels(page), *page_panels(second)]
        if len(panels) > MAX_PANELS:
            raise Refusal(f"Together they have {len(panels)} panels; a spread has {MAX_PANELS} at most.")
        for position, panel in enumerate(panels):
            panel.page, panel.position = page, position
        Panel.objects.bulk_update(panels, ["page", "position"])
        page.spread, page.layout, page.frames = True, AUTO, []
        page.save(update_fields=["spread", "layout", "frames"])
        second.bin()
        Note.objects.filter(page=second).update(page=page)
        number_pages(list(page.issue.live_pages()))
        lay_out_again(page)
    settle(page, by=by)
    return page
