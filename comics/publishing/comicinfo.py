"""What a CBZ says about itself: ComicInfo.xml v2.1 (Anansi Project) and the ComicBookInfo comment (version 1.0)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree  # nosec B405  # writes XML, reads none

from comics.publishing.book import Book
from comics.publishing.words import clean

# The schema is a sequence: readers that validate refuse any other order.
ORDER = (
    *(
        "Title",
        "Series",
        "Number",
        "Count",
        "Volume",
        "AlternateSeries",
        "AlternateNumber",
        "AlternateCount",
        "Summary",
        "Notes",
    ),
    *("Year", "Month", "Day", "Writer", "Penciller", "Inker", "Colorist", "Letterer", "CoverArtist", "Editor", "Translator"),
    *("Publisher", "Imprint", "Genre", "Tags", "Web", "PageCount", "LanguageISO", "Format", "BlackAndWhite", "Manga"),
    *("Characters", "Teams", "Locations", "ScanInformation", "StoryArc", "StoryArcNumber", "SeriesGroup", "AgeRating", "Pages"),
    *("CommunityRating", "MainCharacterOrTeam", "Review", "GTIN"),
)
ROLES = ("Writer", "Penciller", "Inker", "Colorist", "Letterer", "CoverArtist", "Editor", "Translator")
_ROOT = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:xsd": "http://www.w3.org/2001/XMLSchema",
}
MAX_COMMENT = 65_535  # bytes in a ZIP comment (APPNOTE.TXT, 4.4.12)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """What ComicInfo tells of one page: its ComicPageType, bytes, pixels, and whether it is a spread."""

    kind: str
    size: int
    width: int
    height: int
    double: bool = False


def comic_info(book: Book, pages: Sequence[PageEntry]) -> bytes:
    """ComicInfo.xml in UTF-8, with the elements in the schema's order; what the book does not say is left out.

    People whose role has no element there are named in the notes. Characters that XML forbids are removed.
    """
    root = ElementTree.Element("ComicInfo", _ROOT)
    values = _values(book, len(pages))
    for name in ORDER:
        if name == "Pages" and pages:
            _pages(ElementTree.SubElement(root, "Pages"), pages)
        elif values.get(name):
            ElementTree.SubElement(root, name).text = values[name]
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)


def comic_book_info(book: Book) -> bytes:
    """The ComicBookInfo JSON for the archive's comment, in UTF-8; longer texts are cut until it fits into 65,535 bytes."""
    longest = 20_000
    while True:
        comment = json.dumps(_book_info(book, longest), ensure_ascii=False, separators=(",", ":")).encode()
        if len(comment) <= MAX_COMMENT:
            return comment
        longest //= 2


def _values(book: Book, count: int) -> Mapping[str, str]:
    values = {
        "Title": book.title,
        "Series": book.series,
        "Number": book.number,
        "Summary": book.summary,
        "Notes": "\n".join(filter(None, [book.notes, *_other_roles(book)])),
        "Year": str(book.date.year),
        "Month": str(book.date.month),
        "Day": str(book.date.day),
        "Publisher": book.publisher,
        "Genre": book.genre,
        "PageCount": str(count),
        "LanguageISO": book.language,
        "Manga": "YesAndRightToLeft" if book.direction == "rtl" else "No",
        "Characters": _list(book.characters),
        "Locations": _list(book.locations),
    }
    people = {role: _list([c.name for c in book.credits if c.role == role]) for role in ROLES}
    return {name: clean(value).strip() for name, value in (values | people).items()}


def _other_roles(book: Book) -> list[str]:
    return [f"{credit.role}: {credit.name}" for credit in book.credits if credit.role not in ROLES]


def _list(words: Sequence[str]) -> str:
    """Words between commas, as the schema wants them; a comma within one would split it."""
    return ", ".join(filter(None, (word.replace(",", " ").strip() for word in dict.fromkeys(words))))


def _pages(parent: ElementTree.Element, pages: Sequence[PageEntry]) -> None:
    for place, page in enumerate(pages):
        attributes = {"Image": str(place), "Type": page.kind, "DoublePage": str(page.double).lower()}
        attributes |= {"ImageSize": str(page.size), "ImageWidth": str(page.width), "ImageHeight": str(page.height)}
        ElementTree.SubElement(parent, "Page", attributes)


def _book_info(book: Book, longest: int) -> dict[str, object]:
    """The comment's fields, no text longer than `longest` characters and no list longer than `longest` entries."""

    def cut(text: str) -> str:
        words = clean(text)
        return words if len(words) <= longest else words[: max(0, longest - 1)] + "…"

    info: dict[str, object] = {
        "series": cut(book.series or book.title),
        "title": cut(book.title),
        "publisher": cut(book.publisher),
        "publicationMonth": book.date.month,
        "publicationYear": book.date.year,
        "genre": cut(book.genre),
        "language": cut(book.language),
        "comments": cut(book.summary),
        "credits": [{"person": cut(c.name), "role": cut(c.role), "primary": False} for c in book.credits[:longest]],
        "tags": [cut(name) for name in book.characters[:longest]],
    }
    if book.number.isascii() and book.number.isdigit() and len(book.number) < 10:
        info["issue"] = int(book.number)
    return {
        "appID": "Panelwright",
        "lastModified": f"{book.date:%Y-%m-%d} 00:00:00 +0000",
        "ComicBookInfo/1.0": {name: value for name, value in info.items() if value},
    }
