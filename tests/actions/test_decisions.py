"""What only a person can decide, and what must not happen twice when two decide."""

import pytest

from comics.actions.decisions import adopt_id, cancel, draw_again, give_up, wait_on
from comics.actions.errors import Refusal
from comics.actions.launch import Plan
from comics.actions.launch import launch as launch_issue
from comics.actions.redraw import Wish, redraw
from comics.engines.errors import EngineError, Unsupported
from comics.jobs import queue, submissions
from comics.models import Charge, Drawing, Panel, Submission
from tests.studio import make_issue, make_people
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def toy():
    with toy_engine() as engine:
        yield engine


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people):
    toy_key(people.owner)
    return make_issue(people)


def submission(people, issue, state, **fields):
    """The first of the issue's submissions, with its drawings, in this state."""
    with queue.here():
        launch_issue(issue, Plan(engine="toy", options={"look": "wash"}), by=people.owner, nonce="n" * 20)
    row = Submission.objects.order_by("pk").first()
    Submission.objects.filter(pk=row.pk).update(state=state, **fields)
    Drawing.objects.filter(submission=row).update(state=state)
    if state != "queued":
        Charge.objects.settle(row.pk, "unknown")
    return Submission.objects.get(pk=row.pk)


def states(row):
    fresh = Submission.objects.get(pk=row.pk)
    return fresh.state, sorted(set(fresh.drawings.values_list("state", flat=True))), fresh.charge.outcome


def test_an_id_that_was_found_is_followed_and_nothing_is_sent(people, issue):
    row = submission(people, issue, "unknown")
    adopt_id(row, " gen_77 ", by=people.owner)
    assert states(row) == ("drawing", ["drawing"], "unknown")
    fresh = Submission.objects.get(pk=row.pk)
    assert (fresh.ticket.id, fresh.remote_id, fresh.lease_until) == ("gen_77", "gen_77", None)
    with pytest.raises(Refusal, match="decided already"):
        adopt_id(row, "gen_78", by=people.owner)


def leased(row):
    Submission.objects.filter(pk=row.pk).update(lease_owner="me")
    return "me", row.pk


def test_an_id_that_the_service_does_not_know_can_be_typed_again(people, issue):
    row = submission(people, issue, "unknown")
    adopt_id(row, "gen_wrong", by=people.owner)
    submissions.hold(*leased(row), Unsupported("Toy does not take this request (404)."))
    fresh = Submission.objects.get(pk=row.pk)
    assert states(fresh) == ("unknown", ["unknown"], "unknown")
    assert "does not know the id gen_wrong" in fresh.error
    assert (fresh.ticket, fresh.remote_id, fresh.lease_owner) == (None, "", "")
    adopt_id(fresh, "gen_77", by=people.owner)
    submissions.finish(*leased(row), missing=EngineError("No picture."))
    assert states(row) == ("failed", ["failed"], "failed")


def test_an_id_that_gave_pictures_is_not_doubted_again(people, issue):
    row = submission(people, issue, "unknown")
    adopt_id(row, "gen_77", by=people.owner)
    drawing = Drawing.objects.filter(submission=row).first()
    Drawing.objects.filter(pk=drawing.pk).update(state="ready")
    submissions.hold(*leased(row), Unsupported("Toy does not take this request (404)."))
    assert Submission.objects.get(pk=row.pk).state == "held"


@pytest.mark.parametrize("given", ["", "two words", "x" * 201, "https://elsewhere.example/1", "a\nb"])
def test_what_cannot_be_an_id_is_refused(people, issue, given):
    row = submission(people, issue, "unknown")
    with pytest.raises(Refusal) as refusal:
        adopt_id(row, given, by=people.owner)
    assert refusal.value.field == "remote_id"
    assert states(row)[0] == "unknown"


def test_an_id_of_other_panels_is_refused(people, issue):
    row = submission(people, issue, "unknown")
    Submission.objects.exclude(pk=row.pk).update(remote_id="gen_77")
    with pytest.raises(Refusal, match="other panels"):
        adopt_id(row, "gen_77", by=people.owner)


