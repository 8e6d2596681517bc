"""Word documents (.docx, ECMA-376) as plain text: measured by the table of their ZIP before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

MOST_PARTS = 2000
MOST_UNPACKED = 40_000_000  # bytes of all parts together, pictures too
_INDENT = "   "  # of a list within a list, as in the script template
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TEXT, _NUMBERS, _VALUE = qn("w:p"), qn("w:t"), qn("w:numPr"), qn("w:val")
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}

Level = tuple[str, int]  # a list by its number, and how deep within it


class NotWord(ValueError):
    """The bytes are no Word document, or one that nobody should open."""


def word_text(data: bytes) -> str:
    """The words of a document in reading order, tables and text boxes too; lists have their bullets and numbers.

    Raises `NotWord`, and whatever the libraries below raise for a broken one.
    """
    _look_at(data)
    document = docx.Document(io.BytesIO(data))
    lists = _Lists(document)
    paragraphs: list[list[str]] = []
    for node in document.element.body.iter(_PARAGRAPH, _TEXT, *_BREAKS):
        if any(True for _ in node.iterancestors(_FALLBACK, qn("w:tabs"))):
            continue  # the same words once more, for programs that know less; where tabs stop
        if node.tag == _PARAGRAPH:
            paragraphs.append([lists.mark(node)])
        elif paragraphs:
            paragraphs[-1].append(_BREAKS.get(node.tag) or node.text or "")
    return "\n".join("".join(words) for words in paragraphs)


def _look_at(data: bytes) -> None:
    """Raise `NotWord` for what unpacks to too much, or declares entities: no word processor writes any."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotWord("It unpacks to more than any script.")
            for part in parts:
                # The null bytes are those of UTF-16, in which XML may be written as well.
                if b"<!DOCTYPE" in package.read(part).replace(b"\0", b""):
                    raise NotWord("It declares entities.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise NotWord("It is no ZIP that can be read.") from error


class _Lists:
    """Tells the bullet or number that a paragraph has: Word keeps how to count, and not what was counted."""

    def __init__(self, document: Document) -> None:
        self._counted: Counter[Level] = Counter()
        self._styles = {
            style.get(qn("w:styleId")): found
            for style in document.styles.element.iter(qn("w:style"))
            if (found := _level(style))
        }
        self._bulleted = set(_bulleted(document))

    def mark(self, paragraph: Any) -> str:
        """What stands before the words of a paragraph; empty for one of no list."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = _level(paragraph) or (self._styles.get(style.get(_VALUE)) if style is not None else None)
        if level is None or level[0] == "0":  # the number of no list at all
            return ""
        number, depth = level
        for deeper in range(depth + 1, 9):
            self._counted.pop((number, deeper), None)
        if level in self._bulleted:
            return f"{_INDENT * depth}- "
        self._counted[level] += 1
        return f"{_INDENT * depth}{self._counted[level]}) "


def _level(node: Any) -> Level | None:
    """Which list a paragraph or a style belongs to, by its own word."""
    found = node.find(f"{qn('w:pPr')}/{_NUMBERS}")
    number = found.find(qn("w:numId")) if found is not None else None
    if number is None:
        return None
    depth = found.find(qn("w:ilvl"))
    return str(number.get(_VALUE)), min(8, int(depth.get(_VALUE))) if depth is not None else 0


def _bulleted(document: Document) -> Iterator[Level]:
    """The levels of lists that have bullets rather than numbers."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # a document without lists
        return
    bullets: dict[str, list[int]] = {}
    for kind in numbering.iter(qn("w:abstractNum")):
        bullets[kind.get(qn("w:abstractNumId"))] = [
            int(level.get(qn("w:ilvl")))
            for level in kind.iter(qn("w:lvl"))
            if any(form.get(_VALUE) in ("bullet", "none") for form in level.iter(qn("w:numFmt")))
        ]
    for one in numbering.iter(qn("w:num")):
        kind = one.find(qn("w:abstractNumId"))
        for depth in bullets.get(kind.get(_VALUE), ()) if kind is not None else ():
            yield str(one.get(qn("w:numId"))), depth
