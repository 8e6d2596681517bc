"""Pages in words: what editions read aloud, search and write down."""

from __future__ import annotations

from collections.abc import Iterable

from comics.composition.casing import plain
from comics.composition.model import Balloon, PageFormat
from comics.drawing.geometry import Box
from comics.jobs.compose import told_in
from comics.models import Lettering, Panel
from comics.publishing.book import Said, Told


def told_panels(panels: Iterable[Panel], paper: PageFormat, language: str = "") -> tuple[Told, ...]:
    """The panels of a page in reading order: what is shown and what is said, in a language as far as it is translated."""
    return tuple(_told(panel, paper, language) for panel in panels)


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
