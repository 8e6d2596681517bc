"""From rows to pages: what composition is told of a page, and where lettering and frames are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet

from comics.composition.crop import crop_for
from comics.composition.hand import HAND, bled, hand_layout
from comics.composition.layout import layout, layouts
from comics.composition.model import Balloon, Layout, PanelArt, PanelShape, Words
from comics.composition.overlaps import covers_of
from comics.composition.page import page_drawing
from comics.composition.placement import place
from comics.drawing.displaylist import Group
from comics.drawing.geometry import Box, Point
from comics.jobs.cover_words import over_page
from comics.models import Lettering, Page, Panel, Translation
from comics.vocabulary import PageKind


def page_panels(page: Page) -> list[Panel]:
    """The panels of a page in reading order with lettering, chosen takes and their pictures: three queries in all, and one
    more where the issue is lettered in several languages."""
    return list(_whole(page.panels.live(), page))


def _whole(rows: QuerySet[Panel], page: Page) -> QuerySet[Panel]:
    words = ("lettering__translations",) if page.issue.languages else ("lettering",)
    return rows.select_related("chosen__picture").prefetch_related(*words).order_by("position", "id")


def told_in(line: Lettering, language: str) -> Lettering | Translation:
    """The row that says where a piece of lettering stands in a language: its own ("" or no such translation) or that one's."""
    if not language:
        return line
    return next((row for row in line.translations.all() if row.language == language), line)


def words_of(line: Lettering, language: str = "") -> Words:
    """A row of lettering as composition wants it, in a language; what is not translated stays in the original's words."""
    told = told_in(line, language)
    return Words(
        key=str(line.pk),
        kind=line.kind,
        text=told.text or line.text,
        speaker=line.speaker,
        at=_spot(told.at_x, told.at_y) or _spot(line.at_x, line.at_y),
        tail=_spot(told.tail_x, told.tail_y) or _spot(line.tail_x, line.tail_y),
        joined=line.joined,
        dress=line.dress(),
        seed=line.seed,
    )


def _spot(x: float | None, y: float | None) -> Point | None:
    return None if x is None or y is None else Point(x, y)


def panel_art(panel: Panel, language: str = "", *, border: str = "line") -> PanelArt:
    """A panel as composition wants it; its picture's key is the key of the `Picture` row. `border` is the page's."""
    words = tuple(words_of(line, language) for line in panel.lettering.all())
    take = panel.chosen
    border = panel.border or border
    if take is None:
        return PanelArt(str(panel.pk), panel.frame, words, alt=panel.words(), border=border)
    pixels = (take.picture.width, take.picture.height)
    return PanelArt(
        key=str(panel.pk),
        box=panel.frame,
        words=words,
        picture=str(take.picture_id),
        pixels=pixels,
        crop=crop_for(take.staging, pixels, panel.frame, edges=take.edges, view=take.view),
        staging=take.staging,
        alt=take.staging.alt or panel.words(),
        edges=take.edges,
        border=border,
    )


def page_arts(page: Page, panels: Iterable[Panel], language: str = "") -> list[PanelArt]:
    """The panels of a page as composition wants them."""
    border = page.border or page.issue.series.border
    return [panel_art(panel, language, border=border) for panel in panels]


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
    """The layouts that a person can choose from for this page; first the one that hands made, where there is one."""
    series = page.issue.series
    right_hand = page.number() % 2 == 1
    found = layouts(shapes_of(panels), page.format(), direction=series.direction, right_hand=right_hand)
    by_hand = _by_hand(page, panels)
    return (by_hand, *found) if by_hand else found


def lay_out(page: Page, panels: Sequence[Panel]) -> None:
    """Set the frames of the panels by the page's layout, that of a cover to all of its paper. They are changed, not saved."""
    series = page.issue.series
    paper = page.format()
    if page.kind != PageKind.STORY:
        for panel in panels:
            panel.box = [round(value, 2) for value in Box(0.0, 0.0, paper.width, paper.height).grown(paper.bleed)]
        return
    chosen = _by_hand(page, panels) if page.layout == HAND else None
    if chosen is None:
        right_hand = page.number() % 2 == 1
        chosen = layout(page.layout, shapes_of(panels), paper, direction=series.direction, right_hand=right_hand)
    for panel, frame in zip(panels, chosen.boxes, strict=True):
        box = bled(frame, paper) if panel.bleeds else frame
        panel.box = [round(value, 2) for value in box]


