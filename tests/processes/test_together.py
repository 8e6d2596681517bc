"""Two workers and two watchers on one database share the work: everything is made once, every create call is sent once."""

import subprocess
import sys

import pytest

from tests.live import ROOT, ask, eventually, manage, new_data, python
from tests.processes.test_watcher import Desk
from tests.studio import SCRIPT
from tests.watching import PaperServer

pytestmark = pytest.mark.processes
ISSUES, CALLS = 3, 8

DRAW_AND_BIND = f"""
from comics.actions.exports import request_export
from comics.actions.headless import issue_from_script
from comics.actions.launch import Plan, launch
from comics.models import User
user = User.objects.get()
team = user.memberships.first().team
for number in range({ISSUES}):
    issue = issue_from_script(team, {SCRIPT!r}, by=user)
    launch(issue, Plan(), by=user, nonce=f"drawn-{{number}}")
    for edition in ("pdf", "cbz"):
        request_export(issue, edition, by=user, nonce=f"{{edition}}-{{number}}")
"""


@pytest.fixture
def desk(tmp_path):
    new_data(tmp_path)
    with PaperServer() as server:
        yield Desk(tmp_path, server)


@pytest.fixture
def started(desk):
    """Starts programs on the desk's data, each with a heartbeat of its own, as on machines of their own."""
    programs = []

    def start(*arguments):
        with (desk.data / f"program-{len(programs)}.log").open("w") as log:
            programs.append(
                subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=desk.environment, stdout=log, stderr=log)
            )

    yield start
    for program in programs:
        program.terminate()
    for program in programs:
        program.wait(20)


@pytest.mark.timeout(480)  # four programs on two processors
def test_two_workers_and_two_watchers_do_nothing_twice(desk, started):
    desk.launch(times=CALLS)
    python(desk.data, DRAW_AND_BIND)
    for _ in range(2):
        started("-m", "tests.processes.paper_watcher", "", str(desk.mark), "together")
        started("manage.py", "worker")
    states = "SELECT DISTINCT state FROM comics_drawing"
    eventually("all is drawn", lambda: ask(desk.data, states) == [("ready",)], within=90)
    eventually("all is bound", lambda: ask(desk.data, "SELECT DISTINCT state FROM comics_export") == [("ready",)], within=90)
    eventually("all is closed", lambda: ask(desk.data, "SELECT DISTINCT state FROM comics_generation") == [("ready",)])
    desk.right_pictures()
    assert len(desk.server.creates) == len(ask(desk.data, "SELECT id FROM comics_submission"))
    assert ask(desk.data, "SELECT DISTINCT attempts FROM comics_drawing WHERE submission_id IS NULL") == [(1,)]
    assert ask(desk.data, "SELECT DISTINCT attempts FROM comics_export") == [(1,)]
    twice = "SELECT panel_id FROM comics_take WHERE engine = 'storyboard' GROUP BY panel_id HAVING count(*) > 1"
    assert ask(desk.data, twice) == []
    owners = ask(desk.data, "SELECT count(*) FROM comics_charge")[0][0]
    assert owners == len(desk.server.creates)
    assert manage(desk.data, "check").returncode == 0
