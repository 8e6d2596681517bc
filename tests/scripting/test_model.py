"""What a script's character tells beside the template's own lines."""

import pytest

from comics.scripting.model import ScriptCharacter
from comics.scripting.parse import parse


def test_age_gender_and_dress_are_read_from_lines_of_their_own():
    text = "[Characters]\n- Name: Ada\n  - Age: 68\n  - Gender: female\n  - Dress: navy coat, yellow scarf\n  - Weight: 60\n"
    (ada,) = parse(text).characters
    assert (ada.age, ada.gender, ada.dress) == ("68", "female", "navy coat, yellow scarf")


@pytest.mark.parametrize("label", ["Dress", "clothes", "Clothing", "OUTFIT", "costume"])
def test_clothes_have_many_names(label):
    assert ScriptCharacter("Ada", extra=f"{label}: red cape").dress == "red cape"


def test_who_tells_nothing_of_it_has_none():
    ada = ScriptCharacter("Ada", extra="Weight: 60\nof old age: many words")
    assert (ada.age, ada.gender, ada.dress) == ("", "", "")
