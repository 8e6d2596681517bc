"""Files that are whole or not there: written beside their place under another name and renamed at the end."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

SCRAPS = ".binding-*.part"  # the names of files that are being written; whoever is killed meanwhile leaves one behind


@contextlib.contextmanager
def whole_file(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A file to write. A path gets its file only when the block ends well; on any error (a full disk, a broken page) the
    scraps are removed, what stood there before is left alone, and the error goes on. An open file is written directly."""
    if not isinstance(target, Path):
        yield target
        return
    scraps = target.with_name(SCRAPS.replace("*", secrets.token_hex(8)))
    try:
        with scraps.open("xb") as file:
            yield file
        os.replace(scraps, target)
    except BaseException:
        scraps.unlink(missing_ok=True)
        raise
