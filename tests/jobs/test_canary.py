"""A token that could be told from everything else: planted, used in good and bad days, and then looked for everywhere."""

import io
import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ, Task

from comics.models import Submission
from tests.guard.searching import found
from tests.live import eventually
from tests.rows import ONE_PANEL
from tests.services.base import TOKEN, Answer
from tests.studio import launch, make_issue, make_people
from tests.watching import PaperServer, paper_engine, paper_key, watching

pytestmark = pytest.mark.django_db(transaction=True)
ECHO = {"error": f"the key {TOKEN} is bad", "message": TOKEN, "headers": {"Authorization": f"Bearer {TOKEN}"}}
DAYS = {
    "a good one": ("GET", r"^/none", Answer(), "ready"),
    "the key is rejected": ("POST", "^/jobs", Answer(401, ECHO), "failed"),
    "the key is rejected in mid-work": ("GET", "^/jobs/", Answer(401, ECHO), "held"),
    "the call is refused": ("POST", "^/jobs", Answer(400, ECHO), "failed"),
    "the answer is lost": ("POST", "^/jobs", Answer(drop=True), "unknown"),
    "the answer is no JSON": ("POST", "^/jobs", Answer(200, f"<p>Bearer {TOKEN}</p>"), "unknown"),
    "an answer that nobody foresaw": ("POST", "^/jobs", Answer(200, {"id": [TOKEN]}), "unknown"),
}


def all_that_is_kept():
    """The database as a dump, and what waits for the worker, in clear."""
    out = io.StringIO()
    call_command("dumpdata", stdout=out)
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    work = [repr((row.task, row.payload)) for row in OrmQ.objects.all()] + [repr(vars(task)) for task in Task.objects.all()]
    return "\n".join([out.getvalue(), *sessions, *work])


@pytest.mark.parametrize(("method", "path", "answer", "becomes"), DAYS.values(), ids=DAYS)
def test_a_token_is_nowhere_but_in_its_seal(caplog, method, path, answer, becomes):
    caplog.set_level(logging.DEBUG)
    people = make_people("editor")
    owner = Client()
    owner.force_login(people.owner)
    with PaperServer() as server, paper_engine():
        server.listing = False
        server.fault(method, path, answer, times=10**6)
        key = paper_key(people.owner, server, team=people.team)
        issue = make_issue(people)
        launch(issue, people, draw=False, engine="paper")
        with watching():
            first = Submission.objects.order_by("pk").first()
            eventually("it came to its end", lambda: Submission.objects.get(pk=first.pk).state == becomes)
        assert any(f"Bearer {TOKEN}" in seen.headers.values() for seen in server.seen)
        pages = [reverse("editor", args=[issue.pk]), reverse("keys"), reverse("key", args=[key.pk]), reverse("usage")]
        told = [owner.get(page, follow=True).content.decode() for page in pages]
        assert "Paper key" in "".join(told)
    for where in (all_that_is_kept(), caplog.text, repr(key), "".join(told)):
        assert found(where, {"token": TOKEN}) == []
        assert TOKEN[-8:] not in where


@pytest.mark.parametrize(
    "answer", [Answer(), Answer(401, ECHO), Answer(200, {"id": [TOKEN]})], ids=["good", "rejected", "unforeseen"]
)
def test_drawing_on_the_command_line_tells_no_token(caplog, capsys, settings, tmp_path, answer):
    caplog.set_level(logging.DEBUG)
    people = make_people("editor")
    (tmp_path / "script.txt").write_text(ONE_PANEL)
    said = io.StringIO()
    with PaperServer() as server, paper_engine():
        server.fault("POST", r"^/none" if answer.status == 200 and not answer.body else "^/jobs", answer, times=10**6)
        settings.FETCH_ALLOW = frozenset({("127.0.0.1", server.port)})
        paper_key(people.owner, server)
        ways = ["--engine", "paper", "--as", people.owner.email, "--out", tmp_path / "book.cbz"]
        try:
            call_command("draw", tmp_path / "script.txt", *ways, stdout=said, stderr=said)
        except CommandError as error:
            said.write(repr(error))
        assert any(f"Bearer {TOKEN}" in seen.headers.values() for seen in server.seen)
    assert found(said.getvalue() + "".join(capsys.readouterr()) + caplog.text, {"token": TOKEN}) == []
