import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.scripting.model import ScriptPanel
from comics.scripting.pages import cut, importance, scene_starts, words_in
from comics.scripting.parse import parse
from comics.scripting.samples import SAMPLES

PANELS = st.lists(
    st.builds(ScriptPanel, page_break=st.booleans(), scene=st.sampled_from(["", "alley", "old bridge"])), max_size=60
)


@settings(max_examples=50, deadline=None)
@given(PANELS, st.none() | st.integers(1, 20), st.none() | st.integers(1, 20))
def test_panels_stay_in_order_and_none_is_lost_unless_the_pages_are_full(panels, pages, per_page):
    result = cut(panels, pages=pages, per_page=per_page)
    flat = [index for page in result for index in page]
    expected = len(panels) if pages is None or per_page is None else min(len(panels), pages * per_page)
    assert flat == list(range(expected))
    assert all(result) or not panels
    assert pages is None or len(result) <= pages


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 120))
def test_pages_cut_by_themselves_hold_two_to_six_panels(count):
    sizes = [len(page) for page in cut([ScriptPanel()] * count)]
    assert min(sizes) >= 2
    assert max(sizes) <= 6


def test_the_scripts_own_pages_count_unless_pages_and_panels_were_asked_for():
    panels = [ScriptPanel(page_break=index in (0, 1)) for index in range(4)]
    assert cut(panels) == ((0,), (1, 2, 3))
    assert cut(panels, pages=2, per_page=2) == ((0, 1), (2, 3))
    assert cut(panels, pages=3, per_page=3) == ((0, 1, 2), (3,))


def test_a_page_likes_to_begin_with_a_scene():
    panels = [ScriptPanel(scene="alley" if index < 4 else "old bridge") for index in range(9)]
    assert cut(panels)[1][0] == 4


def test_no_page_and_no_panel_is_refused():
    assert cut([]) == ()
    with pytest.raises(ValueError, match="from 1"):
        cut([ScriptPanel()], pages=0)


def test_words_are_counted_without_names_and_a_noise_is_one():
    assert words_in(ScriptPanel(dialogue='Ren: "Are you lost?"\nSFX: plip plip\nCaption: Dusk.')) == 5


def test_scenes_start_where_the_place_or_the_time_changes():
    panels = parse(SAMPLES[0].text).panels
    starts = [index for index, starts in enumerate(scene_starts(panels)) if starts]
    assert starts[0] == 0
    assert 15 in starts  # the bakery
    assert 1 not in starts
    later = [ScriptPanel(scene="kitchen"), ScriptPanel(scene="kitchen"), ScriptPanel(scene="kitchen, the next morning")]
    assert scene_starts(later) == (True, False, True)


def test_a_reveal_matters_more_than_a_glance():
    reveal, plain = ScriptPanel(objective="Reveal the castle", scene="Wide shot"), ScriptPanel(scene="Medium shot")
    glance = ScriptPanel(objective="A glance", scene="Extreme close-up")
    weights = [importance(panel, 1, 5) for panel in (reveal, plain, glance)]
    assert weights == sorted(weights, reverse=True)
    assert weights[1] == 1.0
    assert importance(ScriptPanel(objective="Splash page"), 0, 1) == 2.0
    assert importance(plain, 4, 5) > importance(plain, 3, 5)
