"""The comics application."""

from django.apps import AppConfig


class ComicsConfig(AppConfig):
    """The studio's one application; its models live in `comics.models`."""

    name = "comics"
    verbose_name = "Panelwright"
