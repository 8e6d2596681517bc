"""The text of PDF, Word, web pages and plain text, told apart by what is in them."""

import io
import zipfile
import zlib

import docx
import pytest
from docx.oxml import OxmlElement

from comics.scripting.documents import MOST_PAGES, Unreadable, document_text, read_safely
from comics.scripting.importing import ScriptImportError
from comics.scripting.parse import parse
from comics.scripting.word import NotWord, word_text
from tests.papers import locked, pdf, saved, with_part, word

STORY = "A fox helps a lost child.\nThey cross the bridge."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_plain_text_in_the_encodings_of_editors(encoding):
    assert document_text("Ren – „Verirrt?“\r\nMino: うん。".encode(encoding)) == "Ren – „Verirrt?“\nMino: うん。"


def test_what_is_no_unicode_is_read_as_western():
    assert document_text("Café “open”".encode("cp1252")) == "Café “open”"


def test_markdown_stays_as_it_is():
    assert document_text(b"# Story\n\n* one\n") == "# Story\n\n* one\n"


# PDF


def test_the_lines_of_all_pages_of_a_pdf():
    assert document_text(pdf(["A fox helps", "a lost child."], ["They cross."])).split("\n") == [
        "A fox helps",
        "a lost child.",
        "They cross.",
    ]


def test_a_pdf_that_is_locked_against_changes_only_is_read():
    assert document_text(locked(pdf(["A fox"]), password="")) == "A fox"


def test_a_pdf_with_a_password_is_refused():
    with pytest.raises(Unreadable, match="password"):
        document_text(locked(pdf(["A fox"]), password="hush"))


def test_a_pdf_without_words_is_refused():
    with pytest.raises(Unreadable, match="scanned"):
        document_text(pdf([]))


def test_pages_have_a_limit():
    assert document_text(pdf(["x"], kids=MOST_PAGES)).count("x") == MOST_PAGES
    with pytest.raises(Unreadable, match="more than 500 pages"):
        document_text(pdf(["x"], kids=10_000))


def test_text_has_the_length_of_a_script():
    assert len(document_text(b"a" * 200_000)) == 200_000
    for data in (b"a" * 200_001, pdf(["a" * 1000], kids=300)):
        with pytest.raises(Unreadable, match="more than 200,000 characters"):
            document_text(data)


# Word


def test_a_word_document_with_its_lists_is_a_script():
    data = word(
        ("[Panels]", ""),
        ("Panel objective: Meet", "List Number"),
        ("Scene description: Rain", "List Bullet 2"),
        ("Panel objective: Ask", "List Number"),
        ("Dialogue / caption: Ren: Lost?", "List Bullet 2"),
    )
    text = document_text(data)
    assert text.splitlines()[1] == "1) Panel objective: Meet"
    assert text.splitlines()[3] == "2) Panel objective: Ask"
    panels = parse(text).panels
    assert [(panel.objective, panel.scene) for panel in panels] == [("Meet", "Rain"), ("Ask", "")]


def test_tables_breaks_and_insertions_are_words_and_deletions_are_none():
    document = docx.Document()
    run = document.add_paragraph("one").add_run("two")
    run.add_break()
    run.add_text("three\tfour")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    for tag, kind in (("w:ins", "w:t"), ("w:del", "w:delText")):
        around, inner, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
        words.text = tag
        inner.append(words)
        around.append(inner)
        document.add_paragraph()._p.append(around)
    assert word_text(saved(document)).split() == ["onetwo", "three", "four", "left", "right", "w:ins"]


def test_words_that_stand_twice_for_older_programs_stand_once():
    document = docx.Document()
    paragraph = document.add_paragraph("once")
    choice = f"""<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
        xmlns:w="{docx.oxml.ns.nsmap["w"]}"><mc:Choice Requires="wps"><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>
        <mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"""
    paragraph._p.append(docx.oxml.parse_xml(choice))
    assert word_text(saved(document)).split() == ["once", "box"]


BODY = '<w:document xmlns:w="{}"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


def test_entities_are_refused_in_every_encoding():
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + BODY.format(docx.oxml.ns.nsmap["w"], "&b;")
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(NotWord, match="entities"):
            word_text(with_part(word(), "word/document.xml", bomb.encode(encoding)))


def test_a_bomb_is_seen_by_its_table_before_it_is_unpacked(monkeypatch):
    large = BODY.format(docx.oxml.ns.nsmap["w"], "a" * 100_000_000).encode()
    data = with_part(word(), "word/document.xml", large)
    assert len(data) < 500_000
    monkeypatch.setattr("zipfile.ZipFile.read", lambda *args: pytest.fail("it was unpacked"))
    with pytest.raises(NotWord, match="more than any script"):
        word_text(data)


def test_a_table_that_lies_about_sizes_unpacks_to_no_more():
    large = BODY.format(docx.oxml.ns.nsmap["w"], "a" * 50_000_000).encode()
    data = with_part(word(), "word/document.xml", large)
    lying = data.replace(len(large).to_bytes(4, "little"), (2000).to_bytes(4, "little"))
    assert lying != data
    assert read_safely(lying) == {"sorry": ""}


def test_more_parts_than_any_document_has():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(2001):
            made.writestr(f"word/{number}.xml", b"")
    with pytest.raises(NotWord):
        word_text(out.getvalue())


# Web pages

PAGE = b"""<!doctype html><html><head><title>Tab</title><style>p{}</style></head>
<body><script>var a = "no";</script><h1>The fox</h1><p>He  helps <b>a lost</b> child.<br>They cross &amp; part.</p>
<ul><li>Ren</li><li>Mino</li></ul><textarea>no</textarea></body></html>"""


def test_of_a_web_page_the_words_that_are_seen():
    assert document_text(PAGE).splitlines() == ["The fox", "He helps a lost child.", "They cross & part.", "- Ren", "- Mino"]


def test_a_head_without_end_hides_nothing():
    assert document_text(b"<html><head><title>Tab</title><body><p>Hello") == "Hello"


# What is none of these

REFUSED = {
    "nothing": b"",
    "white": b"  \n ",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rtf": b"{\\rtf1 Hello}",
    "a zip": b"PK\x03\x04nothing",
    "half a pdf": pdf(["A fox"])[:60],
    "a pdf of nothing": b"%PDF-1.7\n",
    "noise": zlib.compress(b"a" * 1000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_whatever_else_it_is_is_refused(name):
    assert "sorry" in read_safely(REFUSED[name])


def test_errors_are_ours():
    with pytest.raises(ScriptImportError):
        document_text(b"\0\1\2")
