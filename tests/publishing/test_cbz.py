"""Bound CBZs, read back."""

import dataclasses
import datetime
import io
import json
import tracemalloc
import zipfile
from pathlib import Path as File
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.publishing.book import Book, Credit
from comics.publishing.cbz import ComicPage, file_stem, write_cbz
from comics.publishing.comicinfo import MAX_COMMENT, ORDER, PageEntry, comic_book_info, comic_info
from tests.publishing.samples import BOOK, FullDisk, files_in, little_room, picture

TEXTS = st.text(st.characters(), max_size=80)
COVER = ComicPage(picture("JPEG"), 320, 240, "FrontCover")
STORY = ComicPage(picture("PNG"), 320, 240)
SPREAD = ComicPage(picture("WEBP", (640, 240)), 640, 240, double=True)


def bind(*pages: ComicPage, book: Book = BOOK, **more) -> io.BytesIO:
    out = io.BytesIO()
    write_cbz(book, pages or (COVER,), out, **more)
    out.seek(0)
    return out


def parsed(book: Book, *pages: PageEntry) -> ElementTree.Element:
    return ElementTree.fromstring(comic_info(book, pages))  # noqa: S314 - it is our own text that is read back


def test_pages_are_stored_as_they_are_cover_first():
    with zipfile.ZipFile(bind(COVER, STORY, SPREAD)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "Rain City 001 - p000.jpg",
            "Rain City 001 - p001.png",
            "Rain City 001 - p002.webp",
            "ComicInfo.xml",
        ]
        assert archive.read("Rain City 001 - p001.png") == STORY.source
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 3, 4, 0, 0, 0)}


def test_a_page_may_come_as_a_file(tmp_path: File):
    (tmp_path / "page").write_bytes(COVER.source)
    assert bind(dataclasses.replace(COVER, source=tmp_path / "page")).read() == bind(COVER).read()


def test_equal_input_gives_equal_bytes():
    assert bind(COVER, STORY).read() == bind(COVER, STORY).read()


def test_dates_before_zip_are_its_first():
    with zipfile.ZipFile(bind(book=dataclasses.replace(BOOK, date=datetime.date(1933, 5, 1)))) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
        assert ElementTree.fromstring(archive.read("ComicInfo.xml")).findtext("Year") == "1933"  # noqa: S314 - our own text


@pytest.mark.parametrize(
    ("series", "number", "stem"),
    [
        ("Rain City", "1", "Rain City 001"),
        ("Rain City", "1.5", "Rain City 001.5"),
        ("Rain City", "", "Rain City"),
        ("../../etc/passwd", "1", "etc passwd 001"),
        ("Fox 🦊: «Who?» \\ <b>", "12", "Fox Who b 012"),
        ("雨の街", "3", "雨の街 003"),
        ("किताब", "3", "किताब 003"),
        ("🦊🦊", "1", "Comic 001"),
        ("A" * 10_000, "1", "A" * 120 + " 001"),
        ("...", "½", "Comic ½"),
    ],
)
def test_names_are_safe(series, number, stem):
    assert file_stem(dataclasses.replace(BOOK, series=series, number=number)) == stem


@settings(max_examples=60, deadline=None)
@given(series=TEXTS, title=TEXTS, number=TEXTS)
def test_names_of_any_words_are_safe(series, title, number):
    with zipfile.ZipFile(bind(book=Book(title, series=series, number=number))) as archive:
        name = archive.namelist()[0]
    assert name.endswith(" - p000.jpg")
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t')
    assert name[0] not in " ."
    assert len(name.encode()) <= 255
    assert name == name.strip()


def test_comic_info_says_what_the_book_says():
    info = parsed(BOOK, PageEntry("FrontCover", 9, 32, 24), PageEntry("Story", 7, 64, 24, double=True))
    said = {element.tag: element.text for element in info if element.tag != "Pages"}
    assert said == {
        "Title": "The Fox and the Lamp",
        "Series": "Rain City",
        "Number": "1",
        "Summary": "A fox looks for a lamp.",
        "Notes": "First edition.",
        "Year": "2026",
        "Month": "3",
        "Day": "4",
        "Writer": "Ada Ueno, Cy Roe",
        "Letterer": "Bo Li",
        "Publisher": "Own Press",
        "Genre": "Mystery, Comedy",
        "PageCount": "2",
        "LanguageISO": "en",
        "Manga": "No",
        "Characters": "Fox, Owl",
        "Locations": "Alley",
    }
    assert [page.attrib for page in info.iter("Page")] == [
        {"Image": "0", "Type": "FrontCover", "DoublePage": "false", "ImageSize": "9", "ImageWidth": "32", "ImageHeight": "24"},
        {"Image": "1", "Type": "Story", "DoublePage": "true", "ImageSize": "7", "ImageWidth": "64", "ImageHeight": "24"},
    ]


