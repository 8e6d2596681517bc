"""Killed with `kill -9` at every step, the watcher pays once, loses no picture, and goes on at once."""

import os
import subprocess
import sys
import time

import pytest

from tests.live import ROOT, ask, environment, eventually, live_studio, new_data
from tests.services.base import TOKEN
from tests.studio import SCRIPT
from tests.watching import PaperServer

pytestmark = pytest.mark.processes

LAUNCH = """
import sys, django
django.setup()
from comics.engines import remote_catalogue
from tests.watching import PaperEngine
remote_catalogue._REMOTE["paper"] = PaperEngine()
from comics.actions.headless import issue_from_script
from comics.actions.launch import Plan, launch
from comics.actions.teams import welcome
from comics.models import Key, Submission, User
user = User.objects.create_user("ann@example.test", "pass-word-9")
key = Key(owner=user, engine="paper", name="Paper key")
key.seal(sys.argv[1], base_url=sys.argv[2])
key.save()
for number in range(int(sys.argv[4])):
    launch(issue_from_script(welcome(user), sys.argv[3], by=user), Plan(engine="paper"), by=user, nonce=f"once-{number}")
if len(sys.argv) > 5:
    # An upload that the service has to have first makes the watcher stop before the create call.
    for row in Submission.objects.all():
        reference = dict(sha256="0" * 64, media_type="image/png", width=8, height=8, size=9, description="", url="")
        Submission.objects.filter(pk=row.pk).update(call_data={**row.call_data, "references": [reference]})
"""


def bare_start():
    """The seconds that Python and Django need before any work of ours."""
    since = time.monotonic()
    code = "import django; django.setup(); import comics.jobs.watch"
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ | settings, check=True, timeout=60)
    return time.monotonic() - since


class Desk:
    """A database on disk with launched generations, the service, and watchers that come and go."""

    def __init__(self, data, server):
        self.data, self.server = data, server
        self.mark = data / "stands-still"
        self.watcher = None
        self.environment = environment(data) | {"STUDIO_FETCH_ALLOW": server.host_port}

    def launch(self, *, uploads=False, times=1):
        arguments = [TOKEN, self.server.base_url, SCRIPT, str(times), *(["uploads"] if uploads else [])]
        command = [sys.executable, "-c", LAUNCH, *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, timeout=60)

    def start(self, step="", kind="sound"):
        """Start a watcher; answers the time of its start."""
        command = [sys.executable, "-m", "tests.processes.paper_watcher", step, str(self.mark), kind]
        with (self.data / "watcher.log").open("a") as log:
            self.watcher = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        return time.monotonic()

    def kill(self):
        self.watcher.kill()
        self.watcher.wait(10)

    def ask(self, sql):
        return [row[0] for row in ask(self.data, sql)]

    def states(self):
        return sorted(self.ask("SELECT state FROM comics_submission"))

    def goes_on(self, since):
        """Wait for the first request after a restart: within two seconds, or what a busy machine needs for bare starts."""
        first = eventually("the work goes on", lambda: next((seen.at for seen in self.server.seen if seen.at > since), None))
        assert first - since < max(2.0, 3 * bare_start())

    def paid_once(self):
        """Whether no call was accepted twice."""
        names = [seen.json()["name"] for seen in self.server.creates]
        assert len(names) == len(set(names)), "paid twice"

    def all_there(self):
        eventually("all is ready", lambda: set(self.states()) == {"ready"}, within=40)
        assert len(self.server.creates) == 2
        self.right_pictures()

    def right_pictures(self):
        """Check that every picture is there, once, with its own bytes, and that no scraps are left."""
        self.paid_once()
        drawn = {at: url.rpartition("/")[2] for job in self.server.urls.values() for at, url in job.items()}
        which = "t.panel_id || ':' || t.ordinal || '=' || p.sha256"
        rows = f"SELECT {which} FROM comics_take t JOIN comics_picture p ON p.id = t.picture_id WHERE t.engine = 'paper'"  # noqa: S608
        found = dict(row.split("=") for row in self.ask(rows))
        assert found.keys() == drawn.keys()
        for at, digest in found.items():
            path = next((self.data / "media").rglob(f"{digest}.png"))
            assert path.read_bytes() == self.server.files[f"/files/{drawn[at]}"]
        assert not list((self.data / "media" / "incoming").glob("*"))


