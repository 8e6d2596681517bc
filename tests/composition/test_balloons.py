"""Balloons as they are drawn, judged by their paths and by their pixels."""

import math
import re
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.composition.balloons import INK, draw
from comics.composition.fit import fits
from comics.composition.hands import hand_for, hand_of
from comics.composition.model import Balloon, Manner, Words
from comics.composition.shaping import shape_line
from comics.drawing import fonts, raster, svg
from comics.drawing.displaylist import Glyphs, Group, Path
from comics.drawing.geometry import Box, Point
from comics.publishing.book import Sheet
from comics.vocabulary import LetteringKind as Kind
from tests.publishing.samples import bind

SIZE = 12.0
TAILED = (Kind.SPEECH, Kind.THOUGHT, Kind.WHISPER, Kind.SHOUT, Kind.RADIO, Kind.OFF_PANEL)
CAPTIONS = (Kind.NARRATION, Kind.TIME_PLACE, Kind.EDITOR_NOTE)


def balloon(kind=Kind.SPEECH, text="Since when are you afraid of water?", *, tail=None, language="en", turn=0.0, key="b1"):
    hand = hand_for(Words(key, kind, text), Manner(language=language))
    fit = fits(text, kind=kind, hand=hand)[0]
    box = Box(100 - fit.width * SIZE / 2, 80 - fit.height * SIZE / 2, fit.width * SIZE, fit.height * SIZE)
    return Balloon(key, kind, box, fit.lines, SIZE, hand.font, text, tail, turn, language=language)


def parts(drawing):
    """The body's path, the runs, and the map to the page."""
    (inner,) = drawing.items
    (path,) = [item for item in inner.items if isinstance(item, Path)]
    return path, [item for item in inner.items if isinstance(item, Glyphs)], inner.transform


def on_page(drawing):
    """The points of the body's path in page points."""
    path, _, place = parts(drawing)
    numbers = [float(word) for word in path.d.split() if not word.isalpha()]
    return [place.point(Point(x, y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def traced(drawing):
    """Points on the body's outline itself, handles aside."""
    path, _, place = parts(drawing)
    points, here = [], Point(0, 0)
    for command, numbers in re.findall(r"([MLCQ]) ([^MLCQZ]+)", path.d):
        values = list(map(float, numbers.split()))
        spots = [Point(*values[at : at + 2]) for at in range(0, len(values), 2)]
        if command == "C":
            points += [_cubic(here, *spots, along / 8) for along in range(1, 8)]
        here = spots[-1]
        points.append(here)
    return [place.point(point) for point in points]


def _cubic(start, first, second, end, t):
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    spots = (start, first, second, end)
    return Point(*(sum(share * spot[axis] for share, spot in zip(shares, spots, strict=True)) for axis in (0, 1)))


def image(drawing, width=200, height=160):
    paper = Path("M 0 0 L 200 0 L 200 160 L 0 160 Z", fill="#7d5a9e")
    text = svg.write(Group((paper, drawing)), width=width, height=height, glyph=fonts.outline, units=fonts.units)
    return raster.image(text, width, height).convert("RGB")


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.SFX}))
def test_every_kind_is_one_path_and_its_words_in_a_named_group(kind):
    drawing = draw(balloon(kind, "Since when?", tail=Point(80, 150) if kind in TAILED else None))
    path, runs, _ = parts(drawing)
    assert drawing.name == "balloon:b1"
    assert drawing.alt == "Since when?"
    assert set(re.findall("[A-Za-z]", path.d)) <= set("MLCQZ")
    assert "".join(run.text for run in runs).split() == ["Since", "when?"]


@pytest.mark.parametrize("kind", TAILED)
@pytest.mark.parametrize("tip", [Point(60, 150), Point(100, 10), Point(195, 90), Point(5, 60)])
def test_a_tail_ends_at_its_tip(kind, tip):
    nearest = min(math.dist(point, tip) for point in on_page(draw(balloon(kind, "No way!", tail=tip))))
    assert nearest < (14 if kind == Kind.THOUGHT else 0.2)  # The last bubble of a thought floats before the tip.


@pytest.mark.parametrize("kind", [kind for kind in TAILED if kind != Kind.THOUGHT])
def test_balloon_and_tail_are_one_outline(kind):
    assert parts(draw(balloon(kind, tail=Point(70, 150))))[0].d.count("M") == 1


def test_a_thought_has_bubbles_for_a_tail():
    assert parts(draw(balloon(Kind.THOUGHT, tail=Point(70, 155))))[0].d.count("M") == 4
    assert parts(draw(balloon(Kind.THOUGHT)))[0].d.count("M") == 1


@pytest.mark.parametrize("kind", list(TAILED))
def test_a_tip_inside_the_balloon_gives_no_tail(kind):
    assert draw(balloon(kind, tail=Point(101, 81))) == draw(balloon(kind))


@pytest.mark.parametrize("kind", [*TAILED, *CAPTIONS])
def test_the_outline_stays_in_its_box(kind):
    one = balloon(kind)
    box = one.box.grown(0.5)
    assert all(box.holds(point) for point in traced(draw(one)))


