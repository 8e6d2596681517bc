"""The steps of a submission as transactions: who holds the lease decides, and nothing is paid for twice."""

import datetime
import io

import pytest
from django.utils import timezone
from PIL import Image, ImageDraw

from comics.composition.edges import density
from comics.drawing.geometry import Box
from comics.engines.contract import Price
from comics.engines.errors import Busy, EngineError, KeyRejected, Refused, Unreachable
from comics.engines.remote import Found, Ticket
from comics.jobs import queue, submissions, watch_collect, watch_leases
from comics.jobs.takes import edges_of
from comics.jobs.watch_fetching import keep
from comics.jobs.watch_sending import begin_sending
from comics.models import Charge, Drawing, Generation, Key, Member, Page, Picture, Submission, Take
from tests.studio import launch, make_issue, make_people, picture_bytes
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)
ME, OTHER = "me", "other"


def encoded(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def people():
    with toy_engine():
        yield make_people()


@pytest.fixture
def pks(people):
    toy_key(people.owner)
    with queue.here():
        launch(make_issue(people), people, draw=False, engine="toy")
        yield list(Submission.objects.order_by("pk").values_list("pk", flat=True))


def row(pk):
    return Submission.objects.get(pk=pk)


def outcome(pk):
    return Charge.objects.get(submission=pk).outcome


def drawn(pk):
    return sorted(Drawing.objects.filter(submission=pk).values_list("state", flat=True))


def claim(owner=ME, **options):
    return watch_leases.claim(owner, 100, lease=10.0, **options)


def accept(pk):
    assert begin_sending(ME, pk) == 0
    assert submissions.accepted(pk, Ticket("t-1"), owner=ME)


def expire():
    Submission.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))


@pytest.mark.parametrize("before", ["untested", "exhausted"])
def test_a_key_works_once_the_service_took_a_call_with_it(pks, before):
    Key.objects.update(state=before, says="No credits left.")
    claim()
    accept(pks[0])
    key = Key.objects.get()
    assert (key.state, key.says) == ("good", "")


def test_an_id_that_a_person_typed_proves_no_key(pks):
    Key.objects.update(state="rejected")
    claim()
    assert begin_sending(ME, pks[0]) == 0
    submissions.mark_unknown(ME, pks[0], EngineError("No answer."))
    assert submissions.accepted(pks[0], Ticket("typed"))
    assert Key.objects.get().state == "rejected"


def test_a_call_with_the_token_before_proves_nothing_of_the_new_one(pks):
    claim()
    assert begin_sending(ME, pks[0]) == 0
    Key.objects.update(state="untested", account="another")
    assert submissions.accepted(pks[0], Ticket("t-1"), owner=ME)
    assert Key.objects.get().state == "untested"


def test_a_row_is_claimed_by_one(pks):
    assert claim() == pks
    assert claim(OTHER) == claim() == []
    assert claim(OTHER, expired=True) == []
    assert watch_leases.renew(ME, lease=10.0) == set(pks)
    assert watch_leases.renew(OTHER, lease=10.0) == set()


def test_an_expired_lease_passes_on_and_the_old_owner_can_do_nothing(pks):
    claim()
    expire()
    assert claim(OTHER, expired=True) == pks
    assert begin_sending(ME, pks[0]) is None
    assert begin_sending(OTHER, pks[0]) == 0
    assert not submissions.fail(ME, pks[0], EngineError("no"))
    assert row(pks[0]).state == "submitting"


def test_what_was_on_its_way_when_its_owner_died_is_unknown_and_never_queued(pks):
    claim()
    assert begin_sending(ME, pks[0]) == 0
    expire()
    assert claim(OTHER, expired=True) == pks
    assert (row(pks[0]).state, row(pks[1]).state) == ("unknown", "queued")
    assert outcome(pks[0]) == "unknown"
    assert begin_sending(OTHER, pks[0]) is None


