"""The API page: tokens are made, shown once, listed without their secret, revoked; pages know no tokens."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comics.actions.tokens import make_token
from comics.bearer import bearer_of
from comics.models import Token
from tests.studio import make_people

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r"pw_[0-9A-Za-z]{49}")


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def owner(people, somebody):
    return somebody(people.owner)


def make(client, team, **sent):
    sent = {"name": "Nightly", "team": team.pk, "scopes": ["read", "export"], "days": "30", "nonce": "n" * 20, **sent}
    return client.post(reverse("make_token"), sent)


def page(client):
    return client.get(reverse("tokens")).content.decode()


def test_it_is_shown_once_and_never_again(owner, people):
    answer = make(owner, people.team)
    (secret,) = set(SHOWN.findall(answer.content.decode()))
    assert "no-store" in answer.headers["Cache-Control"]
    bearer = bearer_of(f"Bearer {secret}")
    assert (bearer.user, bearer.team, bearer.scopes) == (people.owner, people.team, {"read", "export"})
    assert (bearer.token.expires_at - timezone.now()).days == 29
    later = owner.get(reverse("tokens"))
    assert "no-store" in later.headers["Cache-Control"]
    assert "Nightly" in later.content.decode()
    assert secret[:9] in later.content.decode()
    assert not SHOWN.search(later.content.decode())


def test_pressing_twice_makes_one(owner, people):
    make(owner, people.team)
    (secret,) = set(SHOWN.findall(make(owner, people.team).content.decode()))
    assert Token.objects.count() == 1
    assert bearer_of(f"Bearer {secret}")


def test_everybody_sees_their_own_only(owner, people, somebody):
    make(owner, people.team)
    assert "Nightly" in page(owner)
    for person in (people.member, people.stranger):
        assert "Nightly" not in page(somebody(person))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"scopes": []}, "Choose what"),
        ({"scopes": ["rule"]}, "valid choice"),
        ({"days": "7"}, "valid choice"),
        ({"name": ""}, "required"),
        ({"name": "taken"}, "already"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(owner, people, sent, sentence):
    make_token(people.owner, people.team, name="Taken", scopes=["read"])
    answer = make(owner, people.team, **sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Token.objects.count() == 1


def test_nobody_makes_one_for_a_team_they_are_not_in(people, somebody):
    answer = make(somebody(people.stranger), people.team)
    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_one_without_an_end_and_one_that_has_ended_say_so(owner, people):
    make(owner, people.team, days="")
    assert "no end" in page(owner)
    Token.objects.update(expires_at=timezone.now(), last_used_at=timezone.now())
    assert "expired" in page(owner)
    assert "Last used" in page(owner)


def test_revoking_works_at_once_and_also_for_who_may_only_read(owner, people, somebody):
    made = make_token(people.member, people.team, name="Hers", scopes=["read"])
    member = somebody(people.member)
    assert somebody(people.stranger).post(reverse("revoke_token", args=[made.token.pk])).status_code == 404
    answer = member.post(reverse("revoke_token", args=[made.token.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("tokens")
    assert bearer_of(f"Bearer {made.secret}") is None
    assert "Hers" not in page(member).split("<main")[1].split("New token")[0].replace("“Hers” is revoked", "")


def test_pages_know_no_tokens(people):
    made = make_token(people.owner, people.team, name="Nightly", scopes=["read", "draw", "export"])
    client = Client(headers={"Authorization": f"Bearer {made.secret}"})
    for name, args in (("library", []), ("teams", []), ("tokens", []), ("team", [people.team.pk])):
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))
    assert Token.objects.get().last_used_at is None
