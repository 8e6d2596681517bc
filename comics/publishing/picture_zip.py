"""A ZIP of pictures or texts, each an entry of its own, in the order in which they are read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from comics.publishing.book import Book
from comics.publishing.whole_file import whole_file
from comics.publishing.zips import entry, stamp_of


def write_zip(book: Book, files: Iterable[tuple[str, bytes]], target: BinaryIO | Path) -> None:
    """Put the files (name, bytes) into an archive as they come, and let go of each once written.

    Equal input gives equal bytes. A path gets its file only when the archive is whole; on any error nothing is left behind and
    the error goes on. Raises ValueError where there is no file.
    """
    stamp, count = stamp_of(book.date), 0
    with whole_file(target) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            archive.writestr(entry(name, stamp), data)
            count += 1
        if not count:
            raise ValueError("An archive needs at least one file.")
