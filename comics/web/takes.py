"""Where takes come from, in words."""

from __future__ import annotations

from collections import Counter

from comics.actions.takes import UPLOADED
from comics.engines.catalogue import engines
from comics.models import Take


def engine_label(name: str) -> str:
    """The engine's name for people; its own where the studio does not know it any more."""
    if name == UPLOADED:
        return "Uploaded"
    return next((maker.label for maker in engines() if maker.name == name), name)


def with_origins(takes: list[Take]) -> list[Take]:
    """The takes of a panel, each with its engine, and which of how many variations it is, in words as `origin`."""
    together = Counter(take.drawing_id or 0 for take in takes)
    for take in takes:
        count = together[take.drawing_id or 0]
        variation = f", variation {take.ordinal + 1} of {count}" if take.drawing_id and count > 1 else ""
        vars(take)["origin"] = engine_label(take.engine) + variation
    return takes
