"""Examples of what programs send, for the description of the API; a test holds them to the rules of `wire`."""

from __future__ import annotations

from pydantic.config import JsonDict

CREATE_EXAMPLE: JsonDict = {
    "prompt": "Alice and Bob follow an old map through a forest and find Crystal Lake under the stars.",
    "preset": "render",
    "size": "1024x1024",
    "pagination": {"totalPages": 2, "panelsPerPage": 4},
    "language": "English",
    "comicRoles": [{"name": "Alice", "age": 12, "gender": "female", "dress": "a brown explorer jacket, blue shorts"}],
    "comicLocations": [{"name": "Dreamwood Forest", "description": "old oaks, fireflies, mist"}],
}
CONTINUE_EXAMPLE: JsonDict = {
    "action": "continueWrite",
    "prompt": "The next morning a glowing key lies beneath the lake.",
    "pagination": {"totalPages": 2, "panelsPerPage": 2},
}
REDRAW_EXAMPLE: JsonDict = {
    "action": "regeneratePanel",
    "page": 0,
    "panel": 2,
    "prompt": "Alice and Bob on a mountaintop, seen from below.",
    "caption": "Alice: What a view!",
}
