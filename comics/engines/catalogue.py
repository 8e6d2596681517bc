"""The engines by name. To add one, see `README.md` in this folder."""

from __future__ import annotations

from typing import Final

from comics.engines.contract import LocalEngine
from comics.engines.remote import RemoteEngine
from comics.engines.remote_catalogue import remote_engines
from comics.engines.storyboard.engine import StoryboardEngine

_LOCAL: Final[dict[str, LocalEngine]] = {each.name: each for each in (StoryboardEngine(),)}


def engines() -> tuple[LocalEngine | RemoteEngine, ...]:
    """Every engine, in the order in which they are offered."""
    return (*_LOCAL.values(), *remote_engines())


def engine(name: str) -> LocalEngine:
    """The engine of that name that draws in this process. Raises `KeyError` for an unknown or remote one."""
    return _LOCAL[name]
