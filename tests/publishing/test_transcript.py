"""A book as plain text, and archives of files."""

import io
import zipfile

import pytest

from comics.publishing.book import Said, Told
from comics.publishing.picture_zip import write_zip
from comics.publishing.transcript import page_transcript, transcript_head
from tests.publishing.samples import BOOK, files_in


def test_a_transcript_tells_what_is_shown_and_who_says_what():
    panels = (Told("The fox looks up.", (Said("Who goes\nthere?", "Fox"), Said("BANG"))), Told(""))
    assert transcript_head(BOOK).splitlines() == ["Rain City #1: The Fox and the Lamp", "=" * 34, "Ada Ueno; Bo Li; Cy Roe"]
    assert page_transcript("3", panels, language="en").splitlines() == [
        "Page 3",
        "------",
        "1. The fox looks up.",
        "   Fox: Who goes there?",
        "   BANG",
        "2.",
    ]


def test_an_archive_keeps_order_and_bytes_and_is_the_same_again():
    files = [("b.txt", b"two"), ("a.txt", b"one")]
    first, second = io.BytesIO(), io.BytesIO()
    write_zip(BOOK, files, first)
    write_zip(BOOK, files, second)
    assert first.getvalue() == second.getvalue()
    with zipfile.ZipFile(first) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == files


def test_an_empty_archive_is_none(tmp_path):
    with pytest.raises(ValueError, match="at least one file"):
        write_zip(BOOK, [], tmp_path / "a.zip")
    assert files_in(tmp_path) == []
