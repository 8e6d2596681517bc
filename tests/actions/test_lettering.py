"""Lettering by hand: words, places, and what survives a re-flow."""

import pytest

from comics.actions import lettering
from comics.actions.errors import Refusal
from comics.actions.lettering import Spot
from comics.actions.pages import choose_layout
from comics.jobs.compose import page_layouts, page_panels
from comics.models import Lettering
from tests.studio import flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def line(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    return Lettering.objects.select_related("panel__page__issue__series").get(speaker="Ren")


def centre(line):
    return line.balloons()[0].box.centre


def test_a_balloon_stands_where_a_hand_put_it(line, people):
    moved = lettering.move_lettering(line, by=people.owner, at=Spot(0.6, 0.3))
    frame = moved.panel.frame
    assert centre(moved) == pytest.approx((frame.x + 0.6 * frame.w, frame.y + 0.3 * frame.h), abs=0.5)
    assert moved.by_hand


def test_places_set_by_hand_survive_another_layout(line, people):
    lettering.move_lettering(line, by=people.owner, at=Spot(0.6, 0.3))
    page, before = line.panel.page, line.panel.frame
    other = next(layout.key for layout in page_layouts(page, page_panels(page)) if layout.key != page.layout)
    choose_layout(page, other, by=people.owner)
    line.refresh_from_db()
    frame = type(line.panel).objects.get(pk=line.panel_id).frame
    assert frame != before
    assert centre(line) == pytest.approx((frame.x + 0.6 * frame.w, frame.y + 0.3 * frame.h), abs=0.5)


def test_the_choice_can_be_given_back(line, people):
    before = centre(line)
    lettering.move_lettering(line, by=people.owner, at=Spot(0.6, 0.9))
    freed = lettering.free_lettering(line, by=people.owner)
    assert not freed.by_hand
    assert centre(freed) == pytest.approx(before, abs=1)


def test_new_words_are_fitted_at_once(line, people):
    before = line.balloons()[0].box
    changed = lettering.change_lettering(
        line, by=people.owner, kind="shout", text="Are you quite sure that you are not lost at all?", speaker="Ren"
    )
    balloon = changed.balloons()[0]
    assert balloon.kind == "shout"
    assert balloon.box.area > before.area


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
def test_empty_and_overlong_words_are_refused_and_the_old_ones_stay(line, people, text):
    with pytest.raises(Refusal):
        lettering.change_lettering(line, by=people.owner, kind="speech", text=text, speaker="Ren")
    line.refresh_from_db()
    assert line.text == "Are you lost?"


def test_a_kind_there_is_not_is_refused(line, people):
    with pytest.raises(Refusal, match="no such kind"):
        lettering.add_lettering(line.panel, by=people.owner, kind="bubble", text="Hello")


def test_a_place_out_of_reach_is_refused(line, people):
    with pytest.raises(Refusal, match="too far"):
        lettering.move_lettering(line, by=people.owner, at=Spot(99, 0))


def test_lettering_is_added_after_the_rest_and_removed(line, people):
    added = lettering.add_lettering(line.panel, by=people.owner, kind="sfx", text="DRIP")
    assert added.balloons()[0].kind == "sfx"
    assert [x.text for x in line.panel.lettering.all()][-1] == "DRIP"
    lettering.remove_lettering(added, by=people.owner)
    assert not Lettering.objects.filter(text="DRIP").exists()


def test_a_layout_that_the_page_cannot_have_is_refused(line, people):
    with pytest.raises(Refusal, match="cannot be laid out"):
        choose_layout(line.panel.page, "spiral", by=people.owner)
