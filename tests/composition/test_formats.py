import pytest

from comics.composition.formats import FORMATS, page_format


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
