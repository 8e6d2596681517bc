"""Looking for secrets in whatever the studio says or keeps: whole or in pieces, in each of the ways they could be written."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

PIECE = 12  # characters; whoever leaks twice as many leaks at least one whole piece


def pieces(secret: str) -> set[str]:
    """The secret cut into pieces, from its start and from its end; a short one is left whole."""
    if len(secret) < 2 * PIECE:
        return {secret}
    from_start = {secret[at : at + PIECE] for at in range(0, len(secret) - PIECE + 1, PIECE)}
    return from_start | {secret[-PIECE:]}


def base64_of(raw: bytes) -> Iterable[str]:
    """The signs that some bytes alone make in the base64 of a longer text, for each place they can have in it."""
    for before in range(3):
        signs = base64.b64encode(b"\0" * before + raw).decode()[-(-8 * before // 6) : 8 * (before + len(raw)) // 6]
        yield signs
        yield signs.translate(str.maketrans("+/", "-_"))


def spellings(text: str) -> set[str]:
    """The ways in which a text could be written: as it is, from its end, and in the encodings of the web."""
    found = set()
    for way in (text, text[::-1]):
        raw = way.encode()
        found |= {way, quote(way, safe=""), json.dumps(way)[1:-1], raw.hex(), raw.hex().upper(), *base64_of(raw)}
    return found


def found(text: str, secrets: Mapping[str, str]) -> list[str]:
    """Which of these secrets, by their kind, stand in a text, in whole or in a piece."""
    words = {kind: {word for piece in pieces(secret) for word in spellings(piece)} for kind, secret in secrets.items()}
    return sorted(kind for kind, spelled in words.items() if any(word in text for word in spelled))
