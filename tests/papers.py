"""Documents for tests: PDFs and Word files as people send them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import docx
from pypdf import PdfReader, PdfWriter


def pdf(*pages: Iterable[str], kids: int = 1, compress: bool = False) -> bytes:
    """A PDF of pages that have these lines; `kids` is how often the page tree names each page."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    named = []
    for lines in pages:
        words = b"T*".join(b"(" + line.encode("latin-1") + b")Tj " for line in lines)
        content = b"BT/F1 12 Tf 14 TL 72 720 Td " + words + b" ET"
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
        objects.append(page % len(objects))
        named.append(b"%d 0 R " % len(objects) * kids)
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(named) * kids, b"".join(named))
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%b endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def locked(data: bytes, *, password: str, owner: str = "owner") -> bytes:
    """The same PDF, encrypted; with an empty password it is locked against changes only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: tuple[str, str]) -> bytes:
    """A Word file of paragraphs, each its words and its style."""
    document = docx.Document()
    for words, style in paragraphs:
        document.add_paragraph(words, style=style or None)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same Word file with one part replaced, or one more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            if part != name:
                after.writestr(part, before.read(part))
        after.writestr(name, content)
    return out.getvalue()
