"""The form side of the script as data: what is posted makes the script that was shown."""

from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.scripting.model import Constraints, Script, ScriptCharacter, ScriptPanel, Story, VisualStyle
from comics.web.script_form import ScriptForm, read_script

words = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=12)
panels = st.builds(ScriptPanel, words, words, words, words, words, st.booleans())
characters = st.builds(ScriptCharacter, words.filter(bool), words, words, words, words, words)


def posted(script):
    """The fields as a browser posts them: repeated names, line ends as CR LF."""
    form, data = ScriptForm(script), QueryDict(mutable=True)
    data["title"], data["preamble"], data["extra"] = script.title, script.preamble, script.extra
    for part in (form.style(), form.story(), form.constraints()):
        data.update({field.name: field.value.replace("\n", "\r\n") for field in part})
    for name, part in (("style", script.style), ("story", script.story), ("constraints", script.constraints)):
        data[f"{name}_extra"] = part.extra
    for kind, entries in (("character", form.characters()), ("panel", form.panels())):
        for entry in entries:
            for field in entry.fields:
                data.appendlist(field.name, field.value)
            data.appendlist(f"{kind}_extra", entry.extra)
            if kind == "panel":
                data.appendlist("panel_break", "1" if entry.page_break else "")
    return data


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Script,
        title=words,
        preamble=words,
        style=st.builds(VisualStyle, words, words, words, words, words, words),
        story=st.builds(Story, words, words, words, words, words),
        characters=st.lists(characters, max_size=3).map(tuple),
        panels=st.lists(panels, max_size=4).map(tuple),
        constraints=st.builds(Constraints, words, words, words, words),
        extra=words,
    )
)
def test_the_posted_form_is_the_script_that_was_shown(script):
    assert read_script(posted(script)) == script


def test_an_empty_character_card_is_left_out_and_an_empty_panel_is_kept():
    data = QueryDict("character_name=&character_role=&character_appearance=&character_personality=&character_signature=")
    assert read_script(data).characters == ()
    blank = QueryDict(mutable=True)
    for name in ("objective", "scene", "action", "dialogue", "extra"):
        blank[f"panel_{name}"] = ""
    blank["panel_break"] = ""
    assert read_script(blank).panels == (ScriptPanel(),)


def test_nothing_posted_is_an_empty_script():
    assert read_script(QueryDict("")) == Script()
