"""The storyboard engine: draws every panel in this process, offline, from the words alone."""

from __future__ import annotations

from typing import Final

from comics.drawing import raster, svg
from comics.drawing.displaylist import Group
from comics.drawing.staging import Staging
from comics.engines.contract import Abilities, Brief, CastMember, PanelBrief, Picture, Place, Price, Remark, Style
from comics.engines.storyboard.plan import Part, Plan
from comics.engines.storyboard.reading import read
from comics.engines.storyboard.stage import stage
from comics.engines.storyboard.words_unseen import unseen
from comics.vocabulary import SIZES, Shot

MEDIA_TYPE: Final = "image/jpeg"


class StoryboardEngine:
    """Implements `contract.LocalEngine`: free, one panel at a time, the same bytes for the same brief."""

    name: str = "storyboard"
    label: str = "Storyboard"
    abilities: Abilities = Abilities(
        unit="panel",
        sizes=tuple(SIZES),
        characters=True,
        states=True,
        locations=True,
        language=True,
        continues=True,
        redraws=True,
        free=True,
    )

    def review(self, brief: Brief) -> tuple[Remark, ...]:
        """What the words leave open and the engine guesses: unknown names, places without a picture. Never blocking."""
        found = []
        cast = " ".join(f"{member.name} {member.role} {member.appearance}" for member in brief.cast)
        for panel in brief.panels:
            words = " ".join((panel.prompt, panel.scene, panel.action))
            found += [Remark(text, panel.key) for text in (*read(brief, panel).guessed, *unseen(words, cast=cast))]
        return tuple(found)

    def price(self, brief: Brief) -> Price:
        """Nothing: it draws on the studio's own machine."""
        return Price()

    def draw(self, brief: Brief, key: str) -> Picture:
        """The panel named `key` as a JPEG of its own width and height. Raises `KeyError` for a key not in the brief."""
        panel = _panel(brief, key)
        staged = stage(read(brief, panel), panel.width, panel.height)
        return _picture(key, staged.drawing, panel.width, panel.height, staged.staging)

    def draw_drawing(self, brief: Brief, key: str) -> Group:
        """The same panel as a display list in pixels. Raises `KeyError` for a key not in the brief."""
        panel = _panel(brief, key)
        return stage(read(brief, panel), panel.width, panel.height).drawing

    def portrait(self, member: CastMember, *, state: str = "", size: int = 512, style: Style | None = None) -> Picture:
        """Head and shoulders of a character in one of its states, `size` pixels square."""
        plan = read(Brief(panels=(), style=style or Style()), PanelBrief(key="", scene="studio light", shot=Shot.CLOSE.value))
        part = Part(name=member.name, member=member, state=state)
        sitter = Plan(
            place="portrait",
            place_name="",
            seed=member.name,
            time="day",
            weather="clear",
            shot=Shot.CLOSE,
            parts=(part,),
            palettes=plan.palettes,
        )
        staged = stage(sitter, size, size)
        return _picture(member.name, staged.drawing, size, size, staged.staging)

    def place_picture(self, place: Place, *, style: Style | None = None, width: int = 768, height: int = 512) -> Picture:
        """An establishing picture of a place with nobody in it, in pixels."""
        words = f"{place.name}. {place.description}"
        panel = PanelBrief(key=place.name, scene=words, shot=Shot.ESTABLISHING.value, width=width, height=height)
        plan = read(Brief(panels=(panel,), places=(place,), style=style or Style()), panel)
        empty = Plan(
            place=plan.place,
            place_name=place.name,
            seed=plan.seed,
            time=plan.time,
            weather=plan.weather,
            shot=plan.shot,
            props=plan.props,
            palettes=plan.palettes,
        )
        staged = stage(empty, width, height)
        return _picture(place.name, staged.drawing, width, height, staged.staging)


def _panel(brief: Brief, key: str) -> PanelBrief:
    for panel in brief.panels:
        if panel.key == key:
            return panel
    raise KeyError(key)


def _picture(key: str, drawing: Group, width: int, height: int, staging: Staging) -> Picture:
    text = svg.write(drawing, width=width, height=height)
    return Picture(key, raster.jpeg(text, width, height), MEDIA_TYPE, width, height, staging)
