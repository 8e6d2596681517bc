from __future__ import annotations

import itertools

import pytest

from comics.drawing.displaylist import Group, Linear, Path, Radial, Stop
from comics.drawing.geometry import Point
from comics.drawing.ink import luminance
from comics.engines.storyboard.grade import graded
from comics.engines.storyboard.light import TIMES, WEATHERS, mood


def test_every_hour_and_weather_has_its_own_light() -> None:
    moods = [mood(time, weather) for time in TIMES for weather in WEATHERS]
    assert all(a != b for a, b in itertools.combinations(moods, 2))


def test_night_is_darker_than_day_and_its_lamps_burn() -> None:
    day, night = mood("day", "clear"), mood("night", "clear")
    assert luminance(night.paint("#cccccc")) < 0.7 * luminance(day.paint("#cccccc"))
    assert night.dark
    assert not day.dark


def test_distance_fades_into_the_haze() -> None:
    air = mood("dusk", "fog")
    assert air.paint("#00ff00", 1e6) == air.haze
    assert air.paint("#00ff00", 0) != air.haze


def test_rooms_are_lit_when_it_is_dark_outside() -> None:
    assert luminance(mood("night", "clear", inside=True).paint("#cccccc")) > luminance(mood("night", "clear").paint("#cccccc"))


def test_unknown_words_are_a_clear_day() -> None:
    assert mood("teatime", "frogs") == mood("day", "clear")


DRAWING = Group(
    (
        Path("M 0 0 L 1 1", fill="#cc3300", stroke="#1d1233"),
        Group((Path("M 0 0", fill=Linear(Point(0, 0), Point(1, 1), (Stop(0, "#ff0000"), Stop(1, "#00ff88", 0.5)))),)),
        Path("M 0 0", fill=Radial(Point(0, 0), 1, (Stop(0, "#2244ff"), Stop(1, "#ffffff")))),
    )
)


def colours(group: Group) -> list[str]:
    found: list[str] = []
    for item in group.items:
        if isinstance(item, Group):
            found += colours(item)
        elif isinstance(item, Path):
            found += (
                [item.fill] if isinstance(item.fill, str) else [stop.colour for stop in item.fill.stops] if item.fill else []
            )
            found += [item.stroke] if item.stroke else []
    return found


def test_black_and_white_leaves_no_colour() -> None:
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colours(graded(DRAWING, ("mono",))))


@pytest.mark.parametrize("palette", ["sepia", "pastel", "neon", "warm", "cool", "grim"])
def test_palettes_change_colours_and_nothing_else(palette: str) -> None:
    changed = graded(DRAWING, (palette,))
    assert colours(changed) != colours(DRAWING)
    assert len(colours(changed)) == len(colours(DRAWING))
    assert graded(DRAWING, ("unheard of",)) is DRAWING
