"""Usage pages: who sees which lines, what they add up to, the filter, the chart, the CSV, and budgets."""

import csv
import datetime
import io
import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from comics.actions.budgets import set_budget
from comics.models import Budget, Charge, Key, Series, Team
from comics.vocabulary import SPENT_OUTCOMES, Outcome
from comics.web.usage_chart import scale_top
from comics.web.usage_csv import harmless
from comics.web.usage_filter import OUTCOMES, Filter
from tests.charges import make_charge
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def key(people):
    return Key.objects.create(owner=people.owner, team=people.team, engine="kling", name="Olga’s Kling")


@pytest.fixture
def page(client, people):
    """What a person reads on an address, without the tags."""

    def read(person, name="team_usage", pk=None, status=200, **query):
        client.force_login(person)
        answer = client.get(reverse(name, args=[pk or people.team.pk]), query)
        assert answer.status_code == status
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())

    return read


@pytest.fixture
def table(client, people):
    """The rows of the CSV file, each by the names of its columns."""

    def read(person, name="download_team_usage", pk=None, **query):
        client.force_login(person)
        answer = client.get(reverse(name, args=[pk or people.team.pk]), query)
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return read


def test_every_member_sees_the_lines_of_the_team_and_a_stranger_nothing(people, key, page):
    make_charge(people.team, by=people.owner, key=key, series=Series.objects.create(team=people.team, title="The Fox"))
    for person in (people.owner, people.member):
        shown = page(person)
        assert "olga Launch, 4 panels The Fox " in shown
        assert " Olga’s Kling Waiting Not known" in shown
    page(people.stranger, status=404)


def test_usage_leads_to_the_own_team_and_then_to_the_last_one(client, people):
    client.force_login(people.owner)
    assert client.get(reverse("usage")).url == reverse("team_usage", args=[people.owner.personal_team.pk])
    shown = client.get(reverse("team_usage", args=[people.team.pk])).content.decode()
    assert reverse("team_usage", args=[people.owner.personal_team.pk]) in shown
    assert client.get(reverse("usage")).url == reverse("team_usage", args=[people.team.pk])
    people.team.members.all().delete()
    assert client.get(reverse("usage")).url == reverse("team_usage", args=[people.owner.personal_team.pk])


def test_a_keys_owner_sees_all_its_lines_and_nobody_else_that_page(people, key, page, table):
    other = Team.objects.create(name="Elsewhere")
    make_charge(people.team, by=people.member, key=key)
    make_charge(other, by=people.stranger, key=key)
    make_charge(people.team, by=people.owner)
    shown = page(people.owner, "key_usage", key.pk)
    assert "2 lines" in shown
    assert " stan Launch, 4 panels" in shown
    assert len(table(people.owner, "download_key_usage", key.pk)) == 2
    assert [row["Team"] for row in table(people.owner, "download_key_usage", key.pk, team=other.pk)] == ["Elsewhere"]
    for person in (people.member, people.stranger):
        page(person, "key_usage", key.pk, status=404)
        page(person, "download_key_usage", key.pk, status=404)
    Key.objects.filter(pk=key.pk).update(revoked_at=timezone.now())
    assert "2 lines" in page(people.owner, "key_usage", key.pk)
    assert " stan Launch" not in page(people.member)


def test_a_page_without_lines_explains_itself(people, page):
    assert "Nothing yet." in page(people.owner)
    make_charge(people.team)
    assert "Choose another month or year above." in page(people.owner, period="2025-01")
    assert "No line in" in page(people.owner, kind="redraw")


def test_the_filter_narrows_to_what_is_asked(people, key, table):
    now = timezone.now()
    make_charge(people.team, by=people.owner, key=key, kind="redraw", panels=1, outcome="charged")
    make_charge(people.team, by=people.member, engine="depicta", panels=2)
    make_charge(people.team, by=people.member, panels=3, at=now - datetime.timedelta(days=370))

    def found(**query):
        return [int(row["Panels"]) for row in table(people.owner, **query)]

    assert found() == [2, 1]
    assert found(engine="kling") == [1]
    assert found(key=key.pk) == [1]
    assert found(member=people.member.pk) == [2]
    assert found(kind="redraw") == [1]
    assert found(outcome="reserved") == [2]
    assert found(period=f"{now - datetime.timedelta(days=370):%Y-%m}") == [3]
    assert found(member=people.stranger.pk) == []


