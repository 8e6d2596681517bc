"""Covers keep their words in the live area, whatever is written on them, and say all of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.covers import BACK_DESIGNS, COLOURS, FRONT_DESIGNS, Cover, cover_words
from comics.composition.formats import FORMATS
from comics.composition.hands import Hand
from comics.composition.model import Manner
from comics.composition.typeset import Ink, block
from comics.drawing import svg
from comics.drawing.displaylist import Glyphs, Group
from comics.drawing.geometry import Box

DESIGNS = [("front", name) for name in FRONT_DESIGNS] + [("back", name) for name in BACK_DESIGNS]
LONG = "An Extraordinarily Long Title That Goes On And On Until Nobody Remembers How It Began"


def runs(items):
    for item in items:
        if isinstance(item, Group):
            yield from runs(item.items)
        elif isinstance(item, Glyphs):
            yield item


def paragraphs(items):
    return {item.name.removeprefix("balloon:"): item.alt for item in items if isinstance(item, Group) and item.items}


def cover(kind, design, **words):
    return Cover(kind, design, "sun", **{"title": "Home by Lantern Light", "number": "1", "text": "A fox. A child.", **words})


@pytest.mark.parametrize(("kind", "design"), DESIGNS)
@pytest.mark.parametrize("paper", list(FORMATS.values()), ids=lambda page: page.key)
def test_letters_stay_in_the_live_area(kind, design, paper):
    for title in ("X", "Home by Lantern Light", LONG):
        items = cover_words(paper, cover(kind, design, title=title, subtitle=LONG, credits=("Words: Ann",) * 6), Manner())
        for run in runs(items):
            for _, x, y in run.glyphs:
                assert paper.live.x - 1 <= x <= paper.live.right + 1
                assert paper.live.y - 1 <= y <= paper.live.bottom + 1


@pytest.mark.parametrize(("kind", "design"), DESIGNS)
def test_every_word_is_said_once(kind, design):
    page = FORMATS["us_comic"]
    items = cover_words(page, cover(kind, design, tagline="Who is lost?", credits=("Words: Ann", "Art: Ben")), Manner())
    read = "".join(run.text for run in runs(items))
    for word in ("lost?", "Ann", "Ben"):
        assert read.count(word) == 1


@pytest.mark.parametrize("text", ["夜明けの灯台", "الثعلب المحقق", "Дом при фонаре", "Nhà dưới ánh đèn"])
def test_titles_are_set_in_their_own_script(text):
    items = cover_words(FORMATS["a5"], cover("front", "logo", title=text), Manner())
    assert any(run.glyphs and all(glyph for glyph, _, _ in run.glyphs) for run in runs(items))
    assert paragraphs(items)["cover-title"] == text


def test_a_cover_without_words_has_no_paragraphs():
    for kind, design in DESIGNS:
        assert not paragraphs(cover_words(FORMATS["a4"], Cover(kind, design), Manner()))


@pytest.mark.parametrize("colour", COLOURS)
def test_equal_covers_are_drawn_alike(colour):
    made = [cover_words(FORMATS["manga"], Cover("front", colour=colour, title="Rain", number="7"), Manner()) for _ in range(2)]
    assert made[0] == made[1]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab *_é漢字 شمس\n-", max_size=300), st.floats(20, 400), st.floats(10, 300), st.integers(1, 8))
def test_a_block_stays_in_its_room(text, wide, high, most):
    room = Box(10, 20, wide, high)
    made = block(text, Hand("fallback"), room, ink=Ink(), name="x", most=most, largest=40)
    box = made.box
    assert box.w <= wide + 0.01
    assert box.h <= high + 0.01
    assert room.y - 0.01 <= box.y
    assert box.bottom <= room.bottom + 0.01
    assert svg.write(Group((made.group,)), width=100, height=100)
