"""Pictures: the bytes, once for each team, named by their hash."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from PIL import Image

from comics.publishing.whole_file import whole_file

if TYPE_CHECKING:
    from comics.models.teams import Team

THUMB_WIDTH = 480  # pixels; a card on a screen of double density
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


class PictureQuerySet(models.QuerySet["Picture"]):
    """Stored pictures."""

    def keep(self, team: Team, data: bytes, media_type: str) -> Picture:
        """Store encoded bytes that were checked before, with a small WebP beside them, and return their row.

        Bytes that the team already keeps are not stored twice. The files are whole before the row is there, so that neither a
        crash nor a full disk (`OSError`) leaves a row that speaks of half a picture.
        """
        with Image.open(io.BytesIO(data)) as image:
            picture = Picture(team=team, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type, size=len(data))
            picture.width, picture.height = image.size
            picture.folder.mkdir(parents=True, exist_ok=True)
            if not _touch(picture.path, picture.thumb_path):
                for path, content in ((picture.thumb_path, _thumb(image)), (picture.path, data)):
                    with whole_file(path) as file:
                        file.write(content)
        return self._row_of(picture)

    def keep_file(self, team: Team, path: Path, media_type: str) -> Picture:
        """Move a file that was checked before to its place, with a small WebP beside it, and return its row.

        The file must lie on the file system of MEDIA_ROOT. Its bytes are never in memory as a whole; they
        are on the disk before the row is there. Raises `OSError` for a full disk; then the file is left where it was.
        """
        with path.open("rb+") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        picture = Picture(team=team, sha256=digest, media_type=media_type, size=path.stat().st_size)
        with Image.open(path) as image:
            picture.width, picture.height = image.size
            picture.folder.mkdir(parents=True, exist_ok=True)
            if not _touch(picture.thumb_path):
                image.draft("RGB", (THUMB_WIDTH * 2, THUMB_WIDTH * 4))
                with whole_file(picture.thumb_path) as file:
                    file.write(_thumb(image))
        path.replace(picture.path)
        _settle(picture.folder)
        return self._row_of(picture)

    def _row_of(self, picture: Picture) -> Picture:
        """The row of these bytes, marked as in use from now on, so that it is not taken for one that nothing points at."""
        same = self.filter(team=picture.team, sha256=picture.sha256)
        if not same.update(created_at=timezone.now()):
            defaults = {name: getattr(picture, name) for name in ("media_type", "width", "height", "size")}
            return self.get_or_create(team=picture.team, sha256=picture.sha256, defaults=defaults)[0]
        return same.get()


def _touch(*paths: Path) -> bool:
    """Mark files as used today, so that they are not removed as unused (`jobs.purge`); False when one is not there."""
    try:
        for path in paths:
            os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _settle(folder: Path) -> None:
    """Have the file system remember what was renamed into the folder, so that a row never speaks of a file that is gone."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _thumb(image: Image.Image) -> bytes:
    small = image.convert("RGB")
    small.thumbnail((THUMB_WIDTH, THUMB_WIDTH * 2), Image.Resampling.BICUBIC, reducing_gap=2.0)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=82, method=2)
    return out.getvalue()


class Picture(models.Model):
    """One stored picture of a team. The file's name is the SHA-256 of its bytes, so equal pictures are kept once."""

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="pictures")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "sha256"], name="one_picture_a_team")]

    def __str__(self) -> str:
        return f"{self.width}×{self.height} {self.sha256[:12]}"

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return self.folder / f"{self.sha256}.{EXTENSIONS[self.media_type]}"

    @property
    def thumb_path(self) -> Path:
        """Where the small WebP beside it lies."""
        return self.folder / f"{self.sha256}.thumb.webp"

    @property
    def folder(self) -> Path:
        """The folder of both files."""
        return Path(settings.MEDIA_ROOT) / "pictures" / str(self.team_id) / self.sha256[:2]