@pytest.fixture
def desk(tmp_path):
    new_data(tmp_path)
    with PaperServer() as server:
        desk = Desk(tmp_path, server)
        yield desk
        if desk.watcher and desk.watcher.poll() is None:
            desk.kill()


def test_killed_before_anything_was_meant_to_be_sent(desk):
    desk.launch(uploads=True)
    desk.start("prepare")
    eventually("it stands before the create call", desk.mark.exists)
    desk.kill()
    assert desk.states() == ["queued", "queued"]
    assert desk.server.seen == []
    since = desk.start()
    desk.goes_on(since)
    desk.all_there()


def test_killed_between_the_intent_and_the_call(desk):
    """Nobody can know that the call did not leave: it is looked for, and then left to a person."""
    desk.launch()
    desk.start("send")
    eventually("the intent is there", lambda: desk.states() == ["submitting", "submitting"])
    desk.kill()
    desk.server.creates.clear()
    since = desk.start()
    desk.goes_on(since)
    assert desk.states() == ["unknown", "unknown"]
    eventually("it was looked for", lambda: len(desk.server.asked("GET", "/jobs")) >= 2)
    assert desk.server.creates == []


@pytest.mark.parametrize("step", ["on its way", "answered"])
def test_killed_after_the_call_left(desk, step):
    desk.launch()
    if step == "on its way":
        desk.server.fault("POST", "/jobs", wait=lambda seen: desk.kill(), times=1)
        desk.start()
        eventually("the call was accepted", lambda: desk.server.creates)
        desk.watcher.wait(10)
    else:
        desk.start("reply")
        eventually("both are answered", lambda: len(desk.server.creates) == 2)
        eventually("it stands before the ticket is kept", desk.mark.exists)
        desk.kill()
    assert "drawing" not in desk.states()
    since = desk.start()
    desk.goes_on(since)
    eventually("what can be found is found", lambda: "ready" in desk.states(), within=40)
    desk.paid_once()


@pytest.mark.parametrize("path", ["/jobs/", "/files/"], ids=["during a poll", "during a download"])
def test_killed_while_it_collects(desk, path):
    desk.launch()
    for _ in range(3):
        fault = desk.server.fault("GET", path, wait=lambda seen: desk.kill())
        desk.start()
        eventually("it was killed", lambda fault=fault: not fault.times)
        desk.watcher.wait(10)
    since = desk.start()
    desk.goes_on(since)
    desk.all_there()


def test_a_mutant_that_queues_orphans_again_is_caught(desk):
    desk.launch()
    desk.start("reply")
    eventually("both are answered", lambda: len(desk.server.creates) == 2)
    desk.kill()
    desk.start(kind="mutant")
    eventually("they are sent again", lambda: len(desk.server.creates) == 4)
    with pytest.raises(AssertionError, match="paid twice"):
        desk.paid_once()


def test_killed_again_and_again_at_any_moment(desk):
    desk.launch(times=8)
    for number in range(8):
        desk.start()
        before = len(desk.server.seen)
        eventually("some work is done", lambda before=before, number=number: len(desk.server.seen) > before + 3 * number)
        desk.kill()
    desk.start()
    # A call that was meant and never left stays unknown, because nobody can know.
    ready = "SELECT count(*) FROM comics_submission WHERE state = 'ready'"
    eventually("every call that arrived is ready", lambda: desk.ask(ready) == [len(desk.server.creates)], within=60)
    assert set(desk.states()) <= {"ready", "unknown"}
    desk.right_pictures()


def test_the_supervisor_starts_a_killed_watcher_again(tmp_path):
    with live_studio(tmp_path) as studio:
        (first,) = eventually("the watcher is there", lambda: studio.watcher())
        eventually("it shows a sign of life", (tmp_path / "watcher.heartbeat").exists)
        first.kill()
        eventually("another is there", lambda: [one.pid for one in studio.watcher()] not in ([], [first.pid]))
        assert studio.stop() == 0
