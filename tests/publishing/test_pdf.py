"""Bound PDFs, read back by another program (pikepdf)."""

import dataclasses
import io
import tracemalloc
from pathlib import Path as File

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, UnidentifiedImageError

from comics.drawing.displaylist import Path, Raster
from comics.drawing.geometry import Box
from comics.publishing.book import Book, Credit
from comics.publishing.pdf import write_pdf
from tests.publishing.samples import (
    BOOK,
    FullDisk,
    bind,
    comic_sheet,
    files_in,
    little_room,
    opened,
    picture,
    run,
    sheet,
    square,
)

WHOLE_PAGE = Box(0, 0, 300, 400)


def images(pdf):
    return [
        xobject for page in pdf.pages for xobject in page.Resources.get("/XObject", {}).values() if xobject.Subtype == "/Image"
    ]


def test_jpeg_is_embedded_byte_for_byte():
    art = picture("JPEG")
    [image] = images(opened(sheet(Raster("art", WHOLE_PAGE)), pictures={"art": art}))
    assert image.Filter == "/DCTDecode"
    assert image.read_raw_bytes() == art
    assert (int(image.Width), int(image.Height)) == (320, 240)


def test_a_jpeg_shown_twice_is_in_the_file_once():
    twice = [Raster("art", Box(0, 0, 100, 75)), Raster("art", Box(0, 100, 50, 75), Box(0.25, 0, 0.5, 1))]
    pdf = opened(sheet(*twice), sheet(*twice))
    assert len({image.objgen for image in images(pdf)}) == 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_cropped_jpeg_of_300_dpi_at_most(kind):
    crop = Raster("art", Box(0, 0, 72, 36), Box(0.5, 0.0, 0.5, 0.5))
    [image] = images(opened(sheet(crop), pictures={"art": picture(kind, (2000, 1000))}))
    assert image.Filter == "/DCTDecode"
    assert (int(image.Width), int(image.Height)) == (300, 150)
    shown = Image.open(io.BytesIO(image.read_raw_bytes()))
    assert shown.getpixel((0, 0))[0] == pytest.approx(128, abs=6)  # red grows to the right, and the right half is shown


def test_small_pictures_are_not_scaled_up():
    [image] = images(opened(sheet(Raster("art", WHOLE_PAGE)), pictures={"art": picture("PNG", (40, 30))}))
    assert (int(image.Width), int(image.Height)) == (40, 30)


def test_transparency_of_a_picture_is_kept():
    [image] = images(opened(sheet(Raster("art", WHOLE_PAGE)), pictures={"art": picture("PNG", (4, 4), (255, 0, 0, 128))}))
    assert image.SMask.read_bytes() == bytes([128] * 16)


@pytest.mark.parametrize(("mode", "space"), [("L", "/DeviceGray"), ("RGB", "/DeviceRGB"), ("CMYK", "/DeviceCMYK")])
def test_jpegs_of_every_colour_space_are_taken_over(mode, space):
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, "JPEG", progressive=mode == "RGB")
    [image] = images(opened(sheet(Raster("art", WHOLE_PAGE)), pictures={"art": out.getvalue()}))
    assert image.ColorSpace == space
    assert image.read_raw_bytes() == out.getvalue()
    # Adobe writes CMYK inverted, which a reader has to be told.
    assert ("/Decode" in image) == (mode == "CMYK")


def test_equal_input_gives_equal_bytes_and_other_input_another_identity():
    first, second = bind(comic_sheet(), comic_sheet("2")).read(), bind(comic_sheet(), comic_sheet("2")).read()
    assert first == second
    other = opened(comic_sheet(), book=dataclasses.replace(BOOK, title="Another"))
    assert other.trailer.ID[0] != pikepdf.open(io.BytesIO(first)).trailer.ID[0]


def test_screen_edition_is_trimmed_and_print_edition_bleeds():
    screen, paper = opened(comic_sheet()).pages[0], opened(comic_sheet(), edition="print").pages[0]
    assert [float(v) for v in screen.MediaBox] == [float(v) for v in screen.TrimBox] == [0, 0, 300, 400]
    assert [float(v) for v in paper.MediaBox] == [float(v) for v in paper.BleedBox] == [0, 0, 318, 418]
    assert [float(v) for v in paper.TrimBox] == [9, 9, 309, 409]


def test_pages_have_labels_and_outline_entries():
    labels = ["cover", "1", "2", "3a", "7"]
    pdf = opened(*(comic_sheet(label) for label in labels))
    assert [page.label for page in pdf.pages] == labels
    with pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Cover", "Page 1", "Page 2", "3a", "Page 7"]
        assert [entry.destination[0].objgen for entry in outline.root] == [page.objgen for page in pdf.pages]