def test_drawing_again_makes_one_new_call_with_the_same_choices_and_keeps_the_doubt_in_the_ledger(people, issue, toy):
    row = submission(people, issue, "unknown")
    made = draw_again(row, by=people.owner, nonce="a" * 20)
    assert draw_again(row, by=people.owner, nonce="a" * 20) == made
    with pytest.raises(Refusal, match="decided already"):
        draw_again(Submission.objects.get(pk=row.pk), by=people.owner, nonce="b" * 20)
    assert states(row) == ("failed", ["failed"], "unknown")
    again = made.submissions.get()
    assert [d.panel_id for d in again.drawings.all()] == [d.panel_id for d in row.drawings.order_by("pk")]
    assert toy.briefs[-1].options["look"] == "wash"
    assert again.key == row.key


def test_a_redraw_is_drawn_again_with_its_own_words(people, issue, toy):
    row = submission(people, issue, "unknown")
    Drawing.objects.update(state="ready")
    panel = Panel.objects.filter(page__issue=issue).first()
    redraw(panel, Wish(engine="toy", prompt="From far above"), by=people.owner, nonce="r" * 20)
    lost = Submission.objects.order_by("pk").last()
    Submission.objects.filter(pk=lost.pk).update(state="unknown")
    lost.refresh_from_db()
    made = draw_again(lost, by=people.owner, nonce="a" * 20)
    assert (made.kind, made.prompt) == ("redraw", "From far above")
    assert toy.briefs[-1].panels[0].prompt == "From far above"
    assert lost.pk != row.pk


def test_waiting_on_goes_on_for_another_while(people, issue):
    row = submission(people, issue, "held", ticket_data={"id": "gen_1", "data": {}})
    wait_on(row, by=people.owner)
    fresh = Submission.objects.get(pk=row.pk)
    assert (fresh.state, fresh.error, fresh.ticket.id) == ("drawing", "", "gen_1")
    with pytest.raises(Refusal):
        wait_on(row, by=people.owner)


@pytest.mark.parametrize("state", ["held", "unknown"])
def test_giving_up_ends_it_and_says_who_did(people, issue, state):
    row = submission(people, issue, state)
    give_up(row, by=people.owner)
    assert states(row)[:2] == ("failed", ["failed"])
    assert Drawing.objects.filter(submission=row).first().error == "olga gave up waiting."
    with pytest.raises(Refusal):
        give_up(row, by=people.owner)


def test_what_was_not_sent_is_cancelled_for_free_and_what_was_sent_is_not(people, issue):
    row = submission(people, issue, "queued")
    cancel(row, by=people.owner)
    assert states(row) == ("cancelled", ["cancelled"], "void")
    other = Submission.objects.exclude(pk=row.pk).get()
    Submission.objects.filter(pk=other.pk).update(state="submitting")
    with pytest.raises(Refusal, match="too late"):
        cancel(other, by=people.owner)
    assert Submission.objects.get(pk=other.pk).state == "submitting"


def test_a_form_of_another_issue_makes_nothing_here(people, issue):
    other = make_issue(people, title="Another")
    row = submission(people, issue, "unknown")
    with queue.here():
        launch_issue(other, Plan(), by=people.owner, nonce="o" * 20)
        before = (Submission.objects.count(), Charge.objects.count(), Drawing.objects.count())
        panel = Panel.objects.filter(page__issue=issue).first()
        acts = (
            lambda: draw_again(row, by=people.owner, nonce="o" * 20),
            lambda: launch_issue(issue, Plan(engine="toy"), by=people.owner, nonce="o" * 20),
            lambda: redraw(panel, Wish(engine="toy"), by=people.owner, nonce="o" * 20),
        )
        for act in acts:
            with pytest.raises(Refusal, match="Load the page again"):
                act()
    assert (Submission.objects.count(), Charge.objects.count(), Drawing.objects.count()) == before
    assert states(row)[0] == "unknown"
