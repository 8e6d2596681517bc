"""Archives as they are read: nothing of them is believed before it was looked at. Plain data; no Django."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from comics.publishing.archive_json import DEEPEST, BadArchive, read
from comics.publishing.archive_writing import MANIFEST, PIECE
from comics.publishing.archive_zip import NOT_ONE, open_container

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
DAMAGED = "This archive is damaged: {name} is not what the manifest says. Fetch the file again."


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken of an archive: members, bytes of its manifest, bytes of one row, how deep JSON may go."""

    members: int
    manifest: int
    row: int
    depth: int = DEEPEST


class Archive:
    """An open archive whose container and manifest were found sound. `head` is its manifest without the members."""

    def __init__(self, file: BinaryIO, *, kind: str, versions: tuple[int, ...], limits: Limits) -> None:
        self._limits = limits
        self._entries = open_container(file, most=limits.members)
        self._zip = zipfile.ZipFile(file)
        manifest = self._manifest()
        self.members: dict[str, dict[str, Any]] = manifest.pop("members", None)
        self.head = manifest
        _check_head(manifest, kind, versions)
        self._check_members()

    def _manifest(self) -> dict[str, Any]:
        entry = self._entries.get(MANIFEST)
        if entry is None:
            raise BadArchive(NOT_ONE)
        if entry.file_size > self._limits.manifest:
            raise BadArchive("The manifest of this archive is too large.")
        return read(b"".join(self._pieces(MANIFEST)), "The manifest", depth=self._limits.depth)

    def _check_members(self) -> None:
        members = self.members
        if not isinstance(members, dict) or set(members) != set(self._entries) - {MANIFEST}:
            raise BadArchive("The manifest of this archive does not name the members that are in it.")
        for name, said in members.items():
            if (
                not isinstance(said, dict)
                or set(said) != {"sha256", "size"}
                or not isinstance(said["sha256"], str)
                or not _HASH.fullmatch(said["sha256"])
                or type(said["size"]) is not int
                or said["size"] != self._entries[name].file_size
            ):
                raise BadArchive(DAMAGED.format(name=name))

    def _pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member. A damaged one raises `BadArchive`, whatever Python's reader makes of it."""
        try:
            with self._zip.open(self._entries[name]) as file:
                while piece := file.read(PIECE):
                    yield piece
        except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError, RuntimeError, UnicodeError):
            raise BadArchive(DAMAGED.format(name=name)) from None

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member, piece by piece; at the end their hash is compared with the manifest's."""
        digest = hashlib.sha256()
        for piece in self._pieces(name):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != self.members[name]["sha256"]:
            raise BadArchive(DAMAGED.format(name=name))

    def verify(self, name: str) -> None:
        """Read a member to its end. Raises `BadArchive` where its bytes are not those of the manifest."""
        for _ in self.pieces(name):
            pass

    def rows(self, name: str, *, again: bool = False) -> Iterator[dict[str, Any]]:
        """The rows of a member, one at a time; none where the archive has no such member.

        `again` says that all of them were read before and found sound: their JSON is not looked through once more.
        """
        if name not in self.members:
            return
        rest = b""
        for piece in self.pieces(name):
            *lines, rest = (rest + piece).split(b"\n")
            if len(rest) > self._limits.row:
                raise BadArchive(f"A row of {name} is too long.")
            for line in lines:
                yield json.loads(line) if again else self._row(line, name)
        if rest:
            raise BadArchive(DAMAGED.format(name=name))

    def _row(self, line: bytes, name: str) -> dict[str, Any]:
        if len(line) > self._limits.row:
            raise BadArchive(f"A row of {name} is too long.")
        return read(line, f"A row of {name}", depth=self._limits.depth)

    def extract(self, name: str, into: BinaryIO) -> None:
        """Write a member into an open file. Raises `BadArchive` where its bytes are not those of the manifest."""
        for piece in self.pieces(name):
            into.write(piece)


def _check_head(head: dict[str, Any], kind: str, versions: tuple[int, ...]) -> None:
    if head.get("kind") != kind:
        raise BadArchive(NOT_ONE)
    version = head.get("version")
    if type(version) is not int:
        raise BadArchive("This archive does not say which version it has.")
    if version not in versions:
        newest = max(versions)
        why = "Update this studio first." if version > newest else "No studio reads it any more."
        raise BadArchive(f"This archive has version {version}, and this studio reads up to {newest}. {why}")


@contextmanager
def open_archive(path: Path, *, kind: str, versions: tuple[int, ...], limits: Limits) -> Iterator[Archive]:
    """An archive to read. Raises `BadArchive` for whatever is none of this kind and version, `OSError` for no such file."""
    with path.open("rb") as file:
        yield Archive(file, kind=kind, versions=versions, limits=limits)