def test_the_book_describes_itself():
    pdf = opened(comic_sheet())
    assert str(pdf.docinfo.Title) == "Rain City #1: The Fox and the Lamp"
    assert str(pdf.docinfo.Author) == "Ada Ueno; Bo Li; Cy Roe"
    assert str(pdf.docinfo.CreationDate) == "D:20260304000000Z"
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "Rain City #1: The Fox and the Lamp"
        assert xmp["dc:creator"] == ["Ada Ueno", "Bo Li", "Cy Roe"]
        assert xmp["dc:language"] == {"en"}
        assert xmp["xmp:CreateDate"] == "2026-03-04T00:00:00Z"
    assert str(pdf.Root.Lang) == "en"
    [intent] = pdf.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "sRGB IEC61966-2.1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


@pytest.mark.parametrize(("direction", "told"), [("ltr", "/L2R"), ("rtl", "/R2L")])
def test_reading_direction_is_told_to_the_reader(direction, told):
    pdf = opened(comic_sheet(), book=dataclasses.replace(BOOK, direction=direction))
    assert pdf.Root.ViewerPreferences.Direction == told


TEXTS = st.text(st.characters(), max_size=60)


@settings(max_examples=40, deadline=None)
@given(title=TEXTS, name=TEXTS, label=TEXTS)
def test_any_words_are_bound(title, name, label):
    """Control signs, lone surrogates, markup, any script: the book is sound, and what may be written is read back."""
    book = Book(title=title, credits=(Credit("Writer", name),), summary=name)
    pdf = opened(sheet(Path(square(WHOLE_PAGE), fill="#ff0000"), label=label), book=book)
    legal = "".join(
        c for c in title if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
    assert str(pdf.docinfo.Title) == legal
    with pdf.open_metadata() as xmp:
        assert xmp["dc:format"] == "application/pdf"


def test_progress_is_told_page_by_page():
    told = []
    bind(comic_sheet(), comic_sheet(), comic_sheet(), progress=told.append)
    assert told == [1, 2, 3]


def test_pages_are_let_go_of_once_written(tmp_path: File):
    """Forty pages of half a megabyte each take the memory of a few."""
    noise = [bytes([17 + place]) * 500_000 for place in range(40)]
    head = picture("JPEG")

    def fetch(key: str) -> bytes:
        return head + noise[int(key)]

    sheets = (sheet(Raster(str(place), WHOLE_PAGE)) for place in range(40))
    tracemalloc.start()
    write_pdf(BOOK, sheets, tmp_path / "book.pdf", picture=fetch)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "book.pdf").stat().st_size > 20_000_000
    assert peak < 4_000_000


def test_a_book_without_pages_is_refused_and_leaves_nothing(tmp_path: File):
    with pytest.raises(ValueError, match="at least one page"):
        write_pdf(BOOK, [], tmp_path / "book.pdf", picture={}.__getitem__)
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("room", [0, 5_000, 12_000])
def test_a_full_disk_goes_on_as_such(room):
    with pytest.raises(OSError, match="No space left"):
        write_pdf(BOOK, [comic_sheet()], io.BufferedWriter(FullDisk(room), 1), picture=lambda key: picture())


@pytest.mark.parametrize("room", [100, 9_000, 15_000])
def test_a_disk_that_fills_up_leaves_nothing(tmp_path: File, room):
    with little_room(room), pytest.raises(OSError, match="File too large"):
        write_pdf(BOOK, [comic_sheet(), comic_sheet()], tmp_path / "book.pdf", picture=lambda key: picture())
    assert files_in(tmp_path) == []


def test_an_error_leaves_the_earlier_book_and_no_scraps(tmp_path: File):
    target = tmp_path / "book.pdf"
    write_pdf(BOOK, [comic_sheet()], target, picture=lambda key: picture())
    before = target.read_bytes()

    def broken(key: str) -> bytes:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_pdf(BOOK, [comic_sheet()], target, picture=broken)
    assert files_in(tmp_path) == ["book.pdf"]
    assert target.read_bytes() == before


def test_a_broken_picture_and_an_unknown_font_are_errors():
    with pytest.raises(UnidentifiedImageError):
        bind(sheet(Raster("art", WHOLE_PAGE)), pictures={"art": b"no picture"})
    words = dataclasses.replace(run("X", 10, 10), font="no such font")
    with pytest.raises(KeyError):
        bind(sheet(words))


def test_the_book_gets_the_rights_of_any_new_file(tmp_path: File):
    """Tight rights of a temporary file must not stay on the book: a web server of another user may have to read it."""
    write_pdf(BOOK, [comic_sheet()], tmp_path / "book.pdf", picture=lambda key: picture())
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "book.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode
