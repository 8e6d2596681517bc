"""Finding drawn panels again in an edited script."""

from hypothesis import given
from hypothesis import strategies as st

from comics.scripting.alignment import align

OLD = ["Ren wakes", "Ren opens the door", "Mino waits in rain", "They walk"]
texts = st.lists(st.text("ab c", max_size=6), max_size=9)


def test_what_stays_is_found_and_insertions_shift_the_rest():
    assert align(OLD, OLD) == [0, 1, 2, 3]
    assert align(OLD, ["Dawn", *OLD[:2], "A bell", *OLD[2:]]) == [1, 2, 4, 5]


def test_an_edit_at_one_place_is_that_panels_change():
    assert align(OLD, [OLD[0], "The door bursts", *OLD[2:]]) == [0, 1, 2, 3]
    assert align(OLD, ["All", "is", "quite", "new"]) == [0, 1, 2, 3]


def test_an_edited_panel_is_told_from_a_new_one_beside_it_by_its_words():
    assert align(OLD, [OLD[0], "A cat", "Ren opens the red door", *OLD[2:]]) == [0, 2, 3, 4]
    assert align(OLD, [OLD[0], "Mino waits in the rain", OLD[3]]) == [0, None, 1, 2]


def test_what_was_taken_away_is_gone_and_what_was_moved_is_found():
    assert align(OLD, [OLD[0], *OLD[2:]]) == [0, None, 1, 2]
    assert align(OLD, [OLD[3], *OLD[:3]]) == [1, 2, 3, 0]
    assert align(OLD, []) == [None] * 4
    assert align([], OLD) == []


@given(texts, texts)
def test_no_index_is_given_twice_and_each_is_one_of_the_new_texts(before, now):
    found = align(before, now)
    given_away = [index for index in found if index is not None]
    assert len(found) == len(before)
    assert len(set(given_away)) == len(given_away)
    assert all(0 <= index < len(now) for index in given_away)


@given(texts)
def test_an_unchanged_script_moves_nothing(same):
    assert align(same, same) == list(range(len(same)))


@given(st.lists(st.text("abcdefgh", min_size=3, max_size=6), unique=True, max_size=9), st.data())
def test_texts_that_are_still_there_are_found_wherever_they_stand(before, data):
    now = data.draw(st.permutations(before))
    assert [now[index] for index in align(before, now)] == before
