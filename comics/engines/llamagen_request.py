"""LlamaGen's requests as a brief makes them, with placeholders where the addresses of uploaded pictures will stand."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from comics.engines.contract import Brief, CastMember, Json, PanelBrief, Price, Reference
from comics.engines.errors import Unsupported
from comics.engines.llamagen_cut import Grid, grids, pages_of
from comics.engines.llamagen_words import (
    description,
    language_name,
    named_people,
    named_places,
    panel_prompt,
    people_in,
    places_in,
    story_prompt,
)
from comics.engines.remote import Call
from comics.vocabulary import DEFAULT_SIZE, SIZES, GenerationKind

UPLOAD_LIMIT: Final = 10 * 1024 * 1024  # bytes of one reference picture (seed 000, "Upload Reference Image")
DEFAULT_PRESET: Final = "render"
OPTIONS: Final = ("model", "preset", "style", "upscale")
_MARK: Final = "reference:"  # what stands for a picture's address until it is uploaded


def calls(brief: Brief, facts: Mapping[str, Any]) -> tuple[Call, ...]:
    """The create calls of a brief: one an issue where its panels can be asked for at once, one a panel for a redraw."""
    if brief.kind == GenerationKind.REDRAW:
        return tuple(_redraw(brief, panel, facts) for panel in brief.panels)
    made = []
    start = 0
    parts = grids(pages_of(brief))
    for number, grid in enumerate(parts):
        panels = brief.panels[start : start + grid.count]
        # Only the first part may go on from the pages there: what two calls at once append could not be told apart.
        follows = brief.follows if brief.kind == GenerationKind.CONTINUE and number == 0 else {}
        body = (
            _continued(brief, panels, grid, len(parts))
            if follows.get("generation")
            else _created(brief, panels, grid, len(parts))
        )
        made.append(_call(brief, panels, body, facts, before=follows))
        start += grid.count
    return tuple(made)


def fill(value: Any, prepared: Mapping[str, str]) -> Any:
    """The request with the addresses of its pictures. Raises `Unsupported` for a picture that has none."""
    if isinstance(value, dict):
        return {name: fill(each, prepared) for name, each in value.items()}
    if isinstance(value, list):
        return [fill(each, prepared) for each in value]
    if isinstance(value, str) and value.startswith(_MARK):
        if address := prepared.get(value.removeprefix(_MARK)):
            return address
        raise Unsupported("A reference picture did not get to LlamaGen.")
    return value


def size_for(brief: Brief) -> str:
    """One of the nine sizes: the brief's own, else the one nearest to the ratio of most of its panels."""
    if brief.size in SIZES:
        return brief.size
    votes = Counter(_nearest(panel.width, panel.height) for panel in brief.panels)
    return votes.most_common(1)[0][0] if votes else DEFAULT_SIZE


def preset_for(brief: Brief) -> str:
    """The preset that is sent; the service's own clients disagree on a default, so one is always named."""
    return _option(brief, "preset") or brief.style.preset.strip() or DEFAULT_PRESET


def too_large(reference: Reference) -> bool:
    """Whether a picture can neither be uploaded nor be fetched by the service."""
    return reference.size > UPLOAD_LIMIT and not _fetchable(reference)


def price_of(count: int, facts: Mapping[str, Any]) -> Price:
    """The estimated price of so many panels: what the person typed, else one credit a panel."""
    try:
        return Price(Decimal(str(facts["unit_price"])) * count, str(facts.get("unit") or "credits"))
    except (KeyError, InvalidOperation):
        return Price(Decimal(count), "credits")


def portrait(member: CastMember, panels: Sequence[PanelBrief]) -> Reference | None:
    """The one picture that a character may have: of the state it is in all through, else its usual one."""
    states = {panel.states.get(member.name, "") for panel in panels}
    only = states.pop() if len(states) == 1 else ""
    return member.state_references.get(only) or member.reference


def _created(brief: Brief, panels: Sequence[PanelBrief], grid: Grid, parts: int) -> Json:
    url = brief.prompt_url.strip()
    return {
        "prompt": "" if url else story_prompt(brief, panels, whole=parts == 1),
        "promptUrl": url,
        "preset": preset_for(brief),
        "size": size_for(brief),
        **grid.to_json(),
        "language": language_name(brief.language),
        "model": _option(brief, "model"),
        "style": _option(brief, "style"),
        "upscale": _option(brief, "upscale"),
        "comicRoles": _roles(brief, panels),
        "comicLocations": [
            {"name": place.name, "description": place.description, "image": _address(place.reference)}
            for place in places_in(brief, panels)
        ],
        "attachments": _attachments(brief, panels),
    }


