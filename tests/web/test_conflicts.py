"""Two people who save the same thing: the second is told and chooses; different fields are merged; nothing is lost."""

import datetime
import html
import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from comics.actions import covers, page_order
from comics.actions.errors import Overtaken
from comics.actions.lettering import change_lettering
from comics.actions.merging import based_on, mark, merged, moment, read_basis
from comics.models import Character, Lettering, Location, Page, Take
from tests.rows import draw_issue
from tests.studio import SCRIPT, make_people

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people, django_capture_on_commit_callbacks):
    return draw_issue(people, django_capture_on_commit_callbacks, text=SCRIPT, languages=["fr"])


@pytest.fixture
def line(issue):
    return Lettering.objects.get(panel__page__issue=issue, speaker="Ren")


@pytest.fixture
def olga(people):
    client = Client()
    client.force_login(people.owner)
    return client


@pytest.fixture
def mila(people):
    client = Client()
    client.force_login(people.member)
    return client


def basis_in(answer, key):
    """What the form of that key carries, read off the page as a browser does."""
    found = re.search(rf'name="based_on" value="([^"]*)" data-basis="{key}"', answer.content.decode())
    return html.unescape(found.group(1))


def fields_of(answer):
    """The hidden fields of the panel that keeps mine."""
    found = re.findall(r'<textarea name="(\w+)" hidden>([^<]*)</textarea>', answer.content.decode())
    return {name: html.unescape(value) for name, value in found}


def test_the_second_save_of_the_same_words_is_told_and_both_versions_are_there(olga, mila, issue, line):
    shown = reverse("editor", args=[issue.pk]) + f"?panel={line.panel_id}&tab=lettering"
    basis = basis_in(olga.get(shown), f"words-{line.pk}")
    words = {"kind": "speech", "speaker": "Ren", "based_on": basis}
    change = reverse("change_lettering", args=[line.pk])
    assert mila.post(change, {**words, "text": "Where is home?"}, headers=HTMX).status_code == 200
    told = olga.post(change, {**words, "text": "Who sent you?"}, headers=HTMX)
    assert told.status_code == 409
    assert told.headers["HX-Retarget"] == "#overtaken"
    body = told.content.decode()
    assert "mila changed these words" in body
    assert "Where is home?" in body
    assert "Who sent you?" in body
    line.refresh_from_db()
    assert line.text == "Where is home?"
    # Keeping mine sends the same again, based on what was shown beside it.
    kept = olga.post(change, fields_of(told), headers=HTMX)
    assert kept.status_code == 200
    line.refresh_from_db()
    assert line.text == "Who sent you?"


def test_without_scripts_the_choice_is_a_page_of_its_own(olga, mila, line):
    change = reverse("change_lettering", args=[line.pk])
    words = {"kind": "speech", "speaker": "Ren", "based_on": based_on({"text": line.text, "kind": "speech", "speaker": "Ren"})}
    mila.post(change, {**words, "text": "Where is home?"})
    told = olga.post(change, {**words, "text": "Who sent you?"}, headers={"Referer": "http://testserver/issues/1/pages/"})
    assert told.status_code == 409
    assert b"<!doctype html>" in told.content
    assert b'href="http://testserver/issues/1/pages/"' in told.content
    assert olga.post(change, fields_of(told)).status_code == 302
    line.refresh_from_db()
    assert line.text == "Who sent you?"


def test_the_way_back_never_leaves_the_studio(olga, mila, line):
    change = reverse("change_lettering", args=[line.pk])
    words = {"kind": "speech", "speaker": "Ren", "based_on": based_on({"text": line.text})}
    mila.post(change, {**words, "text": "Where is home?"})
    told = olga.post(change, {**words, "text": "No."}, headers={**HTMX, "HX-Current-URL": "https://evil.test/"})
    assert told.status_code == 409
    assert b"evil.test" not in told.content


def test_ones_own_second_tab_is_somebody_else_too(olga, line):
    change = reverse("change_lettering", args=[line.pk])
    words = {"kind": "speech", "speaker": "Ren", "based_on": based_on({"text": line.text, "speaker": "Ren"})}
    olga.post(change, {**words, "text": "One."})
    told = olga.post(change, {**words, "text": "Two."}, headers=HTMX)
    assert told.status_code == 409
    assert "You yourself, in another window, changed these words" in told.content.decode()


def test_different_fields_are_merged_without_a_word(olga, mila, line):
    change = reverse("change_lettering", args=[line.pk])
    basis = based_on({"kind": "speech", "speaker": "Ren", "text": line.text})
    mila.post(change, {"kind": "thought", "speaker": "Ren", "text": line.text, "based_on": basis})
    answer = olga.post(change, {"kind": "speech", "speaker": "Ren", "text": "Mine.", "based_on": basis}, headers=HTMX)
    assert answer.status_code == 200
    line.refresh_from_db()
    assert (line.kind, line.text) == ("thought", "Mine.")
    # The form still shows the old kind; saving once more does not take hers back.
    renewed = json.loads(answer.headers["HX-Trigger"])["based-on"]
    assert renewed["key"] == f"words-{line.pk}"
    sent = {"kind": "speech", "speaker": "Ren", "text": "Mine, longer.", "based_on": renewed["value"]}
    assert olga.post(change, sent, headers=HTMX).status_code == 200
    line.refresh_from_db()
    assert (line.kind, line.text) == ("thought", "Mine, longer.")


