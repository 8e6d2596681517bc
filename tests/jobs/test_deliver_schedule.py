"""When a delivery is tried again, as a pure function."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.jobs.deliver_schedule import pause_after

AT = [0, 30, 120, 600, 1800, 7200, 21_600, 43_200, 86_400]  # seconds: 30 s, 2 m, 10 m, 30 m, 2 h, 6 h, 12 h, 24 h
CHANCES = st.floats(0, 1)


def test_without_jitter_the_tries_are_where_the_contract_has_them():
    assert [0, *itertools.accumulate(pause_after(tries, 0.5) for tries in range(1, 9))] == pytest.approx(AT)


@given(st.lists(CHANCES, min_size=8, max_size=8))
def test_with_jitter_every_try_is_within_a_tenth_and_later_than_the_one_before(chances):
    times = list(itertools.accumulate(pause_after(tries, chance) for tries, chance in enumerate(chances, 1)))
    assert all(at * 0.9 - 1e-6 <= time <= at * 1.1 + 1e-6 for at, time in zip(AT[1:], times, strict=True))
    assert all(earlier < later for earlier, later in itertools.pairwise(times))


def test_the_jitter_uses_all_of_its_tenth():
    assert (pause_after(1, 0.0), pause_after(1, 1.0)) == pytest.approx((27, 33))


@given(st.integers(), CHANCES)
def test_there_are_nine_tries_and_no_more(tries, chance):
    assert (pause_after(tries, chance) is not None) == (1 <= tries <= 8)
