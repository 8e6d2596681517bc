"""Where pictures, exports and archives lie: below MEDIA_ROOT, or in the bucket of a studio that is told of one.

Everything goes through here and through `Path` or, in a bucket, its likeness `BucketFile`: both know `name`, `open`,
`read_bytes`, `write_bytes`, `exists` and `unlink`.
"""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from PIL import Image

from comics.publishing.whole_file import whole_file
from studio.bucket import BucketFile

Stored = Path | BucketFile

# What the names of files on their way begin with: those that the watcher fetches and clears away itself, and all others.
COMING, PASSING = "coming-", "passing-"


def in_bucket() -> bool:
    """Whether files are kept in a bucket."""
    return "S3" in str(settings.STORAGES["default"]["BACKEND"])


def stored(*parts: str) -> Stored:
    """The place of a file by the parts of its name."""
    return BucketFile("/".join(parts)) if in_bucket() else Path(settings.MEDIA_ROOT, *parts)


def incoming() -> Path:
    """The folder for files on their way: on the file system of the stored ones, so that a rename moves them."""
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def scratch() -> Path:
    """A path for a file that is on its way; who asks removes it, and `jobs.purge` what the killed have left."""
    return incoming() / f"{PASSING}{secrets.token_hex(8)}"


def save(place: Stored, data: bytes) -> None:
    """Store bytes, whole or not at all. Raises `OSError` for a full disk."""
    if isinstance(place, BucketFile):
        place.write_bytes(data)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(place) as file:
        file.write(data)


def move(path: Path, place: Stored) -> None:
    """Move a file of this machine, which is on the disk already, to its place for good; into a bucket it is copied. On
    `OSError` it stays where it was."""
    if isinstance(place, BucketFile):
        place.put(path)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)
    _settle(place.parent)


def _settle(folder: Path) -> None:
    """Have the file system remember what was renamed into the folder, so that a row never speaks of a file that is gone."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def touch(*places: Stored) -> bool:
    """Mark files as used today, so that they are not removed as unused (`jobs.purge`); False when one is not there."""
    for place in places:
        if isinstance(place, BucketFile):
            if not place.touch():
                return False
            continue
        try:
            os.utime(place)
        except FileNotFoundError:
            return False
    return True


def size(place: Stored) -> int:
    """How many bytes a stored file has. Raises `FileNotFoundError` where it is gone."""
    return place.size() if isinstance(place, BucketFile) else place.stat().st_size


@contextlib.contextmanager
def written(place: Stored) -> Iterator[Path]:
    """A path to write the whole file to; it is at its place once the block ends well, and nothing of it is left otherwise."""
    if isinstance(place, Path):
        place.parent.mkdir(parents=True, exist_ok=True)
        yield place
        return
    path = scratch()
    try:
        yield path
        place.put(path)
    finally:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def local(place: Stored) -> Iterator[Path]:
    """A path on this machine to read the file from, for the time of the block. Raises `FileNotFoundError` where it is gone."""
    if isinstance(place, Path):
        yield place
        return
    path = scratch()
    try:
        body, _ = place.stream()
        with contextlib.closing(body), path.open("xb") as file:
            shutil.copyfileobj(body, file, 1 << 18)
        yield path
    finally:
        path.unlink(missing_ok=True)


def image(place: Stored) -> Image.Image:
    """A stored picture, not decoded yet. Raises `OSError` where it is gone."""
    if isinstance(place, Path):
        return Image.open(place)
    return Image.open(io.BytesIO(place.read_bytes()))
