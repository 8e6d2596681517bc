"""Creating, continuing and redrawing by API: counted exactly, paid by the panel, made once under one key."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comics import visits
from comics.models import ApiMonth, ApiPlan, ApiRequest, Generation, IdempotencyKey, Issue, Series, Team
from tests.api.asking import COMICS, Program
from tests.studio import flat_engine, make_people
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
STORY = {"prompt": "A fox walks home through the rain.", "fixPanelNum": 2}
MANY = 24


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def program(people):
    return Program(people.owner, people.team, draws=True)


@pytest.fixture(autouse=True)
def flat():
    with flat_engine():
        yield


def on_plan(people, **terms):
    plan = {"name": "p", "creates_per_minute": 3, "creates_per_day": 15, "reads_per_minute": 900, "credits_per_month": 100}
    Team.objects.filter(pk=people.team.pk).update(api_plan=ApiPlan.objects.create(**plan | terms))


def lines():
    return list(ApiRequest.objects.order_by("pk").values_list("method", "endpoint", "status", "credits"))


def test_all_three_are_creates_and_cost_their_panels(program, people):
    on_plan(people)
    made = program.create(**STORY)["id"]
    program.patch(made, action="continueWrite", prompt="The rain ends.", fixPanelNum=3)
    program.patch(made, panel=1, prompt="A closer look.")
    assert program.create(429, **STORY)["error"] == "rate_limited"
    assert program.patch(made, 429, panel=1, prompt="Once more.")["error"] == "rate_limited"
    one = f"{COMICS}/{{id}}"
    assert lines() == [
        ("POST", COMICS, 200, 2),
        ("PATCH", one, 200, 3),
        ("PATCH", one, 200, 1),
        ("POST", COMICS, 429, 0),
        ("PATCH", one, 429, 0),
    ]
    assert {row.object for row in ApiRequest.objects.filter(status=200)} == {made}
    told = json.loads(program.ask("GET", "/v1/comics/usage").content)
    assert (told["apiUsageCount"], told["apiMaxUsage"], told["credits"], told["creates"]) == (6, 100, 94, 3)
    assert told["isPaidPlan"] is True


def test_what_makes_nothing_takes_no_place(program, people):
    on_plan(people)
    made = program.create(**STORY)["id"]
    for _ in range(4):
        program.create(422, size="7x7", **STORY)
        program.create(422)
        program.create(422, model="llamagen", **STORY)
        program.patch(made, 404, panel=77, prompt="Nothing.")
        program.patch("gen_99999", 404, panel=0, prompt="Nothing.")
    program.create(**STORY)
    program.create(**STORY)
    program.create(429, **STORY)


def test_without_credits_nothing_is_made(program, people):
    on_plan(people, credits_per_month=5)
    made = program.create(**STORY)["id"]
    refused = program.patch(made, 402, action="continueWrite", prompt="The rain ends.", fixPanelNum=4)
    assert (refused["error"], "3 of 5 left" in refused["message"]) == ("credits_exhausted", True)
    assert program.create(402, prompt="Long", fixPanelNum=20)["code"] == 402
    assert (Generation.objects.count(), Issue.objects.count(), ApiMonth.objects.get().credits) == (1, 1, 2)
    program.patch(made, action="continueWrite", prompt="The rain ends.", fixPanelNum=3)
    assert json.loads(program.ask("GET", "/v1/comics/usage").content)["credits"] == 0


def test_looking_at_a_comic_asks_no_more_than_six_questions(program):
    made = program.create(prompt="A long walk home.", pagination={"totalPages": 4, "panelsPerPage": 5})["id"]
    program.get(made)
    with CaptureQueriesContext(connection) as asked:
        program.get(made)
    assert len(asked) <= 6, [query["sql"] for query in asked]


def test_reading_takes_no_place_among_creates_and_the_other_way_round(program, people):
    on_plan(people, reads_per_minute=2)
    made = program.create(**STORY)["id"]
    for _ in range(2):
        program.get(made)
    program.get(made, 429)
    program.create(**STORY)


def ask_with(program, key, order, path=COMICS, method="POST"):
    headers = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": key}
    client = Client(headers=headers, raise_request_exception=False)
    return client.generic(method, path, json.dumps(order), content_type="application/json")


@pytest.mark.parametrize("change", ["create", "continue", "redraw"])
def test_what_was_made_before_its_answer_was_lost_is_found_again(program, people, monkeypatch, change):
    """The first request makes something, and dies before its answer is kept."""
    made = program.create(**STORY)["id"]
    path, method, order = f"{COMICS}/{made}", "PATCH", {"panel": 1, "prompt": "A closer look."}
    if change == "create":
        path, method, order = COMICS, "POST", STORY
    elif change == "continue":
        order = {"action": "continueWrite", "prompt": "The rain ends.", "fixPanelNum": 3}

    def die(*args):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(visits.idempotency, "keep", die)
        assert ask_with(program, "k", order, path, method).status_code == 500
    again = ask_with(program, "k", order, path, method)
    assert again.status_code == 200, again.content
    assert Generation.objects.count() == 2
    assert ApiMonth.objects.get().creates == 2
    told = json.loads(again.content)
    assert (
        told["usage"]
        == {
            "create": {"total_comics": 2},
            "continue": {"total_comics": 3, "continued_pages": 1},
            "redraw": {"redraw_panels": 1},
        }[change]
    )
    assert told.get("page") == (1 if change == "continue" else None)
    assert told.get("panel") == ({"page": 0, "panel": 1} if change == "redraw" else None)


def test_many_at_once_under_one_key_make_one_comic(program, people):
    answers = at_once([lambda: ask_with(program, "k", STORY)] * MANY)
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, answers[0].content)}
    assert (Generation.objects.count(), Issue.objects.count()) == (1, 1)
    assert (ApiMonth.objects.get().creates, IdempotencyKey.objects.count()) == (1, 1)
    assert ApiRequest.objects.filter(credits__gt=0).count() == 1


def test_many_at_once_make_as_many_as_the_minute_has(program, people):
    on_plan(people)
    answers = at_once([lambda number=number: ask_with(program, f"k{number}", STORY) for number in range(MANY)])
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(200), statuses.count(429)) == (3, MANY - 3)
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in answers if answer.status_code == 429)
    assert (Generation.objects.count(), Issue.objects.count(), Series.objects.filter(title="API").count()) == (3, 3, 1)
    assert ApiMonth.objects.get().credits == 6
