"""Statement 9: work on the queue is a function and ids, and permission is asked again when it runs.

Here are all kinds of work by name, and what becomes of those that a person asked for who may not any more.
"""

import inspect
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils.module_loading import import_string
from django_q.models import OrmQ

from comics.access import Can, allows
from comics.actions.errors import Refusal
from comics.actions.exports import request_export
from comics.jobs import permission, queue
from comics.jobs.archives import pack
from comics.jobs.mentions import mail_mention
from comics.jobs.watch_sending import forbidden
from comics.models import Archive, Drawing, Export, Key, Member, Mention, Note, Series, Submission
from comics.vocabulary import Role
from tests.live import ROOT
from tests.rows import make_everything, make_session
from tests.studio import flat_engine, launch, make_issue, make_people
from tests.web.test_routes import TABLE

pytestmark = pytest.mark.django_db

# Every kind of work, and whose permission it needs when it runs. What follows from a change was allowed with the change.
PERSON, FOLLOWS = "of the person who asked for it", "follows from a change that was allowed"
KINDS = {
    "archives.pack": PERSON,
    "archives.unpack": PERSON,
    "exports.bind": PERSON,
    "draw.draw_panel": PERSON,
    "mentions.mail_mention": "of the person who gets the mail",
    "deliver_mails.mail_switched_off": "of the people who get the mail",
    "draw.draw_portrait": FOLLOWS,
    "draw.draw_place": FOLLOWS,
    "arrange.arrange_page": FOLLOWS,
    "arrange.letter_page": FOLLOWS,
    "arrange.letter_page_in_others": FOLLOWS,
    "arrange.letter_others": FOLLOWS,
    "render.preview_page": FOLLOWS,
    "stale.check_issue": FOLLOWS,
    "stale.check_series": FOLLOWS,
}


def sources(*folders):
    return {file: file.read_text() for folder in folders for file in Path(ROOT, folder).rglob("*.py")}


def test_every_kind_of_work_is_named_here_with_whose_permission_it_needs():
    named = set()
    for text in sources("comics").values():
        for call in re.findall(r"\benqueue\((.*)", text):
            named |= set(re.findall(r'"([a-z_]+\.[a-z_]+)"', call))
    assert named | {"draw.draw_place", "draw.draw_portrait"} == set(KINDS)  # these two are named by their function
    assert "draw.{draw.__name__}" in "".join(sources("comics/actions").values())


def test_nothing_but_the_queue_and_the_timetable_gives_work_to_the_worker():
    asking = {file.name for file, text in sources("comics", "studio").items() if re.search(r"\basync_task\(", text)}
    assert asking == {"queue.py", "cluster.py"}
    timetable = Path(ROOT, "comics/jobs/cluster.py").read_text()
    assert all(re.fullmatch(r"[A-Za-z_.]+", call) for call in re.findall(r"\basync_task\((.*)\)", timetable))  # no arguments


@pytest.mark.parametrize("kind", KINDS)
def test_all_work_takes_ids_alone(kind):
    parameters = inspect.signature(import_string(f"comics.jobs.{kind}")).parameters.values()
    assert [parameter.annotation for parameter in parameters] == ["int"]


@pytest.mark.parametrize("given", ["words", None, 1.5, True, {"id": 1}, [1], b"1", Role.OWNER])
def test_the_queue_takes_nothing_else(given):
    with pytest.raises(TypeError, match="takes ids"):
        queue.enqueue("stale.check_issue", 1, given)


def test_whatever_people_do_only_functions_and_ids_lie_in_the_queue(client, django_capture_on_commit_callbacks, monkeypatch):
    """Every address is walked with what it takes, and taken back; the broker's own table tells what was put on it."""
    people = make_people()
    rows = SimpleNamespace(**vars(make_everything(people, django_capture_on_commit_callbacks)), session=make_session(people))
    client.force_login(people.owner)
    monkeypatch.setattr(queue, "transaction", SimpleNamespace(on_commit=lambda send: send()))
    tasks = []
    for route in TABLE:
        with transaction.atomic():
            getattr(client, route.method)(route.address(rows), route.sent)
            tasks += [row.task for row in OrmQ.objects.all()]
            transaction.set_rollback(True)
    assert len({task["func"] for task in tasks}) >= 6
    for task in tasks:
        assert task["func"].removeprefix("comics.jobs.") in KINDS
        assert all(type(each) is int for each in task["args"])
        assert not task["kwargs"]


# Asked again


