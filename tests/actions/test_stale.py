"""Stale panels: redrawn together, the price first and once, or accepted as they are."""

import pytest

from comics.actions.edits import redo, redoable, undo, undoable
from comics.actions.errors import Refusal
from comics.actions.launch import Plan
from comics.actions.lettering import change_lettering
from comics.actions.redraw import Wish, redraw
from comics.actions.scripts import save_script
from comics.actions.series import change_series
from comics.actions.stale import accept, quote_stale, redraw_stale, stale_panels
from comics.jobs import queue
from comics.jobs.stale import check_issue
from comics.models import Budget, Drawing, Issue, Panel, Submission, Take
from comics.models.sources import DIALOGUE_STAYS, SCRIPT_CHANGED
from tests.studio import flat_engine, launch, make_issue, make_people, work_off
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)
TOY = Plan(engine="toy")
NONCE = "n" * 24


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture(autouse=True)
def worker(monkeypatch):
    """Everything that is put on the queue is done at once."""
    with flat_engine() as flat:
        monkeypatch.setattr(queue, "_send", lambda function, ids: queue.run((function, ids)))
        yield flat


@pytest.fixture
def issue(people):
    """Three panels whose style changed after they were drawn."""
    issue = make_issue(people)
    launch(issue, people)
    change_series(issue.series, by=people.owner, palette="ink blue")
    return issue


def edit(people, issue, before, now):
    text = Issue.objects.get(pk=issue.pk).script.text
    assert before in text
    save_script(issue, by=people.owner, text=text.replace(before, now))
    return Issue.objects.select_related("series__team", "script").get(pk=issue.pk)


def objectives(panels):
    return [panel.objective for panel in panels]


def test_stale_ones_come_in_reading_order_without_those_that_somebody_draws(people, issue):
    assert objectives(stale_panels(issue)) == ["Meet", "Ask", "Walk"]
    for state in ("queued", "drawing", "unknown", "held"):
        Drawing.objects.filter(panel__objective="Ask").update(state=state)
        assert objectives(stale_panels(issue)) == ["Meet", "Walk"]


def test_accepted_as_they_are_they_stay_fresh_until_the_next_change(people, issue):
    meet = Panel.objects.get(objective="Meet")
    assert accept(issue, [meet], by=people.owner) == 1
    check_issue(issue.pk)
    assert objectives(stale_panels(issue)) == ["Ask", "Walk"]
    assert accept(issue, stale_panels(issue), by=people.owner) == 2
    assert accept(issue, [meet], by=people.owner) == 0
    check_issue(issue.pk)
    assert stale_panels(issue) == []
    change_series(issue.series, by=people.owner, palette="rust")
    assert objectives(stale_panels(issue)) == ["Meet", "Ask", "Walk"]


def test_accepting_can_be_undone_and_done_again(people, issue):
    accept(issue, stale_panels(issue), by=people.owner)
    undo(undoable(issue, people.owner))
    assert objectives(stale_panels(issue)) == ["Meet", "Ask", "Walk"]
    redo(redoable(issue, people.owner))
    assert stale_panels(issue) == []
    check_issue(issue.pk)
    assert stale_panels(issue) == []


def test_panels_of_another_issue_are_not_accepted_along(people, issue):
    other = make_issue(people, title="Other")
    assert accept(other, stale_panels(issue), by=people.owner) == 0
    assert len(stale_panels(issue)) == 3


def test_what_the_script_says_now_can_be_accepted_without_the_picture_forgetting_its_place(people, issue):
    accept(issue, stale_panels(issue), by=people.owner)
    issue = edit(people, issue, "Ren kneels and offers a map", "A whole new thing happens")
    accept(issue, stale_panels(issue), by=people.owner)
    issue = edit(people, issue, "1) Panel objective: Meet", "1) Panel objective: Dawn\n2) Panel objective: Meet")
    assert stale_panels(issue) == []
    assert Panel.objects.get(objective="Ask").script_index == 2


def test_what_was_accepted_and_then_redrawn_with_other_words_is_not_stale_for_it(people, issue):
    issue = edit(people, issue, "Ren kneels", "Ren leaps")
    accept(issue, stale_panels(issue), by=people.owner)
    redraw(Panel.objects.get(objective="Ask"), Wish(prompt="Closer"), by=people.owner, nonce="r" * 24)
    assert stale_panels(issue) == []
    assert Panel.objects.get(objective="Ask").action == "Ren kneels and offers a map"


def test_all_are_redrawn_together_and_once(people, issue):
    takes = Take.objects.count()
    first = redraw_stale(issue, Plan(), by=people.owner, nonce=NONCE)
    assert redraw_stale(issue, Plan(), by=people.owner, nonce=NONCE) == first
    assert Take.objects.count() == takes + 3
    assert stale_panels(issue) == []
    with pytest.raises(Refusal, match="No panel is stale"):
        redraw_stale(issue, Plan(), by=people.owner, nonce="m" * 24)