def _by_hand(page: Page, panels: Sequence[Panel]) -> Layout | None:
    """The layout that hands made of the page, if it is one for so many panels."""
    if not panels or len(page.frames) != len(panels):
        return None
    return hand_layout(page.frames, page.format(), page.issue.series.direction)


def letter(page: Page, panels: Sequence[Panel], language: str = "") -> dict[int, list[Balloon]]:
    """Place the lettering of these panels of a page in a language; the balloons by the key of their `Lettering` row.

    Saves nothing.
    """
    rows = page.panels.live().order_by("position", "id").values_list("pk", "box")
    boxes = {str(pk): Box(*box) for pk, box in rows if box}
    covers = dict(zip(boxes, covers_of(list(boxes.values())), strict=True))
    arts = [replace(art, covers=covers.get(art.key, ())) for art in page_arts(page, panels, language)]
    placed: dict[int, list[Balloon]] = defaultdict(list)
    for balloon in place(arts, page.format(), manner=page.issue.series.manner(language)):
        placed[int(balloon.key.partition(":")[0])].append(balloon)
    return placed


def save_placement(placed: dict[int, list[Balloon]], panels: Iterable[Panel], language: str = "") -> None:
    """Keep where the lettering of these panels stands in a language; pieces that have no row in it yet get one."""
    lines = [line for panel in panels for line in panel.lettering.all()]
    for line in lines:
        told = told_in(line, language)
        balloons = [balloon.to_json() for balloon in placed.get(line.pk, [])]
        if language and told is line:
            Translation.objects.update_or_create(lettering=line, language=language, defaults={"placed": balloons})
        else:
            told.placed = balloons
    if language:
        kept = [told for line in lines if isinstance(told := told_in(line, language), Translation)]
        Translation.objects.bulk_update(kept, ["placed"])
    else:
        Lettering.objects.bulk_update(lines, ["placed"])


def reletter(page: Page, panels: Sequence[Panel], language: str = "") -> None:
    """Place and keep the lettering of these panels in a language, unless somebody changed it meanwhile: then place it again.

    The page's preview speaks the issue's own language, so that a placement in another one leaves it as it is. The placement
    is worked out outside the transaction, because it takes longer than anybody should hold the database.
    """
    while True:
        before = _fingerprint(panels, language)
        placed = letter(page, panels, language)
        with transaction.atomic():
            page.issue.hold()
            fresh = list(_whole(Panel.objects.filter(pk__in=[panel.pk for panel in panels]), page))
            if _fingerprint(fresh, language) == before:
                save_placement(placed, fresh, language)
                touch(page, fresh, content=not language)
                return
        panels = fresh


def reletter_all(page: Page, panels: Sequence[Panel]) -> None:
    """Place and keep the lettering of these panels in every language of the issue, its own first."""
    for language in ("", *page.issue.languages):
        reletter(page, panels, language)


def _fingerprint(panels: Iterable[Panel], language: str) -> list[object]:
    """All that the place of the lettering depends on."""
    found: list[object] = []
    for panel in panels:
        found += (panel.pk, panel.box, panel.chosen_id, panel.chosen and panel.chosen.view)
        found += (words_of(line, language) for line in panel.lettering.all())
    return found


def touch(page: Page, panels: Iterable[Panel] = (), *, content: bool = True) -> int:
    """Tell open editors that the page and these panels changed; returns the new stamp. Call it inside a transaction.

    The page's `content_stamp` moves only with its `content`: whoever read the page before somebody else changed it would else
    put that back, and no preview would be made of the change.
    """
    stamp = page.issue.next_stamp()
    Panel.objects.filter(pk__in=[panel.pk for panel in panels]).update(stamp=stamp)
    fields = ["stamp", "content_stamp"] if content else ["stamp"]
    for name in fields:
        setattr(page, name, stamp)
    page.save(update_fields=fields)
    return stamp


def balloons_of(panels: Iterable[Panel], language: str = "") -> list[Balloon]:
    """The lettering of these panels as it was placed last in a language, in reading order."""
    lines = (line for panel in panels for line in panel.lettering.all())
    return [balloon for line in lines for balloon in told_in(line, language).balloons()]


def drawing_of(page: Page, panels: Sequence[Panel], language: str = "") -> Group:
    """The whole page as one display list, lettered in a language."""
    arts, balloons = page_arts(page, panels, language), balloons_of(panels, language)
    return page_drawing(page.format(), arts, balloons, over=over_page(page, language))
