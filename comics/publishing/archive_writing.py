"""Archives as they are written: a ZIP of stored members, and last of all a manifest with the SHA-256 of each.

Nothing is packed: pictures are packed already, packers differ from machine to machine, and a member that is as large as its
bytes can be no bomb. Equal content gives equal bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from comics.publishing.archive_json import told
from comics.publishing.whole_file import whole_file
from comics.publishing.zips import entry

MANIFEST = "manifest.json"
PIECE = 1 << 20  # bytes of a file in memory at a time
_STAMP = (1980, 1, 1, 0, 0, 0)  # ZIP's first moment: when an archive was written is no part of its content


class ArchiveWriter:
    """An archive that is being written; members are in it in the order in which they were added."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Put a member in, piece by piece."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(entry(name, _STAMP), "w", force_zip64=True) as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
        self.members[name] = {"sha256": digest.hexdigest(), "size": size}

    def add_rows(self, name: str, rows: Iterable[dict[str, Any]]) -> int:
        """Put a member of rows in, each a line of JSON; answers how many."""
        count = 0

        def lines() -> Iterator[bytes]:
            nonlocal count
            for row in rows:
                count += 1
                yield told(row)

        self.add(name, lines())
        return count

    def add_file(self, name: str, file: BinaryIO) -> None:
        """Put an open file in, never more than a piece of it in memory."""
        self.add(name, iter(lambda: file.read(PIECE), b""))


@contextlib.contextmanager
def new_archive(target: Path, head: dict[str, Any]) -> Iterator[ArchiveWriter]:
    """An archive to put members into; `head` is what its manifest says besides them, and may be changed within the block.

    The file is there only when the block ends well; on any error nothing is left behind and the error goes on.
    """
    with whole_file(target) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        writer = ArchiveWriter(archive)
        yield writer
        archive.writestr(entry(MANIFEST, _STAMP), told({**head, "members": writer.members}))
