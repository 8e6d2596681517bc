"""A real studio for tests: the supervisor with its web server and worker, on a free port and data of its own."""

import atexit
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from tests import databases

ROOT = Path(__file__).resolve().parent.parent
OF_THE_RUN = ("STUDIO_", "PYTEST_", "DATABASE_URL", "REDIS_", "S3_")  # what the variables begin with that tell of the test run


def eventually(what: str, condition: Callable[[], object], *, within: float = 30.0) -> object:
    """The first true answer of `condition`, asked again and again; fails with `what` when there is none in time."""
    deadline = time.monotonic() + within
    while True:
        if answer := condition():
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within:.0f} s: {what}")
        time.sleep(0.05)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def environment(data: Path, port: int = 0) -> dict[str, str]:
    """What a user's shell would have: nothing of the test run's own settings."""
    own = {"DJANGO_SETTINGS_MODULE": "studio.settings", "STUDIO_DATA": str(data), "HOST": "127.0.0.1", "PORT": str(port)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_RUN)}
    return kept | own | databases.environment(data) | {"STUDIO_WORKERS": "2", "PYTHONUNBUFFERED": "1"}


def ask(data: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a query, with ? for each value, on the database of these data."""
    if url := databases.url_of(data):
        return databases.ask(url, sql.replace("?", "%s"), values)
    with closing(sqlite3.connect(f"file:{data}/studio.sqlite3?mode=ro", uri=True)) as database:
        return database.execute(sql, values).fetchall()


def manage(data: Path, *arguments: str, port: int = 0, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Run one management command on these data to its end."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(data, port), capture_output=True, text=True, timeout=timeout, check=False
    )


def python(data: Path, code: str) -> str:
    """What a few lines of Python print that run inside Django on these data."""
    program = f"import django\ndjango.setup()\n{code}"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class LiveStudio:
    """One running supervisor and all that it has started; `settings` are environment variables beside the usual ones."""

    def __init__(self, data: Path, *options: str, settings: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.port = free_port()
        self.log = data / "output.txt"
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "studio", *options],
                cwd=ROOT,
                env=environment(data, self.port) | dict(settings or {}),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        return self.log.read_text()

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page; status 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def is_ready(self) -> bool:
        status, body = self.get("/readyz")
        return status == 200 and bool(json.loads(body)["ready"])

    def wait_ready(self) -> None:
        def ready() -> bool:
            assert self.process.poll() is None, self.said()
            return self.is_ready()

        eventually("the studio is ready", ready, within=40)

    def family(self) -> list[psutil.Process]:
        """Everything the supervisor has started, without itself."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def web(self) -> list[psutil.Process]:
        """The web server's main process, then those that answer requests."""
        return self._with_children("studio.serve")

    def worker(self) -> list[psutil.Process]:
        """The worker's main process, its sentinel, then the queue workers (2), the monitor and the pusher."""
        return self._with_children("worker")

    def watcher(self) -> list[psutil.Process]:
        """The watcher, which is one process."""
        return self._with_children("watcher")

    def _with_children(self, word: str) -> list[psutil.Process]:
        """The program whose command has `word`, and what it has started, oldest first; empty while it is not there."""
        for main in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # a zombie that the supervisor is just about to reap counts as gone
                if word in " ".join(main.cmdline()):
                    return [
                        main,
                        *sorted(main.children(recursive=True), key=lambda process: (process.create_time(), process.pid)),
                    ]
        return []

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Stop the studio as a person would; answers the exit code."""
        self.process.send_signal(how)
        return self.process.wait(20)

    def end(self) -> None:
        """Make sure that nothing is left, whatever a test has done."""
        if self.process.poll() is None:
            family = self.family()
            self.process.kill()
            self.process.wait()
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.kill()


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run; a zombie that nobody has reaped yet does not."""
    running = []
    for process in processes:
        try:
            if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                running.append(process)
        except psutil.NoSuchProcess:
            continue
    return running


@cache
def _migrated() -> Path:
    """A data folder with a new database, made once for all studios of a run and copied for each."""
    data = Path(tempfile.mkdtemp(prefix="panelwright-live-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    (data / "static").mkdir()
    done = manage(data, "migrate", "-v0")
    assert done.returncode == 0, done.stderr
    return data


def new_data(data: Path) -> None:
    """A data folder with a new database; in a run on PostgreSQL, with one there."""
    shutil.copytree(_migrated(), data, dirs_exist_ok=True)
    if databases.SERVER:
        databases.make(data, template=_template())


@cache
def _template() -> Path:
    """A data folder whose database on PostgreSQL is new and migrated, to be copied by the server."""
    data = Path(tempfile.mkdtemp(prefix="panelwright-live-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    databases.make(data)
    done = manage(data, "migrate", "-v0")
    assert done.returncode == 0, done.stderr
    return data


@contextmanager
def live_studio(data: Path, *options: str, settings: Mapping[str, str] | None = None) -> Iterator[LiveStudio]:
    """A ready studio on a new, migrated database; everything of it is gone afterwards."""
    new_data(data)
    studio = LiveStudio(data, *options, settings=settings)
    try:
        studio.wait_ready()
        yield studio
    finally:
        studio.end()