def test_right_to_left_is_told_in_the_word_that_readers_heed():
    assert parsed(dataclasses.replace(BOOK, direction="rtl")).findtext("Manga") == "YesAndRightToLeft"


def test_nobody_is_left_out_and_commas_do_not_split_a_name():
    people = (Credit("Baker", "Di"), Credit("Writer", "Poe, Edgar"), Credit("Writer", "Poe, Edgar"))
    info = parsed(dataclasses.replace(BOOK, credits=people))
    assert info.findtext("Notes") == "First edition.\nBaker: Di"
    assert info.findtext("Writer") == "Poe  Edgar"


@settings(max_examples=60, deadline=None)
@given(st.builds(Book, title=TEXTS, series=TEXTS, number=TEXTS, summary=TEXTS, notes=TEXTS, publisher=TEXTS, genre=TEXTS))
def test_comic_info_is_sound_and_in_order_for_any_words(book):
    info = parsed(book, PageEntry("Story", 1, 1, 1))
    tags = [element.tag for element in info]
    assert tags == sorted(set(tags), key=ORDER.index)
    legal = "".join(
        c for c in book.summary if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
    # XML readers turn a carriage return into a line feed (XML 1.0, 2.11), so such texts are not compared.
    if "\r" not in book.summary:
        assert (info.findtext("Summary") or "") == legal.strip()


def test_the_comment_is_comic_book_info():
    with zipfile.ZipFile(bind()) as archive:
        info = json.loads(archive.comment)["ComicBookInfo/1.0"]
    assert (info["series"], info["title"], info["issue"]) == ("Rain City", "The Fox and the Lamp", 1)
    assert info["credits"][0] == {"person": "Ada Ueno", "role": "Writer", "primary": False}
    assert info["tags"] == ["Fox", "Owl"]


@pytest.mark.parametrize(
    "huge",
    [
        {"summary": "雨" * 100_000},
        {"title": "x" * 10_000, "series": "\\" * 70_000},
        {"characters": tuple(f"Someone {count}" for count in range(20_000))},
        {"credits": (Credit("Writer", "y" * 9_000),) * 900},
    ],
)
def test_the_comment_fits_and_stays_sound(huge):
    comment = comic_book_info(dataclasses.replace(BOOK, **huge))
    assert 1_000 < len(comment) <= MAX_COMMENT
    assert json.loads(comment)["ComicBookInfo/1.0"]["issue"] == 1


def test_progress_is_told_page_by_page():
    told = []
    bind(COVER, STORY, progress=told.append)
    assert told == [1, 2]


def test_pages_are_let_go_of_once_written(tmp_path: File):
    pages = (ComicPage(picture() + bytes([place]) * 500_000, 320, 240) for place in range(40))
    tracemalloc.start()
    write_cbz(BOOK, pages, tmp_path / "book.cbz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "book.cbz").stat().st_size > 20_000_000
    assert peak < 4_000_000


@pytest.mark.parametrize(
    ("pages", "sentence"),
    [
        ([], "at least one page"),
        ([ComicPage(b"<svg/>", 1, 1)], "JPEG, PNG, WebP or GIF"),
        ([ComicPage(b"GIF8", 1, 1)] * 1001, "1,000 pages at most"),
    ],
)
def test_bad_pages_are_refused_and_leave_nothing(tmp_path: File, pages, sentence):
    with pytest.raises(ValueError, match=sentence):
        write_cbz(BOOK, pages, tmp_path / "book.cbz")
    assert files_in(tmp_path) == []


def test_an_error_leaves_the_earlier_book_and_no_scraps(tmp_path: File):
    target = tmp_path / "book.cbz"
    write_cbz(BOOK, [COVER], target)
    before = target.read_bytes()
    with pytest.raises(FileNotFoundError):
        write_cbz(BOOK, [COVER, ComicPage(tmp_path / "lost.jpg", 1, 1)], target)
    assert files_in(tmp_path) == ["book.cbz"]
    assert target.read_bytes() == before


@pytest.mark.parametrize("room", [100, 20_000, 25_000])
def test_a_disk_that_fills_up_leaves_nothing(tmp_path: File, room):
    page = dataclasses.replace(COVER, source=COVER.source + bytes(10_000))
    with little_room(room), pytest.raises(OSError, match="File too large"):
        write_cbz(BOOK, [page, page], tmp_path / "book.cbz")
    assert files_in(tmp_path) == []


def test_a_full_disk_goes_on_as_such():
    with pytest.raises(OSError, match="No space left"):
        write_cbz(BOOK, [COVER], io.BufferedWriter(FullDisk(3_000), 1))
