"""An engine's options are checked against what it declares."""

import pytest

from comics.actions.errors import Refusal
from comics.actions.options import clean_options
from tests.toy import ToyEngine

OPTIONS = ToyEngine().options({})


def clean(kind="create", **given):
    return clean_options(OPTIONS, given, kind=kind)


def test_defaults_stand_in_for_what_is_not_given_and_empty_values_are_left_out():
    assert clean() == {"look": "ink", "n": 1, "bright": False}


def test_texts_of_a_form_become_values_of_their_own_kind():
    given = clean(look="wash", n="3", fidelity="0.5", bright="on", people=["hero", "robot"], not_for_redraws=" dawn ")
    assert given == {
        "look": "wash",
        "n": 3,
        "fidelity": 0.5,
        "bright": True,
        "people": ["hero", "robot"],
        "not_for_redraws": "dawn",
    }
    assert clean(**given) == given


def test_an_option_of_another_kind_of_request_is_left_out():
    assert "not_for_redraws" not in clean(kind="redraw", not_for_redraws="dawn")
    assert "unheard" not in clean(unheard="of")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("look", "oil", "“oil” is not one of the choices"),
        ("people", ["hero", "ghost"], "“ghost” is not one"),
        ("n", "0", "choose 1 to 4"),
        ("n", "5", "choose 1 to 4"),
        ("n", "two", "type a whole number"),
        ("n", "1.5", "type a whole number"),
        ("fidelity", "nan", "choose 0 to 1"),
        ("fidelity", "much", "type a number"),
        ("not_for_redraws", "too long", "at most 5"),
    ],
)
def test_what_an_engine_does_not_take_is_refused_beside_its_field(name, value, said):
    with pytest.raises(Refusal, match=said) as refusal:
        clean(**{name: value})
    assert refusal.value.field == name