def test_a_dead_watchers_leases_are_void_for_one_that_is_alone(pks):
    claim()
    assert watch_leases.void_leases() == 2
    assert claim(OTHER) == pks


def test_a_ticket_that_comes_late_is_kept_all_the_same(pks):
    claim()
    begin_sending(ME, pks[0])
    expire()
    claim(OTHER, expired=True)
    assert submissions.accepted(pks[0], Ticket("t-9", reported=Price()), owner=ME)
    assert (row(pks[0]).state, row(pks[0]).remote_id, row(pks[0]).lease_owner) == ("drawing", "t-9", "")
    assert outcome(pks[0]) == "charged"
    assert not submissions.accepted(pks[0], Ticket("t-10"))


def test_a_call_that_was_put_off_waits_and_is_free(pks):
    claim()
    begin_sending(ME, pks[0])
    assert submissions.put_off(ME, pks[0], Busy("Toy asks to wait."), wait=30.0)
    put_off = row(pks[0])
    assert (put_off.state, put_off.attempts, put_off.sent_at) == ("queued", 1, None)
    assert put_off.due_at > timezone.now() + datetime.timedelta(seconds=25)
    assert (drawn(pks[0]), outcome(pks[0])) == (["queued", "queued"], "reserved")


def test_a_call_is_not_put_off_for_ever(pks):
    claim()
    begin_sending(ME, pks[0])
    Submission.objects.update(attempts=7)
    assert submissions.put_off(ME, pks[0], Busy("Toy asks to wait."), wait=1.0)
    begin_sending(ME, pks[0])
    assert not submissions.put_off(ME, pks[0], Unreachable("Toy cannot be reached."), wait=1.0)
    Submission.objects.update(queued_at=timezone.now() - datetime.timedelta(hours=2))
    assert not submissions.put_off(ME, pks[0], Busy("Toy asks to wait."), wait=1.0)


@pytest.mark.parametrize(("error", "state"), [(EngineError("No."), "failed"), (Refused("No."), "refused")])
def test_a_definite_no_closes_it_and_costs_nothing(pks, error, state):
    claim()
    begin_sending(ME, pks[0])
    before = Page.objects.first().stamp
    assert submissions.fail(ME, pks[0], error)
    assert (row(pks[0]).state, drawn(pks[0]), outcome(pks[0])) == (state, [state, state], "void")
    assert Page.objects.first().stamp > before
    assert Generation.objects.get().finished_at is None
    submissions.fail(ME, pks[1], EngineError("No."))
    assert Generation.objects.get().finished_at


def test_a_rejected_key_fails_what_waits_for_it_and_leaves_other_keys_alone(pks, people):
    other = toy_key(people.owner, token="another-token-0123456789")
    Submission.objects.filter(pk=pks[1]).update(key=other, account=other.account)
    claim()
    begin_sending(ME, pks[0])
    submissions.fail(ME, pks[0], KeyRejected("Toy does not accept the key."))
    assert row(pks[1]).state == "queued"
    assert set(Key.objects.values_list("state", flat=True)) == {"rejected", "untested"}


@pytest.mark.parametrize("role", ["viewer", "letterer", None])
def test_only_who_may_edit_spends(pks, people, role):
    claim()
    members = Member.objects.filter(user=people.owner, team=people.team)
    members.update(role=role) if role else members.delete()
    assert begin_sending(ME, pks[0]) is None
    assert (row(pks[0]).state, outcome(pks[0])) == ("failed", "void")


def test_a_key_that_is_not_shared_any_more_is_not_spent_with(pks, people):
    key = Key.objects.get()
    key.owner = people.stranger
    key.save()
    claim()
    assert begin_sending(ME, pks[0]) is None
    assert "not shared" in row(pks[0]).error