def test_the_roles_are_those_of_the_one_table():
    for roles, can in ((permission.MAY_EXPORT, Can.EXPORT), (permission.MAY_EDIT, Can.EDIT), (permission.MAY_SPEND, Can.SPEND)):
        assert {role for role in Role if allows(role, can)} == set(roles)


def removed(people):
    Member.objects.filter(team=people.team, user=people.member).delete()


def lowered(people):
    Member.objects.filter(team=people.team, user=people.member).update(role="viewer")


def closed(people):
    people.member.is_active = False
    people.member.save()


def deleted(people):
    people.member.delete()


MEANWHILE = [removed, lowered, closed, deleted]


@pytest.fixture
def people():
    return make_people("editor")


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_an_export_is_not_made_for_who_may_not_have_it_any_more(people, meanwhile, django_capture_on_commit_callbacks):
    issue = make_everything(people, django_capture_on_commit_callbacks).issue
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        made = request_export(issue, "cbz", by=people.member, nonce="n" * 24)
    meanwhile(people)
    while work:
        queue.run(work.pop())
    made.refresh_from_db()
    assert (made.state, made.size) == (Export.State.FAILED, 0)
    assert "may not export from this team any more" in made.error


def test_an_export_is_made_for_who_may_have_it_still(people, django_capture_on_commit_callbacks):
    issue = make_everything(people, django_capture_on_commit_callbacks).issue
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        made = request_export(issue, "cbz", by=people.member, nonce="n" * 24)
    Member.objects.filter(team=people.team, user=people.member).update(role="letterer")
    while work:
        queue.run(work.pop())
    made.refresh_from_db()
    assert made.state == Export.State.READY, made.error


@pytest.mark.parametrize("meanwhile", [removed, lowered, closed])
def test_a_panel_is_not_drawn_for_who_may_not_draw_any_more(people, meanwhile, django_capture_on_commit_callbacks):
    issue = make_issue(people)
    with flat_engine() as flat, queue.here() as work:
        people_as_member = type(people)(people.member, people.member, people.stranger, people.team)
        with django_capture_on_commit_callbacks(execute=True):
            launch(issue, people_as_member, draw=False)
        meanwhile(people)
        while work:
            queue.run(work.pop(0))
    assert flat.drawn == []
    drawings = Drawing.objects.filter(generation__issue=issue)
    assert {(each.state, each.error) for each in drawings} == {
        ("failed", "Not drawn: whoever asked for it may not draw for this team any more.")
    }


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_a_call_does_not_leave_for_who_may_not_spend_any_more(people, meanwhile, django_capture_on_commit_callbacks):
    made = make_everything(people, django_capture_on_commit_callbacks)
    key = Key(owner=people.owner, team=people.team, engine="depicta", name="Shared")
    key.seal("token-of-the-test", base_url="https://depicta.example")
    key.save()
    made.generation.by = people.member
    made.generation.save()
    Submission.objects.filter(pk=made.submission.pk).update(key=key, state="queued")
    Drawing.objects.filter(generation=made.generation).update(submission=made.submission, state="queued")

    def answer():
        return forbidden(Submission.objects.select_related("key", "generation__by").get(pk=made.submission.pk))

    assert not answer().startswith("Not sent: whoever")
    meanwhile(people)
    assert answer().startswith("Not sent: ")
    assert "wait" not in answer()


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_an_archive_is_not_made_for_who_may_not_have_it_any_more(people, meanwhile):
    series = make_issue(people).series
    archive = Archive.objects.create(team=people.team, series=series, by=people.member, way=Archive.Way.OUT, nonce="n" * 24)
    meanwhile(people)
    pack(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.size) == (Archive.State.FAILED, 0)
    assert Series.objects.filter(pk=series.pk).exists()


@pytest.mark.parametrize("meanwhile", [removed, closed])
def test_who_was_put_out_gets_no_mail_of_what_is_written_there(
    people, meanwhile, mailoutbox, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_HOST = "mail.example"
    page = make_everything(people, django_capture_on_commit_callbacks).page
    note = Note.objects.create(page=page, by=people.owner, by_name="Olga", text="Look", number=1)
    told, untold = (Mention.objects.create(note=each, user=people.member) for each in (note, note.answers.create(page=page)))
    mail_mention(told.pk)
    assert len(mailoutbox) == 1
    meanwhile(people)
    mail_mention(untold.pk)
    assert len(mailoutbox) == 1


def test_asking_itself_is_refused_to_nobody_by_mistake(people, django_capture_on_commit_callbacks):
    """That an export can be refused at all does not stop one that stands alone: no pages, no export."""
    with pytest.raises(Refusal):
        request_export(make_issue(people), "cbz", by=people.member, nonce="n" * 24)
