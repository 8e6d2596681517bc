"""The engines by name. To add one, see `README.md` in this folder."""

from __future__ import annotations

from typing import Final

from comics.engines.contract import LocalEngine
from comics.engines.storyboard.engine import StoryboardEngine

_ENGINES: Final[dict[str, LocalEngine]] = {each.name: each for each in (StoryboardEngine(),)}


def engines() -> tuple[LocalEngine, ...]:
    """Every engine, in the order in which they are offered."""
    return tuple(_ENGINES.values())


def engine(name: str) -> LocalEngine:
    """The engine of that name. Raises `KeyError` for an unknown one."""
    return _ENGINES[name]
