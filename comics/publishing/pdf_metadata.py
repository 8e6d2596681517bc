"""What a PDF says about itself: Info, XMP, outline, page labels, colours (ISO 32000-1, 12.3, 12.4, 14.3 and 14.11.5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from xml.sax.saxutils import escape  # nosec B406  # writes XML, reads none

from PIL import ImageCms

from comics.publishing.book import Book
from comics.publishing.pdf_objects import Name, PdfFile, Raw, Ref, text
from comics.publishing.words import clean

PRODUCER = "Panelwright"
_PROFILE_DATE = slice(24, 36)  # of the ICC header (ICC.1:2010, 7.2.8); the rest of the profile is the same every day
_PROFILE_NOON = bytes.fromhex("07d0 0001 0001 0000 0000 0000")


def full_title(book: Book) -> str:
    """Series, number and title, as far as the book has them and they differ."""
    series = f"{book.series} #{book.number}" if book.series and book.number else book.series
    if not series or book.title == series:
        return clean(book.title or series)
    return clean(f"{series}: {book.title}" if book.title and book.title != book.series else series)


def authors(book: Book) -> list[str]:
    """Everyone who made the book, once each, in the order of the credits."""
    return [name for name in dict.fromkeys(clean(credit.name).strip() for credit in book.credits) if name]


def info(file: PdfFile, book: Book) -> Ref:
    """Write the Info dictionary; its dates are the book's date."""
    stamp = Raw(f"(D:{book.date:%Y%m%d}000000Z)".encode())
    entry: dict[str, object] = {"Title": text(full_title(book))}
    if authors(book):
        entry["Author"] = text("; ".join(authors(book)))
    if book.summary:
        entry["Subject"] = text(clean(book.summary))
    if _subjects(book):
        entry["Keywords"] = text(", ".join(_subjects(book)))
    return file.put(entry | {"Creator": text(PRODUCER), "Producer": text(PRODUCER), "CreationDate": stamp, "ModDate": stamp})


def xmp(file: PdfFile, book: Book) -> Ref:
    """Write the XMP packet (ISO 16684-1), which says the same as Info and the people's order besides."""
    stamp = f"{book.date:%Y-%m-%d}T00:00:00Z"
    parts = [
        _bag("dc:title", "Alt", [full_title(book)], ' xml:lang="x-default"'),
        _bag("dc:creator", "Seq", authors(book)),
        _bag("dc:description", "Alt", [clean(book.summary)] if book.summary else [], ' xml:lang="x-default"'),
        _bag("dc:language", "Bag", [clean(book.language) or "und"]),
        _bag("dc:publisher", "Bag", [clean(book.publisher)] if book.publisher else []),
        _bag("dc:subject", "Bag", _subjects(book)),
        "<dc:format>application/pdf</dc:format>",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>",
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>",
    ]
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f'{"".join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
    return file.stream(packet.encode(), about={"Type": Name("Metadata"), "Subtype": Name("XML")}, plain=True)


def output_intent(file: PdfFile) -> dict[str, object]:
    """Write the sRGB profile; gives the output intent that names it."""
    profile = file.stream(_srgb(), about={"N": 3, "Alternate": Name("DeviceRGB")})
    return {
        "Type": Name("OutputIntent"),
        # The kind that allows a screen's profile; it claims nothing, which only an entry in the XMP would.
        "S": Name("GTS_PDFA1"),
        "OutputConditionIdentifier": text("sRGB IEC61966-2.1"),
        "Info": text("sRGB IEC61966-2.1"),
        "RegistryName": text("http://www.color.org"),
        "DestOutputProfile": profile,
    }


def outline(file: PdfFile, pages: Sequence[Ref], titles: Sequence[str]) -> Ref:
    """Write the document outline: one entry a page."""
    root = file.reserve()
    entries = [file.reserve() for _ in pages]
    for place, (entry, page, title) in enumerate(zip(entries, pages, titles, strict=True)):
        value: dict[str, object] = {"Title": text(title), "Parent": root, "Dest": [page, Name("Fit")]}
        if place:
            value["Prev"] = entries[place - 1]
        if place + 1 < len(entries):
            value["Next"] = entries[place + 1]
        file.put(value, at=entry)
    return file.put({"Type": Name("Outlines"), "First": entries[0], "Last": entries[-1], "Count": len(entries)}, at=root)


def page_labels(labels: Sequence[str]) -> dict[str, object]:
    """The number tree of page labels: runs of counted pages share an entry, other labels stand alone."""
    tree: list[object] = []
    expected: int | None = None
    for place, label in enumerate(labels):
        counted = int(label) if label.isascii() and label.isdigit() and 0 < len(label) < 6 and str(int(label)) == label else 0
        if counted == 0:
            tree += [place, {"P": text(clean(label))}]
        elif counted != expected:
            tree += [place, {"S": Name("D"), "St": counted}]
        expected = counted + 1 if counted else None
    return {"Nums": tree}


def page_titles(labels: Sequence[str], language: str) -> list[str]:
    """What the outline calls the pages: "Page 3" in English books, the bare label in others."""
    english = language.lower().split("-")[0] in ("en", "")
    return [f"Page {label}" if english and label.isdigit() else clean(label[:1].upper() + label[1:]) for label in labels]


def _subjects(book: Book) -> list[str]:
    words = [clean(word).strip() for word in (*book.genre.split(","), *book.characters)]
    return [word for word in dict.fromkeys(words) if word]


def _bag(name: str, kind: str, words: Sequence[str], attribute: str = "") -> str:
    items = "".join(f"<rdf:li{attribute}>{escape(word)}</rdf:li>" for word in words)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_PROFILE_DATE] = _PROFILE_NOON
    return bytes(profile)
