"""Objects as plain dictionaries, as programs, webhooks and MCP tell them."""

from comics.serialize.comics import comic, comic_panel, model_of, status_of

__all__ = ["comic", "comic_panel", "model_of", "status_of"]
