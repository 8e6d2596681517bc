from __future__ import annotations

import pytest

from comics.engines.storyboard.camera import frame
from comics.vocabulary import Shot

SIZES = [(1024, 1024), (512, 1024), (1024, 512)]


def camera(shot: Shot, size: tuple[int, int] = (1024, 1024), *, group: float = 400):
    return frame(shot, *size, tallest=1000, head=330, lowest=680, group=group)


def test_nearer_shots_show_figures_bigger() -> None:
    order = [Shot.ESTABLISHING, Shot.LONG, Shot.FULL, Shot.MEDIUM, Shot.CLOSE, Shot.EXTREME_CLOSE]
    scales = [camera(shot).scale(0) for shot in order]
    assert scales == sorted(scales)
    assert len(set(scales)) == len(scales)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shot", [shot for shot in Shot if shot not in (Shot.EXTREME_CLOSE, Shot.WORMS_EYE)])
def test_a_quarter_of_the_picture_above_the_heads_stays_free(shot: Shot, size: tuple[int, int]) -> None:
    seen = camera(shot, size)
    assert seen.at(0, 1000, 0).y >= 0.25 * size[1]
    assert seen.at(0, 680, 0).y <= size[1]


@pytest.mark.parametrize("size", SIZES)
def test_a_wide_group_fits_into_the_width(size: tuple[int, int]) -> None:
    seen = camera(Shot.MEDIUM, size, group=2400)
    assert 2400 * seen.scale(0) <= size[0]


def test_farther_things_are_smaller_and_nearer_the_horizon() -> None:
    seen = camera(Shot.LONG)
    near, far = seen.at(500, 0, 0), seen.at(500, 0, 5000)
    assert seen.scale(5000) < seen.scale(0)
    assert seen.horizon < far.y < near.y
    assert 512 < far.x < near.x


def test_from_above_the_horizon_is_out_of_the_picture_and_from_below_it_is_low() -> None:
    assert camera(Shot.BIRDS_EYE).horizon < 0
    assert camera(Shot.WORMS_EYE).horizon > 0.8 * 1024


def test_standing_maps_feet_to_the_ground() -> None:
    seen = camera(Shot.FULL)
    foot = seen.standing(100, 50).point(seen.at(0, 0, 0)._replace(x=0, y=0))
    assert foot == pytest.approx(seen.at(100, 0, 50))