@pytest.mark.parametrize(
    "query",
    [
        {"period": "2026-13"},
        {"period": "99999"},
        {"period": "2026-11-01\x00"},
        {"engine": "x\x00"},
        {"unit": "\x00"},
        {"key": "1e5", "member": "-1", "team": "９"},
        {"key": "9" * 40},
        {"kind": "x", "outcome": "x", "page": "x"},
        {"page": "999"},
    ],
)
def test_an_address_that_makes_no_sense_shows_the_month(people, page, query):
    make_charge(people.team)
    assert "1 line " in page(people.owner, **query)


def test_a_day_is_one_of_the_sites_time_zone(people, page, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    at = datetime.datetime(2026, 2, 28, 23, 30, tzinfo=datetime.UTC)
    make_charge(people.team, at=at, panels=7)
    make_charge(people.team, at=at + datetime.timedelta(days=1), panels=2, outcome="void")
    assert "Day Panels 1 March 7 In all 7" in page(people.owner, period="2026-03")
    assert "Month Panels March 2026 7 In all 7" in page(people.owner, period="2026")
    assert "Nothing in February 2026." in page(people.owner, period="2026-02")


def test_an_estimate_is_never_shown_as_if_it_were_the_price(people, page):
    make_charge(people.team, estimated=Decimal(1), unit="credits")
    assert "1 credit estimated" in page(people.owner)
    Charge.objects.update(reported=Decimal("0.5"), reported_unit="EUR")
    assert "0.5 EUR estimated 1 credit" in page(people.owner)
    Charge.objects.update(outcome="void")
    assert "Not sent Nothing estimated 1 credit" in page(people.owner)


def test_the_page_asks_as_much_for_many_lines_as_for_one(client, people, key, django_assert_max_num_queries):
    set_budget(people.team, user=None, unit="EUR", amount=Decimal(5))
    for number in range(60):
        who = people.owner if number % 2 else people.member
        make_charge(people.team, by=who, key=key, estimated=Decimal(1), unit="EUR")
    client.force_login(people.owner)
    address = reverse("team_usage", args=[people.team.pk])
    client.get(address)
    with django_assert_max_num_queries(17):
        client.get(address)
    with django_assert_max_num_queries(5):
        b"".join(client.get(reverse("download_team_usage", args=[people.team.pk])).streaming_content)


def test_lines_come_fifty_to_a_page_and_the_newest_first(people, page):
    for number in range(51):
        make_charge(people.team, panels=100 + number, at=timezone.localtime().replace(hour=0, minute=0, second=number % 60))
    first, second = page(people.owner), page(people.owner, page="2")
    assert "1 to 50 of 51" in first
    assert first.index("150 panels") < first.index("149 panels")
    assert "100 panels" in second
    assert "101 panels" not in second


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_no_cell_of_the_csv_is_a_formula(people, table, words):
    series = Series.objects.create(team=people.team, title=words)
    make_charge(people.team, series=series)
    assert table(people.owner)[0]["Series"] == f"'{words}"
    assert harmless("Ren = fox") == "Ren = fox"


def test_the_csv_has_every_column_and_reads_as_utf_8(client, people, key, table):
    series = Series.objects.create(team=people.team, title='Zoë, "the fox"\nReturns')
    at = datetime.datetime(2026, 3, 5, 12, 30, tzinfo=datetime.UTC)
    make_charge(people.team, by=people.owner, key=key, series=series, at=at, estimated=Decimal("20.5"), unit="credits")
    assert table(people.owner, period="2026-03") == [
        {
            "When (UTC)": "2026-03-05 12:30:00",
            "Team": "Lantern Press",
            "Member": "olga",
            "Series": 'Zoë, "the fox"\nReturns',
            "Engine": "kling",
            "Key": "Olga’s Kling",
            "Kind": "Launch",
            "Panels": "4",
            "Estimated price": "20.5",
            "Estimated in": "credits",
            "Reported price": "",
            "Reported in": "",
            "Outcome": "Waiting",
        }
    ]
    answer = client.get(reverse("download_team_usage", args=[people.team.pk]), {"period": "2026-03"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="usage-2026-03.csv"'
    assert b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbfWhen")


PRICE = st.one_of(st.none(), st.decimals(0, 50, places=4))
LINE = st.tuples(
    *(st.sampled_from(list(Outcome)), st.integers(1, 20), st.sampled_from(["kling", "depicta"]), st.booleans()),
    *(PRICE, st.sampled_from(["credits", "EUR"]), PRICE, st.sampled_from(["credits", "EUR"])),
)
ASKED = st.fixed_dictionaries(
    {},
    optional={"engine": st.sampled_from(["kling", "depicta"]), "outcome": st.sampled_from(list(Outcome)), "mine": st.just("")},
)


@how(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(lines=st.lists(LINE, max_size=6), asked=ASKED)
def test_the_sums_of_a_filter_are_those_of_its_csv(people, table, lines, asked):
    Charge.objects.all().delete()
    for outcome, panels, engine, mine, estimated, unit, reported, reported_unit in lines:
        make_charge(
            people.team,
            by=people.owner if mine else people.member,
            engine=engine,
            outcome=outcome.value,
            panels=panels,
            estimated=estimated,
            unit="" if estimated is None else unit,
            reported=reported,
            reported_unit="" if reported is None else reported_unit,
        )
    query = {name: value for name, value in asked.items() if name != "mine"}
    if "mine" in asked:
        query["member"] = str(people.owner.pk)
    rows = [row for row in table(people.owner, **query) if row["Outcome"] in {OUTCOMES[each] for each in SPENT_OUTCOMES}]
    expected = {"panels": Decimal(sum(int(row["Panels"]) for row in rows))}
    for row in rows:
        if row["Reported in"]:
            expected[row["Reported in"]] = expected.get(row["Reported in"], 0) + Decimal(row["Reported price"])
        if row["Estimated in"] and row["Estimated in"] != row["Reported in"]:
            expected[row["Estimated in"]] = expected.get(row["Estimated in"], 0) + Decimal(row["Estimated price"])
    assert Filter(query).apply(Charge.objects.filter(team=people.team)).totals() == expected


@given(most=st.decimals(0, 10**9, places=4))
def test_the_scale_ends_at_or_above_its_highest_bar_and_not_far_above(most):
    assert most <= scale_top(most) <= max(Decimal(2), most * 2)


def send(client, person, people, **data):
    client.force_login(person)
    return client.post(reverse("set_budget", args=[people.team.pk]), {"user": "", "amount": "20", "unit": "EUR", **data})


def test_an_owner_sets_changes_and_removes_budgets(client, people, page):
    assert send(client, people.owner, people).status_code == 302
    send(client, people.owner, people, amount="8", user=people.member.pk, unit="panels")
    make_charge(people.team, by=people.member, estimated=Decimal("5.5"), unit="EUR")
    shown = page(people.owner)
    assert "The whole team 20 EUR a month 5.5 used this month, 14.5 left" in shown
    assert "mila 8 panels a month 4 used this month, 4 left" in shown
    send(client, people.owner, people, amount="30")
    team_budget = Budget.objects.get(user=None)
    assert team_budget.amount == 30
    assert client.post(reverse("remove_budget", args=[team_budget.pk])).status_code == 302
    assert Budget.objects.get().user == people.member


def test_a_member_reads_the_teams_and_their_own_budget_and_changes_none(client, people, page):
    for user in (None, people.member, people.owner):
        set_budget(people.team, user=user, unit="EUR", amount=Decimal(9))
    shown = page(people.member)
    assert "mila 9 EUR a month" in shown
    assert "olga 9 EUR" not in shown
    assert "Set budget" not in shown
    assert send(client, people.member, people).status_code == 403
    assert client.post(reverse("remove_budget", args=[Budget.objects.first().pk])).status_code == 403
    assert send(client, people.stranger, people).status_code == 404
    assert client.post(reverse("remove_budget", args=[Budget.objects.first().pk])).status_code == 404
    assert Budget.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"amount": "-1"}, "Give a number from 0 to 99,999,999"),
        ({"amount": "1e12"}, "Give a number from 0 to 99,999,999"),
        ({"amount": "NaN"}, "Give a number from 0 to 99,999,999"),
        ({"unit": " "}, "This field is required"),
        ({"user": "stranger"}, "Select a valid choice"),
    ],
)
def test_a_budget_that_is_none_is_refused_beside_its_field(client, people, wrong, sentence):
    if "user" in wrong:
        wrong = {"user": people.stranger.pk}
    answer = send(client, people.owner, people, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Budget.objects.exists()
