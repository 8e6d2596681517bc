"""A page of an EPUB: the picture, and over it every panel's description and every balloon's words, in reading order.

The words stand where they are seen, in no colour: they can be selected, searched and read aloud, and the picture stays as it
was drawn (EPUB Accessibility 1.1; EPUB 3.3, 8.2 on fixed layouts).
"""

from __future__ import annotations

import math
from typing import Final
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # writes XML, reads none

from comics.drawing.geometry import Box
from comics.publishing.book import Book, Said
from comics.publishing.epub_plan import EpubEntry
from comics.publishing.words import clean

STYLE: Final = """html, body { margin: 0; padding: 0; }
body { position: relative; overflow: hidden; background: #fff; }
.art { position: absolute; left: 0; top: 0; width: 100%; height: 100%; }
.panel, .said { position: absolute; margin: 0; }
.said { overflow: hidden; color: transparent; line-height: 1.1; text-align: center; }
.transcript { margin: 1em; }
"""
_FILLS: Final = 0.75  # Of a balloon, its words fill about so much; a letter is half as wide as it is high, lines lie apart.


def document(book: Book, title: str, head: str, body: str) -> str:
    """An XHTML document in the book's language."""
    tag = quoteattr(clean(book.language) or "und")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f" lang={tag} xml:lang={tag}>\n<head>\n<title>{said(title)}</title>\n{head}</head>\n<body>\n{body}</body>\n</html>\n"
    )


def said(text: str) -> str:
    """Text fit to stand between tags."""
    return escape(clean(text))


def page_document(book: Book, page: EpubEntry) -> str:
    """The XHTML of one page."""
    head = (
        f'<meta name="viewport" content="width={page.width}, height={page.height}"/>\n'
        '<link rel="stylesheet" type="text/css" href="../style.css"/>\n'
    )
    parts = [f'<img class="art" src="../{page.picture}" alt={quoteattr(clean(page.title))}/>\n']
    for panel in page.panels:
        if panel.alt:
            parts.append(
                f'<div class="panel" role="img" aria-label={quoteattr(_line(panel.alt))} {_place(panel.box, page)}></div>\n'
            )
        parts += [_words(piece, page) for piece in panel.said]
    size = f'style="width:{page.width}px;height:{page.height}px"'
    label = quoteattr(clean(page.label).strip() or str(page.place + 1))
    body = f'<div epub:type="pagebreak" role="doc-pagebreak" aria-label={label} id="page"></div>\n'
    return document(book, page.title, head, f"{body}<div {size}>\n{''.join(parts)}</div>\n")


def _words(piece: Said, page: EpubEntry) -> str:
    """The words of one balloon, about as large as they are drawn."""
    across, down = piece.box.w * page.width, piece.box.h * page.height
    size = math.sqrt(across * down * _FILLS / max(4, len(piece.text))) if across * down > 0 else 1.0
    place = _place(piece.box, page, f"font-size:{max(1.0, min(size, down)):.0f}px")
    return f'<p class="said" dir="auto" {place}>{said(_line(piece.text))}</p>\n'


def _place(box: Box, page: EpubEntry, more: str = "") -> str:
    left, top, wide, high = box.x * page.width, box.y * page.height, box.w * page.width, box.h * page.height
    return f'style="left:{left:.0f}px;top:{top:.0f}px;width:{wide:.0f}px;height:{high:.0f}px;{more}"'


def _line(text: str) -> str:
    return " ".join(clean(text).split())
