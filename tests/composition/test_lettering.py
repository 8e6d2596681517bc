"""What a careful letterer says about a page before it is printed."""

from comics.composition.lettering import preflight
from comics.composition.model import Balloon, PanelArt, Words
from comics.drawing.geometry import Box

BOX = Box(0, 0, 200, 200)


def panel(*texts, key="p", kind="speech"):
    return PanelArt(key, BOX, tuple(Words(f"{key}-{at}", kind, text, "Ren") for at, text in enumerate(texts)))


def test_a_page_within_the_limits_gets_no_remark():
    assert preflight([panel("one two three", " ".join(["word"] * 25))]) == ()


def test_too_many_words_in_a_balloon():
    (remark,) = preflight([panel("fine"), panel("fine", " ".join(["word"] * 26), key="q")])
    assert (remark.panel, remark.key) == ("q", "q-1")
    assert "Ren’s balloon in panel 2 has 26 words" in remark.text


def test_too_many_balloons_in_a_panel_captions_not_counted():
    (remark,) = preflight([panel("a", "b", "c", "d")])
    assert "4 balloons" in remark.text
    assert preflight([panel("a", "b", "c", "d", kind="narration")]) == ()


def test_too_many_words_on_a_page():
    (remark,) = preflight([panel(" ".join(["word"] * 22), key=str(at)) for at in range(10)])
    assert "The page has 220 words" in remark.text
    assert remark.panel == ""


def test_warnings_of_the_placement_find_their_panel_even_for_a_part():
    placed = [Balloon(key, "speech", BOX, ("x",), 10, "dialogue", warnings=("Too long.",)) for key in ("p-0", "p-0:2")]
    remarks = preflight([panel("fine")], placed)
    assert [(remark.text, remark.panel, remark.key) for remark in remarks] == [("Too long.", "p", "p-0")] * 2
