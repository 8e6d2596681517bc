"""What all operations have in common, as the OpenAPI document says it: tags, errors, headers."""

from __future__ import annotations

from typing import Any

from comics.program_errors import WORDS

TAGS = {
    "Comics": "Make comics: create, look, continue, redraw a panel. In the studio a comic is an issue, to be edited there.",
    "Files": "Pictures to look at when a comic is drawn.",
    "Series and issues": "What stands in the library of the token’s team.",
    "Exports": "Bind a comic as PDF, CBZ, EPUB, webtoon and more, and fetch the file.",
    "Usage": "What was used, and what is left.",
}

ERRORS_OF_ALL = (400, 401, 403, 429, 500)
ERRORS_OF_BODIES = (413, 415)
ERRORS_OF_KEYED = (409,)

# What each error means here, beyond its usual sentence.
MEANINGS = {
    400: "The request could not be read: its JSON is broken, or it holds what cannot be stored.",
    401: "No token was sent, or one that opens nothing (any more).",
    402: "The credits of the token’s team are used up for this month. Nothing was drawn.",
    403: "The token lacks the scope, or the role in the team does not allow that.",
    404: "There is no such thing in the token’s team.",
    409: "The first request with this Idempotency-Key is still at work, or somebody else changed the same just then.",
    413: "The body is larger than is taken.",
    415: "The content type is not taken here.",
    422: "A field is missing or not as it must be, or names what there is not. `message` says which; nothing was changed.",
    423: "The page is locked in the studio.",
    429: "Too many requests for the plan of the team. `Retry-After` says when to try again.",
    500: "A fault of the studio; it was written down under the request’s id.",
}

ERROR_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Error",
    "description": "Why something could not be done.",
    "required": ["code", "error", "message", "requestId"],
    "properties": {
        "code": {"type": "integer", "description": "The HTTP status.", "examples": [422]},
        "error": {"type": "string", "description": "A word for programs.", "examples": ["invalid"]},
        "message": {"type": "string", "description": "A sentence for people.", "examples": ["size: choose one of nine."]},
        "requestId": {
            "type": "string",
            "description": "By it the request is found in the request log.",
            "examples": ["req_8c1f0d5e9b7a4c2f8e6d3b1a0f9e8d7c"],
        },
        "field": {"type": "string", "description": "Which field is meant, where one is."},
        "details": {
            "type": "array",
            "description": "All fields that are not as they must be.",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}

# The older headers that clients know, for the limit that is nearest.
SCARCEST = {
    "X-RateLimit-Limit": "How many the nearest limit allows.",
    "X-RateLimit-Remaining": "How many are left of it.",
    "X-RateLimit-Reset": "In how many seconds there are more.",
}
HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-Id": {
        "description": "What the request is called in the request log and in the studio’s own logs.",
        "required": True,
        "schema": {"type": "string", "pattern": "^req_[0-9a-f]{32}$"},
    },
    "RateLimit-Policy": {
        "description": "The limits that hold for the request: how many (`q`) within how many seconds (`w`).",
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "What is left of them (`r`), and in how many seconds there is more (`t`).",
        "schema": {"type": "string"},
    },
    "Retry-After": {"description": "Seconds to wait before the next try.", "schema": {"type": "integer", "minimum": 0}},
    **{name: {"description": words, "schema": {"type": "integer", "minimum": 0}} for name, words in SCARCEST.items()},
    "Idempotency-Replayed": {
        "description": "Sent where the answer is the first one again, and nothing was made.",
        "schema": {"type": "boolean"},
    },
    "WWW-Authenticate": {"description": "How to show a token.", "required": True, "schema": {"type": "string"}},
}
HEADERS_OF_ALL = ("X-Request-Id", "RateLimit-Policy", "RateLimit", *SCARCEST)
HEADERS_OF_KEYED = ("Idempotency-Replayed",)
HEADERS_OF_ERRORS = {401: ("WWW-Authenticate",), 409: ("Retry-After",), 429: ("Retry-After",)}


IDEMPOTENCY_KEY: dict[str, Any] = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": (
        "A name of your own for this request. Sent again under the same name within 24 hours, with the same body, it makes "
        "nothing and is answered as it was the first time."
    ),
    "example": "order-2026-03-14-0001",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x20-\\x7e]+$"},
}


def error_response(status: int) -> dict[str, Any]:
    """How the answer for an error is described."""
    word, sentence = WORDS[status]
    shown = {"code": status, "error": word, "message": sentence, "requestId": "req_8c1f0d5e9b7a4c2f8e6d3b1a0f9e8d7c"}
    content = {"schema": {"$ref": "#/components/schemas/Error"}, "example": shown}
    return {"description": MEANINGS[status], "content": {"application/json": content}}