def test_kinds_look_different():
    bodies = {kind: parts(draw(balloon(kind, "No way!")))[0] for kind in (*TAILED, *CAPTIONS)}
    assert bodies[Kind.WHISPER].dash
    assert not bodies[Kind.SPEECH].dash
    assert "C" not in bodies[Kind.SHOUT].d
    assert "C" in bodies[Kind.SPEECH].d
    assert bodies[Kind.TIME_PLACE].fill != bodies[Kind.NARRATION].fill
    # Speech from somebody unseen differs from other speech by where its tail goes only.
    assert len({(body.d, body.fill, body.dash) for body in bodies.values()}) == len(bodies) - 1


def test_time_and_place_lean_and_stress_is_slanted():
    assert all(run.slant > 0 for run in parts(draw(balloon(Kind.TIME_PLACE, "Dusk.")))[1])
    runs = parts(draw(balloon(text="Never *ever* again")))[1]
    assert [run.text.strip() for run in runs if run.slant] == ["ever"]


def test_the_words_are_capitals_by_language_and_keep_their_own_letters():
    _, turkish, _ = parts(draw(balloon(text="istanbul", language="tr")))
    _, english, _ = parts(draw(balloon(text="istanbul")))
    assert turkish[0].glyphs[0][0] != english[0].glyphs[0][0]
    assert turkish[0].text == english[0].text == "istanbul"


def test_copied_text_is_whole():
    runs = parts(draw(balloon(text="We shouldn't be out here, *Mina*... not in this rain!")))[1]
    assert "".join(run.text for run in runs) == "We shouldn’t be out here, Mina… not in this rain!"


@pytest.mark.parametrize("kind", [*TAILED, *CAPTIONS])
def test_ink_of_the_words_stays_clear_of_the_outline(kind):
    one = balloon(kind, "Everybody on this street has a secret, and every secret has a smell.")
    _, runs, place = parts(draw(one))
    pens = [place.point(Point(x, y)) for run in runs for _, x, y in run.glyphs]
    inner = one.box.grown(-0.3 * SIZE)
    assert all(inner.holds(pen) for pen in pens)


def test_lines_are_centred_in_balloons_and_start_together_in_captions():
    text = "Nobody in Lantern Street had seen the fox leave that night."
    runs = parts(draw(balloon(Kind.NARRATION, text)))[1]
    assert len({round(run.glyphs[0][1], 3) for run in runs}) == 1 < len(runs)
    starts = [run.glyphs[0][1] for run in parts(draw(balloon(text=text)))[1]]
    assert len({round(start, 1) for start in starts}) > 1


def test_a_speech_balloon_is_white_with_ink_on_the_picture():
    picture = image(draw(balloon(tail=Point(60, 150))))
    assert picture.getpixel((2, 2)) == (0x7D, 0x5A, 0x9E)
    box = balloon().box
    assert picture.getpixel((round(box.x + 8), 80)) == (255, 255, 255)
    colours = {colour for _, colour in picture.crop(tuple(map(int, (box.x, box.y, box.right, box.bottom)))).getcolors(9999)}
    assert tuple(int(INK[at : at + 2], 16) for at in (1, 3, 5)) in colours


def test_the_same_balloon_is_drawn_alike_and_another_by_another_hand():
    assert draw(balloon()) == draw(balloon())
    assert parts(draw(balloon()))[0].d != parts(draw(balloon(key="b2")))[0].d


def test_a_right_to_left_caption_starts_on_the_right():
    one = replace(balloon(Kind.NARRATION, "זה לא היה אמור לקרות הלילה, Ren, לא כאן ולא ככה."), lines=("א Ren, ב!", "ג Mina ד."))
    runs = parts(draw(one))[1]
    lines = [[run for run in runs if (run.glyphs[0][2] > 0) == lower] for lower in (False, True)]
    starts = [min(run.glyphs[0][1] for run in line) for line in lines]
    widths = [shape_line(line, hand_of(one), rtl=True).width * 100 for line in one.lines]
    assert starts[0] + widths[0] == pytest.approx(starts[1] + widths[1])
    assert starts[0] != pytest.approx(starts[1])


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(Kind)),
    st.text(max_size=60),
    st.none() | st.builds(Point, st.floats(-300, 500), st.floats(-300, 500)),
)
def test_any_words_are_drawn_in_any_manner(kind, text, tip):
    one = balloon(kind, text, tail=tip if kind in TAILED else None)
    (inner,) = draw(one).items
    for item in inner.items:
        if isinstance(item, Path):
            assert "nan" not in item.d
            assert "inf" not in item.d
            assert item.d.startswith("M ")


@settings(max_examples=30, deadline=None)
@given(st.builds(Point, st.floats(-50, 250), st.floats(-50, 210)))
def test_json_gives_the_same_balloon_back(tip):
    one = balloon(tail=tip, turn=3.25, language="tr")
    back = Balloon.from_json(one.to_json())
    assert back.to_json() == one.to_json()
    assert back.language == "tr"
    assert math.dist(back.tail, tip) < 0.02


def test_hebrew_is_copied_as_it_was_written():
    one = balloon(text="כאן זה פשוט נגמר!", language="he")
    with pypdfium2.PdfDocument(bind(Sheet(Group((draw(one),)), 300, 200))) as document:
        told = document[0].get_textpage().get_text_range()
    assert " ".join(told.split()) == "כאן זה פשוט נגמר!"
