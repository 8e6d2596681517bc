"""The comics application."""

from importlib import import_module

from django.apps import AppConfig


class ComicsConfig(AppConfig):
    """The studio's one application; its models live in `comics.models`."""

    name = "comics"
    verbose_name = "Panelwright"

    def ready(self) -> None:
        """Have Django know the start-up checks."""
        import_module("comics.checks")
