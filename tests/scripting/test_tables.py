"""Tables as files: what is written is read back, and what spreadsheets make of it too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.scripting.tables import MOST_BYTES, TableError, read_table, write_table

# No NULs and lone surrogates, which no text has; a row needs some text to count, and carriage returns end lines in any reader.
CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4).filter(lambda row: any(cell.strip() for cell in row)), max_size=5)


@given(ROWS, st.sampled_from([",", "\t"]))
def test_what_is_written_is_read_back(rows, delimiter):
    head = ["key", "original"]
    assert read_table(write_table([head, *rows], delimiter=delimiter)) == [head, *rows]


def test_no_cell_is_a_formula():
    data = write_table([["key", "ar"], ["1", "=HYPERLINK(1)"], ["2", "-- wait"], ["3", "'tis so"]]).decode("utf-8-sig")
    assert data.splitlines()[1:] == ["1,'=HYPERLINK(1)", "2,'-- wait", "3,'tis so"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_save_is_read(encoding, delimiter):
    text = f'key{delimiter}ru\r\n7{delimiter}"Стой!\nКто идёт?"\r\n{delimiter}\r\n'
    assert read_table(text.encode(encoding)) == [["key", "ru"], ["7", "Стой!\nКто идёт?"]]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'key,ar\n1,"open', "quotation mark"),
        (b"key\xff,ar", "UTF-8"),
        (b"PK\x03\x04\x00\x00", "not text"),
        (b"x" * (MOST_BYTES + 1), "bigger than"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(TableError, match=sentence):
        read_table(data)
