"""Whatever words a program sends become a script that has panels to draw, and reads as it was written."""

from hypothesis import given, settings
from hypothesis import strategies as st

from comics.actions.launch import Plan, script_panels
from comics.actions.program_scripts import script_for
from comics.scripting.parse import parse
from comics.scripting.write import write
from comics.wire import CreateOrder
from comics.wire_fields import has_words

LINES = st.sampled_from(
    [
        *(
            "[Visual Style]",
            "[Story]",
            "[Characters]",
            "[Panels]",
            "[Constraints]",
            "[Credits]",
            "## Notes",
            "Page 2",
            "Title: Fox",
        ),
        *("- Name: Ren", "  - Age: 12", "1)", "2) Panel objective: Ask", "   - Dialogue / caption: Ren: Lost?", "Premise:"),
        *(
            "Characters:",
            "- Preset: pixel",
            "- Aspect ratio / size: 1024x576",
            "Page:",
            "---",
            "**Panels**",
            "A fox walks home.",
        ),
    ]
)
SCRIPTS = st.lists(LINES, min_size=1, max_size=8).map("\n".join)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)
PLAIN = st.text("abcdefgh", min_size=1, max_size=12)


@settings(max_examples=300)
@given(st.one_of(SCRIPTS, WORDS).filter(has_words), st.integers(1, 4), st.integers(1, 4))
def test_any_words_have_panels(prompt, pages, per_page):
    text = script_for(CreateOrder(prompt=prompt), prompt)
    script = parse(text)
    assert write(script) == text
    assert script_panels(script, Plan())
    assert len(script_panels(script, Plan(pages=pages, per_page=per_page))) >= (len(script.panels) or pages * per_page)


@settings(max_examples=200)
@given(SCRIPTS, PLAIN, WORDS, PLAIN)
def test_roles_preset_and_style_are_read_back(prompt, name, words, preset):
    """Plain words as they are; any others without becoming something else of the script."""
    role = {"name": f"Zoe {name}", "age": 12, "gender": preset, "dress": words, "description": words}
    order = CreateOrder(prompt=prompt, comicRoles=[role, role], preset=preset, style=words)
    script, before = parse(script_for(order, prompt)), parse(script_for(CreateOrder(prompt=prompt), prompt))
    zoe = script.characters[-1]
    assert (zoe.name, zoe.age, zoe.gender) == (f"Zoe {name}", "12", preset)
    assert script.style.preset == preset
    assert len(script.characters) == len(before.characters) + 1
    assert (script.panels, script.constraints, script.extra) == (before.panels, before.constraints, before.extra)


def test_what_was_sent_counts_for_more_than_the_story_where_it_names_the_look():
    prompt = "[Visual Style]\n- Art style: ink\n- Preset: pixel\n- Grain: film\n\n[Constraints]\n- Aspect ratio / size: 512x768"
    text = script_for(CreateOrder(prompt=prompt, preset="klimt", style="soft light", size="1024x512"), prompt)
    style = parse(text).style
    assert (style.art_style, style.preset) == ("ink; soft light", "klimt")
    assert "Grain: film" in style.extra
    assert parse(text).constraints.size == "1024x512"
