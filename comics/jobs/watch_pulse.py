"""The watcher's sign of life: a file in the data folder, touched as long as the loop turns and the database answers."""

from pathlib import Path

from django.conf import settings


def pulse() -> Path:
    """The file whose time of change is the last sign of life."""
    return Path(settings.DATA_DIR) / "watcher.heartbeat"
