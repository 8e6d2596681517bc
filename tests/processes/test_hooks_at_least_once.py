"""Killed with `kill -9` while it delivers webhooks: nothing is lost, and what comes twice has the same id and bytes."""

import shutil
import subprocess
import sys

import psutil
import pytest

from tests import live
from tests.live import ROOT, _migrated, environment, eventually
from tests.services.hooks import Listener

pytestmark = pytest.mark.processes
SECRET = "whsec_made-up-for-the-test-0123456789"
MOST = 100 * 2**20  # bytes of memory that a watcher may use

MAKE = """
import django
django.setup()
from comics.actions.teams import welcome
from comics.actions import deliveries
from comics.models import User, WebhookEndpoint
user = User.objects.create_user("ann@example.test", "pass-word-9")
hook = WebhookEndpoint(team=welcome(user), created_by=user, url={url!r}, events=["comic.generation.completed"])
hook.seal({secret!r})
hook.save()
for number in range({count}):
    deliveries.test_webhook(hook, by=user, nonce=f"test-{{number}}")
"""


class Post:
    """A database on disk with webhooks to be delivered, and watchers that come and go."""

    def __init__(self, data, listener, count):
        self.data, self.listener, self.mark = data, listener, data / "stand-still"
        self.environment = environment(data) | {"STUDIO_FETCH_ALLOW": listener.host_port}
        self.watcher = None
        code = MAKE.format(url=listener.url, secret=SECRET, count=count)
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def start(self, *arguments):
        command = [sys.executable, "-m", "tests.processes.hook_watcher", *map(str, arguments)]
        with (self.data / "watcher.log").open("a") as log:
            self.watcher = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def kill(self):
        self.watcher.kill()
        self.watcher.wait(10)

    def states(self):
        return {row[0] for row in live.ask(self.data, "SELECT DISTINCT state FROM comics_webhookdelivery")}

    def events(self):
        return dict(live.ask(self.data, "SELECT uid, body FROM comics_webhookevent"))

    def all_told(self):
        """Every event arrives, none changed; answers how often each came."""
        eventually("all is delivered", lambda: self.states() == {"delivered"})
        heard = {each.id: each.body.decode() for each in self.listener.heard}
        assert heard == self.events()
        assert self.listener.wrong == []
        return [self.listener.ids().count(uid) for uid in heard]


@pytest.fixture
def post(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(_migrated(), data)
    with Listener(SECRET) as listener:
        post = Post(data, listener, count=6)
        yield post
        if post.watcher and post.watcher.poll() is None:
            post.kill()


def test_killed_between_the_answer_and_noting_it(post):
    post.start(post.mark)
    eventually("one stands still", lambda: post.mark.exists() and post.listener.heard)
    eventually("as many are on their way as may be", lambda: len(post.listener.ids()) >= 4)
    post.kill()
    assert post.states() == {"pending"}
    before = set(post.listener.ids())
    post.start()
    counts = post.all_told()
    assert sorted(counts) == [1] * (6 - len(before)) + [2] * len(before)


def test_killed_while_the_listener_thinks(post):
    held = post.listener.fault(
        "POST", "/hook", wait=lambda seen: eventually("it is dead", lambda: post.watcher.poll() is not None), times=4
    )
    post.start()
    eventually("four are on their way", lambda: held.times == 0)
    post.kill()
    post.start()
    assert max(post.all_told()) == 2


def test_a_watcher_that_delivers_stays_small(post):
    post.start()
    post.all_told()
    assert psutil.Process(post.watcher.pid).memory_info().rss < MOST
