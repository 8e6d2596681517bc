"""The page as it stands on the desk: inline SVG with vector lettering, and what is known of each panel's state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from comics.composition.formats import page_format
from comics.composition.model import Balloon, Layout, PageFormat
from comics.drawing import fonts, svg
from comics.drawing.geometry import Box, Point
from comics.jobs.compose import drawing_of
from comics.models import Drawing, Lettering, Page, Panel
from comics.vocabulary import GenerationKind, GenerationState


@dataclass(frozen=True, slots=True)
class Held:
    """A balloon that can be taken hold of: its bounds and its tail's tip in page points."""

    line: Lettering
    box: Box
    tail: Point | None


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel with everything that the desk shows of it."""

    panel: Panel
    box: Box
    number: int
    state: str
    error: str
    since: str
    prompt: str
    held: tuple[Held, ...]

    @property
    def label(self) -> str:
        """What a screen reader says of it."""
        words = {"moving": "is being drawn", "failed": "failed", "empty": "has no picture yet", "ready": "is drawn"}
        said = " ".join(line.text for line in self.panel.lettering.all())
        return f"Panel {self.number} {words[self.state]}. {said}".strip()


def panel_views(panels: Sequence[Panel]) -> list[PanelView]:
    """The panels of a page with their states: one query for all of their drawings."""
    newest: dict[int, Drawing] = {}
    for drawing in Drawing.objects.filter(panel__in=panels).select_related("generation").order_by("pk"):
        newest[drawing.panel_id] = drawing
    return [_view(panel, number, newest.get(panel.pk)) for number, panel in enumerate(panels, start=1)]


def _view(panel: Panel, number: int, drawing: Drawing | None) -> PanelView:
    state = "ready" if panel.chosen_id else "empty"
    error = since = ""
    prompt = panel.chosen.prompt if panel.chosen else ""
    if drawing and drawing.is_moving:
        state = "moving"
        prompt = drawing.generation.prompt if drawing.generation.kind == GenerationKind.REDRAW else ""
        since = (drawing.started_at or drawing.queued_at).isoformat()
    elif drawing and drawing.state == GenerationState.FAILED:
        state, error = "failed", drawing.error
    held = tuple(Held(line, balloon.box, balloon.tail) for line in panel.lettering.all() for balloon in _first(line.balloons()))
    return PanelView(panel, panel.frame, number, state, error, since, prompt or panel.words(), held)


def _first(balloons: list[Balloon]) -> list[Balloon]:
    return balloons[:1]


def sheet_svg(page: Page, panels: Sequence[Panel]) -> SafeString:
    """The page as inline SVG in page points; pictures by address, lettering as outlines."""
    size = page_format(page.issue.series.page_format)
    text = svg.write(
        drawing_of(page, panels),
        width=size.width,
        height=size.height,
        picture=lambda key: reverse("picture", args=[int(key), "full.png"]),
        glyph=fonts.outline,
        units=fonts.units,
        names=True,
        classes=True,
        prefix=f"p{page.pk}-",
    )
    return mark_safe(text)  # noqa: S308 - our own writer escapes what people wrote


@dataclass(frozen=True, slots=True)
class LayoutView:
    """A layout to choose from, as rectangles to draw."""

    layout: Layout
    chosen: bool
    size: PageFormat


def layout_views(page: Page, layouts: Sequence[Layout]) -> list[LayoutView]:
    """The layouts of a page, the present one marked (an unknown key means the first)."""
    size = page_format(page.issue.series.page_format)
    keys = [layout.key for layout in layouts]
    present = page.layout if page.layout in keys else keys[0]
    return [LayoutView(layout, layout.key == present, size) for layout in layouts]
