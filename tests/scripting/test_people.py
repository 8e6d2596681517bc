import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.scripting.people import MOST, by_names, people_of_idea


@pytest.mark.parametrize(
    ("idea", "people"),
    [
        ("A shy robot gardener named Pim wants to win.", [("Pim", "shy robot gardener")]),
        ("An old keeper, called Maren, lights the lamp.", [("Maren", "old keeper")]),
        ("But the town's goat, Mayor Bell, eats every flower.", [("Mayor Bell", "town's goat")]),
        ("Ada, a retired pilot, and her cat, Comet, fly.", [("Ada", "retired pilot"), ("Comet", "cat")]),
        ("They meet in Paris, the city of light.", []),
        ("A fox finds a map.", []),
        ("Ren meets Mino in Tokyo.", []),
        ("", []),
    ],
)
def test_an_idea_names_its_people(idea, people):
    assert [(person.name, person.appearance) for person in people_of_idea(idea)] == people


@given(st.text(max_size=400))
def test_any_text_gives_few_people_each_once(text):
    names = [person.name for person in people_of_idea(text)]
    assert len(names) == len(set(names)) <= MOST


@pytest.mark.parametrize(
    ("idea", "plain"),
    [
        ("A shy robot named Pim wants to win.", "Pim wants to win."),
        ("But the town's goat, Mayor Bell, eats every flower.", "But Mayor Bell eats every flower."),
        ("Ada, a retired pilot, and her cat, Comet, fly.", "Ada and Comet fly."),
        ("A fox finds a map, and sings.", "A fox finds a map, and sings."),
    ],
)
def test_people_who_are_cast_are_called_by_their_names_alone(idea, plain):
    assert by_names(idea) == plain
