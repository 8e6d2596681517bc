"""What a careful letterer says about a page before it is printed."""

from comics.composition.formats import page_format
from comics.composition.hands import size_on
from comics.composition.lettering import RemarkKind, preflight
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


def placed(key, *, box=BOX, size=10.0, warnings=()):
    return Balloon(key, "speech", box, ("x",), size, "dialogue", "The rain, the *rain*.", warnings=warnings)


def test_warnings_of_the_placement_find_their_panel():
    (remark,) = preflight([panel("fine")], [placed("p-0", warnings=("Too long.",))])
    assert (remark.text, remark.panel, remark.key, remark.kind) == ("Too long.", "p", "p-0", RemarkKind.ROOM)


def test_a_divided_text_is_told_once_and_each_part_finds_its_panel():
    remarks = preflight([panel("fine")], [placed("p-0", warnings=("Too long.",)), placed("p-0:2", warnings=("Too long.",))])
    assert {(remark.panel, remark.key) for remark in remarks} == {("p", "p-0")}
    assert [remark.text for remark in remarks if "2 balloons" in remark.text] == [
        "“The rain, the rain.” was too long and stands in 2 balloons."
    ]


def test_signs_without_a_font_are_a_remark_of_their_own_kind():
    (remark,) = preflight([panel("fine")], [placed("p-0", warnings=("No installed font has the signs 漢; …",))])
    assert remark.kind == RemarkKind.FONT


def test_small_and_stray_balloons_are_found_on_their_page():
    page = page_format("us_comic")
    good = placed("p-0", box=Box(60, 60, 80, 40), size=size_on(page))
    assert preflight([panel("fine")], [good], page=page) == ()
    small = placed("p-0", box=good.box, size=size_on(page) * 0.85)
    (remark,) = preflight([panel("fine")], [small], page=page)
    assert (remark.kind, "85%" in remark.text) == (RemarkKind.ROOM, True)
    stray = placed("p-0", box=Box(2, 60, 80, 40), size=size_on(page))
    (remark,) = preflight([panel("fine")], [stray], page=page)
    assert (remark.kind, remark.panel) == (RemarkKind.LIVE_AREA, "p")
