"""The cast and briefs that the storyboard's tests share."""

from __future__ import annotations

from comics.engines.contract import Brief, CastMember, PanelBrief, Style
from comics.engines.storyboard.plan import Part, Plan
from comics.vocabulary import Shot

REN = CastMember("Ren", role="fox detective", appearance="slim build, tan coat, calm eyes, carries a paper map")
MINO = CastMember("Mino", role="child", appearance="short bob hair, yellow raincoat, anxious but curious")
GRAN = CastMember("Rosa", age="72", gender="female", role="grandmother", dress="purple dress, glasses")
BOB = CastMember("Bob", age="13", gender="male", dress="a green hoodie, beige trousers")

# The example prompt of the Comic API's documentation.
FOX_PANELS = (
    "Wide shot of rainy alley; Ren notices Mino alone near a lantern.",
    "Medium shot; Ren kneels, offers map, Mino starts to trust him.",
    "Tracking shot; both crossing old bridge with city lights in background.",
    "Close shot; child reunited with family, Ren leaving silently.",
)
FOX_STYLE = Style(art_style="cinematic anime", lighting="soft rim lighting", palette="warm dusk palette")


def brief(*texts: str, cast: tuple[CastMember, ...] = (REN, MINO), style: Style = FOX_STYLE, **panel: object) -> Brief:
    """A brief of one panel for each text, each with the texts before it as context; keys are "0", "1" …"""
    panels = tuple(
        PanelBrief(key=str(at), action=text, context=texts[:at], **panel)  # type: ignore[arg-type]
        for at, text in enumerate(texts)
    )
    return Brief(panels, cast, style=style)


def plan(*parts: Part, place: str = "park", shot: Shot = Shot.MEDIUM, **how: object) -> Plan:
    """A plan by day in a park, changed by keywords."""
    values: dict[str, object] = {"time": "day", "weather": "clear"} | how
    return Plan(place=place, place_name="", seed=place, shot=shot, parts=parts, **values)  # type: ignore[arg-type]
