"""The page that tells how programs connect by MCP: what is to be copied is right, and holds no secret."""

import html
import json
import re

import pytest
from django.urls import reverse

from comics.mcp.offered import TOOLS
from comics.models import Token
from comics.vocabulary import Scope
from comics.web import connecting
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def page(people, client):
    client.force_login(people.owner)
    return client.get(reverse("team_mcp", args=[people.team.pk])).content.decode()


def copied(page, slug):
    """The text that the button of one program copies."""
    (found,) = re.findall(rf'<textarea id="{slug}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return html.unescape(found)


@pytest.mark.parametrize("slug", ["json", "cursor"])
def test_the_plain_form_is_that_of_the_documents(page, slug):
    assert json.loads(copied(page, slug)) == {
        "mcpServers": {
            "panelwright": {
                "url": "http://testserver/api/mcp",
                "headers": {"Authorization": "Bearer YOUR_API_TOKEN"},
            }
        }
    }


def test_each_of_the_others_has_the_address_and_a_place_for_the_token(page):
    assert copied(page, "claude-code") == (
        "claude mcp add --transport http panelwright http://testserver/api/mcp \\\n"
        '  --header "Authorization: Bearer YOUR_API_TOKEN"'
    )
    (server,) = json.loads(copied(page, "claude-desktop"))["mcpServers"].values()
    assert server["env"] == {"AUTHORIZATION": "Bearer YOUR_API_TOKEN"}
    assert server["args"][2:] == ["http://testserver/api/mcp", "--header", "Authorization:${AUTHORIZATION}", "--allow-http"]
    code = json.loads(copied(page, "vs-code"))
    assert code["servers"]["panelwright"]["url"] == "http://testserver/api/mcp"
    assert code["servers"]["panelwright"]["headers"] == {"Authorization": f"Bearer ${{input:{code['inputs'][0]['id']}}}"}


def test_every_button_copies_something_that_is_there(page):
    for slug in re.findall(r'data-copies="([^"]+)"', page):
        assert f'id="{slug}"' in page


def test_over_tls_the_bridge_needs_no_leave():
    bridge = next(one for one in connecting.recipes("https://comics.example.org/api/mcp") if one.slug == "claude-desktop")
    assert "--allow-http" not in bridge.text


def test_no_token_is_on_it(people, client):
    Token.objects.make(people.owner, people.team, name="program", scopes=list(Scope))
    client.force_login(people.owner)
    assert "pw_" not in client.get(reverse("team_mcp", args=[people.team.pk])).content.decode()


def test_the_tools_on_it_are_those_that_are_offered():
    assert [name for _, name, _ in connecting.TOOLS] == list(TOOLS)


def test_the_team_and_a_new_token_lead_to_it(people, client):
    client.force_login(people.owner)
    address = reverse("team_mcp", args=[people.team.pk])
    assert address in client.get(reverse("team", args=[people.team.pk])).content.decode()
    sent = {"name": "Editor", "team": people.team.pk, "scopes": ["read"], "days": "30", "nonce": "n" * 20}
    assert address in client.post(reverse("make_token"), sent).content.decode()
