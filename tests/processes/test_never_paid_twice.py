"""Killed with `kill -9` at each of five steps while it draws at all four services: paid once, and nothing is lost."""

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

from tests.four import CALLS, PANELS, Four, Kept, check_pictures, of_four
from tests.live import ROOT, _migrated, environment, eventually
from tests.processes.test_watcher import bare_start
from tests.studio import SCRIPT

pytestmark = pytest.mark.processes

ALL_CALLS, ALL_PICTURES = sum(CALLS.values()), PANELS * len(CALLS)
LISTED = ("kling", "depicta")  # services that can be asked what became of a call
AT_ONCE = 2.0  # seconds within which work goes on after a restart
DOWNLOADS = 6  # pictures that the watcher fetches at once

LAUNCH = """
import json, sys, django
django.setup()
from comics.actions.teams import welcome
from comics.models import User
from tests.four import add_keys, launch_at
user = User.objects.create_user("ann@example.test", "pass-word-9")
team = welcome(user)
for name in add_keys(json.loads(sys.argv[1]), user):
    launch_at(name, team, user)
"""

DECIDE = """
import json, sys, django
django.setup()
from comics.actions.decisions import adopt_id, draw_again
from comics.models import Submission
found = json.loads(sys.argv[1])
for row in Submission.objects.filter(state="unknown"):
    by, remote_id = row.generation.by, found.get(row.call.external_id or row.engine)
    if remote_id:
        adopt_id(row, remote_id, by=by)
    else:
        draw_again(row, by=by, nonce=f"again-{row.pk}")
"""

TAKES = """
SELECT s.engine, s.remote_id, json_extract(s.call_data, '$.keys'), t.panel_id, t.ordinal, p.sha256 FROM comics_take t
JOIN comics_drawing d ON d.id = t.drawing_id JOIN comics_submission s ON s.id = d.submission_id
JOIN comics_picture p ON p.id = t.picture_id
"""


