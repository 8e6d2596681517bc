"""What waits for a person: what the inspector says of it, who may decide, and what each button does."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from comics.models import Drawing, Generation, Member, Panel, Submission
from comics.vocabulary import GenerationState
from comics.web.waiting import looked_for
from tests.studio import launch, make_issue, make_people
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}
DECISIONS = ("adopt_id", "draw_again", "wait_on", "give_up", "cancel_submission")


@pytest.fixture(autouse=True)
def toy():
    with toy_engine() as made:
        yield made


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    """Three panels at the toy engine, asked for in two calls that wait their turn."""
    toy_key(people.owner, team=people.team)
    issue = make_issue(people)
    launch(issue, people, draw=False, engine="toy")
    return issue


def put(state, *, error="Toy did not answer.", kind="", sent=datetime.timedelta(minutes=5), **changes):
    """Have the first submission and its drawings stand there."""
    row = Submission.objects.order_by("pk").first()
    at = timezone.now() - sent
    Submission.objects.filter(pk=row.pk).update(state=state, error=error, kind_of_error=kind, sent_at=at, **changes)
    row.drawings.update(state=state, error=error)
    row.refresh_from_db()
    return row


def look(client, issue, **asked):
    return client.get(reverse("editor", args=[issue.pk]), asked).content.decode()


def press(client, name, row, **values):
    return client.post(reverse(name, args=[row.pk]), values, headers=HTMX)


def test_owner_member_and_stranger_at_every_decision(client, people, issue):
    row = put(GenerationState.UNKNOWN)
    for name in DECISIONS:
        for person, status in ((people.stranger, 404), (people.member, 403)):
            client.force_login(person)
            assert press(client, name, row).status_code == status, name
        client.logout()
        assert client.post(reverse(name, args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.state == GenerationState.UNKNOWN


def test_what_several_wait_for_is_said_once(client, people, issue):
    rows = Submission.objects.order_by("pk")
    for row in rows:
        row.drawings.update(state=GenerationState.HELD)
    rows.update(state=GenerationState.HELD, error="Toy does not accept the key.", kind_of_error="key")
    client.force_login(people.owner)
    shown = look(client, issue)
    assert shown.count("Toy does not accept the key.") == 1
    assert shown.count("Give up") == rows.count() == 2


def test_what_was_perhaps_drawn_says_what_happened_and_offers_both_ways(client, people, issue):
    put(GenerationState.UNKNOWN)
    client.force_login(people.owner)
    shown = look(client, issue)
    for words in (
        "Waiting for you",
        "Page 1, panels 1, 2",
        "Toy did not answer.",
        "Draw again (may cost again: about 4 credits)",
    ):
        assert words in shown
    assert '<button class="button button-small button-primary">It was drawn: here is its id' in shown
    client.force_login(people.member)
    shown = look(client, issue)
    assert "Toy did not answer." in shown
    assert "here is its id" not in shown


def test_the_id_of_work_that_was_to_be_changed_stands_there_already(client, people, issue):
    row = put("unknown")
    client.force_login(people.owner)
    assert 'value="gen_7"' not in look(client, issue)
    Submission.objects.filter(pk=row.pk).update(call_data={**row.call_data, "changes": "gen_7"})
    assert 'value="gen_7"' in look(client, issue)


def test_a_panel_shows_its_own_only(client, people, issue):
    row = put(GenerationState.HELD)
    mine, other = row.drawings.first().panel, Panel.objects.exclude(drawings__submission=row).get()
    client.force_login(people.owner)
    assert "Wait on" in look(client, issue, page=mine.page_id, panel=mine.pk)
    assert "Wait on" not in look(client, issue, page=other.page_id, panel=other.pk)


def test_an_id_that_was_found_brings_the_pictures(client, people, issue):
    row = put(GenerationState.UNKNOWN)
    client.force_login(people.owner)
    assert press(client, "adopt_id", row, remote_id="no such id!").status_code == 422
    assert press(client, "adopt_id", row, remote_id="abc-123").status_code == 200
    row.refresh_from_db()
    assert (row.state, row.remote_id) == (GenerationState.DRAWING, "abc-123")


def test_drawing_again_is_sent_once_however_often_it_is_pressed(client, people, issue):
    row = put(GenerationState.UNKNOWN)
    client.force_login(people.owner)
    for _ in range(2):
        press(client, "draw_again", row, nonce="n" * 24)
    assert Generation.objects.count() == 2
    row.refresh_from_db()
    assert row.state == GenerationState.FAILED


def test_a_decision_that_comes_too_late_says_so_and_shows_how_things_stand(client, people, issue):
    row = put(GenerationState.HELD)
    client.force_login(people.owner)
    assert press(client, "give_up", row).status_code == 200
    answer = press(client, "wait_on", row)
    assert answer.status_code == 200
    assert "decided already" in answer.headers["HX-Trigger"]


def test_without_scripts_a_decision_leads_back_to_where_one_was(client, people, issue):
    row = put(GenerationState.HELD)
    panel = row.drawings.first().panel
    client.force_login(people.owner)
    asked = {"page": panel.page_id, "panel": panel.pk, "tab": "prompt"}
    answer = client.post(reverse("wait_on", args=[row.pk]), asked)
    assert f"panel={panel.pk}" in answer.url
    row.refresh_from_db()
    assert row.state == GenerationState.DRAWING


def test_a_place_in_another_issue_is_not_taken_for_ours(client, people, issue):
    row = put(GenerationState.HELD)
    foreign = make_issue(people)
    launch(foreign, people, draw=False)
    client.force_login(people.owner)
    answer = client.post(reverse("wait_on", args=[row.pk]), {"page": foreign.live_pages().first().pk})
    assert answer.url.startswith(reverse("editor", args=[issue.pk]))


def test_a_rejected_key_is_what_to_mend_first(client, people, issue):
    put(GenerationState.HELD, error="Toy rejects the key.", kind="key")
    client.force_login(people.owner)
    shown = look(client, issue)
    assert "Give the key a token that works" in shown
    assert f'href="{reverse("keys")}">Engine keys' in shown


def test_what_waits_its_turn_can_be_cancelled_and_costs_nothing(client, people, issue):
    row = Submission.objects.order_by("pk").first()
    client.force_login(people.owner)
    assert "Waiting for their turn" not in look(client, issue)
    Submission.objects.update(queued_at=timezone.now() - datetime.timedelta(seconds=5))
    shown = look(client, issue)
    assert "Waiting for their turn" in shown
    assert press(client, "cancel_submission", row).status_code == 200
    row.refresh_from_db()
    assert row.state == GenerationState.CANCELLED
    assert "Cancelled" in look(client, issue)


def test_the_poll_goes_on_while_the_studio_looks_for_a_lost_call_and_no_longer(client, people, issue):
    Submission.objects.update(state=GenerationState.UNKNOWN, sent_at=timezone.now())
    Drawing.objects.update(state=GenerationState.UNKNOWN)
    issue.live_pages().update(preview_stamp=10**9)
    issue.refresh_from_db()
    client.force_login(people.owner)
    asked = {"since": issue.stamp}
    assert 'hx-trigger="every 1s"' in look(client, issue)
    assert client.get(reverse("news", args=[issue.pk]), asked, headers=HTMX).status_code == 204
    Submission.objects.update(sent_at=timezone.now() - datetime.timedelta(minutes=3))
    assert 'hx-trigger="every 1s"' not in look(client, issue)
    assert client.get(reverse("news", args=[issue.pk]), asked, headers=HTMX).status_code == 200


def test_the_poll_tells_the_box_when_something_changes(client, people, issue):
    client.force_login(people.owner)
    put(GenerationState.HELD)
    news = client.get(reverse("news", args=[issue.pk]), {"since": 0}, headers=HTMX).content.decode()
    assert '<div class="waiting" id="waiting" hx-swap-oob="true">' in news
    assert "Wait on" in news


def test_what_lies_in_the_bin_still_waits_and_can_be_decided(client, people, issue):
    row = put(GenerationState.UNKNOWN)
    launch(issue, people, draw=False)
    client.force_login(people.owner)
    assert "of pages in the bin" in look(client, issue)
    assert press(client, "give_up", row).status_code == 200


def test_an_editor_may_decide_and_a_letterer_may_not(client, people, issue):
    row = put(GenerationState.HELD)
    client.force_login(people.member)
    for role, status in (("letterer", 403), ("editor", 200)):
        Member.objects.filter(user=people.member, team=people.team).update(role=role)
        assert press(client, "wait_on", row).status_code == status


def test_nobody_is_told_of_a_search_where_the_service_lists_nothing(client, people, issue):
    row = put(GenerationState.UNKNOWN, sent=datetime.timedelta(seconds=5))
    client.force_login(people.owner)
    assert "still looking for it" in look(client, issue)
    Submission.objects.filter(pk=row.pk).update(engine="llamagen")
    shown = look(client, issue)
    assert "Look at your account at LlamaGen" in shown
    assert "still looking for it" not in shown
    assert not looked_for().exists()


def test_what_has_just_been_queued_is_looked_at_again_until_it_is_sent_or_waits(client, people, issue):
    issue.refresh_from_db()
    client.force_login(people.owner)
    assert f"since={issue.stamp - 1}&amp;" in look(client, issue)
    Submission.objects.update(queued_at=timezone.now() - datetime.timedelta(seconds=5))
    assert f"since={issue.stamp}&amp;" in look(client, issue)


def test_many_that_wait_their_turn_are_told_in_one_line(client, people, issue):
    row = Submission.objects.order_by("pk").first()
    panel = row.drawings.first().panel
    for position in range(3):
        again = Submission.objects.create(
            generation=row.generation, account="a", engine="toy", position=position, panels=1, call_data=row.call_data
        )
        made = Generation.objects.create(issue=issue, kind="redraw", engine="toy", size="fit", nonce=f"again-{position}")
        Drawing.objects.create(generation=made, panel=panel, submission=again, width=1, height=1)
    Submission.objects.update(queued_at=timezone.now() - datetime.timedelta(seconds=5))
    client.force_login(people.owner)
    shown = look(client, issue)
    assert "5 requests</b> wait their turn" in shown
    assert shown.count(">Cancel</button>") == 0
