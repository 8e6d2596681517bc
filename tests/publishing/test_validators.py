"""What others' programs say of our files: the ComicInfo schema and comicbox of a CBZ, qpdf of a PDF."""

import dataclasses
import zipfile
from pathlib import Path as File

import pikepdf
import pytest
import xmlschema

from comics.publishing.book import Book
from comics.publishing.cbz import ComicPage, write_cbz
from comics.publishing.pdf import write_pdf
from tests.publishing.samples import BOOK, comic_sheet, picture
from tests.validators import check_cbz, check_comic_info, check_pdf

PAGES = (
    ComicPage(picture("JPEG"), 320, 240, "FrontCover"),
    ComicPage(picture("WEBP", (640, 240)), 640, 240, double=True),
    ComicPage(picture("PNG"), 320, 240, "BackCover"),
)
LEFTWARDS = dataclasses.replace(BOOK, direction="rtl", language="ar")


@pytest.mark.parametrize("book", [Book("Bare"), LEFTWARDS], ids=["bare", "right-to-left"])
def test_a_cbz_is_valid_by_the_schema_and_comicbox(book: Book, tmp_path: File):
    target = tmp_path / "book.cbz"
    write_cbz(book, PAGES, target)
    with zipfile.ZipFile(target) as archive:
        check_comic_info(archive.read("ComicInfo.xml"))
    assert book.title in check_cbz(target)


def test_the_schema_would_see_a_wrong_order():
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        check_comic_info(b"<ComicInfo><Series>A</Series><Title>B</Title></ComicInfo>")


@pytest.mark.parametrize("edition", ["screen", "print"])
def test_qpdf_finds_nothing_wrong_with_a_pdf(edition, tmp_path: File):
    target = tmp_path / "book.pdf"
    sheets = [comic_sheet("cover"), comic_sheet("1")]
    write_pdf(BOOK, sheets, target, picture=lambda key: picture(), edition=edition, marks=edition == "print")
    check_pdf(target)


def test_qpdf_would_see_a_broken_one(tmp_path: File):
    target = tmp_path / "book.pdf"
    write_pdf(BOOK, [comic_sheet()], target, picture=lambda key: picture())
    target.write_bytes(target.read_bytes()[:-600])
    with pytest.raises((AssertionError, pikepdf.PdfError)):
        check_pdf(target)
