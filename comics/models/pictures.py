"""Pictures: the bytes, once for each team, named by their hash."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from PIL import Image

from comics.models import files

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

            def store() -> None:
                if not files.touch(picture.path, picture.thumb_path):
                    files.save(picture.thumb_path, _thumb(image))
                    files.save(picture.path, data)

            return self._stored(picture, store)

    def keep_file(self, team: Team, path: Path, media_type: str) -> Picture:
        """Move a file that was checked before to its place, with a small WebP beside it, and return its row.

        The file must lie on the file system of MEDIA_ROOT. Its bytes are never in memory as a whole; they are on the disk or in
        the bucket, before the row is there. Raises `OSError` for a full disk; then the file is left where it was.
        """
        with path.open("rb+") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        picture = Picture(team=team, sha256=digest, media_type=media_type, size=path.stat().st_size)
        with Image.open(path) as image:
            picture.width, picture.height = image.size
            thumb = None
            if files.in_bucket() or not files.touch(picture.thumb_path):
                image.draft("RGB", (THUMB_WIDTH * 2, THUMB_WIDTH * 4))
                thumb = _thumb(image)

        def store() -> None:
            if thumb is not None:
                files.save(picture.thumb_path, thumb)
            files.move(path, picture.path)

        row = self._stored(picture, store)
        path.unlink(missing_ok=True)
        return row

    def _stored(self, picture: Picture, store: Callable[[], None]) -> Picture:
        """Store the files, then the row. In a bucket the files are looked for once more: a removal that began before the row
        was there (`jobs.purge_bucket`) has ended by now, or will find the row."""
        store()
        row = self._row_of(picture)
        if files.in_bucket() and not files.touch(picture.path, picture.thumb_path):
            store()
        return row

    def _row_of(self, picture: Picture) -> Picture:
        """The row of these bytes, marked as in use from now on, so that it is not taken for one that nothing points at."""
        same = self.filter(team=picture.team, sha256=picture.sha256)
        if not same.update(created_at=timezone.now()):
            defaults = {name: getattr(picture, name) for name in ("media_type", "width", "height", "size")}
            return self.get_or_create(team=picture.team, sha256=picture.sha256, defaults=defaults)[0]
        return same.get()


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
    def path(self) -> files.Stored:
        """Where the bytes lie."""
        return self._beside(EXTENSIONS[self.media_type])

    @property
    def thumb_path(self) -> files.Stored:
        """Where the small WebP beside it lies."""
        return self._beside("thumb.webp")

    @property
    def marked_path(self) -> files.Stored:
        """Where the same picture with a watermark lies, once somebody wanted it (`models/watermarks.py`)."""
        return self._beside(f"marked.{EXTENSIONS[self.media_type]}")

    def _beside(self, ending: str) -> files.Stored:
        return files.stored("pictures", str(self.team_id), self.sha256[:2], f"{self.sha256}.{ending}")
