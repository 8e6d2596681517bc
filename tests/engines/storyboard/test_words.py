from __future__ import annotations

from comics.engines.storyboard.words import WordList, plain

WORDS = WordList({"booth": "phone booth, call box", "phone": "phone", "run": "run*", "bus": "bus", "tree": "tree, oak"})


def keys(text: str) -> list[str]:
    return [hit.key for hit in WORDS.hits(text)]


def test_longer_entries_win_and_hyphens_count_as_blanks() -> None:
    assert keys("a phone booth, a phone-booth and a phone") == ["booth", "booth", "phone"]
    assert keys("the phone. booth") == ["phone"]


def test_plurals_and_genitives_match_and_stems_take_any_ending() -> None:
    assert keys("oaks, buses, the tree's leaves, runners run") == ["tree", "bus", "tree", "run", "run"]


def test_parts_of_words_do_not_match() -> None:
    assert keys("busy treehouse prune microphone") == []
    assert WORDS.first("nothing here") == ""


def test_hits_tell_where_they_stand() -> None:
    (hit,) = WORDS.hits("an old oak stands")
    assert "an old oak stands"[hit.start : hit.end] == hit.word == "oak"


def test_plain_text_is_lower_case_with_straight_apostrophes() -> None:
    assert plain("  Ren\u2019s\n MAP ") == "ren's map"
