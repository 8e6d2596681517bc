"""The studio's own settings with plain static files, so that pages show without collecting them first."""

from studio.settings import *  # noqa: F403 - the studio's settings, but for one

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405 - comes with them
