"""From rows to pages: what composition is told of a page, and where lettering and frames are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from comics.composition.crop import crop_for
from comics.composition.formats import page_format
from comics.composition.layout import layout, layouts
from comics.composition.model import Balloon, Layout, PanelArt, PanelShape, Words
from comics.composition.page import page_drawing
from comics.composition.placement import place
from comics.drawing.displaylist import Group
from comics.drawing.geometry import Point
from comics.models import Lettering, Page, Panel


def page_panels(page: Page) -> list[Panel]:
    """The panels of a page in reading order with lettering, chosen takes and their pictures: three queries in all."""
    return list(page.panels.select_related("chosen__picture").prefetch_related("lettering").order_by("position", "id"))


def words_of(line: Lettering) -> Words:
    """A row of lettering as composition wants it."""
    at = None if line.at_x is None or line.at_y is None else Point(line.at_x, line.at_y)
    tail = None if line.tail_x is None or line.tail_y is None else Point(line.tail_x, line.tail_y)
    return Words(str(line.pk), line.kind, line.text, line.speaker, at, tail)


def panel_art(panel: Panel) -> PanelArt:
    """A panel as composition wants it; its picture's key is the key of the `Picture` row."""
    words = tuple(words_of(line) for line in panel.lettering.all())
    take = panel.chosen
    if take is None:
        return PanelArt(str(panel.pk), panel.frame, words, alt=panel.words())
    pixels = (take.picture.width, take.picture.height)
    return PanelArt(
        key=str(panel.pk),
        box=panel.frame,
        words=words,
        picture=str(take.picture_id),
        pixels=pixels,
        crop=crop_for(take.staging, pixels, panel.frame),
        staging=take.staging,
        alt=take.staging.alt or panel.words(),
    )


def shapes_of(panels: Iterable[Panel]) -> list[PanelShape]:
    """What the layout needs to know of each panel."""
    return [
        PanelShape(
            shot=panel.shot or "medium",
            importance=panel.importance,
            words=sum(len(line.text.split()) for line in panel.lettering.all()),
            scene_start=panel.scene_start,
            people=len({line.speaker for line in panel.lettering.all() if line.speaker}),
        )
        for panel in panels
    ]


def page_layouts(page: Page, panels: Sequence[Panel]) -> tuple[Layout, ...]:
    """The layouts that a person can choose from for this page."""
    series = page.issue.series
    return layouts(
        shapes_of(panels), page_format(series.page_format), direction=series.direction, right_hand=page.position % 2 == 1
    )


def lay_out(page: Page, panels: Sequence[Panel]) -> None:
    """Set the frames of the panels by the page's layout. The panels are changed, not saved."""
    series = page.issue.series
    chosen = layout(
        page.layout,
        shapes_of(panels),
        page_format(series.page_format),
        direction=series.direction,
        right_hand=page.position % 2 == 1,
    )
    for panel, box in zip(panels, chosen.boxes, strict=True):
        panel.box = [round(value, 2) for value in box]


def letter(page: Page, panels: Sequence[Panel]) -> dict[int, list[Balloon]]:
    """Place the lettering of these panels of a page; the balloons by the key of their `Lettering` row. Saves nothing."""
    series = page.issue.series
    arts = [panel_art(panel) for panel in panels]
    placed: dict[int, list[Balloon]] = defaultdict(list)
    for balloon in place(arts, page_format(series.page_format), direction=series.direction, language=series.language):
        placed[int(balloon.key.partition(":")[0])].append(balloon)
    return placed


def save_placement(placed: dict[int, list[Balloon]], panels: Iterable[Panel]) -> None:
    """Keep where the lettering of these panels stands."""
    changed = []
    for panel in panels:
        for line in panel.lettering.all():
            line.placed = [balloon.to_json() for balloon in placed.get(line.pk, [])]
            changed.append(line)
    Lettering.objects.bulk_update(changed, ["placed"])


def reletter(page: Page, panels: Sequence[Panel]) -> None:
    """Place and keep the lettering of these panels, unless somebody changed its words meanwhile: then place it again.

    The placement is worked out outside the transaction, because it takes longer than anybody should hold the database.
    """
    while True:
        before = _fingerprint(panels)
        placed = letter(page, panels)
        with transaction.atomic():
            fresh = list(
                Panel.objects.filter(pk__in=[panel.pk for panel in panels])
                .select_related("chosen__picture")
                .prefetch_related("lettering")
                .order_by("position", "id")
            )
            if _fingerprint(fresh) == before:
                save_placement(placed, fresh)
                touch(page, fresh)
                return
        panels = fresh


def _fingerprint(panels: Iterable[Panel]) -> list[object]:
    return [(panel.pk, panel.chosen_id, panel.box, [words_of(line) for line in panel.lettering.all()]) for panel in panels]


def touch(page: Page, panels: Iterable[Panel] = (), *, content: bool = True) -> int:
    """Tell open editors that the page and these panels changed; returns the new stamp. Call it inside a transaction."""
    stamp = page.issue.next_stamp()
    Panel.objects.filter(pk__in=[panel.pk for panel in panels]).update(stamp=stamp)
    page.stamp = stamp
    if content:
        page.content_stamp = stamp
    page.save(update_fields=["stamp", "content_stamp"])
    return stamp


def balloons_of(panels: Iterable[Panel]) -> list[Balloon]:
    """The lettering of these panels as it was placed last, in reading order."""
    return [balloon for panel in panels for line in panel.lettering.all() for balloon in line.balloons()]


def drawing_of(page: Page, panels: Sequence[Panel]) -> Group:
    """The whole page as one display list."""
    return page_drawing(page_format(page.issue.series.page_format), [panel_art(p) for p in panels], balloons_of(panels))
