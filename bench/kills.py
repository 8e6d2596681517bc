"""200 times `kill -9`, spread over all steps of the watcher: nothing paid twice, nothing lost, and how soon it goes on."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter

from bench import Measure
from bench.services import Service, picture_digest, service
from bench.studios import Desk, desk, percentile

KILLS, MUTANT_KILLS = 200, 12
STEPS = (  # those of bench/inside/killed.py, in the order in which a submission comes to them
    "before the intent",
    "before the call",
    "during the call",
    "after the reply",
    "after the ticket",
    "during a poll",
    "after a poll",
    "during a download",
    "after a download",
    "after storing",
    "after the take",
    "before closing",
    "after closing",
)
AFTER_IT_LEFT = ("during the call", "after the reply")
NEW, TIMES = 3, 3  # calls that are launched between two kills; how often a step is come to before it kills
DELAY, TAKES = 0.01, 0.3  # seconds: of every answer, of every picture
PATIENCE = 15.0  # seconds for a step to be come to
AT_THE_END = 60.0  # seconds for what is left
RESUME = 1.0  # seconds
SIDE = 64  # pixels
LAUNCH = """
UPDATE comics_submission SET state = 'queued' WHERE id IN
(SELECT id FROM comics_submission WHERE state = 'draft' ORDER BY id LIMIT ?)
"""


def main() -> list[Measure]:
    """Four rows: double creates, lost or wrong pictures, resuming, and whether the fault that must never be made shows."""
    with service() as there, desk(there.host_port) as ours:
        run = Run(there, ours, launched=NEW * KILLS)
        resumed = [run.killed(step) for step in _steps(KILLS, STEPS)]
        run.finish()
        doubles, wrong = run.doubles(), run.wrong()
    with service() as there, desk(there.host_port) as ours:
        mutant = Run(there, ours, launched=NEW * MUTANT_KILLS, kind="mutant")
        for step in _steps(MUTANT_KILLS, AFTER_IT_LEFT):
            mutant.killed(step)
        mutant.finish()
        caught = max(mutant.doubles(), 0.001)
    seen = [seconds for seconds in resumed if seconds is not None]
    name = f"{KILLS} kills"
    return [
        Measure(name=f"{name}: double creates", ours=doubles, peer=1, unit="calls", against="the first", limit=0.0),
        Measure(name=f"{name}: lost or wrong", ours=wrong, peer=1, unit="pictures", against="the first", limit=0.0),
        Measure(name=f"{name}: to go on, p95", ours=percentile(seen, 0.95), peer=RESUME, against="the target", limit=1.0),
        Measure(name="a mutant that queues again", ours=1, peer=caught, unit="calls", against="its double creates", limit=1.0),
    ]


def _steps(count: int, steps: tuple[str, ...]) -> list[str]:
    """So many steps, each as often as the others, in an order that is the same in every run."""
    spread = [steps[number % len(steps)] for number in range(count)]
    random.Random(count).shuffle(spread)  # noqa: S311 - no secret
    return spread


class Run:
    """One database, one service, and watchers that die one after the other."""

    def __init__(self, there: Service, ours: Desk, *, launched: int, kind: str = "sound") -> None:
        self.there, self.ours, self.kind = there, ours, kind
        there.behave(delay=DELAY, takes=TAKES, side=SIDE)
        ours.told("flight", launched, there.base_url, "drafts")
        self.database = ours.data / "studio.sqlite3"
        self.random = random.Random(launched)  # noqa: S311 - no secret

    def killed(self, step: str) -> float | None:
        """Launch some, start a watcher, have it die at the step; answers the seconds from its start to its first request.

        None when it died before it had asked for anything.
        """
        self._change(LAUNCH, NEW)
        began = time.monotonic()
        with self._watcher(step, self.random.randint(1, TIMES)) as process:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                raise SystemExit(f"The watcher did not come to the step {step!r}.") from None
        if process.returncode != -9:
            raise SystemExit(f"The watcher was to die at {step!r} and ended with {process.returncode}.")
        first = self.there.first_since(began)
        return first - began if first else None

    def finish(self) -> None:
        """Let one watcher work until every call that arrived is closed."""
        self._change("UPDATE comics_submission SET state = 'cancelled' WHERE state = 'draft'")
        with self._watcher("", 1) as process:
            until = time.monotonic() + AT_THE_END
            while time.monotonic() < until and len(self._takes()) < len(self._names()):
                time.sleep(0.2)
            process.terminate()

    def doubles(self) -> int:
        """How many calls arrived more than once."""
        calls = Counter(name for name, _ in self.there.made().values())
        return sum(count - 1 for count in calls.values())

    def wrong(self) -> int:
        """How many calls that arrived have not just their own picture, whole, as a take; and what is too much."""
        takes, names = self._takes(), self._names()
        right = sum(takes.get(name) == [picture_digest(name, SIDE)] for name in names)
        scraps = len(list((self.ours.data / "media" / "incoming").glob("*")))
        stored = {path.stem for path in (self.ours.data / "media").rglob("*.png")}
        missing = sum(not set(found) <= stored for found in takes.values())
        return len(names) - right + len(takes.keys() - names) + scraps + missing

    def _names(self) -> set[str]:
        return {name for name, _ in self.there.made().values()}

    def _takes(self) -> dict[str, list[str]]:
        """The hashes of the pictures that were kept, by our own name of the call."""
        found: dict[str, list[str]] = {}
        for name, digest in self._rows(
            "SELECT json_extract(s.call_data, '$.external_id'), p.sha256 FROM comics_take t"
            " JOIN comics_picture p ON p.id = t.picture_id JOIN comics_drawing d ON d.id = t.drawing_id"
            " JOIN comics_submission s ON s.id = d.submission_id"
        ):
            found.setdefault(name, []).append(digest)
        return found

    @contextlib.contextmanager
    def _watcher(self, step: str, times: int):
        command = [sys.executable, "-m", "bench.inside.killed", step, str(times), self.kind]
        with (self.ours.data / "watcher.log").open("ab") as log:
            process = subprocess.Popen(command, env=self.ours.environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def _change(self, sql: str, *values: int) -> None:
        with contextlib.closing(sqlite3.connect(self.database, timeout=20)) as database, database:
            database.execute(sql, values)

    def _rows(self, sql: str) -> list[tuple[str, str]]:
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)) as database:
            return database.execute(sql).fetchall()