def test_a_save_that_changes_nothing_conflicts_with_nothing(olga, mila, line):
    change = reverse("change_lettering", args=[line.pk])
    sent = {"kind": "speech", "speaker": "Ren", "text": line.text}
    sent["based_on"] = based_on(sent)
    mila.post(change, {**sent, "text": "Hers."})
    assert olga.post(change, sent, headers=HTMX).status_code == 200
    line.refresh_from_db()
    assert line.text == "Hers."


def drags(line):
    place = {"at_x": "0.3", "at_y": "0.2"}
    return (
        reverse("move_lettering", args=[line.pk]),
        {"at": [None, None], "tail": [None, None]},
        place,
        {"at_x": "0.7", "at_y": "0.2"},
    )


def dresses(line):
    values = {"bold": False, "italic": False, "font": "", "scale": 1.0, "design": "", "turn": None, "arc": None}
    return reverse("dress_lettering", args=[line.pk]), values, {"scale": "120"}, {"scale": "90"}


def frames(line):
    return (
        reverse("frame_panel", args=[line.panel_id]),
        {"border": "", "bleeds": False},
        {"border": "rough"},
        {"border": "none"},
    )


def borders(line):
    return reverse("border_page", args=[line.panel.page_id]), {"border": ""}, {"border": "rough"}, {"border": "none"}


def papers(line):
    now = {"page_format": ""}
    return reverse("set_page_format", args=[line.panel.page_id]), now, {"page_format": "a5"}, {"page_format": "a4"}


def layouts(line):
    page = line.panel.page
    now = {"layout": [page.layout, []]}
    return reverse("choose_layout", args=[page.pk]), now, {"layout": "grid-1x3"}, {"layout": "big-first"}


def views(line):
    take = line.panel.chosen
    one, other = {"x": "0.4", "y": "0.5", "zoom": "1.5"}, {"x": "0.6", "y": "0.5", "zoom": "1.5"}
    return reverse("set_view", args=[take.pk]), {"view": []}, one, other


def orders(line):
    panels = list(line.panel.page.panels.live().order_by("position"))
    address = reverse("move_panel", args=[panels[0].pk])
    return address, {"position": [panel.pk for panel in panels]}, {"position": "3"}, {"position": "2"}


def cells(line):
    address = reverse("translate_lettering", args=[line.pk])
    return address, {"text": ""}, {"language": "fr", "text": "Perdue ?"}, {"language": "fr", "text": "Égarée ?"}


def styles(line):
    series = line.panel.page.issue.series
    style = {"title": series.title, "preset": "render", "page_format": "us_comic", "direction": "ltr", "language": "en"}
    style |= {"border": "line", "capitals": "on"}
    return (
        reverse("change_series", args=[series.pk]),
        {"palette": ""},
        {**style, "palette": "rain"},
        {**style, "palette": "sun"},
    )


def cast(line):
    ren = Character.objects.create(series=line.panel.page.issue.series, name="Ren", role="fox")
    address = reverse("change_character", args=[ren.pk])
    return address, {"name": "Ren", "role": "fox"}, {"name": "Ren", "role": "owl"}, {"name": "Ren", "role": "cat"}


def states(line):
    ren = Character.objects.create(series=line.panel.page.issue.series, name="Ren")
    one, other = ({"name": "Ren", "state_name": name, "state_appearance": "x", "state_row": ""} for name in ("Wet", "Old"))
    return reverse("change_character", args=[ren.pk]), {"name": "Ren", "states": []}, one, other


def places(line):
    bridge = Location.objects.create(series=line.panel.page.issue.series, name="Bridge")
    one, other = ({"name": "Bridge", "description": words} for words in ("Old", "New"))
    return reverse("change_place", args=[bridge.pk]), {"name": "Bridge", "description": ""}, one, other


KINDS = [drags, dresses, frames, borders, papers, layouts, views, orders, cells, styles, cast, states, places]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_two_people_save_the_second_is_told(olga, mila, people, line, kind):
    line = Lettering.objects.select_related("panel__page__issue__series", "panel__chosen").get(pk=line.pk)
    address, now, hers, mine = kind(line)
    basis = {"based_on": based_on(now)}
    assert mila.post(address, {**hers, **basis}).status_code == 302
    told = olga.post(address, {**mine, **basis}, headers=HTMX)
    assert told.status_code == 409, told.content.decode()[:500]
    assert "mila changed" in told.content.decode()
    # The same again, as it was shown beside mine, is kept; hers alone conflicts with nothing.
    assert olga.post(address, {**hers, **basis, "nonce": "h" * 24}).status_code == 302
    assert olga.post(address, fields_of(told)).status_code == 302