def test_the_price_is_told_first_and_nothing_is_changed(people, issue):
    toy_key(people.owner)
    issue = edit(people, issue, "Ren kneels", "Ren leaps")
    with toy_engine() as toy:
        told = quote_stale(issue, TOY, by=people.owner)
        assert (told.panels, str(told.price)) == (3, "6 credits")
        assert not Submission.objects.exists()
        assert Panel.objects.get(objective="Ask").action == "Ren kneels and offers a map"
        redraw_stale(issue, TOY, by=people.owner, nonce=NONCE)
    assert Submission.objects.count() == 2
    assert "Ren leaps" in toy.briefs[-1].text


def test_new_words_of_the_script_are_taken_over_with_their_dialogue(people, issue, worker):
    issue = edit(people, issue, "Medium shot", "Close-up in the rain")
    issue = edit(people, issue, "Are you lost?", "Where is home?")
    redraw_stale(issue, Plan(), by=people.owner, nonce=NONCE)
    ask = Panel.objects.get(objective="Ask")
    assert (ask.scene, ask.shot, ask.stale) == ("Close-up in the rain", "close", [])
    assert [line.text for line in ask.lettering.all()] == ["Where is home?", "A little."]
    assert all(line.placed for line in ask.lettering.all())
    assert any("rain" in panel.scene for brief in worker.briefs for panel in brief.panels)


def test_lettering_that_hands_changed_stays_and_that_is_said(people, issue):
    ren = Panel.objects.get(objective="Ask").lettering.get(speaker="Ren")
    change_lettering(ren, by=people.owner, kind="speech", text="You lost?", speaker="Ren")
    issue = edit(people, issue, "Are you lost?", "Where is home?")
    assert DIALOGUE_STAYS in Panel.objects.get(objective="Ask").stale
    redraw_stale(issue, Plan(), by=people.owner, nonce=NONCE)
    ask = Panel.objects.get(objective="Ask")
    assert [line.text for line in ask.lettering.all()] == ["You lost?", "A little."]
    assert ask.stale == []


def test_a_panel_with_words_of_its_own_keeps_them(people, issue, worker):
    redraw(Panel.objects.get(objective="Ask"), Wish(prompt="Close shot of Ren’s hat"), by=people.owner, nonce="r" * 24)
    change_series(issue.series, by=people.owner, palette="rust")
    made = redraw_stale(issue, Plan(), by=people.owner, nonce=NONCE)
    assert [one.kind for one in made] == ["create", "redraw"]
    assert Panel.objects.get(objective="Ask").chosen.prompt == "Close shot of Ren’s hat"
    assert stale_panels(issue) == []
    toy_key(people.owner)
    change_series(issue.series, by=people.owner, palette="gold")
    with toy_engine():
        assert (quote_stale(issue, TOY, by=people.owner).panels, str(quote_stale(issue, TOY, by=people.owner).price)) == (
            3,
            "6 credits",
        )


def test_words_of_its_own_give_way_to_a_script_that_changed_there(people, issue):
    redraw(Panel.objects.get(objective="Ask"), Wish(prompt="Close shot of Ren’s hat"), by=people.owner, nonce="r" * 24)
    issue = edit(people, issue, "Ren kneels", "Ren leaps")
    redraw_stale(issue, Plan(), by=people.owner, nonce=NONCE)
    assert Panel.objects.get(objective="Ask").chosen.prompt.endswith("Ren leaps and offers a map")


def test_redrawing_one_panel_takes_the_new_words_over_too(people, issue):
    issue = edit(people, issue, "Ren kneels", "Ren leaps")
    ask = Panel.objects.get(objective="Ask")
    assert SCRIPT_CHANGED in ask.stale
    redraw(ask, Wish(), by=people.owner, nonce="r" * 24)
    ask.refresh_from_db()
    assert (ask.action, ask.stale) == ("Ren leaps and offers a map", [])


def test_a_budget_stands_in_the_way_of_all_of_them(people, issue):
    toy_key(people.owner)
    Budget.objects.create(team=people.team, amount=2)
    issue = edit(people, issue, "Ren kneels", "Ren leaps")
    with toy_engine(), pytest.raises(Refusal, match="budget"):
        redraw_stale(issue, TOY, by=people.owner, nonce=NONCE)
    assert not Submission.objects.exists()
    assert Panel.objects.get(objective="Ask").action == "Ren kneels and offers a map"


def test_a_drawing_that_failed_leaves_the_panel_stale(people, issue, worker):
    worker.fails = "bridge"
    with queue.here() as work:
        redraw_stale(issue, Plan(), by=people.owner, nonce=NONCE)
        work_off(work)
    assert objectives(stale_panels(issue)) == ["Walk"]
