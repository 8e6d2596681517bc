"""Bound EPUBs: checked with epubcheck, and read back."""

import dataclasses
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.drawing.geometry import Box
from comics.publishing.book import Book, Said, Told
from comics.publishing.epub import EpubPage, write_epub
from tests.publishing.samples import BOOK, files_in, picture
from tests.validators import check_epub

PANELS = (
    Told("The fox looks up.", (Said("Who <goes> there?", "Fox", Box(0.1, 0.1, 0.3, 0.1)),), Box(0.05, 0.05, 0.9, 0.4)),
    Told("The owl shrugs & goes.", (Said("BANG"), Said("Only me.", "Owl", Box(0.5, 0.6, 0.3, 0.1))), Box(0.05, 0.5, 0.9, 0.4)),
)
PAGES = (
    EpubPage(picture(size=(300, 400)), 300, 400, "cover"),
    EpubPage(picture(size=(300, 400)), 300, 400, "1", 1, PANELS),
    EpubPage(picture(size=(600, 400)), 600, 400, "2–3", 2, PANELS, double=True),
    EpubPage(picture(size=(300, 400)), 300, 400, "4", 4, (Told("", (Said("Hm."),)),)),
    EpubPage(picture(size=(300, 400)), 300, 400, "back cover"),
)
OPF = "{http://www.idpf.org/2007/opf}"
ODD_BOOK = Book("<&>\"'\x00", series="\x07", number="x/1", language="ar", direction="rtl", summary="]]>", genre=" , <b>")


def bind(*pages: EpubPage, book: Book = BOOK, **more) -> io.BytesIO:
    out = io.BytesIO()
    write_epub(book, pages or PAGES, out, **more)
    out.seek(0)
    return out


def parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 - it is our own text that is read back


@pytest.mark.parametrize("book", [BOOK, ODD_BOOK], ids=["full", "odd, right-to-left"])
def test_epubcheck_finds_no_error_and_no_warning(book, tmp_path):
    write_epub(book, PAGES, tmp_path / "book.epub")
    check_epub(tmp_path / "book.epub")


def test_the_file_says_in_its_first_bytes_what_it_is():
    head = bind().read(80)
    assert head[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(bind()) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_words_stand_in_reading_order_and_say_what_they_said():
    with zipfile.ZipFile(bind()) as archive:
        page = parsed(archive, "EPUB/pages/p001.xhtml")
    said = ["".join(element.itertext()) for element in page.iter("{http://www.w3.org/1999/xhtml}p")]
    assert said == ["Who <goes> there?", "BANG", "Only me."]
    shown = [element.get("aria-label") for element in page.iter() if element.get("role") == "img"]
    assert shown == ["The fox looks up.", "The owl shrugs & goes."]


@pytest.mark.parametrize(("direction", "first", "last"), [("ltr", "right", "left"), ("rtl", "left", "right")])
def test_pages_lie_on_their_side_of_the_book(direction, first, last):
    with zipfile.ZipFile(bind(book=dataclasses.replace(BOOK, direction=direction))) as archive:
        spine = parsed(archive, "EPUB/package.opf").find(f"{OPF}spine")
    assert spine.get("page-progression-direction") == direction
    centre = "rendition:page-spread-center"
    sides = [ref.get("properties") for ref in spine]
    assert sides[:-1] == [centre, f"page-spread-{first}", centre, f"page-spread-{last}", centre]


def test_the_page_list_names_every_printed_page():
    with zipfile.ZipFile(bind()) as archive:
        listed = re.findall(r">([^<]+)</a>", archive.read("EPUB/nav.xhtml").decode().split("page-list")[1].split("</nav>")[0])
    assert listed == ["cover", "1", "2–3", "4", "back cover"]


def test_a_textual_way_is_claimed_only_where_every_picture_is_described():
    described = bind(*PAGES[:3])
    for book, claims in ((bind(), False), (described, True)):
        with zipfile.ZipFile(book) as archive:
            told = archive.read("EPUB/package.opf").decode()
        assert ('accessModeSufficient">textual</meta>' in told) is claims


def test_equal_input_gives_equal_bytes_and_a_failure_leaves_nothing(tmp_path):
    assert bind().read() == bind().read()

    def broken():
        yield PAGES[0]
        raise RuntimeError("a page cannot be drawn")

    with pytest.raises(RuntimeError):
        write_epub(BOOK, broken(), tmp_path / "book.epub")
    with pytest.raises(ValueError, match="at least one page"):
        write_epub(BOOK, (), tmp_path / "book.epub")
    assert files_in(tmp_path) == []


TEXTS = st.text(st.characters(), max_size=60)


@settings(max_examples=40, deadline=None)
@given(text=TEXTS, speaker=TEXTS, alt=TEXTS, label=TEXTS, title=TEXTS)
def test_any_words_give_sound_documents(text, speaker, alt, label, title):
    page = dataclasses.replace(PAGES[1], label=label, panels=(Told(alt, (Said(text, speaker),)),))
    with zipfile.ZipFile(bind(page, book=Book(title, series=speaker, summary=alt))) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                parsed(archive, name)
