"""Studios for measurements: a fresh data folder, programs that run inside it, and what they are made of."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psutil

BREATH = 0.2  # seconds between two looks at a program's memory: each takes it a millisecond
PATIENCE = 40.0  # seconds for a server to answer


class Desk:
    """A data folder with a migrated database, whose programs may reach the given services."""

    def __init__(self, data: Path, *allow: str) -> None:
        self.data = data
        self.environment = os.environ | {"STUDIO_DATA": str(data), "STUDIO_FETCH_ALLOW": ",".join(allow)}

    def manage(self, *arguments: str) -> None:
        """Run a management command to its end."""
        subprocess.run([sys.executable, "manage.py", *arguments], env=self.environment, check=True)

    def told(self, program: str, *arguments: object) -> Any:
        """What a program of `bench.inside` prints as JSON, run to its end."""
        command = [sys.executable, "-m", f"bench.inside.{program}", *map(str, arguments)]
        return json.loads(subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE).stdout)

    @contextlib.contextmanager
    def running(self, program: str, *arguments: object) -> Iterator[Running]:
        """A program of `bench.inside` that runs meanwhile. Its own log goes nowhere."""
        command = [sys.executable, "-m", f"bench.inside.{program}", *map(str, arguments)]
        log = subprocess.DEVNULL if "BENCH_LOG" not in os.environ else None
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=log) as process:
            run = Running(process)
            try:
                yield run
            finally:
                run.end()

    @contextlib.contextmanager
    def serving(self, port: int, *command: str, ready: str) -> Iterator[None]:
        """A server of the studio's on this port, once it answers well at the path `ready`."""
        environment = self.environment | {"HOST": "127.0.0.1", "PORT": str(port)}
        log = subprocess.DEVNULL if "BENCH_LOG" not in os.environ else None
        with subprocess.Popen([sys.executable, *command], env=environment, stdout=log, stderr=log) as server:
            try:
                _answers(port, ready)
                yield
            finally:
                server.terminate()


def _answers(port: int, path: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}{path}", timeout=5):
            return
        time.sleep(BREATH)
    raise SystemExit("The studio does not answer.")


class Running:
    """A program that runs, and the most memory that it has had."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.peak = 0.0  # megabytes
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def stop(self) -> Any:
        """Ask it to stop; answers what it prints as JSON."""
        self.process.send_signal(signal.SIGTERM)
        out = self.process.communicate(timeout=60)[0]
        return json.loads(out)

    def end(self) -> None:
        """Make sure that it is gone."""
        self._over.set()
        self._thread.join()
        self.process.kill()

    def _look_on(self) -> None:
        with contextlib.suppress(psutil.Error, OSError):
            while not self._over.wait(BREATH):
                self.peak = max(self.peak, memory(self.process.pid))


def memory(pid: int) -> float:
    """The memory of a process in megabytes; what it shares is counted in part, where the system tells (PSS)."""
    told = Path(f"/proc/{pid}/smaps_rollup")
    if not told.exists():
        return float(psutil.Process(pid).memory_info().rss) / 1e6
    line = next((line for line in told.read_text().splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1]) * 1024 / 1e6


@contextlib.contextmanager
def desk(*allow: str) -> Iterator[Desk]:
    """A desk in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="panelwright-bench-", ignore_cleanup_errors=True) as folder:
        made = Desk(Path(folder), *allow)
        made.manage("migrate", "-v0")
        yield made


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies; infinite when there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("inf")
