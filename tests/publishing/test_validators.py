"""What others' programs say of our files: the ComicInfo schema and comicbox of a CBZ."""

import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path as File

import pytest
import xmlschema

from comics.publishing.book import Book
from comics.publishing.cbz import ComicPage, write_cbz
from tests.publishing.samples import BOOK, picture

SCHEMA = xmlschema.XMLSchema(str(files("comicbox") / "schemas" / "ComicInfo-v2.1-Draft.xsd"))
PAGES = (
    ComicPage(picture("JPEG"), 320, 240, "FrontCover"),
    ComicPage(picture("WEBP", (640, 240)), 640, 240, double=True),
    ComicPage(picture("PNG"), 320, 240, "BackCover"),
)
FULL = Book(**{name: getattr(BOOK, name) for name in BOOK.__slots__} | {"direction": "rtl", "language": "ar"})


@pytest.mark.parametrize("book", [BOOK, Book("Bare"), FULL], ids=["full", "bare", "right-to-left"])
def test_a_cbz_is_valid_by_the_schema_and_comicbox(book: Book, tmp_path: File):
    target = tmp_path / "book.cbz"
    write_cbz(book, PAGES, target)
    with zipfile.ZipFile(target) as archive:
        SCHEMA.validate(archive.read("ComicInfo.xml").decode())
    comicbox = shutil.which("comicbox", path=File(sys.executable).parent)
    read = subprocess.run([comicbox, "--validate", "-p", str(target)], capture_output=True, text=True, check=False)
    said = read.stdout + read.stderr
    assert read.returncode == 0, said
    assert "ComicInfo: data validated" in said
    assert "ComicBookInfo: data validated" in said
    assert book.title in said


def test_the_schema_would_see_a_wrong_order():
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        SCHEMA.validate("<ComicInfo><Series>A</Series><Title>B</Title></ComicInfo>")
