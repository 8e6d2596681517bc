"""The engines by name. To add one, see `README.md` in this folder."""

from __future__ import annotations

from typing import Final

from comics.engines.contract import LocalEngine
from comics.engines.depicta import DepictaEngine
from comics.engines.kling import KlingEngine
from comics.engines.llamagen import LlamaGenEngine
from comics.engines.llamagen_artworks import LlamaGenArtworksEngine
from comics.engines.remote import RemoteEngine
from comics.engines.storyboard.engine import StoryboardEngine

_LOCAL: Final[dict[str, LocalEngine]] = {each.name: each for each in (StoryboardEngine(),)}
_REMOTE: Final[dict[str, RemoteEngine]] = {
    each.name: each for each in (LlamaGenEngine(), LlamaGenArtworksEngine(), KlingEngine(), DepictaEngine())
}


def engines() -> tuple[LocalEngine | RemoteEngine, ...]:
    """Every engine, in the order in which they are offered."""
    return (*_LOCAL.values(), *_REMOTE.values())


def engine(name: str) -> LocalEngine:
    """The engine of that name that draws in this process. Raises `KeyError` for an unknown or remote one."""
    return _LOCAL[name]


def remote_engine(name: str) -> RemoteEngine:
    """The remote engine of that name. Raises `KeyError` for an unknown or local one."""
    return _REMOTE[name]


def remote_engines() -> tuple[RemoteEngine, ...]:
    """Every engine that needs a key."""
    return tuple(_REMOTE.values())


def is_remote(name: str) -> bool:
    """Whether the engine of that name draws elsewhere, for money."""
    return name in _REMOTE
