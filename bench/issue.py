"""Times a whole issue on the real thing: 24 pages of 5 panels launched, drawn by the worker, lettered and bound as PDF."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time

import psutil

from bench import Measure

SECONDS = 60.0
MEGABYTES = 600.0
BREATH = 0.2  # seconds between two looks


def main() -> list[Measure]:
    """Two rows: the time from the click on Launch to the finished PDF, and the memory of all processes at its highest."""
    with tempfile.TemporaryDirectory(prefix="panelwright-bench-") as folder:
        environment = os.environ | {"STUDIO_DATA": folder, "PORT": str(_free_port())}
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True)
        subprocess.run([*manage, "collectstatic", "--noinput", "-v0"], env=environment, check=True)
        with subprocess.Popen([*manage, "studio"], env=environment, stdout=subprocess.DEVNULL) as studio:
            try:
                seconds, megabytes = _watched(studio.pid, environment)
            finally:
                studio.terminate()
    return [
        Measure(name="issue of 120 panels, bound", ours=seconds, peer=SECONDS, against="the target", limit=1.0),
        Measure(name="memory of all processes", ours=megabytes, peer=MEGABYTES, unit="MB", against="the target", limit=1.0),
    ]


def _watched(studio: int, environment: dict[str, str]) -> tuple[float, float]:
    """The seconds of the run, and the most memory that the studio and its children had meanwhile, in megabytes."""
    with subprocess.Popen([sys.executable, "-m", "bench.inside.issue"], env=environment, stdout=subprocess.PIPE) as run:
        peak = 0.0
        while run.poll() is None:
            peak = max(peak, _memory(psutil.Process(studio)))
            time.sleep(BREATH)
        out = run.stdout.read() if run.stdout else b""
    return float(json.loads(out)["seconds"]), peak


def _memory(root: psutil.Process) -> float:
    """Memory of a process and all below it; what several share is counted once where the system tells (PSS)."""
    total = 0
    for process in [root, *root.children(recursive=True)]:
        try:
            info = process.memory_full_info()
        except psutil.Error:
            continue  # It ended between the two looks.
        total += getattr(info, "pss", info.rss)
    return total / 1e6


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
