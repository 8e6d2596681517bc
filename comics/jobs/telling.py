"""Pages in words: what editions read aloud, search and write down."""

from __future__ import annotations

from collections.abc import Iterable

from comics.composition.casing import plain
from comics.composition.model import Balloon, PageFormat
from comics.drawing.geometry import Box
from comics.jobs.compose import told_in
from comics.jobs.cover_words import cover_of
from comics.models import Lettering, Page, Panel
from comics.publishing.book import Said, Told
from comics.vocabulary import PageKind


def told_page(page: Page, panels: Iterable[Panel], language: str = "") -> tuple[Told, ...]:
    """The panels of a page in reading order: what is shown and what is said, in a language as far as it is translated; on a
    cover, its art and its words."""
    paper = page.format()
    told = tuple(_told(panel, paper, language) for panel in panels)
    if page.kind == PageKind.STORY:
        return told
    art = told[0].alt if told else ""
    return (Told(art, tuple(Said(words) for words in _cover_words(page, language))),)


def _cover_words(page: Page, language: str) -> list[str]:
    """What is written on a cover, from its upper end downwards."""
    cover = cover_of(page, language)
    front = (cover.title, cover.number and f"#{cover.number}", cover.subtitle, cover.tagline)
    lines = (cover.title, cover.text) if page.kind == PageKind.BACK else front
    return [line for line in (*lines, *cover.credits) if line.strip()]


def _told(panel: Panel, paper: PageFormat, language: str) -> Told:
    alt = panel.chosen.staging.alt if panel.chosen else ""
    said = tuple(piece for line in panel.lettering.all() for piece in _said(line, panel, paper, language))
    return Told(alt or panel.words(), said, _share(panel.frame, paper))


def _said(line: Lettering, panel: Panel, paper: PageFormat, language: str) -> list[Said]:
    """The line as one piece, or as several where it was split into balloons."""
    told = told_in(line, language)
    text, balloons = plain(told.text or line.text), told.balloons()
    if len(balloons) < 2:
        box = balloons[0].box if balloons else panel.frame
        return [Said(text, line.speaker, _share(box, paper))]
    return [Said(_words(balloon), line.speaker, _share(balloon.box, paper)) for balloon in balloons]


def _words(balloon: Balloon) -> str:
    return plain(balloon.text or " ".join(balloon.lines))


def _share(box: Box, paper: PageFormat) -> Box:
    """The box in fractions of the page."""
    return Box(box.x / paper.width, box.y / paper.height, box.w / paper.width, box.h / paper.height)