def test_the_same_picture_twice_is_one_take(pks, people):
    claim()
    accept(pks[0])
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    found = Found(row(pks[0]).call.keys[0], "https://toy.example/1.png", remote={"id": 1})
    assert watch_collect.collect(ME, pks[0], found, picture)
    assert watch_collect.collect(ME, pks[0], found, picture)
    assert not watch_collect.collect(OTHER, pks[0], found, picture)
    assert Take.objects.count() == 1
    assert row(pks[0]).done == 1
    assert drawn(pks[0]) == ["drawing", "ready"]


def test_a_picture_without_staging_is_kept_with_its_edge_map(pks, people, tmp_path):
    claim()
    accept(pks[0])
    sketch = Image.new("RGB", (640, 480), "#8899bb")
    ImageDraw.Draw(sketch).line([(340, 0), (620, 240), (340, 240), (620, 470)], fill="#1d1233", width=9)
    coming = tmp_path / "coming"
    coming.write_bytes(encoded(sketch))
    picture, edges = keep(people.team.pk, coming)
    watch_collect.collect(ME, pks[0], Found(row(pks[0]).call.keys[0], ""), picture, edges)
    edges = Take.objects.get().edges
    assert density(edges, Box(0.5, 0.0, 0.5, 1.0)) > 0.05
    assert density(edges, Box(0.0, 0.0, 0.5, 1.0)) < 0.001


def test_a_picture_whose_thumb_is_gone_is_kept_all_the_same(pks, people, caplog):
    claim()
    accept(pks[0])
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    picture.thumb_path.unlink()
    assert watch_collect.collect(ME, pks[0], Found(row(pks[0]).call.keys[0], ""), picture, edges_of(picture))
    assert Take.objects.get().edges == ""
    assert "no thumb" in caplog.text


def test_what_is_missing_at_the_end_is_said_and_what_came_is_kept(pks, people):
    claim()
    accept(pks[0])
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    watch_collect.collect(ME, pks[0], Found(row(pks[0]).call.keys[0], ""), picture)
    submissions.finish(ME, pks[0], missing=EngineError("There is none."), reported=Price())
    assert (row(pks[0]).state, drawn(pks[0]), outcome(pks[0])) == ("failed", ["failed", "ready"], "charged")
    assert Drawing.objects.get(submission=pks[0], state="failed").error == "There is none."


def test_a_hold_ends_by_waiting_on_or_giving_up(pks):
    claim()
    for pk in pks:
        accept(pk)
        submissions.hold(ME, pk, EngineError("It takes long."), kind="deadline")
    assert Generation.objects.get().state == "held"
    assert claim() == []
    assert submissions.resume(pks[0])
    assert not submissions.resume(pks[0])
    assert claim() == [pks[0]]
    assert submissions.give_up(pks[1], "Enough.")
    assert not submissions.give_up(pks[0], "Enough.")
    assert (drawn(pks[0]), drawn(pks[1])) == (["drawing", "drawing"], ["failed"])
    assert outcome(pks[1]) == "charged"


def test_only_what_its_key_held_goes_on_with_a_new_token(pks):
    claim()
    for pk in pks:
        accept(pk)
    for pk, kind in zip(pks, ("", "deadline"), strict=True):
        submissions.hold(ME, pk, KeyRejected("Toy does not accept the key."), kind=kind)
    key = Key.objects.get()
    key.seal("a-new-token-0123456789", base_url="")
    key.save()
    assert submissions.resume_held(key.pk) == 1
    assert (row(pks[0]).state, row(pks[0]).account, row(pks[1]).state) == ("drawing", key.account, "held")


def test_a_replaced_key_is_asked_with_instead_of_holding(pks):
    claim()
    accept(pks[0])
    key = Key.objects.get()
    key.seal("a-new-token-0123456789", base_url="")
    key.save()
    submissions.hold(ME, pks[0], KeyRejected("Toy does not accept the key."))
    assert (row(pks[0]).state, row(pks[0]).account) == ("drawing", key.account)
    assert pks[0] in claim(OTHER)
    assert Key.objects.get().state == "untested"
