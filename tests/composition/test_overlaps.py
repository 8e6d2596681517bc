"""Panels that lie over one another."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.formats import FORMATS
from comics.composition.layout import layout
from comics.composition.model import PanelArt, PanelShape, Words
from comics.composition.overlaps import covers_of, open_part
from comics.composition.placement import place
from comics.drawing.geometry import Box

COMIC = FORMATS["us_comic"]
BIG = Box(0, 0, 400, 400)
boxes = st.builds(Box, st.floats(-100, 400), st.floats(-100, 400), st.floats(1, 300), st.floats(1, 300))


def test_later_panels_cover_earlier_ones():
    first, inset, beside = BIG, Box(250, 250, 100, 100), Box(410, 0, 90, 400)
    assert covers_of([first, inset, beside]) == [(inset,), (), ()]
    assert covers_of([inset, first]) == [(first,), ()]
    assert covers_of([]) == []


def test_the_largest_open_part_is_above_below_or_beside():
    assert open_part(BIG, [Box(250, 250, 100, 100)]) == Box(0, 0, 400, 250)
    assert open_part(BIG, [Box(250, 10, 100, 100)]) == Box(0, 110, 400, 290)
    assert open_part(BIG, [Box(300, 10, 90, 380)]) == Box(0, 0, 300, 400)
    assert open_part(BIG, [Box(10, 10, 90, 380)]) == Box(100, 0, 300, 400)
    assert open_part(BIG, []) == open_part(BIG, [BIG]) == BIG


@settings(max_examples=60)
@given(st.lists(boxes, max_size=4))
def test_an_open_part_lies_in_the_box_and_is_open(covers):
    part = open_part(BIG, covers)
    assert part == BIG or all(part.overlap(cover) < 1e-6 for cover in covers)
    assert part.overlap(BIG) > part.area - 1e-6


def test_lettering_keeps_off_an_inset():
    """The words of the big panel would lie in its lower half: its people fill the upper one."""
    spots = layout("inset", [PanelShape()] * 3, COMIC).boxes
    words = tuple(Words(str(at), "speech", "One more word about the weather, and I shall leave.", "Ann") for at in range(4))
    bare = PanelArt("big", spots[0], words, edges="ff" * 672 + "00" * 352)

    def over_insets(panel):
        return [one for one in place([panel], COMIC) if any(one.box.overlap(inset) > 0 for inset in spots[1:])]

    assert over_insets(bare), "nothing else would keep them off"
    assert over_insets(replace(bare, covers=spots[1:])) == []
