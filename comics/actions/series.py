"""Series and issues: start, change, bin, bring back."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from comics.actions.errors import Refusal
from comics.actions.holding import hold, refuse_locked
from comics.actions.merging import Basis, deed_author, merged
from comics.composition.formats import is_format
from comics.drawing.fonts import DIALOGUE_FONTS, SFX_FONTS
from comics.jobs.compose import touch
from comics.jobs.queue import enqueue
from comics.jobs.stale import check_soon
from comics.languages import language_tag
from comics.models import Activity, Character, Issue, Location, Page, Script, Series, Team, User
from comics.models.bin import Binnable
from comics.vocabulary import Border, Deed, PageKind

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
    series = _save_series(Series(team=team, created_by=by, touched_by=by), fields)
    Activity.objects.tell(Deed.STARTED_SERIES, team=team, by=by, series=series)
    return series


@transaction.atomic
def change_series(series: Series, *, by: User, basis: Basis = None, **fields: Any) -> Series:
    """Change what the series is; the worker lays pages of another format or direction out again, and letters all of them anew
    where the manner of the lettering or the line around the panels changed.

    Raises `Refusal` as `create_series` does, `Overtaken` where somebody else changed the same since `basis`, and `Locked`
    where a locked page would look different afterwards.
    """
    # The row is kept from others, so that the later of two people who save at once sees what the first has made of it.
    series.refresh_from_db(fields=SERIES_FIELDS, from_queryset=Series.objects.select_for_update(of=("self",), no_key=True))
    before, look = _paper(series), _look(series)
    style, shown = series.style(), _shown(series)
    series.touched_by = by
    _save_series(series, _merged(series, fields, basis, by))
    if shown != _shown(series):
        for issue in series.issues.live():
            hold(issue)
            refuse_locked(issue.bound_pages())
    Activity.objects.tell(Deed.CHANGED_SERIES, team=series.team, by=by, series=series)
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


def _merged(series: Series, fields: dict[str, Any], basis: Basis, by: User) -> dict[str, Any]:
    now = {name: getattr(series, name) for name in SERIES_FIELDS if name in fields}
    author = deed_author(series, Deed.CHANGED_SERIES, "", by=by)
    return {**fields, **merged(now, {name: fields[name] for name in now}, basis, thing="the series", author=author)}


def _shown(series: Series) -> tuple[object, ...]:
    """All of it that can be seen on pages."""
    return *_paper(series), *_look(series), series.title


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
                Activity.objects.tell(Deed.STARTED_ISSUE, team=series.team, by=by, issue=issue)
                return issue
        except IntegrityError:
            continue
    raise Refusal("Somebody is adding issues to this series right now. Try again.")


@transaction.atomic
def rename_issue(issue: Issue, *, by: User, title: str) -> Issue:
    """Give the issue another title (it may be empty). Raises `Locked` where it stands on a locked cover."""
    hold(issue)
    refuse_locked(issue.bound_pages().exclude(kind=PageKind.STORY))
    issue.title, issue.touched_by = _plain(title), by
    issue.save(update_fields=["title", "touched_by", "updated_at"])
    Activity.objects.tell(Deed.CHANGED_SERIES, team=issue.series.team, by=by, issue=issue)
    return issue


def _plain(title: str) -> str:
    """A title that any database holds: one line without NULs, no longer than its column."""
    return " ".join(title.replace("\x00", "").split())[:200]


@transaction.atomic
def bin_it(thing: Binnable, *, by: User | None = None) -> None:
    """Put a series, issue, character or location into the bin, from where `bring_back` fetches it.

    Raises `Locked` for a series or an issue that has locked pages.
    """
    if isinstance(thing, (Series, Issue)):
        which = {"issue": thing} if isinstance(thing, Issue) else {"issue__series": thing}
        refuse_locked(Page.objects.filter(binned_at=None, **which), to="delete")
    thing.bin()
    _look_after(thing)
    _told(Deed.BINNED, thing, by)


@transaction.atomic
def bring_back(thing: Binnable, *, by: User | None = None) -> None:
    """Undo `bin_it`. Raises `Refusal` for a character or place whose name somebody else of the series has got meanwhile."""
    if isinstance(thing, (Character, Location)):
        twins = type(thing)._default_manager.filter(series=thing.series, name__iexact=thing.name, binned_at=None)
        if twins.exclude(pk=thing.pk).exists():
            what = "character" if isinstance(thing, Character) else "place"
            raise Refusal(f"There is another {what} named {thing.name} by now. Rename that one, then bring this one back.")
    thing.unbin()
    _look_after(thing)
    _told(Deed.RESTORED, thing, by)


def _told(deed: Deed, thing: Binnable, by: User | None) -> None:
    """Write down what was done to a series, an issue, or something of a series."""
    issue = thing if isinstance(thing, Issue) else None
    series = thing if isinstance(thing, Series) else thing.series  # type: ignore[attr-defined]  # all others have one
    named = "" if isinstance(thing, (Series, Issue)) else str(thing)
    Activity.objects.tell(deed, team=series.team, by=by, series=series, issue=issue, about=named)


def _look_after(thing: Binnable) -> None:
    """Panels that show a character or a place are stale without it."""
    if isinstance(thing, (Character, Location)):
        check_soon(thing.series)
