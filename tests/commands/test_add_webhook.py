"""`manage.py add_webhook`: the secret is the last line, and wrong words are said."""

import io

import pytest
from django.core.management import CommandError, call_command

from comics.models import WebhookEndpoint
from comics.vocabulary import HookEvent
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def add(*options):
    said = io.StringIO()
    call_command("add_webhook", *options, stdout=said)
    return said.getvalue().splitlines()


def test_the_last_line_is_the_secret(people):
    summary, secret = add("OLGA@example.test", "https://hooks.example/a?b=c", "--team", "Lantern Press")
    endpoint = WebhookEndpoint.objects.get()
    assert summary == "hooks.example is told of all that happens in Lantern Press. It is signed with:"
    assert (endpoint.open(), endpoint.team, endpoint.created_by) == ([secret], people.team, people.owner)
    assert endpoint.events == list(HookEvent)
    assert secret.startswith("whsec_")
    assert len(secret) == 49  # 43 signs of Base64 hold 256 bits


def test_by_default_it_is_the_personal_team(people):
    add(people.member.email, "https://hooks.example/")
    assert WebhookEndpoint.objects.get().team == people.member.personal_team


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("nobody@example.test", "https://hooks.example/"), "Nobody here"),
        (("mila@example.test", "https://hooks.example/", "--team", "Lantern Press"), "no team “Lantern Press”"),
        (("stan@example.test", "https://hooks.example/", "--team", "Lantern Press"), "no team “Lantern Press”"),
        (("olga@example.test", "http://hooks.example/"), "https://"),
        (("olga@example.test", "https://10.0.0.1/"), "private network"),
    ],
)
def test_what_is_wrong_is_said(people, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        add(*options)
    assert not WebhookEndpoint.objects.exists()
