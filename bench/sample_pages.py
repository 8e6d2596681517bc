"""The pages of the sample scripts, staged by the storyboard engine: what lettering is measured and looked at on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comics.actions.frames import pixels_for
from comics.composition.crop import crop_for
from comics.composition.layout import layout
from comics.composition.model import PageFormat, PanelArt, PanelShape, Words
from comics.drawing.geometry import Box
from comics.engines.contract import Brief, CastMember, PanelBrief, Style
from comics.engines.storyboard.reading import read
from comics.engines.storyboard.stage import stage
from comics.scripting.dialogue import spoken_lines
from comics.scripting.model import Script, ScriptPanel
from comics.scripting.pages import cut, importance, scene_starts
from comics.scripting.parse import parse
from comics.vocabulary import ON_STAGE, read_shot


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One page of a sample: its panels as composition wants them, and the brief that drew them."""

    panels: tuple[PanelArt, ...]
    brief: Brief


def sample_pages(text: str, page: PageFormat, *, direction: str = "ltr") -> Iterator[SamplePage]:
    """The pages of a script on paper of that format, read in that direction."""
    script = parse(text)
    starts = scene_starts(script.panels)
    for number, indices in enumerate(cut(script.panels), start=1):
        panels = [script.panels[index] for index in indices]
        shapes = [_shape(panel, at, len(panels), starts[indices[at]]) for at, panel in enumerate(panels)]
        boxes = layout("auto-1", shapes, page, direction=direction, right_hand=number % 2 == 1).boxes
        briefs = []
        for panel, shape, box, index in zip(panels, shapes, boxes, indices, strict=True):
            wide, high = pixels_for(box, "fit")
            briefs.append(_panel_brief(panel, shape, f"{index}", (wide, high)))
        brief = Brief(tuple(briefs), cast=_cast(script), style=_style(script))
        arts = tuple(_art(panel, one, brief, box) for panel, one, box in zip(panels, briefs, boxes, strict=True))
        yield SamplePage(arts, brief)


def _shape(panel: ScriptPanel, place: int, count: int, scene_start: bool) -> PanelShape:
    unsaid = "establishing" if scene_start and place == 0 else "close" if place and place == count - 1 else "medium"
    spoken = spoken_lines(panel.dialogue)
    return PanelShape(
        shot=str(read_shot(" ".join((panel.objective, panel.scene, panel.action))) or unsaid),
        importance=importance(panel, place, count),
        words=sum(len(line.text.split()) for line in spoken),
        scene_start=scene_start,
        people=len({line.speaker for line in spoken if line.speaker}),
    )


def _panel_brief(panel: ScriptPanel, shape: PanelShape, key: str, size: tuple[int, int]) -> PanelBrief:
    speaking = (line.speaker for line in spoken_lines(panel.dialogue) if line.speaker and line.kind in ON_STAGE)
    return PanelBrief(
        key,
        objective=panel.objective,
        scene=panel.scene,
        action=panel.action,
        dialogue=panel.dialogue,
        shot=shape.shot,
        speakers=tuple(dict.fromkeys(speaking)),
        width=size[0],
        height=size[1],
    )


def _art(panel: ScriptPanel, brief: PanelBrief, whole: Brief, box: Box) -> PanelArt:
    pixels = (brief.width, brief.height)
    staging = stage(read(whole, brief), *pixels).staging
    words = tuple(
        Words(f"{brief.key}-{at}", line.kind, line.text, line.speaker) for at, line in enumerate(spoken_lines(panel.dialogue))
    )
    return PanelArt(brief.key, box, words, brief.key, pixels, crop_for(staging, pixels, box), staging)


def _cast(script: Script) -> tuple[CastMember, ...]:
    return tuple(
        CastMember(one.name, one.age, one.gender, one.dress, one.role, one.appearance, one.personality, one.signature)
        for one in script.characters
    )


def _style(script: Script) -> Style:
    style = script.style
    return Style(style.genre, style.art_style, style.palette, style.lighting, style.camera)
