"""`manage.py sample`, and who finds what it drew."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from comics.models import Character, Issue, Panel, Series, Team, User
from comics.scripting.samples import Sample
from tests.rows import ONE_PANEL
from tests.studio import flat_engine, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SMALL = Sample(
    "small", "Small Lights", "One panel.", 1, 1, "[Characters]\n- Name: Ren\n  - Role: fox detective\n\n" + ONE_PANEL
)


@pytest.fixture(autouse=True)
def small_sample(monkeypatch):
    """The real sample has its own tests; here it is who gets it that counts."""
    monkeypatch.setattr("comics.management.commands.sample.SAMPLES", (SMALL,))


def sample():
    said = io.StringIO()
    with flat_engine():
        call_command("sample", stdout=said)
    return said.getvalue()


def sign_up(client, name):
    answer = client.post(reverse("account_signup"), {"email": f"{name}@example.test", "password1": "lantern-rain-7"})
    assert answer.url == "/"
    return User.objects.get(email=f"{name}@example.test")


def test_a_new_installation_gets_it_once():
    assert sample() == "Drew the sample issue: Small Lights, 1 pages.\n"
    assert sample() == ""
    assert Issue.objects.count() == 1
    assert Panel.objects.get().chosen is not None
    assert Character.objects.get().portrait is not None


def test_where_there_is_an_account_it_does_nothing():
    make_user("ada")
    assert sample() == ""
    assert not Series.objects.exists()


def test_the_first_who_signs_up_finds_it_and_the_second_does_not(client):
    sample()
    ada = sign_up(client, "ada")
    assert "Small Lights" in client.get("/").content.decode()
    issue = Issue.objects.get()
    assert client.get(reverse("editor", args=[issue.pk])).status_code == 200
    client.logout()
    sign_up(client, "ben")
    assert "Small Lights" not in client.get("/").content.decode()
    assert client.get(reverse("editor", args=[issue.pk])).status_code == 404
    assert issue.series.team == ada.personal_team
    assert not Team.objects.filter(name="The studio").exists()


def test_a_team_that_somebody_named_the_studio_is_not_given_away(client):
    boss = make_user("boss")
    team = Team.objects.create(name="The studio")
    team.members.create(user=boss, role="owner")
    ada = sign_up(client, "ada")
    assert ada.personal_team != team
    assert not team.members.filter(user=ada).exists()


def test_a_sample_that_was_interrupted_is_not_begun_a_second_time(monkeypatch):
    """The sweep finishes what is queued; a second sample beside it would never go away."""

    def interrupted(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("comics.jobs.queue.run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            sample()
    assert sample() == ""
    assert Series.objects.count() == 1
