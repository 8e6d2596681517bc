import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.scripting.dialogue import spoken_lines, write_spoken
from comics.scripting.model import SpokenLine
from comics.vocabulary import LetteringKind as Kind


@pytest.mark.parametrize(
    ("dialogue", "expected"),
    [
        ('Ren: "Are you lost?"', (Kind.SPEECH, "Are you lost?", "Ren")),
        ("Ren: “Are you lost?”", (Kind.SPEECH, "Are you lost?", "Ren")),
        ("Ren: Are you lost?", (Kind.SPEECH, "Are you lost?", "Ren")),
        ("**Ren:** Are you lost?", (Kind.SPEECH, "Are you lost?", "Ren")),
        ("Old Ren：Are you lost?", (Kind.SPEECH, "Are you lost?", "Old Ren")),
        ("REN (whispers): Quiet now.", (Kind.WHISPER, "Quiet now.", "REN")),
        ('Ren (whispering) "Quiet now."', (Kind.WHISPER, "Quiet now.", "Ren")),
        ('Ren (smiling) "Hello."', (Kind.SPEECH, "Hello.", "Ren")),
        ("Ren (thinking): So small.", (Kind.THOUGHT, "So small.", "Ren")),
        ("Ren (thought): So small.", (Kind.THOUGHT, "So small.", "Ren")),
        ("(thinks) So small.", (Kind.THOUGHT, "So small.", "")),
        ("Mino (shouts): MAMA!", (Kind.SHOUT, "MAMA!", "Mino")),
        ("Thought: So small.", (Kind.THOUGHT, "So small.", "")),
        ("Thought (Ren): So small.", (Kind.THOUGHT, "So small.", "Ren")),
        ("Radio: Storm warning.", (Kind.RADIO, "Storm warning.", "Radio")),
        ("SFX (door): SLAM", (Kind.SFX, "SLAM", "door")),
        ("Ada (radio): Come in.", (Kind.RADIO, "Come in.", "Ada")),
        ("Ada (on phone): Hello?", (Kind.RADIO, "Hello?", "Ada")),
        ("Mother (off): Mino!", (Kind.OFF_PANEL, "Mino!", "Mother")),
        ("MOTHER (O.S.): Mino!", (Kind.OFF_PANEL, "Mino!", "MOTHER")),
        ("MOTHER (V.O.): Mino!", (Kind.OFF_PANEL, "Mino!", "MOTHER")),
        ("Ren (to Mino): This way.", (Kind.SPEECH, "This way.", "Ren")),
        ("Caption: The rain had stopped asking.", (Kind.NARRATION, "The rain had stopped asking.", "")),
        ("Caption (Ren): I knew the way.", (Kind.NARRATION, "I knew the way.", "Ren")),
        ("Narration: Dusk.", (Kind.NARRATION, "Dusk.", "")),
        ("Time: Dusk", (Kind.TIME_PLACE, "Dusk", "")),
        ("Place: Lantern Street", (Kind.TIME_PLACE, "Lantern Street", "")),
        ("Caption: Dusk. Lantern Street.", (Kind.TIME_PLACE, "Dusk. Lantern Street.", "")),
        ("SFX: KRAKOOM!", (Kind.SFX, "KRAKOOM!", "")),
        ("KRAKOOM!", (Kind.SFX, "KRAKOOM!", "")),
        ("Note: See issue 1.", (Kind.EDITOR_NOTE, "See issue 1.", "")),
        ('"Are you lost?"', (Kind.SPEECH, "Are you lost?", "")),
        ("The rain went on.", (Kind.NARRATION, "The rain went on.", "")),
        ("He had one rule: never run.", (Kind.NARRATION, "He had one rule: never run.", "")),
        ('- Ren: "A" and "B"', (Kind.SPEECH, '"A" and "B"', "Ren")),
    ],
)
def test_a_convention_is_read(dialogue, expected):
    assert spoken_lines(dialogue) == (SpokenLine(*expected),)


@pytest.mark.parametrize(
    "dialogue", ["", "none", "None.", "-", "—", "no dialogue", "(no dialogue)", "N/A", "\n \n", "No caption or dialogue"]
)
def test_nothing_is_said(dialogue):
    assert spoken_lines(dialogue) == ()


def test_several_pieces_on_one_line_are_parted_outside_quotes():
    lines = spoken_lines('Ren: "Left / right?" / Mino: "Right!" / SFX: PLIP')
    assert [(line.speaker, line.text) for line in lines] == [("Ren", "Left / right?"), ("Mino", "Right!"), ("", "PLIP")]


def test_a_quotation_broken_across_lines_is_one_balloon():
    assert spoken_lines('Ren: "I know these streets\n  better than my own tail."\nMino: "Oh."') == (
        SpokenLine(Kind.SPEECH, "I know these streets better than my own tail.", "Ren"),
        SpokenLine(Kind.SPEECH, "Oh.", "Mino"),
    )


def test_a_name_alone_in_capitals_speaks_the_line_below_as_in_a_screenplay():
    assert spoken_lines('REN\nAre you lost?\n\nMINO (O.S.)\n"No."\nTHE END') == (
        SpokenLine(Kind.SPEECH, "Are you lost?", "REN"),
        SpokenLine(Kind.OFF_PANEL, "No.", "MINO"),
        SpokenLine(Kind.NARRATION, "THE END"),
    )
    assert spoken_lines("BOOM\nRen: Hi") == (SpokenLine(Kind.NARRATION, "BOOM"), SpokenLine(Kind.SPEECH, "Hi", "Ren"))


def test_only_the_first_caption_can_be_time_and_place():
    kinds = [line.kind for line in spoken_lines("Caption: Dusk.\nCaption: Dusk.")]
    assert kinds == [Kind.TIME_PLACE, Kind.NARRATION]


TEXT = st.text(st.sampled_from("abAB .,!?'’…-/:()\"“”«»éß本"), min_size=1, max_size=24).map(
    lambda t: " ".join(f"x{t}z".split())
)
SPEAKERS = st.sampled_from(["", "Ren", "Old Ren", "MINO", "Captain of the Guard", "祖母"])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.builds(SpokenLine, kind=st.sampled_from(list(Kind)), text=TEXT, speaker=SPEAKERS), max_size=4).map(tuple))
def test_what_is_written_is_read_back(lines):
    assert spoken_lines(write_spoken(lines)) == lines


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from('abR :()"“”/\n-x！：'), max_size=40))
def test_any_dialogue_settles_after_one_reading(dialogue):
    lines = spoken_lines(dialogue)
    assert all(line.text.strip() == line.text and line.text for line in lines)
