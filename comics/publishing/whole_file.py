"""Files that are whole or not there: written beside their place under another name and renamed at the end."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast


@contextlib.contextmanager
def whole_file(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A file to write. A path gets its file only when the block ends well; on any error (a full disk, a broken page) the
    scraps are removed, what stood there before is left alone, and the error goes on. An open file is written directly."""
    if not isinstance(target, Path):
        yield target
        return
    handle, name = tempfile.mkstemp(prefix=".binding-", suffix=".part", dir=target.parent)
    scraps = Path(name)
    try:
        with open(handle, "wb") as file:
            yield cast(BinaryIO, file)
        scraps.chmod(0o666 & ~_umask())
        os.replace(scraps, target)
    except BaseException:
        scraps.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The rights that new files are denied here; there is no way to read them but to set them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
