"""Redrawing a panel and continuing with pages."""

import pytest

from comics.actions.errors import Refusal
from comics.actions.launch import Plan
from comics.actions.redraw import Wish, continue_issue, redraw
from comics.actions.takes import choose_take
from comics.jobs import queue
from comics.models import Drawing, Generation, Lettering, Panel
from tests.studio import flat_engine, launch, make_issue, make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    return issue


def panel_of(issue, objective):
    return Panel.objects.select_related("page__issue__series__team").get(page__issue=issue, objective=objective)


def redrawn(panel, people, wish, nonce="nonce-of-this-redraw"):
    with queue.here() as work, flat_engine() as flat:
        made = redraw(panel, wish, by=people.owner, nonce=nonce)
        work_off(work)
    return made, flat


def test_a_redraw_is_a_new_take_beside_the_old_one(issue, people):
    panel = panel_of(issue, "Ask")
    first = panel.chosen
    _, flat = redrawn(panel, people, Wish(prompt="Close shot of Ren, smiling"))
    panel.refresh_from_db()
    assert [take.number for take in panel.takes.all()] == [1, 2]
    assert panel.chosen.number == 2
    assert panel.chosen.picture != first.picture
    assert flat.briefs[0].panels[0].prompt == "Close shot of Ren, smiling"
    assert flat.briefs[0].panels[0].take == 1
    assert flat.briefs[0].panels[0].shot == "close"


def test_going_back_to_an_earlier_take_keeps_them_all(issue, people):
    panel = panel_of(issue, "Ask")
    first = panel.chosen
    redrawn(panel, people, Wish(prompt="another"))
    choose_take(first, by=people.owner)
    panel.refresh_from_db()
    assert panel.chosen == first
    assert panel.takes.count() == 2


def test_a_changed_caption_becomes_lettering_and_what_stays_keeps_its_place(issue, people):
    panel = panel_of(issue, "Ask")
    kept = panel.lettering.get(speaker="Mino")
    Lettering.objects.filter(pk=kept.pk).update(at_x=0.7, at_y=0.2)
    redrawn(panel, people, Wish(caption="Mino: A little.\nRen: Then come along."))
    said = [(line.speaker, line.text, line.at_x) for line in panel.lettering.all()]
    assert said == [("Mino", "A little.", 0.7), ("Ren", "Then come along.", None)]
    assert all(line.placed for line in panel.lettering.all())


def test_two_presses_make_one_take(issue, people):
    panel = panel_of(issue, "Ask")
    one, _ = redrawn(panel, people, Wish(prompt="x"))
    two, _ = redrawn(panel, people, Wish(prompt="x"))
    assert one == two
    assert panel.takes.count() == 2


def test_a_panel_that_is_being_drawn_is_not_drawn_twice_at_once(issue, people):
    panel = panel_of(issue, "Ask")
    redraw(panel, Wish(prompt="x"), by=people.owner, nonce="the-first-of-two-nonces")
    with pytest.raises(Refusal, match="being drawn right now"):
        redraw(panel, Wish(prompt="y"), by=people.owner, nonce="the-second-of-two-nonces")
    assert Drawing.objects.moving().filter(panel=panel).count() == 1


def test_a_prompt_of_absurd_length_is_refused(issue, people):
    with pytest.raises(Refusal, match="10,000 characters"):
        redraw(panel_of(issue, "Ask"), Wish(prompt="x" * 10_001), by=people.owner, nonce="nonce-of-a-long-one")
    assert Generation.objects.count() == 1


def test_continuing_by_prompt_follows_the_last_page_with_as_many_panels(issue, people):
    with queue.here() as work, flat_engine():
        continue_issue(
            issue, Plan(), by=people.owner, nonce="continue-by-prompt-1", prompt="They find a glowing key in the lake."
        )
        work_off(work)
    pages = list(issue.live_pages())
    assert [page.position for page in pages] == [1, 2]
    assert pages[1].panels.count() == 3
    assert all(panel.chosen for panel in pages[1].panels.all())


def test_continuing_without_a_prompt_draws_the_rest_of_the_script(people):
    issue = make_issue(people)
    launch(issue, people, draw=False, pages=1, per_page=2)
    continue_issue(issue, Plan(), by=people.owner, nonce="continue-the-script-1")
    pages = list(issue.live_pages())
    assert [panel.objective for panel in pages[1].panels.all()] == ["Walk"]
    with pytest.raises(Refusal, match="Every panel of the script has its place"):
        continue_issue(issue, Plan(), by=people.owner, nonce="continue-the-script-2")


def test_several_pages_can_be_added_at_once(issue, people):
    plan = Plan(pages=2, per_page=4)
    continue_issue(issue, plan, by=people.owner, nonce="two-pages-of-four-panels", prompt="A chase over the roofs.")
    assert [page.panels.count() for page in issue.live_pages()] == [3, 4, 4]
