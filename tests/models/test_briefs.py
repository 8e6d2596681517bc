"""What engines are told of a panel."""

import pytest

from comics.engines.contract import CastMember, PanelBrief
from comics.models.briefs import states_named

REN = CastMember("Ren", states={"disguise": "a false beard", "old": "grey fur", "a.b": "x"})
MINO = CastMember("Mino", states={"old": "a grandmother"})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ren (disguise) waits by the door", {"Ren": "disguise"}),
        ("Ren [OLD] waits, in no disguise", {"Ren": "old"}),
        ("Ren waits in disguise", {"Ren": "disguise"}),
        ("Ren and Mino, both old", {"Ren": "old", "Mino": "old"}),
        ("Somebody in disguise", {}),
        ("Ren holds a golden lamp", {}),
        ("Ren", {}),
    ],
)
def test_words_put_characters_into_states(words, expected):
    assert states_named(PanelBrief("1", action=words), (REN, MINO)) == expected


def test_a_redraws_prompt_counts_for_more_than_the_panels_words():
    panel = PanelBrief("1", action="Ren in disguise", prompt="Ren (old), close")
    assert states_named(panel, (REN,)) == {"Ren": "old"}
