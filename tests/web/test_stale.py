"""Stale panels on the desk: the mark and the reasons, the list, the price first, accepting."""

import pytest
from django.urls import reverse

from comics.actions.scripts import save_script
from comics.actions.series import change_series
from comics.jobs import queue
from comics.models import Drawing, Issue, Panel, Submission, Take
from comics.models.sources import SCRIPT_CHANGED, STYLE_CHANGED
from tests.studio import flat_engine, launch, make_issue, make_people
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture(autouse=True)
def worker(monkeypatch):
    """Everything that is put on the queue is done at once."""
    with flat_engine() as flat:
        monkeypatch.setattr(queue, "_send", lambda function, ids: queue.run((function, ids)))
        yield flat


@pytest.fixture
def issue(people):
    """Two pages, whose style changed after they were drawn."""
    issue = make_issue(people)
    launch(issue, people, pages=2, per_page=2)
    change_series(issue.series, by=people.owner, palette="ink blue")
    return issue


@pytest.fixture
def owner(client, people):
    client.force_login(people.owner)
    return client


def shown(client, issue, **asked):
    return client.get(reverse("editor", args=[issue.pk]), asked).content.decode()


def asks(key, **values):
    return {"engine": "toy", "options_of": "toy", "options_key": str(key.pk), "priced": f"toy:{key.pk}", **values}


def test_page_filmstrip_and_inspector_tell_what_is_stale_and_why(owner, issue):
    page = shown(owner, issue)
    assert "3 panels are stale" in page
    assert "Page 2, panel 1" in page
    assert "2 of 2 panels stale" in page
    assert "is-stale" in page
    assert "is drawn and stale" in page
    ask = Panel.objects.get(objective="Ask")
    opened = shown(owner, issue, page=ask.page_id, panel=ask.pk)
    assert STYLE_CHANGED in opened
    assert reverse("accept_panel", args=[ask.pk]) in opened


def test_a_viewer_sees_the_list_and_no_button(client, people, issue):
    client.force_login(people.member)
    page = shown(client, issue)
    assert "3 panels are stale" in page
    assert reverse("accept_stale", args=[issue.pk]) not in page


def test_the_desk_of_a_stale_issue_asks_no_more_than_twelve_questions(owner, issue, django_assert_max_num_queries):
    ask = Panel.objects.get(objective="Ask")
    save_script(issue, by=None, text=issue.script.text.replace("Ren kneels", "Ren leaps"))
    for tab in ({}, *({"panel": ask.pk, "tab": tab} for tab in ("prompt", "lettering", "takes"))):
        with django_assert_max_num_queries(12):
            shown(owner, issue, page=ask.page_id, **tab)


def test_one_is_accepted_and_then_all(owner, issue):
    ask = Panel.objects.get(objective="Ask")
    answer = owner.post(reverse("accept_panel", args=[ask.pk]), {"tab": "prompt"}, headers=HTMX)
    assert answer.status_code == 200
    assert 'id="panel-state"' in answer.content.decode()
    assert "<textarea" not in answer.content.decode()
    assert "2 panels are stale" in shown(owner, issue)
    answer = owner.post(reverse("accept_stale", args=[issue.pk]), headers=HTMX)
    assert "2 panels are accepted as they are." in answer.headers["HX-Trigger"]
    still = shown(owner, issue)
    assert [word for word in ("are stale", "is-stale", "mark-stale", "panels stale") if word in still] == []


def test_all_are_redrawn_once_and_their_old_takes_stay(owner, issue):
    takes = Take.objects.count()
    for _ in range(2):
        assert owner.post(reverse("redraw_stale", args=[issue.pk]), {"nonce": "n" * 24}, headers=HTMX).status_code == 200
    assert Take.objects.count() == takes + 3
    assert "panels are stale" not in shown(owner, issue)
    again = owner.post(reverse("redraw_stale", args=[issue.pk]), {"nonce": "m" * 24}, headers=HTMX)
    assert again.status_code == 422
    assert "No panel is stale" in again.headers["HX-Trigger"]


def test_elsewhere_the_price_comes_first(owner, people, issue):
    key = toy_key(people.owner)
    address = reverse("redraw_stale", args=[issue.pk])
    with toy_engine():
        told = owner.post(reverse("check_stale", args=[issue.pk]), asks(key), headers=HTMX).content.decode()
        assert "3 panels · Toy · about 6 credits" in told
        early = owner.post(address, asks(key, priced=""), headers=HTMX)
        assert early.status_code == 422
        assert "about 6 credits" in owner.post(address, {"engine": "toy"}).content.decode()  # without scripts
        assert not Submission.objects.exists()
        assert owner.post(address, asks(key), headers=HTMX).status_code == 200
        assert Drawing.objects.moving().count() == 3
        assert "panels are stale" not in shown(owner, issue)


def test_a_changed_script_is_what_the_redraw_starts_from(owner, people, issue):
    text = issue.script.text.replace("Ren kneels", "Ren leaps").replace("Are you lost?", "Where is home?")
    save_script(issue, by=people.owner, text=text)
    ask = Panel.objects.get(objective="Ask")
    opened = shown(owner, issue, page=ask.page_id, panel=ask.pk)
    assert SCRIPT_CHANGED in opened
    assert "Ren leaps and offers a map</textarea>" in opened
    assert "Where is home?" in opened
    posted = {"prompt": "Ask\r\nMedium shot\r\nRen leaps and offers a map", "caption": "Ren: Where is home?"}
    owner.post(reverse("redraw_panel", args=[ask.pk]), posted, headers=HTMX)
    ask.refresh_from_db()
    assert (ask.action, ask.stale) == ("Ren leaps and offers a map", [])
    assert ask.chosen.drawing.generation.prompt == ""


def test_a_name_with_markup_is_shown_as_text(owner, issue):
    Panel.objects.filter(objective="Meet").update(stale=["<b>Ren</b> changed."])
    assert "<b>Ren</b>" not in shown(owner, issue)
    assert "&lt;b&gt;Ren&lt;/b&gt; changed." in shown(owner, issue)


def test_what_the_script_has_and_the_pages_have_not_is_a_hint(owner, people, issue):
    text = Issue.objects.get(pk=issue.pk).script.text
    start, end = text.index("2) Panel"), text.index("3) Panel")
    new = "2) Panel objective: Bell\n   - Scene description: A tower\n"
    save_script(issue, by=people.owner, text=text[:start] + new + "3) Panel objective: Rain\n" + text[end:])
    page = shown(owner, issue)
    assert "The script’s panel 3 is not drawn" in page
    save_script(issue, by=people.owner, text=text[:start] + text[end:])
    page = shown(owner, issue, page=issue.live_pages().first().pk)
    assert "Panel 2 of this page is not in the script any more" in page
    assert "is not drawn" not in page
