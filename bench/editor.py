"""Counts what the editor asks of the database."""

import json
import os
import subprocess
import sys
import tempfile

from bench import Measure

PAGE, POLL = 12, 3  # queries


def main() -> list[Measure]:
    """Three rows: the editor of 200 panels against its limit and against one of 4 panels, and a quiet poll."""
    with tempfile.TemporaryDirectory(prefix="panelwright-bench-") as folder:
        environment = os.environ | {"STUDIO_DATA": folder}
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)
        done = subprocess.run(
            [sys.executable, "-m", "bench.inside.editor"], env=environment, check=True, stdout=subprocess.PIPE
        )
    counts = json.loads(done.stdout)
    return [
        Measure(name="editor of 200 panels", ours=counts["many"], peer=PAGE, unit="queries", against="the target", limit=1.0),
        Measure(
            name="editor of 200 panels", ours=counts["many"], peer=counts["few"], unit="queries", against="4 panels", limit=1.0
        ),
        Measure(name="idle editor's poll", ours=counts["poll"], peer=POLL, unit="queries", against="the target", limit=1.0),
    ]
