import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comics.composition.formats import (
    FORMATS,
    UNITS,
    custom_key,
    custom_size,
    describe,
    is_format,
    page_format,
    spread_of,
)


@pytest.mark.parametrize("page", FORMATS.values(), ids=lambda page: page.key)
def test_the_live_area_lies_centred_on_the_page(page):
    assert page.live.x > 0
    assert page.live.y > 0
    assert page.live.x + page.live.right == pytest.approx(page.width, abs=0.02)
    assert page.live.y + page.live.bottom == pytest.approx(page.height, abs=0.02)
    assert 0.85 < page.live.w / page.width < 0.96


def test_formats_have_the_sizes_of_the_trade():
    comic = page_format("us_comic")
    assert (comic.width, comic.height, comic.bleed) == (477, 738, 9)
    assert (comic.live.w, comic.live.h) == (432, 684)
    assert (page_format("manga").width, page_format("manga").height) == (360, 540)
    assert (page_format("a4").width, page_format("a4").height) == (595.28, 841.89)
    assert page_format("square").width == page_format("square").height
    assert page_format("webtoon").bleed == 0


def test_every_format_goes_by_its_own_key_and_a_stranger_by_none():
    assert all(page.key == key and page.label for key, page in FORMATS.items())
    assert {"us_comic", "manga", "a5", "b5", "a4", "square", "webtoon"} <= set(FORMATS)
    with pytest.raises(KeyError):
        page_format("papyrus")


class TestSizesOfOnesOwn:
    @pytest.mark.parametrize(
        ("key", "width", "height", "bleed", "margin"),
        [
            ("custom:170x240mm;bleed=3;margin=9x10", 481.89, 680.31, 8.5, 25.51),
            ("custom:6.625x10.25in;bleed=0.125;margin=0.3125x0.375", 477, 738, 9, 22.5),
            ("custom:800x1280px;bleed=0;margin=32x32", 600, 960, 0, 24),
        ],
    )
    def test_lengths_are_read_in_their_unit(self, key, width, height, bleed, margin):
        page = page_format(key)
        assert (page.key, page.width, page.height, page.bleed) == (key, width, height, bleed)
        assert page.live.x == pytest.approx(margin, abs=0.01)
        assert page.width - page.live.right == pytest.approx(margin, abs=0.02)
        assert is_format(key)

    def test_a_size_is_described_as_people_say_it(self):
        assert describe("custom:170x240.5mm;bleed=3;margin=9x10") == "Custom, 170 × 240.5 mm"
        assert describe("a5") == "A5, 148 × 210 mm"
        assert describe("papyrus") == "papyrus"

    @given(st.sampled_from(sorted(UNITS)), st.floats(150, 900), st.floats(1, 2.9), *(st.floats(0, 0.199),) * 3)
    @example("mm", 959.9, 3.0, 0.199, 0.199, 0.199)
    @example("in", 950.123, 2.98765, 0.198765, 0.198765, 0.198765)
    def test_a_key_can_be_read_back(self, unit, short, ratio, over, aside, above):
        each = UNITS[unit]
        size = (short / each, short * ratio / each, unit, over * 150 / each, aside * short / each, above * short / each)
        key = custom_key(*size)
        assert len(key) <= 60
        kept = custom_size(key)
        assert kept.unit == unit
        assert (*kept[:2], *kept[3:]) == pytest.approx((*size[:2], *size[3:]), abs=0.0051)
        page = page_format(key)
        assert page.width == pytest.approx(kept.width * each, abs=0.01)
        assert page.live.w >= 0.59 * page.width
        assert page.live.h >= 0.59 * page.height

    @pytest.mark.parametrize(
        ("size", "reason"),
        [
            ((0, 240, "mm", 3, 9, 10), "lie between 50.8 mm and 1016 mm"),
            ((170, 2000, "mm", 3, 9, 10), "lie between"),
            ((2, 6.5, "in", 0, 0, 0), "3 times as long"),
            ((170, 240, "mm", 16, 9, 10), "bleed is at most 15.2 mm"),
            ((170, 240, "mm", 3, 35, 10), "fifth of its side"),
            ((170, 240, "mm", 3, 9, 60), "fifth of its side"),
            ((float("nan"), 240, "mm", 3, 9, 10), "a number"),
            ((float("inf"), 240, "mm", 3, 9, 10), "a number"),
            ((170, 240, "mm", -3, 9, 10), "a number"),
            ((170, 240, "cubits", 3, 9, 10), "millimeters, inches or pixels"),
        ],
    )
    def test_what_cannot_be_printed_is_refused_with_a_sentence(self, size, reason):
        with pytest.raises(ValueError, match=reason):
            custom_key(*size)

    @pytest.mark.parametrize(
        "key",
        [
            "custom:",
            "custom:170x240;bleed=3;margin=9x10",
            "custom:170x240mm",
            "custom:170x240mm;bleed=3;margin=9x10;",
            "custom:1e3x240mm;bleed=3;margin=9x10",
            "custom:\u0661\u0667\u0660x240mm;bleed=3;margin=9x10",
            "custom:20x240mm;bleed=3;margin=2x10",
            "custom:170.00000x240mm;bleed=3;margin=9x10",
            "custom:170x240mm;bleed=3;margin=9x10\n",
            "",
        ],
    )
    def test_a_key_that_is_none_is_no_format(self, key):
        assert not is_format(key)
        with pytest.raises(KeyError):
            page_format(key)

    def test_a_spread_is_as_high_and_twice_as_wide(self):
        page = page_format("custom:170x240mm;bleed=3;margin=9x10")
        spread = spread_of(page)
        assert (spread.width, spread.height, spread.sides) == (2 * page.width, page.height, 2)
        assert spread.leaf == page.width
        assert spread.width - spread.live.right == pytest.approx(spread.live.x, abs=0.02)
