"""The webtoon edition: pages taken apart into panels, set anew in one column, and cut into pictures."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from PIL import Image

from comics.composition.model import Balloon, PanelArt, PanelShape
from comics.composition.render import page_image
from comics.composition.slices import LIMIT, slices
from comics.composition.watermark import watermark
from comics.composition.webtoon import DISTANCE, END, WIDTH, Span, column, distance, framed, letter, lettered, part
from comics.drawing.geometry import Box
from comics.jobs.compose import page_arts, page_panels, shapes_of
from comics.jobs.leaves import Leaf
from comics.jobs.page_pictures import laid_over, page_picture
from comics.models import Picture, files


@dataclass(slots=True)
class Strip:
    """The column as far as it is composed: panels and balloons in its pixels, balloons with the heights that they reach over,
    the covers with their places, and its height."""

    panels: list[PanelArt] = field(default_factory=list)
    balloons: list[tuple[Balloon, Span]] = field(default_factory=list)
    covers: list[tuple[Leaf, Box]] = field(default_factory=list)
    last: PanelShape | None = None
    bottom: float = 0.0

    def spans(self) -> list[Span]:
        """What is cut only where it is taller than a slice."""
        return [framed(panel) for panel in self.panels] + [Span(box.y, box.bottom) for _, box in self.covers]

    def slices(self) -> list[tuple[int, int]]:
        """The parts that the finished column is cut into."""
        spoken = [span for _, span in self.balloons]
        height = round(self.bottom + (END if self.last else 0.0))
        return slices(height, panels=self.spans(), lettering=spoken)


def compose(leaves: Sequence[Leaf], language: str, tell: Callable[[int], None]) -> Strip:
    """The whole column, lettered in a language; `tell` hears after each page how many are composed."""
    strip = Strip()
    for done, leaf in enumerate(leaves, start=1):
        if leaf.number:
            _add_page(strip, leaf, language)
        else:
            _add_cover(strip, leaf)
        tell(done)
    return strip


def _add_cover(strip: Strip, leaf: Leaf) -> None:
    """A cover as one picture, small enough for one slice."""
    paper = leaf.page.format()
    high = min(float(LIMIT), WIDTH * paper.height / paper.width)
    wide = high * paper.width / paper.height
    top = strip.bottom + DISTANCE if strip.bottom else 0.0
    strip.covers.append((leaf, Box((WIDTH - wide) / 2, top, wide, high)))
    strip.bottom = top + high
    strip.last = None


def _add_page(strip: Strip, leaf: Leaf, language: str) -> None:
    """The panels of a page. Their rows get the frames that they have in the column; nothing is saved."""
    panels, series = page_panels(leaf.page), leaf.page.issue.series
    if not panels:
        return
    shapes = shapes_of(panels)
    top = strip.bottom + (distance(strip.last, shapes[0]) if strip.last else DISTANCE if strip.bottom else END)
    sizes = [(take.picture.width, take.picture.height) if (take := panel.chosen) else (0, 0) for panel in panels]
    for panel, box in zip(panels, column(shapes, sizes, top=top, direction=series.direction), strict=True):
        panel.box = list(box)
    arts = page_arts(leaf.page, panels, language)
    strip.panels += arts
    placed = [balloon for art in arts for balloon in letter(art, series.manner(language))]
    strip.balloons += [(balloon, lettered(balloon)) for balloon in placed]
    strip.last, strip.bottom = shapes[-1], arts[-1].box.bottom


def pictures(strip: Strip, language: str, *, draft: bool) -> Iterator[Image.Image]:
    """The slices of the column as pictures 800 pixels wide, one by one; each under a watermark where it is a draft."""
    for top, bottom in strip.slices():
        paper, panels, balloons = part(strip.panels, strip.balloons, top, bottom)
        image = page_image(paper, panels, balloons, width_px=WIDTH, open_picture=_open)
        for leaf, box in strip.covers:
            if box.y < bottom and box.bottom > top:
                with contextlib.closing(
                    page_picture(leaf.page, page_panels(leaf.page), round(box.w), language=language)
                ) as cover:
                    image.paste(cover, (round(box.x), round(box.y) - top))
        yield laid_over(image, paper, [watermark(paper)]) if draft else image


def _open(key: str) -> Image.Image:
    return files.image(Picture.objects.get(pk=int(key)).path)