def test_two_people_who_move_pages_from_one_order(olga, mila, people, issue):
    first = issue.live_pages().first()
    for _ in range(2):
        page_order.add_page(issue, by=people.owner)
    basis = based_on({"position": list(issue.live_pages().values_list("pk", flat=True))})
    address = reverse("move_page", args=[first.pk])
    assert mila.post(address, {"position": "3", "based_on": basis}).status_code == 302
    told = olga.post(address, {"position": "2", "based_on": basis}, headers=HTMX)
    assert told.status_code == 409
    assert "the order of the pages" in told.content.decode()


def test_two_people_at_one_cover_and_its_credits(olga, mila, people, issue):
    cover = covers.add_cover(issue, by=people.owner, kind="front")
    shown = olga.get(reverse("editor", args=[issue.pk]) + f"?page={cover.pk}")
    basis = basis_in(shown, f"cover-{cover.pk}")
    address = reverse("change_cover", args=[cover.pk])
    sent = {"title": "", "subtitle": "", "tagline": "", "numbered": "on", "credits": "", "based_on": basis}
    assert mila.post(address, {**sent, "title": "Rain"}).status_code == 302
    assert olga.post(address, {**sent, "tagline": "It pours"}).status_code == 302
    cover.refresh_from_db()
    assert (cover.cover["title"], cover.cover["tagline"]) == ("Rain", "It pours")
    assert olga.post(address, {**sent, "title": "Fog"}, headers=HTMX).status_code == 409
    assert mila.post(address, {**sent, "credits": "Words: Ann"}).status_code == 302
    told = olga.post(address, {**sent, "credits": "Words: Ben"}, headers=HTMX)
    assert told.status_code == 409
    assert "Ann" in told.content.decode()


def test_a_redraw_never_takes_back_what_somebody_else_lettered_meanwhile(olga, mila, issue, line):
    shown = olga.get(reverse("editor", args=[issue.pk]) + f"?panel={line.panel_id}&tab=prompt").content.decode()
    basis = html.unescape(re.search(r'name="based_on" value="([^"]*)"', shown).group(1))
    caption = html.unescape(re.search(r'<textarea id="caption"[^>]*>([^<]*)<', shown).group(1))
    mila.post(reverse("change_lettering", args=[line.pk]), {"kind": "speech", "speaker": "Ren", "text": "Hers."})
    address = reverse("redraw_panel", args=[line.panel_id])
    sent = {"prompt": "Closer", "based_on": basis, "engine": "storyboard"}
    told = olga.post(address, {**sent, "caption": "Ren: Mine.", "nonce": "a" * 24}, headers=HTMX)
    assert told.status_code == 409
    assert "Hers." in told.content.decode()
    # Words that were not touched are those of the lettering as it is now.
    assert olga.post(address, {**sent, "caption": caption, "nonce": "b" * 24}, headers=HTMX).status_code == 200
    line.refresh_from_db()
    assert line.text == "Hers."


def test_what_was_deleted_meanwhile_is_told_too(olga, mila, line):
    address = reverse("change_lettering", args=[line.pk])
    gone = Lettering.objects.get(pk=line.pk)
    mila.post(reverse("remove_lettering", args=[line.pk]))
    assert olga.post(address, {"kind": "speech", "text": "Hm"}).status_code == 404
    with pytest.raises(Exception, match="deleted this piece"):
        change_lettering(gone, by=Page.objects.first().issue.touched_by, kind="speech", text="Hm")


def test_every_take_has_its_own_view(line):
    assert mark(Take.objects.first().view) == mark([])


@pytest.mark.parametrize("text", ["", None, "{", "[1]", "3", "x" * 30_000])
def test_marks_that_cannot_be_read_are_none(text):
    assert read_basis(text) is None
    assert merged({"a": 1}, {"a": 2}, read_basis(text), thing="it") == {"a": 2}


def test_a_conflict_names_the_field_and_both_values():
    with pytest.raises(Overtaken) as caught:
        merged({"bleeds": True}, {"bleeds": False}, {"bleeds": mark("maybe")}, thing="the frame")
    (clash,) = caught.value.clashes
    assert (clash.label, clash.theirs, clash.mine) == ("Bleeds", "yes", "no")
    assert str(caught.value) == "Somebody changed the frame while you did."


def test_moments_are_told_in_words():
    now = datetime.datetime(2026, 11, 28, tzinfo=datetime.UTC)
    ago = [moment(now - datetime.timedelta(seconds=s), now) for s in (0, 10, 60, 150, 7200, 90_000)]
    assert ago == ["1 second ago", "10 seconds ago", "1 minute ago", "2 minutes ago", "2 hours ago", "1 day ago"]
