"""What a check of the installation found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How something is."""

    WELL = "well"
    HINT = "hint"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: by which check, how it is, in a sentence, and what to do about it."""

    check: str
    health: Health
    says: str
    do: str = ""


def well(check: str, says: str) -> Finding:
    """All is as it should be."""
    return Finding(check, Health.WELL, says)


def hint(check: str, says: str, do: str) -> Finding:
    """Nothing is wrong, but somebody may want to know."""
    return Finding(check, Health.HINT, says, do)


def wrong(check: str, says: str, do: str) -> Finding:
    """Somebody must do something."""
    return Finding(check, Health.WRONG, says, do)
