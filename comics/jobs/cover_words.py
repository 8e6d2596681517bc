"""What stands on a cover: its own words, and what series and issue say where it has none."""

from __future__ import annotations

from collections.abc import Sequence

from comics.composition.covers import Cover, cover_words
from comics.drawing.displaylist import Item
from comics.models import Page
from comics.vocabulary import PageKind

# What people read for the roles of ComicInfo that a credit may name.
ROLE_LABELS = {
    "Writer": "Words",
    "Penciller": "Art",
    "Inker": "Inks",
    "Colorist": "Colors",
    "Letterer": "Letters",
    "CoverArtist": "Cover",
    "Editor": "Editor",
    "Translator": "Translation",
}
WORDS = ("title", "subtitle", "tagline", "text")  # what an author may write on a cover, in every language


def cover_of(page: Page, language: str = "") -> Cover:
    """The cover as it is printed in a language; words that are not written there are the original's, else the series' own.

    The page must have its issue and series loaded.
    """
    issue, own = page.issue, page.cover
    told = {**_usual(page), **{name: own[name] for name in WORDS if own.get(name)}}
    told.update({name: text for name, text in own.get("in", {}).get(language, {}).items() if name in WORDS and text})
    return Cover(
        kind=page.kind,
        design=own.get("design", ""),
        colour=own.get("colour", ""),
        number=str(issue.number) if own.get("numbered", True) else "",
        credits=tuple(f"{ROLE_LABELS.get(role, role)}: {name}" for role, name in issue.credits),
        **told,
    )


def _usual(page: Page) -> dict[str, str]:
    """What a cover says as long as nobody wrote anything on it."""
    series = page.issue.series
    blurb = series.summary if page.kind == PageKind.BACK else ""
    return {"title": series.title, "subtitle": page.issue.title, "text": blurb}


def over_page(page: Page, language: str = "") -> Sequence[Item]:
    """What lies over the pictures of a page besides its lettering: the words of a cover; nothing on any other page."""
    if page.kind == PageKind.STORY:
        return ()
    return cover_words(page.format(), cover_of(page, language), page.issue.series.manner(language))
