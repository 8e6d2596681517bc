"""What Depicta's story API accepts, word for word as its reference has it."""

from __future__ import annotations

from typing import Any


class Wrong(Exception):
    """A request that the service refuses; `status` and `word` are those of its answer."""

    def __init__(self, message: str, *, status: int = 400, word: str = "bad_request") -> None:
        super().__init__(message)
        self.status = status
        self.word = word


def check_story(body: Any, models: list[dict[str, Any]]) -> dict[str, Any]:
    """Check a story as strictly as the reference words it; answers its model. Raises `Wrong`."""
    optional = {
        "aspect_ratio": str,
        "image_size": str,
        "locations": list,
        "prompt": str,
        "raw_prompts": bool,
        "reference_images": list,
        "setting": str,
        "strictness": str,
        "style": str,
    }
    _fields(body, "story", required={"characters": list, "model": str, "scenes": list}, optional=optional)
    model = next((model for model in models if model["id"] == body["model"]), None)
    if model is None:
        raise Wrong(f"There is no model {body['model']!r}.")
    if not model["supports_multiturn"]:
        raise Wrong("The model cannot tell stories.", status=422, word="model_not_capable")
    _one_of(body.get("image_size"), model["image_sizes"], "image_size")
    _one_of(body.get("aspect_ratio"), model["aspect_ratios"], "aspect_ratio")
    _one_of(body.get("strictness"), ["normal", "liberal"], "strictness")
    _count(body["characters"], 1, min(10, model["max_characters"]), "characters")
    _count(body["scenes"], 2, 10, "scenes")
    states = _characters(body["characters"])
    places = _locations(body.get("locations", []))
    for scene in body["scenes"]:
        _scene(scene, states, places, model["aspect_ratios"])
    _count(body.get("reference_images", []), 0, 5, "reference_images")
    for picture in body.get("reference_images", []):
        _fields(picture, "reference image", required={"description": str, "url": str}, optional={})
        _https(picture["url"])
    return model


def _fields(body: Any, what: str, *, required: dict[str, type], optional: dict[str, type]) -> None:
    """Every field known, of its type, and with a value."""
    if not isinstance(body, dict):
        raise Wrong(f"A {what} must be an object.")
    if unknown := set(body) - set(required) - set(optional):
        raise Wrong(f"A {what} has unknown fields: {sorted(unknown)}.")
    if missing := set(required) - set(body):
        raise Wrong(f"A {what} lacks {sorted(missing)}.")
    for name, kind in {**required, **optional}.items():
        if name in body and not isinstance(body[name], kind):
            raise Wrong(f"{name} of a {what} must be {kind.__name__}, not {body[name]!r}.")
        if name in body and kind is str and not body[name].strip():
            raise Wrong(f"{name} of a {what} is empty.")


def _count(items: list[Any], least: int, most: int, what: str) -> None:
    if not least <= len(items) <= most:
        raise Wrong(f"{len(items)} {what}: {least} to {most} are allowed.")


def _one_of(value: str | None, allowed: list[str], what: str) -> None:
    if value is not None and value not in allowed:
        raise Wrong(f"{what} {value!r} is none of {allowed}.")


def _https(url: str) -> None:
    if not url.startswith("https://"):
        raise Wrong(f"{url!r} is no https address.")


def _unique(names: list[str], what: str) -> None:
    if len({name.casefold() for name in names}) != len(names):
        raise Wrong(f"Two {what} have the same name.")


def _characters(people: list[Any]) -> dict[str, set[str]]:
    """The names of the characters with those of their states."""
    for person in people:
        optional = {"reference_url": str, "states": dict}
        _fields(person, "character", required={"name": str, "appearance": str}, optional=optional)
        _https(person.get("reference_url", "https://"))
        _count(list(person.get("states", {})), 0, 5, "states")
        for state in person.get("states", {}).values():
            _fields(state, "state", required={"appearance": str}, optional={"reference_url": str})
            _https(state.get("reference_url", "https://"))
    _unique([person["name"] for person in people], "characters")
    return {person["name"]: set(person.get("states", {})) for person in people}


def _locations(places: list[Any]) -> set[str]:
    for place in places:
        _fields(place, "location", required={"name": str}, optional={"description": str, "reference_url": str})
        _https(place.get("reference_url", "https://"))
    _unique([place["name"] for place in places], "locations")
    return {place["name"] for place in places}


def _scene(scene: Any, states: dict[str, set[str]], places: set[str], ratios: list[str]) -> None:
    optional = {"aspect_ratio": str, "characters": list, "location": str}
    _fields(scene, "scene", required={"prompt": str}, optional=optional)
    _one_of(scene.get("aspect_ratio"), ratios, "aspect_ratio")
    if scene.get("location", next(iter(places), "")) not in places | {""}:
        raise Wrong(f"There is no location {scene['location']!r}.")
    for person in scene.get("characters", []):
        _fields(person, "character of a scene", required={"name": str}, optional={"state": str})
        if person["name"] not in states:
            raise Wrong(f"There is no character {person['name']!r}.")
        if "state" in person and person["state"] not in states[person["name"]]:
            raise Wrong(f"{person['name']!r} has no state {person['state']!r}.")
    _unique([person["name"] for person in scene.get("characters", [])], "characters of a scene")
