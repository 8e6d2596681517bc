"""The values of pages, panels and lettering as forms and handles show them: what a change is based on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from comics.composition.covers import BACK_DESIGNS, COLOURS, FRONT_DESIGNS
from comics.composition.gutters import Gutter
from comics.composition.model import Dress
from comics.jobs.compose import told_in
from comics.jobs.cover_words import cover_of
from comics.models import Issue, Lettering, Page, Panel, Translation
from comics.vocabulary import PageKind


def words_of_line(line: Lettering, language: str = "") -> dict[str, Any]:
    """Kind, speaker and words in a language, empty where it is not translated."""
    told = told_in(line, language)
    return {"kind": line.kind, "speaker": line.speaker, "text": told.text if told is not line or not language else ""}


def places_of_line(line: Lettering, language: str = "") -> dict[str, Any]:
    """Where hands put the balloon and its tail in a language."""
    told: Lettering | Translation | None = told_in(line, language)
    if told is line and language:
        return {"at": [None, None], "tail": [None, None]}
    return {"at": [told.at_x, told.at_y], "tail": [told.tail_x, told.tail_y]}  # type: ignore[union-attr]  # never None here


def dress_of_line(dress: Dress) -> dict[str, Any]:
    """Everything that its dress says, in the steps that the form has."""
    values = asdict(dress)
    for name in ("scale", "turn", "arc"):
        values[name] = None if values[name] is None else round(values[name], 2)
    return values


def frame_of_panel(panel: Panel) -> dict[str, Any]:
    """The line around the panel and its bleed."""
    return {"border": panel.border, "bleeds": panel.bleeds}


def gutter_at(gutter: Gutter) -> dict[str, Any]:
    """Where a gutter lies, in whole points."""
    centre = gutter.strip.centre
    return {"gutter": round(centre.x if gutter.upright else centre.y)}


def layout_of_page(page: Page) -> dict[str, Any]:
    """The layout of a page, with the frames that hands set."""
    return {"layout": [page.layout, page.frames if page.layout == "hand" else []]}


def order_of_pages(pages: Sequence[Page]) -> dict[str, Any]:
    """The pages in their order, by their keys."""
    return {"position": [page.pk for page in pages if page.kind == PageKind.STORY]}


def order_of_panels(panels: Sequence[Panel]) -> dict[str, Any]:
    """The panels of a page in their order, by their keys."""
    return {"position": [panel.pk for panel in panels]}


def cover_words(page: Page, language: str = "") -> dict[str, Any]:
    """What was written on the cover in a language, and how it looks where that is the issue's own."""
    own = page.cover.get("in", {}).get(language, {}) if language else page.cover
    values: dict[str, Any] = {name: own.get(name, "") for name in ("title", "subtitle", "tagline", "text")}
    if not language:
        shown = cover_of(page, "")
        designs = BACK_DESIGNS if page.kind == PageKind.BACK else FRONT_DESIGNS
        values["design"] = shown.design or next(iter(designs))
        values["colour"] = shown.colour or next(iter(COLOURS))
        values["numbered"] = bool(page.cover.get("numbered", True))
    return values


def credits_of(issue: Issue) -> list[list[str]]:
    """Who made the issue, as pairs."""
    return [list(pair) for pair in issue.credits]
