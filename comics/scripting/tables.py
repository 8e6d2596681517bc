"""Tables as files: CSV (RFC 4180) and tab-separated text, as spreadsheets and translators' tools write and read them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

MOST_BYTES = 10_000_000
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), with or without apostrophes before it.
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


class TableError(Exception):
    """The file is no table that can be read; `str()` is a sentence for the person who sent it."""


def write_table(rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> bytes:
    """The rows as a file: UTF-8 with the byte order mark without which spreadsheets take it for something else.

    A cell that a spreadsheet would calculate gets an apostrophe in front, which `read_table` takes away again.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for row in rows:
        writer.writerow([f"'{cell}" if _RISKY.match(cell) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def read_table(data: bytes) -> list[list[str]]:
    """The rows of a file that `write_table` wrote, or a spreadsheet since: commas, semicolons or tabs, UTF-8 or UTF-16.

    Rows without any text are left out. Raises `TableError` for what is too big, no text, or no table.
    """
    if len(data) > MOST_BYTES:
        raise TableError(f"This file is bigger than {MOST_BYTES // 1_000_000} MB, too big for a table of lettering.")
    text = _decoded(data)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise TableError("This file is not a whole CSV or TSV table: a quotation mark is missing somewhere.") from error
    return [[_bare(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError("This file is not text in UTF-8. Save it as “CSV UTF-8” and send it again.") from error
    if "\x00" in text:
        raise TableError("This file is not text. Save the table as CSV or TSV and send it again.")
    return text


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
