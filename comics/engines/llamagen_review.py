"""What LlamaGen will ignore, change or refuse of a brief, said before anything is spent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from comics.engines.contract import Brief, Reference, Remark
from comics.engines.llamagen_cut import grids, pages_of
from comics.engines.llamagen_request import DEFAULT_PRESET, OPTIONS, calls, portrait, preset_for, size_for, too_large
from comics.engines.llamagen_words import people_in
from comics.engines.remote import Call
from comics.vocabulary import SIZES, GenerationKind


def remarks(brief: Brief, facts: Mapping[str, Any]) -> tuple[Remark, ...]:
    """All remarks on a brief, the blocking ones first."""
    planned = calls(brief, facts)
    said = [*_blocking(brief, planned), *_pages(brief), *_look(brief, planned), *_people(brief, planned), *_pictures(brief)]
    if planned and "unit_price" not in facts:
        said.append(Remark("The price is about one credit a panel: LlamaGen tells the exact one only afterwards."))
    return tuple(dict.fromkeys(said))


def _blocking(brief: Brief, planned: tuple[Call, ...]) -> Iterator[Remark]:
    for call in planned:
        body = call.request["body"]
        told = (
            ("prompt", "promptUrl", "caption", "images") if body.get("action") == "regeneratePanel" else ("prompt", "promptUrl")
        )
        if not any(name in body for name in told):
            panel = call.keys[0] if brief.kind == GenerationKind.REDRAW else ""
            yield Remark("There are no words to draw from. Write what happens.", panel=panel, blocking=True)
    if not brief.prompt_url.strip():
        return
    if not brief.prompt_url.strip().startswith(("https://", "http://")):
        yield Remark("The address of the story must begin with https://.", blocking=True)
    if len(planned) > 1 and brief.kind != GenerationKind.REDRAW:
        yield Remark("A story at an address can only be drawn on pages with the same number of panels.", blocking=True)
    if "promptUrl" in (planned[0].request["body"] if planned else {}):
        yield Remark("LlamaGen reads the story at the address; the words, the style and what is forbidden here are not sent.")
    else:
        yield Remark("The story at the address is not read: only a new comic can begin from one.")


def _pages(brief: Brief) -> Iterator[Remark]:
    if brief.kind == GenerationKind.REDRAW:
        return
    pages, parts = pages_of(brief), grids(pages_of(brief))
    if [part.panels for part in parts for _ in range(part.pages)] != list(pages) and parts:
        ways = " and ".join(f"{part.pages} × {part.panels}" for part in parts)
        yield Remark(
            f"LlamaGen draws pages of one length only: the panels are asked for as {ways}, and stand here as you cut them."
        )
    if len(parts) > 1:
        yield Remark(f"The panels do not fit into one request: they are drawn in {len(parts)}, whose looks may differ.")


def _look(brief: Brief, planned: tuple[Call, ...]) -> Iterator[Remark]:
    changes = [call for call in planned if "action" in call.request["body"]]
    if len(changes) < len(planned):
        yield from _size(brief)
        if preset_for(brief) == DEFAULT_PRESET and not (brief.options.get("preset") or brief.style.preset):
            yield Remark(f"No preset is chosen: “{DEFAULT_PRESET}” is used.")
        if brief.kind == GenerationKind.CONTINUE:
            yield Remark(
                "LlamaGen has not drawn the pages before, or not all at once: a new comic is begun there, with the same cast."
            )
    if changes:
        yield Remark("LlamaGen keeps the size, preset, language and cast of the comic that it goes on with.")
        if any(brief.options.get(name) for name in OPTIONS):
            yield Remark("Model, preset, style and upscaling cannot be changed in a comic that is there, and are not sent.")


def _size(brief: Brief) -> Iterator[Remark]:
    size = size_for(brief)
    if brief.size not in SIZES and brief.size != "fit":
        yield Remark(f"LlamaGen does not draw {brief.size}: the size {size} is used instead.")
    width, height = SIZES[size]
    if any(panel.width * height != panel.height * width for panel in brief.panels):
        yield Remark(f"All panels are drawn in the size {size}; where a frame has another ratio, the picture is cropped.")


def _people(brief: Brief, planned: tuple[Call, ...]) -> Iterator[Remark]:
    if any(panel.states for panel in brief.panels):
        yield Remark("LlamaGen knows no states of a character: they are told in words.")
    shown = {member.name for member in people_in(brief, brief.panels)}
    if left := [member.name for member in brief.cast if member.name not in shown and member.name.strip()]:
        yield Remark(
            f"Nobody names these characters, and they are not sent: {', '.join(left[:10])}{'…' if len(left) > 10 else ''}."
        )
    if brief.forbidden.strip() and any("prompt" in call.request["body"] for call in planned):
        yield Remark("What is forbidden has no field of its own at LlamaGen: it is told in words, and may be overlooked.")


def _pictures(brief: Brief) -> Iterator[Remark]:
    redraw = brief.kind == GenerationKind.REDRAW
    if not redraw and any(panel.references for panel in brief.panels):
        yield Remark("Pictures that belong to one panel are given for the whole comic: LlamaGen takes none for a single one.")
    for member in people_in(brief, brief.panels):
        given = [each for each in (member.reference, *member.state_references.values()) if each]
        taken = portrait(member, brief.panels)
        if not redraw and len({each.sha256 for each in given}) > 1:
            yield Remark(
                f"LlamaGen takes one picture of a character: the other reference pictures of {member.name} are left out."
            )
        if taken and too_large(taken):
            yield _too_large(f"of {member.name}")
    for place in brief.places:
        if place.reference and too_large(place.reference):
            yield _too_large(f"of {place.name}")
    shared: list[tuple[Reference, str]] = [(each, "") for each in brief.references]
    shared += [(each, panel.key) for panel in brief.panels for each in panel.references]
    for each, key in shared:
        if too_large(each):
            yield _too_large(f"“{each.description}”" if each.description else "", panel=key)


def _too_large(what: str, *, panel: str = "") -> Remark:
    name = f"The reference picture {what}".rstrip()
    return Remark(f"{name} is larger than the 10 MB that LlamaGen takes, and is left out.", panel=panel)
