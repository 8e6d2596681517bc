"""The remote engines by name, apart from the local ones: whoever only asks services need not load what draws here."""

from __future__ import annotations

from typing import Final

from comics.engines.depicta import DepictaEngine
from comics.engines.kling import KlingEngine
from comics.engines.llamagen import LlamaGenEngine
from comics.engines.llamagen_artworks import LlamaGenArtworksEngine
from comics.engines.remote import RemoteEngine

_REMOTE: Final[dict[str, RemoteEngine]] = {
    each.name: each for each in (LlamaGenEngine(), LlamaGenArtworksEngine(), KlingEngine(), DepictaEngine())
}


def remote_engine(name: str) -> RemoteEngine:
    """The remote engine of that name. Raises `KeyError` for an unknown or local one."""
    return _REMOTE[name]


def remote_engines() -> tuple[RemoteEngine, ...]:
    """Every engine that needs a key."""
    return tuple(_REMOTE.values())


def is_remote(name: str) -> bool:
    """Whether the engine of that name draws elsewhere, for money."""
    return name in _REMOTE