class Desk:
    """A database on disk with an issue launched at each of the four, and watchers that come and go."""

    def __init__(self, data, four):
        self.data, self.four = data, four
        self.mark = data / "stand-still"
        self.watcher = None
        self.environment = environment(data) | {"STUDIO_FETCH_ALLOW": four.allow}

    def run(self, code, argument):
        """A few lines of Python on these data, to their end."""
        command = [sys.executable, "-c", code, json.dumps(argument)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr

    def start(self, step=""):
        """Start a watcher that stands still at this step, or at none, or is a "mutant"; answers the time of its start."""
        command = [sys.executable, "-m", "tests.processes.four_watcher", step, str(self.mark)]
        with (self.data / "watcher.log").open("a") as log:
            self.watcher = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        return time.monotonic()

    def kill(self):
        self.watcher.kill()
        self.watcher.wait(10)

    def standing_still(self, count):
        """Wait until so many calls stand at the step."""

        def stand():
            assert self.watcher.poll() is None, (self.data / "watcher.log").read_text()
            return self.mark.exists() and self.mark.stat().st_size >= count

        eventually("they stand still", stand)

    def kill_at(self, method, path, *, hold, let=0, may_end=False):
        """Start a watcher that is killed when the services have `hold` such requests in hand, after `let` that they answered.

        An empty method is any; with `may_end` it is killed as well when nothing is left to do.
        """
        trap, dead = threading.Lock(), threading.Event()
        seen = [0]

        def wait(_):
            with trap:
                seen[0] += 1
                place = seen[0]
            if place == let + hold:
                self.watcher.kill()
                dead.set()
            elif place > let:
                dead.wait(20)

        methods = [method] if method else ["GET", "POST"]
        faults = [fault for each in methods for fault in self.four.fault(each, path, wait=wait, times=10**6)]
        self.start()
        eventually("it was killed", lambda: self.watcher.poll() is not None or (may_end and self.is_still()))
        if may_end and self.watcher.poll() is None:
            self.kill()
        assert self.watcher.wait(10) == -9, "it ended by itself"
        for fault in faults:
            fault.times = 0

    def ask(self, sql, *values):
        with closing(sqlite3.connect(f"file:{self.data}/studio.sqlite3?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    def standing(self):
        """How the submissions of each engine stand, each word once."""
        rows = self.ask("SELECT engine, group_concat(DISTINCT state) FROM comics_submission GROUP BY engine")
        return {name: " ".join(sorted(words.split(","))) for name, words in rows}

    def goes_on(self, since, what, done):
        """Wait until the work goes on after a restart, and check that it did so at once."""
        eventually(what, done)
        took = time.monotonic() - since
        # A machine that is busy with other tests needs longer for a bare start already.
        assert took < AT_ONCE or took < 3 * bare_start(), what

    def decide(self):
        """A person adopts what was drawn after all, and has the rest drawn again, which was never accepted."""
        four = self.four
        found = {task.request["external_task_id"]: task.id for task in four.kling.tasks.values()}
        found |= {name: four.ids(name)[-1] for name in ("llamagen", "llamagen_artworks", "depicta") if four.ids(name)}
        self.run(DECIDE, found)

    def paid_once(self):
        """Check that each call was accepted once."""
        assert self.four.billed() == CALLS, "not paid once"

    def all_there(self):
        """Every panel gets its picture, the right one, and each launch was accepted once."""
        eventually("every panel has a picture", self.is_complete, within=40)
        self.paid_once()
        kept = [Kept(*row[:2], json.loads(row[2]), str(row[3]), *row[4:]) for row in self.ask(TAKES)]
        assert len(kept) == ALL_PICTURES
        check_pictures(self.four, kept)
        for each in kept:
            assert list((self.data / "media").rglob(f"{each.sha256}.png"))
        assert not list((self.data / "media" / "incoming").glob("*"))

    def checked_book(self):
        """Every panel of the newest issue has its picture, and every page was shown with it."""
        (issue,) = self.ask("SELECT max(id) FROM comics_issue")[0]
        pages = "SELECT id FROM comics_page WHERE issue_id = ?"
        assert self.ask(f"{pages} AND preview_stamp < content_stamp", issue) == []
        assert self.ask(f"SELECT id FROM comics_panel WHERE chosen_id IS NULL AND page_id IN ({pages})", issue) == []  # noqa: S608

    def is_complete(self):
        return self.ask("SELECT count(*) FROM comics_panel WHERE chosen_id IS NULL") == [(0,)] and self.is_still()

    def has_found(self):
        """Whether everything that the services can be asked for was found."""
        known = {row[0] for row in self.ask("SELECT remote_id FROM comics_submission")}
        return all(known.issuperset(self.four.ids(name)) for name in LISTED)

    def is_still(self):
        moving = "SELECT count(*) FROM comics_submission WHERE state IN ('queued', 'submitting', 'drawing', 'collecting')"
        return self.ask(moving) == [(0,)]


@pytest.fixture(scope="module")
def launched(tmp_path_factory):
    """The four services, and a folder with a database in which an issue was launched at each, to be copied."""
    data = tmp_path_factory.mktemp("launched") / "data"
    shutil.copytree(_migrated(), data)
    with Four() as four:
        Desk(data, four).run(LAUNCH, four.doors())
        yield data, four


@pytest.fixture
def desk(launched, tmp_path):
    data, four = launched
    four.forget()
    shutil.copytree(data, tmp_path, dirs_exist_ok=True)
    desk = Desk(tmp_path, four)
    yield desk
    if desk.watcher and desk.watcher.poll() is None:
        desk.kill()


def test_killed_before_it_meant_to_send(desk):
    desk.start("intent")
    desk.standing_still(1)
    desk.kill()
    assert desk.standing() == of_four("queued")
    since = desk.start()
    desk.goes_on(since, "the calls leave", lambda: desk.four.sent() == CALLS)
    desk.all_there()
    assert desk.standing() == of_four("ready")
    assert desk.four.sent() == CALLS


def test_killed_before_the_create_call_leaves(desk):
    """The intent is on the disk, and nobody can know that the call did not leave: a person decides."""
    desk.start("send")
    desk.standing_still(ALL_CALLS)
    desk.kill()
    assert desk.standing() == of_four("submitting")
    since = desk.start()
    desk.goes_on(since, "what was on its way is known to be unknown", lambda: desk.standing() == of_four("unknown"))
    eventually("it is looked for where it can be", lambda: all(desk.four.asked()[name] for name in LISTED))
    assert desk.four.sent() == of_four(0)
    desk.decide()
    desk.all_there()
    assert desk.standing() == of_four("failed ready")


@pytest.mark.parametrize("step", ["left", "answered"])
def test_killed_after_the_create_call_left(desk, step):
    """It is found where the service can be asked; elsewhere a person finds it. Nothing is sent again."""
    if step == "left":
        desk.kill_at("POST", "", hold=ALL_CALLS)
        eventually("every call is accepted", lambda: desk.four.billed() == CALLS)
    else:
        desk.start("reply")
        desk.standing_still(ALL_CALLS)
        desk.kill()
    assert desk.standing() == of_four("submitting")
    since = desk.start()
    desk.goes_on(since, "the work goes on", lambda: "submitting" not in desk.standing().values())
    eventually("what can be found is drawn", lambda: all(desk.standing()[name] == "ready" for name in LISTED))
    desk.decide()
    desk.all_there()
    assert desk.standing() == of_four("ready")
    assert desk.four.sent() == CALLS


def test_a_mutant_that_queues_orphans_again_is_caught(desk):
    desk.kill_at("POST", "", hold=ALL_CALLS)
    eventually("every call is accepted", lambda: desk.four.billed() == CALLS)
    desk.start("mutant")
    # Kling alone refuses what it has accepted once under the same id of ours.
    eventually("they are accepted again", lambda: desk.four.billed() == of_four(2, kling=3))
    with pytest.raises(AssertionError, match="paid once"):
        desk.paid_once()


def test_killed_during_polling(desk):
    for _ in range(2):
        desk.kill_at("GET", "^(?!/files/)", hold=ALL_CALLS)
    assert desk.standing() == of_four("drawing")
    goes_on_and_ends(desk)


def test_killed_during_downloads(desk):
    desk.kill_at("GET", "^/files/", hold=DOWNLOADS)
    desk.kill_at("GET", "^/files/", let=4, hold=2)
    goes_on_and_ends(desk)


def goes_on_and_ends(desk):
    before = sum(desk.four.asked().values())
    since = desk.start()
    desk.goes_on(since, "it asks again", lambda: sum(desk.four.asked().values()) > before)
    desk.all_there()
    assert desk.standing() == of_four("ready")
    assert desk.four.sent() == CALLS


def test_killed_again_and_again_at_any_moment(desk):
    for count in (7, 5, 3, 8, 10):
        desk.kill_at("", "", let=count, hold=1, may_end=True)
    since = desk.start()
    desk.goes_on(since, "the work goes on", lambda: "submitting" not in desk.standing().values())
    eventually("what can be found is drawn", lambda: desk.has_found() and desk.is_still())
    desk.decide()
    desk.all_there()


def test_a_script_is_drawn_and_bound_with_a_key_and_neither_server_nor_worker(launched, tmp_path):
    """`add_key` and `draw --engine`, as a person types them, at the services' own rhythm."""
    _, four = launched
    four.forget()
    four.set(polls_until_ready=1)
    data, book, script = tmp_path / "data", tmp_path / "book.cbz", tmp_path / "the-fox.txt"
    shutil.copytree(_migrated(), data)
    desk = Desk(data, four)
    desk.run("import django\ndjango.setup()\nfrom comics.models import User\nUser.objects.create_user('ann@example.test')", "")
    script.write_text(SCRIPT)
    base_url, token = four.doors()["kling"]

    def manage(*arguments, **more):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=desk.environment | more, input=token, capture_output=True, text=True, timeout=90, check=False
        )

    added = manage("add_key", "ann@example.test", "--engine", "kling", "--base-url", base_url)
    assert added.returncode == 0, added.stderr
    drawing = ("draw", str(script), "--engine", "kling", "--as", "ann@example.test", "--out", str(book))
    closed = manage(*drawing, STUDIO_FETCH_ALLOW="")
    assert closed.returncode != 0
    assert not book.exists()
    assert four.kling.seen == []
    done = manage(*drawing)
    assert done.returncode == 0, done.stderr
    assert book.stat().st_size > 1000
    assert len(four.kling.creates) == 3
    assert token not in done.stdout + done.stderr + closed.stderr + added.stdout + added.stderr
    desk.checked_book()
