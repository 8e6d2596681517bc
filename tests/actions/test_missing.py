"""Drawing what is missing: the rest alone, and nothing that is there."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from comics.actions import missing
from comics.actions.errors import Refusal
from comics.actions.launch import Plan
from comics.actions.missing import draw_missing, missing_panels, quote_missing
from comics.jobs import queue
from comics.models import Drawing, Panel, Submission, Take
from tests.studio import flat_engine, launch, make_issue, make_people, work_off
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)
TOY = Plan(engine="toy")


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people):
    """Three panels of which the last was not drawn."""
    issue = make_issue(people)
    with flat_engine(fails="bridge"):
        launch(issue, people)
    return issue


def test_what_failed_is_missing_and_what_is_drawn_is_not(issue):
    assert [panel.objective for panel in missing_panels(issue)] == ["Walk"]


@pytest.mark.parametrize("state", ["queued", "drawing", "unknown", "held"])
def test_what_somebody_draws_or_a_person_must_decide_is_not_missing(issue, state):
    Drawing.objects.filter(panel__objective="Walk").update(state=state)
    assert missing_panels(issue) == []
    with pytest.raises(Refusal, match="Every panel"):
        draw_missing(issue, Plan(), by=None, nonce="n" * 20)


def test_the_rest_is_drawn_alone_and_once(people, issue):
    takes = Take.objects.count()
    with flat_engine() as flat, queue.here() as work:
        first = draw_missing(issue, Plan(), by=people.owner, nonce="n" * 20)
        assert draw_missing(issue, Plan(), by=people.owner, nonce="n" * 20) == first
        work_off(work)
    assert len(flat.drawn) == 1
    assert Take.objects.count() == takes + 1
    assert missing_panels(issue) == []


def test_another_engine_may_draw_the_rest_and_its_price_is_told_first(people, issue):
    toy_key(people.owner)
    with toy_engine() as toy:
        assert str(quote_missing(issue, TOY, by=people.owner).price) == "2 credits"
        assert not Submission.objects.exists()
        draw_missing(issue, TOY, by=people.owner, nonce="n" * 20)
    walk = Panel.objects.get(page__issue=issue, objective="Walk")
    assert [panel.key for panel in toy.briefs[-1].panels] == [str(walk.pk)]
    assert "old bridge" in toy.briefs[-1].text
    assert "Ren kneels" not in toy.briefs[-1].text


def test_two_tabs_draw_what_is_missing_once(people, issue, monkeypatch):
    toy_key(people.owner)
    between = threading.Barrier(2)  # where both would meet if both could see what is missing before either has begun

    def slowly(issue):
        found = missing_panels(issue)
        with suppress(threading.BrokenBarrierError):
            between.wait(0.3)
        return found

    def press(tab):
        try:
            draw_missing(issue, TOY, by=people.owner, nonce=f"{tab}" * 20)
        except Refusal as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    monkeypatch.setattr(missing, "missing_panels", slowly)
    with toy_engine(), ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(press, "ab"))
    assert said == ["", "Every panel has a picture, or is being drawn."]
    assert Submission.objects.count() == 1
