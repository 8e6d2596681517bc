"""Files in a private S3 bucket, for a studio that is told of one: the few words of `Path` that the studio uses, and streams.

An object is written by one request, so it is whole or not there, and whoever is killed meanwhile leaves no parts. What goes
wrong is an `OSError`, as on a disk; `FileNotFoundError` where there is no such object.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from django.core.files.storage import storages

IN_MEMORY = 1 << 20  # bytes of an opened object that are kept in memory; more goes to a temporary file
CHUNK = 1 << 18  # bytes that are read together
TOUCHED = datetime.timedelta(hours=6)  # an object that was stored or touched later than this ago need not be touched again
MISSING = {"404", "NoSuchKey", "NotFound"}


@dataclass(frozen=True, slots=True)
class BucketFile:
    """One object by its name, such as `pictures/7/ab/ab12….png`."""

    key: str

    @property
    def name(self) -> str:
        """The last part of its name."""
        return self.key.rpartition("/")[2]

    def __str__(self) -> str:
        return self.key

    def exists(self) -> bool:
        """Whether the object is there."""
        return self.changed() is not None

    def changed(self) -> datetime.datetime | None:
        """When it was stored or touched; None when it is not there."""
        try:
            with _as_os_errors():
                client, where = _at(self.key)
                return cast("datetime.datetime", client.head_object(**where)["LastModified"])
        except FileNotFoundError:
            return None

    def size(self) -> int:
        """How many bytes it has."""
        with _as_os_errors():
            client, where = _at(self.key)
            return int(client.head_object(**where)["ContentLength"])

    def stream(self, part: tuple[int, int] | None = None) -> tuple[BinaryIO, int]:
        """Its bytes as they come, and how many they are; with `part`, those from the first to the last named. Whoever asks
        closes it."""
        with _as_os_errors():
            client, where = _at(self.key)
            wanted = {"Range": f"bytes={part[0]}-{part[1]}"} if part else {}
            answer = client.get_object(**where, **wanted)
            return cast("BinaryIO", answer["Body"]), int(answer["ContentLength"])

    def open(self, mode: str = "rb") -> io.BufferedReader:
        """Its bytes as a file that can be read in any order; never in memory as a whole when they are many."""
        if mode != "rb":
            raise ValueError("An object is opened for reading only.")
        body, _ = self.stream()
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it is given away open
        try:
            with contextlib.closing(body), _as_os_errors():
                shutil.copyfileobj(body, file, CHUNK)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return cast("io.BufferedReader", file)

    def read_bytes(self) -> bytes:
        """All its bytes."""
        body, _ = self.stream()
        with contextlib.closing(body), _as_os_errors():
            return body.read()

    def write_bytes(self, data: bytes) -> int:
        """Store it."""
        self._put(io.BytesIO(data))
        return len(data)

    def put(self, path: Path) -> None:
        """Store a file of this machine under this name; it stays where it is."""
        with path.open("rb") as file:
            self._put(file)

    def _put(self, body: IO[bytes]) -> None:
        with _as_os_errors():
            client, where = _at(self.key)
            client.put_object(**where, Body=body, ContentType="application/octet-stream")

    def touch(self) -> bool:
        """Mark it as used today; False when it is not there."""
        changed = self.changed()
        if changed is None:
            return False
        if changed > datetime.datetime.now(datetime.UTC) - TOUCHED:
            return True
        try:
            with _as_os_errors():
                client, where = _at(self.key)
                kind = {"MetadataDirective": "REPLACE", "ContentType": "application/octet-stream"}
                client.copy_object(**where, CopySource={"Bucket": where["Bucket"], "Key": where["Key"]}, **kind)
        except FileNotFoundError:
            return False
        return True

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove it; S3 does not say whether it was there."""
        with _as_os_errors():
            client, where = _at(self.key)
            client.delete_object(**where)


def listed(folder: str) -> Iterator[tuple[BucketFile, datetime.datetime]]:
    """The objects whose names begin with `folder/`, with the time when each was stored or touched."""
    with _as_os_errors():
        client, where = _at(f"{folder}/")
        skipped = len(where["Key"]) - len(folder) - 1
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=where["Bucket"], Prefix=where["Key"])
        for page in pages:
            for found in page.get("Contents", ()):
                yield BucketFile(found["Key"][skipped:]), found["LastModified"]


def check() -> None:
    """Ask for the bucket. Raises `OSError` where it cannot be reached."""
    with _as_os_errors():
        client, where = _at("")
        client.head_bucket(Bucket=where["Bucket"])


def _at(key: str) -> tuple[Any, dict[str, str]]:
    """The client, and what names an object in its requests."""
    storage: Any = storages["default"]
    prefix = f"{storage.location}/" if storage.location else ""
    return _client(storage, os.getpid()), {"Bucket": storage.bucket_name, "Key": f"{prefix}{key}"}


@lru_cache(maxsize=2)
def _client(storage: Any, process: int) -> Any:
    """One client for all threads of a process: it is made for that, and each further one would cost memory of its own."""
    return storage.connection.meta.client


@contextlib.contextmanager
def _as_os_errors() -> Iterator[None]:
    """Have whatever the client raises look like what a disk does; its own words stay in the log, as the cause."""
    try:
        yield
    except (OSError, GeneratorExit):
        raise
    except Exception as error:  # the client's errors have no base of their own below this
        code = str(getattr(error, "response", {}).get("Error", {}).get("Code", ""))
        if code in MISSING:
            raise FileNotFoundError(errno.ENOENT, "There is no such object in the bucket") from error
        raise OSError(errno.EIO, f"The bucket did not do what it was asked ({code or type(error).__name__})") from error
