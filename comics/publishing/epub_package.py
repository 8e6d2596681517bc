"""The package document of an EPUB (EPUB 3.3, 5): what the book is, its files, and the order of its pages."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr  # nosec B406  # writes XML, reads none

from comics.publishing.book import Book
from comics.publishing.epub_page import said
from comics.publishing.epub_plan import EpubEntry
from comics.publishing.pdf_metadata import full_title
from comics.publishing.words import clean

# MARC relators for the roles of ComicInfo; who has none contributed.
_RELATORS: Final = {
    "Writer": "aut",
    "Penciller": "art",
    "Inker": "ill",
    "Colorist": "clr",
    "CoverArtist": "cov",
    "Editor": "edt",
    "Translator": "trl",
}
_CREATORS: Final = ("Writer", "Penciller")
_NAMES: Final = uuid.UUID("6f0c0a4e-7d4e-5f0b-9a53-0b6d2f1c8e11")  # the space that books are named in
_FEATURES: Final = ("alternativeText", "readingOrder", "tableOfContents", "pageNavigation", "pageBreakMarkers", "transcript")
_SUMMARY: Final = (
    "A comic in fixed layout. Pictures have descriptions as far as their authors wrote them, all lettering is text in reading "
    "order, and a transcript of the whole book stands at its end."
)


def package(book: Book, pages: Sequence[EpubEntry]) -> str:
    """The package document as XML."""
    direction = "rtl" if book.direction == "rtl" else "ltr"
    tag = quoteattr(clean(book.language) or "und")
    manifest = "".join(_items(page) for page in pages)
    spine = "".join(f'<itemref idref="{page.key}" properties="{_side(page, direction)}"/>\n' for page in pages)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id" xml:lang={tag}>\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_metadata(book)}{_access(pages)}</metadata>\n<manifest>\n'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        '<item id="style" href="style.css" media-type="text/css"/>\n'
        '<item id="transcript" href="transcript.xhtml" media-type="application/xhtml+xml"/>\n'
        f'{manifest}</manifest>\n<spine page-progression-direction="{direction}">\n{spine}'
        '<itemref idref="transcript" linear="no" properties="rendition:layout-reflowable"/>\n</spine>\n</package>\n'
    )


def _metadata(book: Book) -> str:
    name = uuid.uuid5(_NAMES, repr(book))
    lines = [
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>',
        f"<dc:title>{said(full_title(book)) or 'Comic'}</dc:title>",
        f"<dc:language>{said(book.language) or 'und'}</dc:language>",
        f"<dc:date>{book.date:%Y-%m-%d}</dc:date>",
        f'<meta property="dcterms:modified">{book.date:%Y-%m-%d}T00:00:00Z</meta>',
        '<meta property="rendition:layout">pre-paginated</meta>',
        '<meta property="rendition:orientation">auto</meta>',
        '<meta property="rendition:spread">landscape</meta>',
        *_people(book),
        *_series(book),
    ]
    for element, words in (
        ("publisher", [book.publisher]),
        ("description", [book.summary]),
        ("subject", book.genre.split(",")),
    ):
        lines += [f"<dc:{element}>{said(word.strip())}</dc:{element}>" for word in words if clean(word).strip()]
    return "\n".join(lines) + "\n"


def _people(book: Book) -> list[str]:
    lines = []
    for place, credit in enumerate(credit for credit in book.credits if clean(credit.name).strip()):
        element = "creator" if credit.role in _CREATORS else "contributor"
        lines.append(f'<dc:{element} id="person{place}">{said(credit.name.strip())}</dc:{element}>')
        role = _RELATORS.get(credit.role, "ctb")
        lines.append(f'<meta refines="#person{place}" property="role" scheme="marc:relators">{role}</meta>')
    return lines


def _series(book: Book) -> list[str]:
    if not clean(book.series).strip():
        return []
    lines = [f'<meta property="belongs-to-collection" id="series">{said(book.series.strip())}</meta>']
    lines.append('<meta refines="#series" property="collection-type">series</meta>')
    if book.number.isascii() and book.number.isdigit():
        lines.append(f'<meta refines="#series" property="group-position">{book.number}</meta>')
    return lines


def _access(pages: Sequence[EpubEntry]) -> str:
    """What people who cannot see the pages may expect (EPUB Accessibility 1.1, 2; schema.org's terms)."""
    whole = all(panel.alt for page in pages for panel in page.panels)
    told = [("accessMode", "visual"), ("accessMode", "textual"), ("accessModeSufficient", "textual,visual")]
    told += [("accessModeSufficient", "textual")] if whole else []
    told += [("accessibilityFeature", feature) for feature in _FEATURES]
    told += [("accessibilityHazard", "none"), ("accessibilitySummary", _SUMMARY)]
    return "".join(f'<meta property="schema:{name}">{value}</meta>\n' for name, value in told)


def _items(page: EpubEntry) -> str:
    cover = ' properties="cover-image"' if page.place == 0 else ""
    return (
        f'<item id="{page.key}" href="{page.document}" media-type="application/xhtml+xml"/>\n'
        f'<item id="{page.key}-picture" href="{page.picture}" media-type="image/jpeg"{cover}/>\n'
    )


def _side(page: EpubEntry, direction: str) -> str:
    """Where the page lies when the book is open: odd numbers on the right, or on the left where reading goes leftwards."""
    if page.double or not page.number:
        return "rendition:page-spread-center"
    right = (page.number % 2 == 1) == (direction == "ltr")
    return "page-spread-right" if right else "page-spread-left"
