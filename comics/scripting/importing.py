"""Text files that authors bring along: .txt and .md in the encodings that editors write."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from comics.scripting.lines import plain

MAX_BYTES = 2_000_000
ENDINGS = (".txt", ".md", ".markdown", ".text")

# Longer marks first: the mark of UTF-32 begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text file has; a form feed and an end-of-file sign may stand in old ones.
_BINARY = frozenset(range(32)) - frozenset((9, 10, 11, 12, 13, 26, 27))


class ScriptImportError(ValueError):
    """The file cannot be read as a script; `str(error)` says why and what to do, fit for the author."""


def import_text(data: bytes, filename: str) -> str:
    """The text of the file, with plain line ends and without a byte-order mark.

    Reads UTF-8 with or without a mark, UTF-16 and UTF-32 with one, and otherwise Windows-1252.
    Raises `ScriptImportError` for an unknown ending, more than `MAX_BYTES`, no text at all, or bytes that are no text.
    """
    ending = PurePath(filename).suffix.lower()
    if ending not in ENDINGS:
        named = f"files ending in {ending}" if ending and len(ending) <= 12 else "files of this kind"
        raise ScriptImportError(
            f"The studio cannot read {named} as a script. Save it as plain text (.txt or .md) and try again."
        )
    if len(data) > MAX_BYTES:
        raise ScriptImportError(
            f"This file has {len(data) / 1e6:.1f} MB; a script may have {MAX_BYTES / 1e6:.0f} MB. Import it in parts."
        )
    text = plain(decoded(data))
    if not text.strip():
        raise ScriptImportError("This file is empty. Choose the file that holds your script.")
    return text


def decoded(data: bytes) -> str:
    """The text that the bytes are, in whichever of these encodings. Raises `ScriptImportError` for bytes that are no text."""
    try:
        encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
        if encoding:
            return data.decode(encoding)
        if _BINARY.intersection(data):
            raise ScriptImportError(_NOT_TEXT)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ScriptImportError(_NOT_TEXT) from error


_NOT_TEXT = "This file holds no readable text. Open it in the program it was written with and save it as plain text (UTF-8)."
