"""The API page of a team and the log of its programs: who sees which lines, the filter, the parts."""

import datetime
import re
from html import unescape

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from comics.actions import credits
from comics.models import ApiPlan, ApiRequest, Member, Team, Token
from comics.models.plans import DEMO
from comics.web import api_requests
from tests.studio import make_people

pytestmark = pytest.mark.django_db
ALL = ["old", "fault", "limited", "refused", "new"]


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def tokens(people):
    return [
        Token.objects.make(person, people.team, name=name, scopes=[])[0]
        for person, name in ((people.owner, "Olga’s script"), (people.member, "Mira’s script"))
    ]


@pytest.fixture
def page(client, people):
    """What a person reads on an address, without the tags."""

    def read(person, name="team_requests", status=200, **query):
        client.force_login(person)
        answer = client.get(reverse(name, args=[people.team.pk]), query)
        assert answer.status_code == status
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())

    return read


def line(token, id, ago=0, **fields):
    usual = {"door": "rest", "method": "GET", "endpoint": "/v1/issues/{id}", "status": 200, "latency_ms": 7}
    made = ApiRequest.objects.create(team=token.team, token=token, request_id=f"req_{id}", **usual | fields)
    ApiRequest.objects.filter(pk=made.pk).update(created_at=timezone.now() - datetime.timedelta(minutes=ago))
    return made


def ids(text):
    return re.findall(r"req_(\w+)", text)


def test_owners_see_all_lines_and_others_those_of_their_own_tokens(page, people, tokens):
    line(tokens[0], "olga")
    line(tokens[1], "mira")
    assert ids(page(people.owner)) == ["mira", "olga"]
    assert ids(page(people.member)) == ["mira"]
    assert ids(page(people.member, token=tokens[0].pk)) == []
    assert "No request is like that." in page(people.member, id="req_olga")
    assert "Olga’s script" not in page(people.member)
    for name in ("team_requests", "team_api"):
        page(people.stranger, name, 404)


def test_who_left_the_team_sees_nothing(page, people, tokens):
    line(tokens[1], "mira")
    Member.objects.filter(user=people.member).delete()
    page(people.member, status=404)


def test_lines_of_other_teams_are_not_there(page, people):
    other = Team.objects.create(name="Other")
    Member.objects.create(team=other, user=people.owner, role="owner")
    line(Token.objects.make(people.owner, other, name="Other", scopes=[])[0], "other")
    assert "Nothing yet." in page(people.owner)
    assert "Nothing yet." in page(people.owner, before=999)


def test_a_line_tells_what_was_asked_and_what_came_of_it(page, people, tokens):
    line(tokens[0], "a", method="POST", endpoint="/v1/comics/generations", object="gen_7", credits=8, latency_ms=1234)
    line(tokens[0], "b", door="mcp", method="POST", endpoint="get_api_usage", status=429)
    line(tokens[1], "c", endpoint="", status=404)
    tokens[1].delete()
    text = page(people.owner)
    assert "req_c GET an unknown address A token that is gone 404 7 ms" in text
    assert "req_b POST get_api_usage MCP Olga’s script olga 429 7 ms" in text
    assert "req_a POST /v1/comics/generations gen_7 Olga’s script olga 200 1,234 ms 8 credits" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "2"}, ["old", "new"]),
        ({"status": "4"}, ["limited", "refused"]),
        ({"status": "429"}, ["limited"]),
        ({"status": "5"}, ["fault"]),
        ({"time": "hour"}, ["fault", "limited", "refused", "new"]),
        ({"time": "day", "status": "2"}, ["old", "new"]),
        ({"endpoint": "/v1/comics/usage"}, ["fault"]),
        ({"id": "refused"}, ["refused"]),
        ({"id": " req_refused "}, ["refused"]),
        (
            {"status": "nonsense", "time": "nonsense", "token": "x", "before": "x"},
            ["old", "fault", "limited", "refused", "new"],
        ),
        ({"id": "\x00"}, ["old", "fault", "limited", "refused", "new"]),
    ],
)
def test_the_filter(client, people, tokens, query, found):
    line(tokens[0], "new", ago=1)
    line(tokens[0], "refused", ago=2, status=422)
    line(tokens[0], "limited", ago=3, status=429)
    line(tokens[0], "fault", ago=4, status=500, endpoint="/v1/comics/usage")
    line(tokens[0], "old", ago=90)
    client.force_login(people.owner)
    text = client.get(reverse("team_requests", args=[people.team.pk]), query).content.decode()
    assert set(re.findall(r">req_(\w+)<", text)) == set(found)


def test_parts_follow_each_other_whatever_comes_meanwhile(client, people, tokens, monkeypatch):
    monkeypatch.setattr(api_requests, "LINES", 3)
    for number in range(7):
        line(tokens[0], number, status=200 if number else 500)
    client.force_login(people.owner)
    address, seen = f"{reverse('team_requests', args=[people.team.pk])}?status=2", []
    while address:
        text = client.get(address).content.decode()
        seen += re.findall(r">req_(\w+)<", text)
        line(tokens[0], "late")
        older = re.search(r'href="(\?[^"]*before=\d+)"', text)
        address = older and reverse("team_requests", args=[people.team.pk]) + unescape(older[1])
    assert seen == ["6", "5", "4", "3", "2", "1"]
    assert (
        "There is nothing older." in client.get(reverse("team_requests", args=[people.team.pk]), {"before": 1}).content.decode()
    )


def test_the_log_asks_the_database_as_much_for_many_lines_as_for_few(client, people, tokens, django_assert_max_num_queries):
    client.force_login(people.owner)
    address = reverse("team_requests", args=[people.team.pk])
    client.get(address)
    for number in range(60):
        line(tokens[number % 2], number)
    with django_assert_max_num_queries(8):
        client.get(address)


def test_the_api_page_tells_address_plan_and_credits(page, people, tokens, client):
    Team.objects.filter(pk=people.team.pk).update(
        api_plan=ApiPlan.objects.create(**{name: getattr(DEMO, name) for name in DEMO.__dataclass_fields__})
    )
    with transaction.atomic():
        credits.spend(Team.objects.get(pk=people.team.pk), 250)
    line(tokens[0], "a")
    line(tokens[1], "b", status=422)
    line(tokens[1], "c", status=500)
    line(tokens[1], "d", ago=60 * 25)
    text = page(people.owner, "team_api")
    for words in ("Plan: demo", "4 a minute, 15 a day", "with a watermark", "250 of 1,000 used this month, 750 left"):
        assert words in text, words
    for words in ("3 requests", "1 refused", "1 fault of the studio"):
        assert words in text, words
    assert 'value="http://testserver/v1"' in client.get(reverse("team_api", args=[people.team.pk])).content.decode()
    assert "2 requests" in page(people.member, "team_api")


def test_an_api_that_nobody_used(page, people):
    text = page(people.member, "team_api")
    assert "Plan: standard" in text
    assert "No program asked for anything." in text
    assert "Nothing yet. Every request" in page(people.member)
