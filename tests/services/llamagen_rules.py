"""What LlamaGen's documents allow in a request, field by field. Anything else is `Wrong`, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from comics.vocabulary import SIZES

Known = Callable[[str], bool]
SHAPE = {"fixPanelNum", "pagination"}
CREATE = {
    "prompt",
    "promptUrl",
    "model",
    "preset",
    "size",
    "comicRoles",
    "comicLocations",
    "attachments",
    "language",
    "upscale",
}
CREATE |= SHAPE | {"style"}  # `style` is sent by the official SDKs
CONTINUE = {"action", "prompt", "attachments"} | SHAPE
REDRAW = {"action", "page", "panel", "prompt", "images", "caption"}
ROLE = {"name", "age", "gender", "dress", "image", "description"}
LOCATION = {"name", "image", "description"}


class Wrong(Exception):
    """A request that the service does not take; the text says why."""


def check_create(body: dict[str, Any], known: Known) -> tuple[int, int]:
    """Pages and panels a page of a create. Preset and size must stand there, as the studio's contract demands."""
    _fields(body, CREATE, {"preset", "size"}, "the request")
    for name in ("prompt", "promptUrl", "model", "preset", "style", "language"):
        if name in body:
            _text(body[name], name)
    if ("prompt" in body) == ("promptUrl" in body):
        raise Wrong("Send one of prompt and promptUrl")
    if "promptUrl" in body and not body["promptUrl"].startswith(("https://", "http://")):
        raise Wrong("promptUrl is no address")
    if body["size"] not in SIZES:
        raise Wrong(f"size {body['size']!r} is not supported")
    if "upscale" in body and body["upscale"] not in ("2K", "4K"):
        raise Wrong("upscale is 2K or 4K")
    _list(body, "comicRoles", lambda role: _role(role, known))
    _list(body, "comicLocations", lambda place: _location(place, known))
    _attachments(body, known)
    if not SHAPE & set(body):
        raise Wrong("Say how many panels: fixPanelNum or pagination")
    return _shape(body, previous=1)


def check_continue(body: dict[str, Any], known: Known, *, previous: int) -> tuple[int, int]:
    """Pages and panels a page of a continuation; as many panels as the page before where it does not say."""
    _fields(body, CONTINUE, {"action", "prompt"}, "the continuation")
    _text(body["prompt"], "prompt")
    _attachments(body, known)
    return _shape(body, previous=previous)


def check_redraw(body: dict[str, Any], known: Known) -> tuple[int, int]:
    """The page and panel of a redraw, from zero."""
    _fields(body, REDRAW, {"panel"}, "the redraw")
    if body.get("action", "regeneratePanel") != "regeneratePanel":
        raise Wrong(f"action {body['action']!r} is not known")
    if not {"prompt", "caption", "images"} & set(body):
        raise Wrong("Send a prompt, a caption or images")
    for name in ("prompt", "caption"):
        if name in body:
            _text(body[name], name)
    _list(body, "images", lambda url: _image(url, known))
    return _within(body.get("page", 0), "page", 0, 10_000), _within(body["panel"], "panel", 0, 10_000)


def whole_number(text: str, name: str) -> int:
    """A number of a query."""
    if not (text.isascii() and text.isdigit()):
        raise Wrong(f"{name} is no number")
    return int(text)


def _shape(body: dict[str, Any], *, previous: int) -> tuple[int, int]:
    if set(body) >= SHAPE:
        raise Wrong("fixPanelNum cannot be used with pagination")
    if "pagination" not in body:
        return 1, _within(body.get("fixPanelNum", previous), "fixPanelNum", 1, 20)
    pagination = body["pagination"]
    if not isinstance(pagination, dict):
        raise Wrong("pagination is no object")
    names = {"totalPages", "panelsPerPage"}
    _fields(pagination, names, names, "pagination")
    return _within(pagination["totalPages"], "totalPages", 1, 20), _within(pagination["panelsPerPage"], "panelsPerPage", 1, 20)


def _role(role: Any, known: Known) -> None:
    _fields(role, ROLE, {"name"}, "a role")
    for name in set(role) - {"age", "image"}:
        _text(role[name], name)
    if "age" in role and (isinstance(role["age"], bool) or not isinstance(role["age"], int | str) or role["age"] == ""):
        raise Wrong("age is a number or a text")
    if "image" in role:
        _image(role["image"], known)


def _location(place: Any, known: Known) -> None:
    _fields(place, LOCATION, {"name"}, "a location")
    for name in ("name", "description"):
        if name in place:
            _text(place[name], name)
    if "image" in place:
        _image(place["image"], known)


def _attachments(body: dict[str, Any], known: Known) -> None:
    def check(item: Any) -> None:
        _fields(item, {"type", "url"}, {"type", "url"}, "an attachment")
        if item["type"] not in ("image", "document", "video"):
            raise Wrong(f"type {item['type']!r} is not known")
        _image(item["url"], known)

    _list(body, "attachments", check)


def _list(body: dict[str, Any], name: str, check: Callable[[Any], None]) -> None:
    if name not in body:
        return
    if not isinstance(body[name], list) or not body[name]:
        raise Wrong(f"{name} is no list, or an empty one")
    for item in body[name]:
        check(item)


def _fields(value: Any, allowed: set[str], required: set[str], what: str) -> None:
    if not isinstance(value, dict):
        raise Wrong(f"{what} is no object")
    if unknown := set(value) - allowed:
        raise Wrong(f"{what} has unknown fields: {', '.join(sorted(unknown))}")
    if missing := required - set(value):
        raise Wrong(f"{what} lacks {', '.join(sorted(missing))}")
    if empty := [name for name, each in value.items() if each is None]:
        raise Wrong(f"{what} has null in {', '.join(empty)}")


def _text(value: Any, name: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise Wrong(f"{name} is no text, or an empty one")


def _image(value: Any, known: Known) -> None:
    if not isinstance(value, str) or not known(value):
        raise Wrong(f"{value!r} is no address that was handed out here, nor one that can be fetched")


def _within(value: Any, name: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Wrong(f"{name} is a whole number from {low} to {high}")
    return value
