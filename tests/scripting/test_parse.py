import pytest

from comics.scripting.model import Script, ScriptCharacter
from comics.scripting.parse import locate, parse
from comics.scripting.samples import SAMPLES
from comics.scripting.template import TEMPLATE
from comics.scripting.write import write

LOOSE = """\
Visual Style: cinematic anime, clean line-art, soft rim lighting, warm dusk palette.
Story: a quiet fox detective helps a lost child find home before nightfall.
Characters:
- Ren (fox detective): slim build, tan coat, calm eyes, carries a paper map.
- Mino (child): short bob hair, yellow raincoat, anxious but curious.
Panels:
1) Wide shot of rainy alley; Ren notices Mino alone near a lantern.
2) Medium shot; Ren kneels, offers map, Mino starts to trust him.
3) Tracking shot; both crossing old bridge with city lights in background.
4) Close shot; child reunited with family, Ren leaving silently.
Constraints: preserve character face consistency across all panels; no text watermark; high detail background.
"""


def test_the_loose_form_fills_the_fields_of_the_template():
    script = parse(LOOSE)
    assert script.style.art_style == "cinematic anime, clean line-art"
    assert (script.style.lighting, script.style.palette) == ("soft rim lighting", "warm dusk palette")
    assert script.story.premise.startswith("a quiet fox detective")
    assert script.characters[0] == ScriptCharacter(
        "Ren", role="fox detective", appearance="slim build, tan coat, calm eyes, carries a paper map."
    )
    assert [panel.scene for panel in script.panels] == [
        "Wide shot of rainy alley",
        "Medium shot",
        "Tracking shot",
        "Close shot",
    ]
    assert script.panels[0].action == "Ren notices Mino alone near a lantern."
    assert script.constraints.forbidden == "no text watermark"
    assert script.constraints.consistency == "preserve character face consistency across all panels"
    assert script.constraints.extra == "high detail background."


def test_the_empty_template_has_no_words_and_all_labels():
    script = parse(TEMPLATE)
    assert write(script, complete=True) == TEMPLATE
    assert len(script.panels) == 4
    assert "- Signature expression/action:" in TEMPLATE
    assert parse(TEMPLATE.replace("- Ending beat:", "- Ending beat: home")).story.ending == "home"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("[", "## ").replace("]", ""),
        lambda text: text.replace("[", "**").replace("]", "**"),
        lambda text: text.replace("[", "").replace("]", ":"),
        lambda text: text.replace("[Panels]", "[PANELS]").replace("Scene description", "SCENE DESCRIPTION"),
        lambda text: text.replace("   - ", "\t- ").replace("     ", "\t\t"),
        lambda text: text.replace("   - ", "   * ").replace("- Name", "• Name"),
        lambda text: text.replace(") Panel objective", ". Panel objective"),
        lambda text: text.replace("description:", "description："),
        lambda text: text.replace("- Scene description:", "- **Scene description:**"),
        lambda text: text.replace("\nPage ", "\nPAGE ").replace("\nPAGE 2", "\n--- Page Two ---"),
    ],
)
def test_a_sample_reads_the_same_however_it_is_typed(sample, disguise):
    disguised = disguise(sample.text)
    assert parse(disguised) == parse(sample.text)


def test_page_lines_break_pages_with_or_without_a_section():
    script = parse(
        "PAGE ONE (two panels)\nPanel 1: Wide shot of a beach; Ada runs.\nPanel 2\nADA: Wait!\n\nPage 2, Panel 1\nAda sits."
    )
    assert [panel.page_break for panel in script.panels] == [True, False, True]
    assert script.panels[0].extra == "Page: (two panels)"
    assert script.panels[1].dialogue == "ADA: Wait!"
    assert script.panels[2].action == "Ada sits."


def test_values_go_on_over_several_lines():
    script = parse(
        "[Story]\n- Premise: A fox\n  and a child\nwalk home.\n\n[Panels]\n1) Panel objective: Meet\n   - Dialogue / caption:\n"
        '     Ren: "Hello"\n     Story: is a name here\n   - Character action: Ren waves.'
    )
    assert script.story.premise == "A fox\nand a child\nwalk home."
    assert script.panels[0].dialogue == 'Ren: "Hello"\nStory: is a name here'
    assert script.panels[0].action == "Ren waves."


def test_what_has_no_place_is_kept_where_it_stood():
    script = parse(
        "Hello editor.\n\n[Visual Style]\n- Lens: 35mm\n[Characters]\n- Name: Ren\n  - Age: 30\n[Panels]\n"
        "1) Panel objective: Go\n   - Mood board: pin 4\n[Constraints]\n- Size: 1:1\n[Credits]\nWords by Ada\n\nThanks!"
    )
    assert script.preamble == "Hello editor."
    assert script.style.extra == "Lens: 35mm"
    assert script.characters[0].extra == "Age: 30"
    assert script.panels[0].extra == "Mood board: pin 4"
    assert script.extra == "[Credits]\nWords by Ada\n\nThanks!"
    assert write(script).endswith("[Notes]\n[Credits]\nWords by Ada\n\nThanks!\n")


def test_a_title_is_read_from_its_label_or_a_first_markdown_heading():
    assert parse("Title: Home\n[Story]\n- Premise: x").title == "Home"
    assert parse("# Home\n\n## Story\nx") == parse("Title: Home\n[Story]\n- Premise: x")


def test_a_stage_direction_in_brackets_stays_with_its_panel():
    script = parse("Panel 1\n\n[Wide shot of a beach]\nAda runs.\n\nPanel 2\nAda sits.")
    assert len(script.panels) == 2
    assert (script.panels[0].scene, script.panels[0].action) == ("[Wide shot of a beach]", "Ada runs.")


def test_a_line_with_a_cast_name_in_a_panel_is_dialogue():
    panel = parse("[Panels]\n1) Wide shot; Ren waves.\n   - Ren: Hello\n   - Lens: 35mm\n[Characters]\n- Name: Ren").panels[0]
    assert (panel.dialogue, panel.extra) == ("Ren: Hello", "Lens: 35mm")


def test_lines_tell_where_everything_starts():
    lines = locate(LOOSE)
    assert lines.sections == {"style": 1, "story": 2, "characters": 3, "panels": 6, "constraints": 11}
    assert lines.characters == (4, 5)
    assert lines.panels == (7, 8, 9, 10)
    assert lines.fields["style.palette"] == 1
    assert lines.fields["panels.2.action"] == 9


def test_a_line_number_counts_lines_as_an_editor_does():
    assert locate("[Story]\r\n\r\n- Premise: x\r\n- Conflict: y").fields == {"story.premise": 3, "story.conflict": 4}


def test_words_typed_into_a_form_do_not_break_the_script_apart():
    script = parse(LOOSE)
    panel = script.panels[0].__class__(objective="One\ntwo", action="[Panels]\n[Story]\n- Scene: fake\n2) more", dialogue="x")
    written = write(Script(panels=(panel, script.panels[1])))
    read_back = parse(written)
    assert len(read_back.panels) == 2
    assert read_back.panels[0].objective == "One two"
    assert read_back.panels[0].action == "[Panels]\nStory\nScene: fake\n2) more"


def test_an_empty_text_is_an_empty_script():
    assert parse("") == Script()
    assert write(Script()) == ""


def test_hostile_texts_are_read_in_reasonable_steps():
    for evil in ("[" * 5000, "Story:" * 5000, "1) " * 5000, "**" * 5000, "x;" * 5000, '"' * 5001, "- " * 5000 + "x"):
        assert parse(write(parse(f"[Panels]\n{evil}"))) == parse(f"[Panels]\n{evil}")
