"""A book as plain text: page by page what is shown and what is said."""

from __future__ import annotations

from collections.abc import Sequence

from comics.publishing.book import Book, Told
from comics.publishing.pdf_metadata import authors, full_title, page_titles
from comics.publishing.words import clean


def transcript_head(book: Book) -> str:
    """Title and people, underlined."""
    title = full_title(book)
    by = "; ".join(authors(book))
    return "\n".join(filter(None, [title, "=" * len(title), by])) + "\n"


def page_transcript(label: str, panels: Sequence[Told], *, language: str) -> str:
    """One page: its title, then for every panel its number, what it shows, and who says what."""
    title = page_titles([label], language)[0]
    lines = [title, "-" * len(title)]
    for number, panel in enumerate(panels, start=1):
        lines.append(f"{number}. {_line(panel.alt)}".rstrip())
        lines += [
            f"   {_line(one.speaker)}: {_line(one.text)}" if one.speaker else f"   {_line(one.text)}" for one in panel.said
        ]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(clean(text).split())
