"""How readers find their way in an EPUB: contents, page list and landmarks; and the transcript of the whole book."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr  # nosec B406  # writes XML, reads none

from comics.publishing.book import Book, Told
from comics.publishing.epub_page import document, said
from comics.publishing.epub_plan import EpubEntry
from comics.publishing.pdf_metadata import full_title

CONTENTS, TRANSCRIPT, PAGES, START = "Contents", "Transcript", "Pages", "Start of the story"


def navigation(book: Book, pages: Sequence[EpubEntry]) -> str:
    """The navigation document (EPUB 3.3, 7): contents, page list, landmarks."""
    start = next((page for page in pages if page.number), pages[0])
    contents = [(page.title, page.document) for page in pages if not page.number or page is start]
    listed = [(page.label, page.document) for page in pages]
    marks = [("cover", pages[0].title, pages[0].document)] if not pages[0].number else []
    marks.append(("bodymatter", START, start.document))
    body = _list("toc", CONTENTS, [*contents, (TRANSCRIPT, "transcript.xhtml")])
    body += _list("page-list", PAGES, listed, hidden=True)
    items = "".join(f'<li><a epub:type="{kind}" href="{address}">{said(name)}</a></li>\n' for kind, name, address in marks)
    body += f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{items}</ol>\n</nav>\n'
    return document(book, full_title(book) or CONTENTS, "", body)


def transcript(book: Book, pages: Sequence[EpubEntry]) -> str:
    """All that is shown and said, page by page, as text that flows."""
    parts = [f"<h1>{said(full_title(book) or TRANSCRIPT)}</h1>\n"]
    for page in pages:
        parts.append(f"<section aria-label={quoteattr(page.title)}>\n<h2>{said(page.title)}</h2>\n")
        parts += [_told(panel) for panel in page.panels]
        parts.append("</section>\n")
    style = '<link rel="stylesheet" type="text/css" href="style.css"/>\n'
    return document(book, TRANSCRIPT, style, f'<div class="transcript">\n{"".join(parts)}</div>\n')


def _told(panel: Told) -> str:
    shown = f'<p dir="auto"><i>{said(panel.alt)}</i></p>\n' if panel.alt else ""
    lines = (f"<b>{said(one.speaker)}:</b> {said(one.text)}" if one.speaker else said(one.text) for one in panel.said)
    return shown + "".join(f'<p dir="auto">{line}</p>\n' for line in lines)


def _list(kind: str, title: str, entries: Sequence[tuple[str, str]], *, hidden: bool = False) -> str:
    items = "".join(f'<li><a href="{address}">{said(name)}</a></li>\n' for name, address in entries)
    role = {"toc": "doc-toc", "page-list": "doc-pagelist"}[kind]
    hide = ' hidden="hidden"' if hidden else ""
    heading = f"<h1>{title}</h1>" if kind == "toc" else f"<h2>{title}</h2>"
    return f'<nav epub:type="{kind}" role="{role}"{hide}>\n{heading}\n<ol>\n{items}</ol>\n</nav>\n'
