import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.scripting.pages import shot_of
from comics.scripting.prompts import from_prompt
from comics.vocabulary import Shot

KEY = (
    "The next morning, they discovered a glowing key beneath the lake, "
    "while the gates of an ancient castle slowly opened in the distance."
)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab ,.;!?\n本。…\"'"), min_size=1, max_size=80), st.integers(1, 20))
def test_any_prompt_with_words_fills_all_panels(prompt, count):
    panels = from_prompt(prompt, count=count)
    assert len(panels) == (count if prompt.strip() else 0)
    assert all(panel.action and panel.scene for panel in panels)


@given(st.integers(1, 20))
def test_the_prompts_words_are_all_told_in_their_order(count):
    told = " ".join(panel.action for panel in from_prompt(KEY, count=count)).casefold()
    position = -1
    for word in re.findall(r"\w+", KEY.casefold().replace("while ", "")):
        position = told.index(word, position + 1)


def test_a_sentence_becomes_scenes_with_varied_shots():
    panels = from_prompt(KEY, count=4, cast=("Alice", "Bob", "Zoe"))
    assert shot_of(panels[0]) is Shot.ESTABLISHING
    assert shot_of(panels[-1]) is Shot.CLOSE
    assert len({shot_of(panel) for panel in panels}) == 4
    assert "beneath the lake" in panels[0].scene
    assert "castle" in panels[2].scene
    assert panels[1].action.startswith("Alice and Bob")


def test_a_clause_without_a_subject_gets_the_people_of_the_prompt():
    panels = from_prompt("Ann and Bo left home, and finally found a lake.", count=2, cast=("Bo", "Ann"))
    assert panels[1].action == "Bo and Ann finally found a lake."


def test_a_one_line_idea_acts_by_its_own_subject():
    panels = from_prompt("A lonely robot plants a garden on the moon.", count=3)
    assert panels[0].action == "A lonely robot plants a garden on the moon."
    assert all("lonely robot" in panel.action for panel in panels)
    assert all("on the moon" in panel.scene for panel in panels)


def test_a_page_without_panels_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        from_prompt(KEY, count=0)
