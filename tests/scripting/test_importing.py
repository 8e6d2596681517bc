import pytest

from comics.scripting.importing import MAX_BYTES, ScriptImportError, import_text

TEXT = "[Story]\n- Premise: a café — “lost”\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("name", ["script.txt", "Script.MD", "a.b.markdown"])
def test_text_is_read_in_the_encodings_that_editors_write(encoding, name):
    assert import_text(TEXT.replace("\n", "\r\n").encode(encoding), name) == TEXT


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"PK\x03\x04", "script.docx", r"\.docx"),
        (b"x", "script", "files of this kind"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "script.txt", "no readable text"),
        (b"\x81\x8d\x8f", "script.txt", "no readable text"),
        (b"\xff\xfe\x00", "script.txt", "no readable text"),
        (b"", "script.md", "empty"),
        (b" \n\t", "script.md", "empty"),
        (b"x" * (MAX_BYTES + 1), "script.txt", "2.0 MB"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data, name, says):
    with pytest.raises(ScriptImportError, match=says) as caught:
        import_text(data, name)
    assert str(caught.value).endswith(".")
