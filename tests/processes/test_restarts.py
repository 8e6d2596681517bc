"""What dies is started again and queued work gets done, whichever process is killed with `kill -9`."""

from collections.abc import Iterator

import psutil
import pytest

from tests.live import LiveStudio, alive, eventually, live_studio, python

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStudio]:
    with live_studio(tmp_path_factory.mktemp("restarts")) as studio:
        yield studio


def work_is_done(studio: LiveStudio, name: str) -> None:
    """Queue a task that leaves a file, and wait for the file."""
    mark = studio.data / name
    queue = f"async_task('pathlib.Path.touch', Path({str(mark)!r}))"
    python(studio.data, f"from pathlib import Path\nfrom django_q.tasks import async_task\n{queue}")
    eventually(f"the queued task has left {name}", mark.exists, within=30)


def whole_worker(studio: LiveStudio) -> list[psutil.Process]:
    """The worker's processes, once all six are there."""
    return eventually("the worker has all its processes", lambda: len(found := studio.worker()) == 6 and found)


@pytest.mark.parametrize("which", ["main process", "answering process"])
def test_a_killed_web_server_answers_again(studio, which):
    victim = studio.web()[which == "answering process"]
    victim.kill()
    eventually("the victim is gone", lambda: not alive([victim]))
    eventually("the site answers again", lambda: len(studio.web()) == 3 and studio.get("/healthz") == (200, "ok\n"))


def test_tasks_in_flight_are_taken_up_at_once(studio):
    """A task that was fetched by a worker that is killed runs again after the restart, not minutes later."""
    mark = studio.data / "runs.txt"
    code = f"import time\nopen({str(mark)!r}, 'a').write('begun\\n')\ntime.sleep(1)\nopen({str(mark)!r}, 'a').write('done\\n')"
    python(studio.data, f"from django_q.tasks import async_task\nasync_task('builtins.exec', {code!r})")
    eventually("the task has begun", mark.exists)
    for process in studio.worker():
        process.kill()
    eventually("the task has run again to its end", lambda: mark.read_text() == "begun\nbegun\ndone\n", within=30)


@pytest.mark.parametrize("which", ["queue worker", "sentinel", "monitor", "pusher"])
def test_a_killed_process_of_the_worker_loses_no_work(studio, which):
    before = whole_worker(studio)
    victim = before[{"sentinel": 1, "queue worker": 2, "monitor": 4, "pusher": 5}[which]]
    victim.kill()
    eventually("the worker was started anew", lambda: not alive(before))
    work_is_done(studio, f"after-{which.replace(' ', '-')}")
    eventually("the studio is ready again", studio.is_ready)