def _continued(brief: Brief, panels: Sequence[PanelBrief], grid: Grid, parts: int) -> Json:
    return {
        "action": "continueWrite",
        "prompt": story_prompt(brief, panels, whole=parts == 1),
        **grid.to_json(),
        "attachments": _attachments(brief, panels),
    }


def _redraw(brief: Brief, panel: PanelBrief, facts: Mapping[str, Any]) -> Call:
    remote = panel.remote
    if not remote.get("generation"):
        body = {**_created(brief, [panel], Grid(1, 1), 1), "prompt": panel_prompt(brief, panel), "promptUrl": ""}
        return _call(brief, [panel], body, facts)
    body = {
        "action": "regeneratePanel",
        "page": remote["page"],
        "panel": remote["panel"],
        "prompt": panel_prompt(brief, panel),
        "caption": panel.dialogue.strip(),
        "images": list(dict.fromkeys(_address(each) for each in _pictures(brief, panel) if not too_large(each))),
    }
    return _call(brief, [panel], body, facts, before=remote)


def _call(
    brief: Brief, panels: Sequence[PanelBrief], body: Json, facts: Mapping[str, Any], *, before: Mapping[str, Any] | None = None
) -> Call:
    sent = _said(body)
    text = json.dumps(sent)
    used = {each.sha256: each for each in _all_pictures(brief, panels) if f'"{_MARK}{each.sha256}"' in text}
    known = {name: before[name] for name in ("generation", "page", "panel", "url", "pages") if name in before} if before else {}
    return Call(
        keys=tuple(panel.key for panel in panels),
        kind=brief.kind,
        request={"body": sent, "before": known},
        price=price_of(len(panels), facts),
        references=tuple(used.values()),
        changes=str(known.get("generation", "")),
    )


def _roles(brief: Brief, panels: Sequence[PanelBrief]) -> list[Json]:
    return [
        {
            "name": member.name,
            "age": int(age) if (age := member.age.strip()).isascii() and age.isdigit() and len(age) < 5 else age,
            "gender": member.gender,
            "dress": member.dress,
            "description": description(member),
            "image": _address(portrait(member, panels)),
        }
        for member in people_in(brief, panels)
    ]


def _attachments(brief: Brief, panels: Sequence[PanelBrief]) -> list[Json]:
    shown = (*brief.references, *(each for panel in panels for each in panel.references))
    addresses = dict.fromkeys(_address(each) for each in shown if not too_large(each))
    return [{"type": "image", "url": address} for address in addresses]


def _pictures(brief: Brief, panel: PanelBrief) -> Iterator[Reference]:
    """What a redraw may look at, the panel's own pictures first."""
    yield from (*panel.references, *brief.references)
    yield from (found for member in named_people(brief, [panel]) if (found := portrait(member, [panel])))
    yield from (place.reference for place in named_places(brief, [panel]) if place.reference)


def _all_pictures(brief: Brief, panels: Sequence[PanelBrief]) -> Iterator[Reference]:
    for panel in panels:
        yield from panel.references
    yield from brief.references
    for member in brief.cast:
        yield from (each for each in (member.reference, *member.state_references.values()) if each)
    yield from (place.reference for place in brief.places if place.reference)


def _address(reference: Reference | None) -> str:
    """A placeholder for what will be uploaded; what is too large for that is fetched by the service, or left out ("")."""
    if reference is None or too_large(reference):
        return ""
    return f"{_MARK}{reference.sha256}" if reference.size <= UPLOAD_LIMIT else reference.url


def _fetchable(reference: Reference) -> bool:
    return reference.url.startswith("https://")


def _option(brief: Brief, name: str) -> str:
    return str(brief.options.get(name) or "").strip()


def _nearest(width: int, height: int) -> str:
    ratio = math.log(max(width, 1) / max(height, 1))
    return min(SIZES, key=lambda name: abs(math.log(SIZES[name][0] / SIZES[name][1]) - ratio))


def _said(value: Any) -> Any:
    """The value without what says nothing: the service is never sent an empty field."""
    if isinstance(value, dict):
        return {name: said for name, each in value.items() if (said := _said(each)) not in ("", None, [], {})}
    if isinstance(value, list):
        return [said for each in value if (said := _said(each)) not in ("", None, [], {})]
    return value.strip() if isinstance(value, str) else value
