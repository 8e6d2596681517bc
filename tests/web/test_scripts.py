"""The script desk: both sides in step, saved as typed, guarded against two tabs."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comics.models import Character, Script
from comics.scripting.parse import parse
from tests.studio import SCRIPT, flat_engine, make_issue, make_people

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return make_issue(people)


def save(client, issue, **data):
    return client.post(reverse("save_script", args=[issue.pk]), {"version": 1, **data}, **JSON)


def test_owner_member_and_stranger_at_every_address(client, people, issue):
    for name, method, least in (
        ("script", "get", "viewer"),
        ("save_script", "post", "editor"),
        ("import_script", "post", "editor"),
        ("adopt_cast", "post", "editor"),
    ):
        address = reverse(name, args=[issue.pk])
        client.force_login(people.stranger)
        assert getattr(client, method)(address).status_code == 404, name
        client.force_login(people.member)
        assert getattr(client, method)(address).status_code == (200 if least == "viewer" else 403), name
        client.logout()
        assert getattr(client, method)(address).status_code == 302, name
        client.force_login(people.owner)
        with flat_engine():
            assert getattr(client, method)(address).status_code in (200, 302, 422), name


def test_the_desk_shows_form_text_pages_and_review(client, people, issue):
    client.force_login(people.owner)
    shown = client.get(reverse("script", args=[issue.pk])).content.decode()
    assert shown.count('data-card="panel"') == 3 + 1  # and the template that new cards are made of
    assert "Wide shot of a rainy alley at dusk" in shown
    assert "1 page · 3 panels" in shown
    assert "style=" not in shown


def test_a_viewer_reads_the_desk_and_cannot_write_on_it(client, people, issue):
    client.force_login(people.member)
    shown = client.get(reverse("script", args=[issue.pk])).content.decode()
    assert "data-locked" in shown
    assert "data-card-do" not in shown
    assert re.search(r'<textarea id="script-text"[^>]* readonly', shown)


def test_text_that_is_typed_comes_back_as_form_review_and_breakdown(client, people, issue):
    client.force_login(people.owner)
    text = "Panels:\n1) Wide shot of a harbor; Tuva waits.\n2) Close shot; she smiles.\n"
    answer = save(client, issue, side="text", text=text).json()
    assert answer["version"] == 2
    assert answer["text"] == text
    assert answer["form"].count('data-card="panel"') == 2 + 1
    assert "she smiles." in answer["form"]
    assert "2 panels" in answer["count"]
    assert answer["breakdown"].count("<rect") == 2
    assert answer["panels"] == [2, 3]
    assert Script.objects.get().text == text


def fields_of(html):
    """What a browser would post of the form side."""
    side = html.partition("data-desk-fields")[2].partition("<template")[0]
    found = re.findall(r'<textarea name="(\w+)"[^>]*>\n(.*?)</textarea>', side, re.DOTALL)
    found += re.findall(r'<input type="hidden" name="(panel_break)" value="(\d?)"', side)
    data: dict[str, list[str]] = {}
    for name, value in found:
        data.setdefault(name, []).append(value.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&"))
    return data


def test_the_form_that_is_shown_writes_the_script_that_it_shows(client, people, issue):
    client.force_login(people.owner)
    html = client.get(reverse("script", args=[issue.pk])).content.decode()
    answer = save(client, issue, side="form", title="", **fields_of(html)).json()
    assert parse(answer["text"]) == parse(SCRIPT)
    assert "form" not in answer  # the side that is typed on is never drawn anew


def test_a_script_of_four_hundred_panels_is_saved_from_the_form(client, people, issue):
    client.force_login(people.owner)
    fields = {f"panel_{name}": [name] * 400 for name in ("objective", "scene", "action", "dialogue")}
    answer = save(client, issue, side="form", **fields, panel_extra=[""] * 400, panel_break=[""] * 400)
    assert len(parse(answer.json()["text"]).panels) == 400


def test_findings_stand_beside_their_line_and_panel(client, people, issue):
    client.force_login(people.owner)
    text = "[Panels]\n1) Panel objective: Meet\n   - Dialogue / caption: Zoe: " + "word " * 40
    answer = save(client, issue, side="text", text=text).json()
    told = [finding for finding in answer["findings"] if finding["panel"] == 0 and finding["line"] == 3]
    assert told
    assert "line 3" in answer["review"]


def test_an_idea_without_panels_is_no_error_and_an_empty_script_is(client, people, issue):
    client.force_login(people.owner)
    idea = save(client, issue, side="text", text="A cat finds a lantern that whispers.").json()["findings"]
    assert [finding["level"] for finding in idea] == ["hint"]
    empty = client.post(reverse("save_script", args=[issue.pk]), {"side": "text", "text": ""}, **JSON).json()["findings"]
    assert [finding["level"] for finding in empty] == ["error"]


def test_a_second_tab_overwrites_nothing_and_is_told_what_stands_there(client, people, issue):
    client.force_login(people.owner)
    save(client, issue, side="text", text="Panels:\n1) Mine first.\n")
    late = save(client, issue, side="text", text="Panels:\n1) Too late.\n")
    assert late.status_code == 409
    assert "Mine first." in late.json()["text"]
    assert late.json()["version"] == 2
    assert "Mine first." in Script.objects.get().text


def test_text_that_is_too_long_is_refused_and_what_was_there_is_kept(client, people, issue):
    client.force_login(people.owner)
    answer = save(client, issue, side="text", text="x" * 200_001)
    assert answer.status_code == 422
    assert "200,000" in answer.json()["error"]
    assert Script.objects.get().text == SCRIPT


def test_markup_in_a_script_stays_text(client, people, issue):
    client.force_login(people.owner)
    markup = "</textarea></script><img src=x onerror=alert(1)>"
    text = (
        f"Title: {markup}\n[Characters]\n- Name: {markup}\n[Panels]\n1) {markup}\n   - Dialogue / caption: {markup}: {markup}\n"
    )
    answer = save(client, issue, side="text", text=text).json()
    shown = client.get(reverse("script", args=[issue.pk])).content.decode()
    assert "<img src=x" not in answer["form"] + answer["review"] + shown


def test_an_absurd_script_is_read_without_complaint(client, people, issue):
    client.force_login(people.owner)
    absurd = "[[[\x00]]]\n" + "1)\n" * 300 + "Panels:\n" + "a" * 5000 + "\n\ud83d".encode("utf-8", "replace").decode()
    assert save(client, issue, side="text", text=absurd).status_code == 200
    assert client.get(reverse("script", args=[issue.pk])).status_code == 200
    assert client.get(reverse("launch", args=[issue.pk])).status_code == 200


def test_without_scripts_both_forms_save_and_lead_back(client, people, issue):
    client.force_login(people.owner)
    address = reverse("save_script", args=[issue.pk])
    answer = client.post(address, {"side": "text", "text": "Panels:\n1) A cup.\n", "version": 1})
    assert answer.url == reverse("script", args=[issue.pk])
    assert client.post(address, {"side": "text", "text": "Panels:\n", "version": 1}).status_code == 409
    assert "A cup." in Script.objects.get().text


def test_a_file_is_handed_to_the_desk_and_saved_where_there_are_no_scripts(client, people, issue):
    client.force_login(people.owner)
    address = reverse("import_script", args=[issue.pk])
    handed = client.post(address, {"file": SimpleUploadedFile("a.md", b"# Panels\n1) A cup.\n")}, **JSON)
    assert handed.json() == {"text": "# Panels\n1) A cup.\n"}
    assert Script.objects.get().text == SCRIPT
    client.post(address, {"file": SimpleUploadedFile("a.md", b"# Panels\n1) A cup.\n")})
    assert Script.objects.get().text == "# Panels\n1) A cup.\n"
    refused = client.post(address, {"file": SimpleUploadedFile("a.txt", b"\x00\x01\x02\xff" * 50)}, **JSON)
    assert refused.status_code == 422
    assert refused.json()["error"]
    assert client.post(address, **JSON).json()["error"] == "Choose a file first."


def test_those_whom_the_script_describes_join_the_cast_with_one_press(client, people, issue):
    client.force_login(people.owner)
    assert "Ren, Mino" in client.get(reverse("script", args=[issue.pk])).content.decode()
    with flat_engine():
        client.post(reverse("adopt_cast", args=[issue.pk]))
    assert set(Character.objects.values_list("name", flat=True)) == {"Ren", "Mino"}
    assert "Not in the cast" not in client.get(reverse("script", args=[issue.pk])).content.decode()
