"""Covers: add one, write on it, give it art."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from comics.actions.edits import recorded
from comics.actions.errors import Refusal
from comics.actions.frames_by_hand import settle
from comics.actions.holding import hold, refuse_locked
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.splitting import copy_take
from comics.actions.standing_values import cover_words, credits_of
from comics.composition.covers import BACK_DESIGNS, COLOURS, FRONT_DESIGNS
from comics.jobs.compose import lay_out, page_panels
from comics.jobs.cover_words import ROLE_LABELS, WORDS
from comics.models import Issue, Page, Panel, Take, User
from comics.vocabulary import PageKind

MOST_WORDS = {"title": 120, "subtitle": 160, "tagline": 200, "text": 2000}  # characters
MOST_CREDITS = 20


def add_cover(issue: Issue, *, by: User, kind: str) -> Page:
    """A front or back cover with the art of a panel that is there already; the cover that there is, where there is one.

    Raises `Refusal` for another kind of page.
    """
    if kind not in (PageKind.FRONT, PageKind.BACK):
        raise Refusal("A cover is a front or a back cover.", field="kind")
    page = Page(issue=issue, kind=kind, position=0, layout="cover")
    with recorded([issue.live_pages().first() or page], by=by, label=f"add a {kind} cover", changes=[]):
        if there := issue.pages.filter(kind=kind, binned_at=None).first():
            return there
        page.save()
        panel = Panel.objects.create(page=page, position=0, shot="medium", border="none", bleeds=True)
        panels = [panel]
        lay_out(page, panels)
        if take := _likely_art(page):
            panel.chosen = _hang(take, panel)
        panel.save()
    settle(page, by=by)
    return page


def _likely_art(page: Page) -> Take | None:
    """The picture that a cover starts with: of those that fill its paper with most pixels, that of the story's most important
    panel in front, of its last one behind."""
    paper = page.format()
    rows = Panel.objects.live().filter(page__in=page.issue.live_pages(), chosen__isnull=False)
    panels = list(rows.select_related("chosen__picture").order_by("page__position", "position"))
    if page.kind == PageKind.BACK:
        panels.reverse()

    def merit(panel: Panel) -> tuple[float, float]:
        picture = panel.chosen.picture  # type: ignore[union-attr]  # only panels that have one were asked for
        dense = min(picture.width / paper.width, picture.height / paper.height)
        return round(dense, 3), 0.0 if page.kind == PageKind.BACK else panel.importance

    return max(panels, key=merit).chosen if panels else None


def _hang(take: Take, panel: Panel) -> Take:
    """The picture as a take of the cover's panel. It was drawn for other words, so that none of them makes it stale."""
    copied = copy_take(take, panel)
    copied.source = {}
    copied.save(update_fields=["source"])
    return copied


def change_cover(page: Page, *, by: User, words: dict[str, str], language: str = "", basis: Basis = None) -> Page:
    """Write on a cover: "title", "subtitle", "tagline", "text" ("" leaves it to the series), "design" and "colour".

    With a language, the words are those of its edition. Raises `Refusal` for a page of the story, for words that are too
    long, and for designs that there are not.
    """
    if page.kind == PageKind.STORY:
        raise Refusal("This page is not a cover.")
    _check(page, words)
    texts = {name: words[name].replace("\r\n", "\n").replace("\x00", "").strip() for name in WORDS if name in words}
    with recorded([page], by=by, label="change a cover", about=f"cover-{page.pk}-{language}"):
        now = cover_words(page, language)
        mine: dict[str, Any] = {**words, **texts}
        if "numbered" in words:
            mine["numbered"] = words["numbered"] == "on"
        author = edit_author(page.issue, "pages", page.pk, dict.fromkeys(now, "cover"), by=by)
        values = merged(now, {name: mine[name] for name in mine if name in now}, basis, thing="this cover", author=author)
        texts = {name: values[name] for name in texts}
        changed = dict(page.cover)
        if language:
            changed["in"] = {**changed.get("in", {}), language: {**changed.get("in", {}).get(language, {}), **texts}}
        else:
            changed.update(texts)
        changed.update({name: values[name] for name in ("design", "colour", "numbered") if name in values})
        page.cover = changed
        page.save(update_fields=["cover"])
    settle(page, by=by)
    return page


def _check(page: Page, words: dict[str, str]) -> None:
    for name, most in MOST_WORDS.items():
        if len(words.get(name, "")) > most:
            raise Refusal(f"The {name} of a cover may have {most:,} characters; this one has {len(words[name]):,}.", field=name)
    designs = BACK_DESIGNS if page.kind == PageKind.BACK else FRONT_DESIGNS
    if words.get("design") and words["design"] not in designs:
        raise Refusal("There is no such design.", field="design")
    if words.get("colour") and words["colour"] not in COLOURS:
        raise Refusal("There is no such color.", field="colour")


def use_take(page: Page, take: Take, *, by: User) -> Page:
    """Put the picture of a take of any panel of the issue on the cover, as a take of the cover's own panel.

    Raises `Refusal` for a page of the story, and for a take of another issue.
    """
    if page.kind == PageKind.STORY:
        raise Refusal("This page is not a cover.")
    if take.panel.page.issue_id != page.issue_id:
        raise Refusal("That picture belongs to another issue.")
    with recorded([page], by=by, label="choose the art of a cover"):
        panel = page_panels(page)[0]
        again = panel.takes.filter(picture_id=take.picture_id).first()
        panel.chosen = again or _hang(take, panel)
        panel.save(update_fields=["chosen"])
    settle(page, by=by)
    return page


def set_credits(issue: Issue, *, by: User, lines: str, basis: Basis = None) -> Issue:
    """Who made the issue, one to a line: "Writer: Ann". Raises `Refusal` for a line that is not of that form."""
    found = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        role, colon, name = line.partition(":")
        known = next(
            (one for one in ROLE_LABELS if role.strip().casefold() in (one.casefold(), ROLE_LABELS[one].casefold())), ""
        )
        if not (colon and known and name.strip()):
            roles = ", ".join(ROLE_LABELS.values())
            raise Refusal(f"“{line[:60]}” is no credit. Write “Words: Ann”, one to a line; there are {roles}.", field="credits")
        found.append([known, name.strip()[:120]])
    if len(found) > MOST_CREDITS:
        raise Refusal(f"An issue names {MOST_CREDITS} people at most.", field="credits")
    if found != issue.credits:
        covers = issue.bound_pages().exclude(kind=PageKind.STORY)
        with transaction.atomic():
            hold(issue)
            issue.refresh_from_db(fields=["credits"])
            now = {"credits": credits_of(issue)}
            told = {"credits": ("Who made it", _credits)}
            found = merged(now, {"credits": found}, basis, thing="who made the issue", told=told)["credits"]
            if found == now["credits"]:
                return issue
            refuse_locked(covers)
            issue.credits, issue.touched_by = found, by
            issue.save(update_fields=["credits", "touched_by", "updated_at"])
        for page in covers:
            page.issue = issue
            settle(page, by=by)
    return issue


def _credits(pairs: list[list[str]]) -> str:
    return "\n".join(f"{ROLE_LABELS.get(role, role)}: {name}" for role, name in pairs)


def credit_lines(issue: Issue) -> str:
    """The credits as `set_credits` reads them."""
    return _credits(issue.credits)
