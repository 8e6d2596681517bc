"""Series and issues: start, change, bin, bring back."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from comics.actions.errors import Refusal
from comics.composition.formats import is_format
from comics.drawing.fonts import DIALOGUE_FONTS, SFX_FONTS
from comics.jobs.compose import touch
from comics.jobs.queue import enqueue
from comics.jobs.stale import check_soon
from comics.languages import language_tag
from comics.models import Character, Issue, Location, Script, Series, Team, User
from comics.models.bin import Binnable
from comics.vocabulary import Border

SERIES_FIELDS = (
    "title",
    "summary",
    "genre",
    "art_style",
    "palette",
    "lighting",
    "camera",
    "preset",
    "page_format",
    "direction",
    "language",
    "border",
    "dialogue_font",
    "sfx_font",
    "capitals",
    "vertical",
)


@transaction.atomic
def create_series(team: Team, *, by: User | None, **fields: Any) -> Series:
    """A new series of the team; `fields` are those of SERIES_FIELDS. Raises `Refusal` for what there is not."""
    series = Series(team=team, created_by=by, touched_by=by)
    return _save_series(series, fields)


@transaction.atomic
def change_series(series: Series, *, by: User, **fields: Any) -> Series:
    """Change what the series is; the worker lays pages of another format or direction out again, and letters all of them anew
    where the manner of the lettering or the line around the panels changed. Raises `Refusal` as `create_series` does."""
    before, look = _paper(series), _look(series)
    style = series.style()
    series.touched_by = by
    _save_series(series, fields)
    if before != _paper(series):
        for issue in series.issues.live():
            for page in issue.live_pages():
                enqueue("arrange.arrange_page", page.pk)
    elif look != _look(series):
        for issue in series.issues.live():
            for page in issue.bound_pages():
                # Pages that are to be lettered count as changed, so that the sweep finds those that the worker has lost.
                touch(page)
                enqueue("arrange.letter_page", page.pk)
    if style != series.style():
        check_soon(series)
    return series


def _paper(series: Series) -> tuple[str, ...]:
    """What the layout of its pages follows from."""
    return series.page_format, series.direction, series.language


def _look(series: Series) -> tuple[object, ...]:
    """What its pages look like in the same layout."""
    return series.manner(), series.border


def _save_series(series: Series, fields: dict[str, Any]) -> Series:
    for name in SERIES_FIELDS:
        if name in fields:
            setattr(series, name, fields[name])
    if not is_format(series.page_format):
        raise Refusal("There is no such page format.", field="page_format")
    if series.border not in set(Border):
        raise Refusal("There is no such line around panels.", field="border")
    for name, fonts in (("dialogue_font", DIALOGUE_FONTS), ("sfx_font", SFX_FONTS)):
        if getattr(series, name) not in dict(fonts):
            raise Refusal("There is no such font for lettering.", field=name)
    try:
        series.language = language_tag(series.language)
    except ValueError as error:
        raise Refusal(str(error), field="language") from error
    series.save()
    return series


def create_issue(series: Series, *, by: User | None, title: str = "", text: str = "") -> Issue:
    """The next issue of a series, with a script. Safe when two people press the button at once: each gets a number."""
    for _ in range(5):
        try:
            with transaction.atomic():
                last = Issue.objects.filter(series=series).aggregate(last=Max("number"))["last"] or 0
                issue = Issue.objects.create(series=series, number=last + 1, title=_plain(title), touched_by=by)
                Script.objects.create(issue=issue, text=text, updated_by=by)
                return issue
        except IntegrityError:
            continue
    raise Refusal("Somebody is adding issues to this series right now. Try again.")


@transaction.atomic
def rename_issue(issue: Issue, *, by: User, title: str) -> Issue:
    """Give the issue another title (it may be empty)."""
    issue.title, issue.touched_by = _plain(title), by
    issue.save(update_fields=["title", "touched_by", "updated_at"])
    return issue


def _plain(title: str) -> str:
    """A title that any database holds: one line without NULs, no longer than its column."""
    return " ".join(title.replace("\x00", "").split())[:200]


def bin_it(thing: Binnable) -> None:
    """Put a series, issue, page, character or location into the bin, from where `bring_back` fetches it."""
    thing.bin()
    _look_after(thing)


def bring_back(thing: Binnable) -> None:
    """Undo `bin_it`. Raises `Refusal` for a character or place whose name somebody else of the series has got meanwhile."""
    if isinstance(thing, (Character, Location)):
        twins = type(thing)._default_manager.filter(series=thing.series, name__iexact=thing.name, binned_at=None)
        if twins.exclude(pk=thing.pk).exists():
            what = "character" if isinstance(thing, Character) else "place"
            raise Refusal(f"There is another {what} named {thing.name} by now. Rename that one, then bring this one back.")
    thing.unbin()
    _look_after(thing)


def _look_after(thing: Binnable) -> None:
    """Panels that show a character or a place are stale without it."""
    if isinstance(thing, (Character, Location)):
        check_soon(thing.series)
