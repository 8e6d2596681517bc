"""The page as it stands on the desk: inline SVG with vector lettering, and what is known of each panel's state."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from comics.actions.merging import based_on
from comics.actions.standing_values import places_of_line, words_of_line
from comics.composition.crop import staging_on_page
from comics.composition.model import Layout, PageFormat
from comics.drawing import fonts, svg
from comics.drawing.geometry import Box, Point
from comics.jobs.compose import drawing_of, panel_art, told_in
from comics.models import Drawing, Generation, Lettering, Page, Panel, Submission
from comics.vocabulary import GenerationKind, GenerationState


@dataclass(frozen=True, slots=True)
class Held:
    """A balloon that can be taken hold of: what it says, its bounds and its tail's tip in page points. `words` are those of the
    language on the desk, empty where it says the original's. What changes of both are based on stands beside them."""

    line: Lettering
    text: str
    words: str
    box: Box
    tail: Point | None
    words_basis: str = ""
    place_basis: str = ""


@dataclass(frozen=True, slots=True)
class StateWords:
    """How a state is shown: its mark, a short word on the page, one beside the panel, one for a screen reader."""

    mark: str
    short: str
    long: str
    said: str


STATE_WORDS = {
    "queued": StateWords("queued", "Waiting", "waits its turn", "waits its turn"),
    "moving": StateWords("moving", "Drawing", "being drawn", "is being drawn"),
    "failed": StateWords("failed", "Failed", "failed", "failed"),
    "refused": StateWords("failed", "Refused", "refused", "was refused by the engine"),
    "cancelled": StateWords("empty", "Cancelled", "cancelled", "was cancelled and has no picture yet"),
    "unknown": StateWords("waiting", "Perhaps drawn", "perhaps drawn", "was perhaps drawn and waits for you"),
    "held": StateWords("waiting", "On hold", "on hold", "is on hold and waits for you"),
    "empty": StateWords("empty", "Empty", "empty", "has no picture yet"),
    "stale": StateWords("stale", "Stale", "stale", "is drawn and stale"),
    "ready": StateWords("ready", "", "", "is drawn"),
}


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel with everything that the desk shows of it.

    `state` is one of `STATE_WORDS`; `error` says why it is not ready; `progress` how far its submission is. `asked` is the
    generation that it shows or waits for, `submission` that of its newest drawing, if it has one. `mouths` are those of its
    actors as JSON: name, x and y in page points.
    """

    panel: Panel
    box: Box
    number: int
    state: str
    error: str
    since: str
    prompt: str
    held: tuple[Held, ...]
    mouths: str = "[]"
    progress: str = ""
    asked: Generation | None = None
    submission: Submission | None = None

    @property
    def words(self) -> StateWords:
        """How its state is shown."""
        return STATE_WORDS[self.state]

    @property
    def ways(self) -> tuple[tuple[str, int], ...]:
        """The places before and after its own, counted from 1."""
        return ("up", self.number - 1), ("down", self.number + 1)

    @property
    def label(self) -> str:
        """What a screen reader says of it."""
        said = " ".join(held.text for held in self.held)
        return f"Panel {self.number} {self.words.said}. {said}".strip()


def panel_views(panels: Sequence[Panel], language: str = "") -> list[PanelView]:
    """The panels of a page with their states, lettered in a language: one query for all of their drawings."""
    newest: dict[int, Drawing] = {}
    by_pk: dict[int | None, Drawing] = {}
    for drawing in Drawing.objects.filter(panel__in=panels).select_related("generation", "submission").order_by("pk"):
        newest[drawing.panel_id] = by_pk[drawing.pk] = drawing
    views = []
    for number, panel in enumerate(panels, start=1):
        shown = by_pk.get(panel.chosen.drawing_id) if panel.chosen else None
        views.append(_view(panel, number, newest.get(panel.pk), shown, language))
    return views


def _view(panel: Panel, number: int, drawing: Drawing | None, shown: Drawing | None, language: str) -> PanelView:
    """The view of a panel by its newest drawing, and the one whose take it shows."""
    state = _state(panel, drawing)
    asked = shown if state in ("ready", "stale") else drawing
    error = since = progress = ""
    prompt = panel.chosen.prompt if panel.chosen else ""
    if drawing and drawing.is_moving:
        prompt = drawing.generation.prompt if drawing.generation.kind == GenerationKind.REDRAW else ""
        since = (drawing.started_at or drawing.queued_at).isoformat()
        progress = _progress(drawing)
    elif drawing and state not in ("ready", "stale", "empty"):
        error = drawing.error
    lines = [(line, told_in(line, language)) for line in panel.lettering.all()]
    held = tuple(
        Held(
            line,
            told.text or line.text,
            told.text if told is not line or not language else "",
            one.box,
            one.tail,
            based_on(words_of_line(line, language)),
            based_on(places_of_line(line, language)),
        )
        for line, told in lines
        for one in told.balloons()[:1]
    )
    return PanelView(
        panel,
        panel.frame,
        number,
        state,
        error,
        since,
        prompt or panel.words(),
        held,
        _mouths(panel),
        progress,
        asked.generation if asked else None,
        drawing.submission if drawing else None,
    )


def _mouths(panel: Panel) -> str:
    actors = staging_on_page(panel_art(panel)).actors if panel.chosen else ()
    return json.dumps([[one.name, round(one.mouth.x, 1), round(one.mouth.y, 1)] for one in actors])


def _state(panel: Panel, drawing: Drawing | None) -> str:
    """The word of `STATE_WORDS` for a panel whose newest drawing this is."""
    shown = ("stale" if panel.stale else "ready") if panel.chosen_id else "empty"
    if drawing is None or drawing.state == GenerationState.READY:
        return shown
    if drawing.is_moving:
        return "queued" if drawing.submission_id and drawing.state == GenerationState.QUEUED else "moving"
    if drawing.state == GenerationState.CANCELLED and panel.chosen_id:
        return shown
    return str(drawing.state) if drawing.state in STATE_WORDS else "empty"


def _progress(drawing: Drawing) -> str:
    """How many of the pictures that were asked for together are there; empty where a panel was asked for alone."""
    together = drawing.submission
    if together is None or together.panels < 2 or drawing.state == GenerationState.QUEUED:
        return ""
    return f"{together.done} of the {together.panels} pictures asked for together are there."


def sheet_svg(page: Page, panels: Sequence[Panel], language: str = "") -> SafeString:
    """The page as inline SVG in page points, lettered in a language; pictures by address, lettering as outlines."""
    size = page.format()
    text = svg.write(
        drawing_of(page, panels, language),
        width=size.width,
        height=size.height,
        picture=lambda key: reverse("picture", args=[int(key), "full.png"]),
        glyph=fonts.outline,
        units=fonts.units,
        names=True,
        classes=True,
        prefix=f"p{page.pk}-",
    )
    return mark_safe(text)  # nosec B308 B703  # noqa: S308 - our own writer escapes what people wrote


@dataclass(frozen=True, slots=True)
class LayoutView:
    """A layout to choose from, as rectangles to draw."""

    layout: Layout
    chosen: bool
    size: PageFormat


def layout_views(page: Page, layouts: Sequence[Layout]) -> list[LayoutView]:
    """The layouts of a page, the present one marked (an unknown key means the first)."""
    size = page.format()
    keys = [layout.key for layout in layouts]
    present = page.layout if page.layout in keys else keys[0]
    return [LayoutView(layout, layout.key == present, size) for layout in layouts]
