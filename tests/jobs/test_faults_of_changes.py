"""Redraws and continuations that go wrong: at LlamaGen they change a comic that is there, elsewhere they make new work."""

import pytest

from comics.actions.decisions import adopt_id
from comics.actions.errors import Refusal
from comics.actions.launch import Plan
from comics.actions.redraw import Wish, continue_issue, redraw
from comics.jobs import submissions
from comics.models import Charge, Panel, Submission, Take
from comics.web.waiting import waiting_in
from tests.four import NAMES, check_pictures, issue_at, kept_takes, of_four, standing, until
from tests.live import eventually
from tests.services.base import Answer

pytestmark = pytest.mark.django_db(transaction=True)


def redraw_one(people, name, objective="Ask"):
    panel = Panel.objects.get(page__issue=issue_at(name), objective=objective)
    return redraw(panel, Wish(engine=name, prompt="From far above"), by=people.owner, nonce=f"redraw-{name}-{objective}")


def continue_one(people, name):
    plan = Plan(engine=name, pages=1, per_page=2)
    return continue_issue(issue_at(name), plan, by=people.owner, nonce=f"continue-{name}", prompt="The bridge gives way.")


@pytest.mark.parametrize(("change", "more"), [(redraw_one, 1), (continue_one, 2)])
def test_what_is_changed_is_paid_once_and_every_new_picture_arrives(launched, four, people, at_work, change, more):
    with at_work():
        until(of_four("ready"))
        before, billed = kept_takes(), four.billed()
        check_pictures(four, before)
        made = {name: change(people, name) for name in NAMES}
        eventually("all is over", lambda: not Submission.objects.moving().exists())
        until(of_four("ready"))
    new = Take.objects.filter(drawing__generation__in=[generation.pk for generation in made.values()])
    assert {name: new.filter(engine=name, ordinal=0).count() for name in NAMES} == of_four(more)
    calls = {name: made[name].submissions.count() for name in NAMES}
    assert four.billed() == {name: billed[name] + calls[name] for name in NAMES}
    old = {take.picture.sha256 for take in Take.objects.exclude(pk__in=new)}
    assert not {take.picture.sha256 for take in new if take.engine != "llamagen_artworks"} & old
    assert not Panel.objects.filter(chosen=None).exists()


@pytest.mark.parametrize(("change", "more"), [(redraw_one, 1), (continue_one, 2)])
def test_a_lost_reply_to_a_change_is_adopted_by_the_comics_own_id(launched, four, people, at_work, monkeypatch, change, more):
    """LlamaGen names a changed comic as before, so that its id belongs to other panels as well."""
    monkeypatch.setattr(submissions, "RECONCILES", (0.02,))
    with at_work():
        until(of_four("ready"))
        four.llamagen.fault("PATCH", "", Answer(drop=True), after=True)
        made = change(people, "llamagen")
        until(of_four("ready", llamagen="ready unknown"))
        row = made.submissions.get()
        assert [each.known_id for each in waiting_in(issue_at("llamagen"))] == ["gen_000000001"]
        with pytest.raises(Refusal, match="gen_000000001"):
            adopt_id(row, "gen_000000002", by=people.owner)
        assert standing()["llamagen"] == "ready unknown"
        adopt_id(row, "gen_000000001", by=people.owner)
        until(of_four("ready"))
    assert len(four.llamagen.asked("PATCH", "")) == 1
    assert len(four.llamagen.creates) == 2
    urls = {panel.url.rpartition("/")[2] for panel in four.llamagen.generations["gen_000000001"].panels()}
    bytes_now = {four.llamagen.files[f"/files/{url}"] for url in urls}
    new = Take.objects.filter(drawing__generation=made)
    assert new.count() == more
    assert {take.picture.path.read_bytes() for take in new} <= bytes_now
    assert Charge.objects.get(submission=row).outcome == "charged"


def test_two_redraws_of_one_comic_at_once_do_not_mix_their_pictures(launched, four, people, at_work):
    with at_work():
        until(of_four("ready"))
        for objective in ("Meet", "Walk"):
            redraw_one(people, "llamagen", objective)
        eventually("all is over", lambda: Take.objects.filter(engine="llamagen").count() == 5)
        until(of_four("ready"))
    comic = four.llamagen.generations["gen_000000001"]
    now = [four.llamagen.files[panel.url.partition(four.llamagen.host_port)[2]] for panel in comic.panels()]
    panels = Panel.objects.filter(page__issue=issue_at("llamagen")).order_by("position")
    assert [panel.chosen.picture.path.read_bytes() for panel in panels] == now


@pytest.mark.parametrize("answer", [Answer(500), Answer(200, "<html>"), Answer(drop=True)], ids=["500", "HTML", "dropped"])
def test_a_look_before_a_change_that_fails_costs_nothing_and_is_tried_again(launched, four, people, at_work, answer):
    """Before a redraw LlamaGen is asked what is there; that this failed does not make the change unknown."""
    with at_work():
        until(of_four("ready"))
        four.llamagen.fault("GET", "^/v1/comics/generations", answer, times=2)
        redraw_one(people, "llamagen")
        eventually("it is drawn", lambda: Take.objects.filter(engine="llamagen").count() == 4)
        until(of_four("ready"))
    assert len(four.llamagen.asked("PATCH", "")) == 1
