"""Plans: which holds for a team, and that finding it costs a door nothing."""

from dataclasses import asdict

import pytest

from comics.models import ApiPlan, Plan, Team, Token, plan_of
from comics.models.plans import DEMO, STANDARD
from tests.studio import make_people

pytestmark = pytest.mark.django_db
PRESS = Plan("press", 30, None, 900, 5000, watermark=True)


@pytest.fixture
def people():
    return make_people()


def of_token(people, queries):
    """The plan as a door finds it: with the token's own query alone."""
    token, secret = Token.objects.make(people.owner, people.team, name="Script", scopes=[])
    Token.objects.filter(pk=token.pk).update(last_used_at="2099-01-01T00:00:00Z")
    with queries(1):
        return plan_of(Token.objects.presented(secret).team)


def test_without_a_plan_the_standard_holds(people, django_assert_num_queries):
    assert of_token(people, django_assert_num_queries) == plan_of(people.team) == STANDARD


def test_the_default_holds_for_teams_without_one(people, django_assert_num_queries):
    ApiPlan.objects.create(**asdict(DEMO))
    ApiPlan.objects.create(**asdict(PRESS), is_default=True)
    assert of_token(people, django_assert_num_queries) == plan_of(people.team) == PRESS


def test_a_team_has_its_own(people, django_assert_num_queries):
    ApiPlan.objects.make_built_in()
    Team.objects.filter(pk=people.team.pk).update(api_plan=ApiPlan.objects.create(**asdict(PRESS)))
    assert of_token(people, django_assert_num_queries) == plan_of(Team.objects.get(pk=people.team.pk)) == PRESS
    assert plan_of(people.member.personal_team) == STANDARD


def test_preparing_makes_the_two_plans_once_and_leaves_what_the_operator_made_of_them():
    for _ in range(2):
        ApiPlan.objects.make_built_in()
    assert {plan.terms for plan in ApiPlan.objects.all()} == {DEMO, STANDARD}
    assert ApiPlan.objects.get(is_default=True).terms == STANDARD
    assert (DEMO.creates_per_minute, DEMO.creates_per_day, DEMO.watermark) == (4, 15, True)
    assert (STANDARD.creates_per_minute, STANDARD.creates_per_day, STANDARD.watermark) == (10, None, False)
    ApiPlan.objects.filter(name="demo").delete()
    ApiPlan.objects.make_built_in()
    assert [plan.name for plan in ApiPlan.objects.all()] == ["standard"]
