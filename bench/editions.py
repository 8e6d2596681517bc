"""Weighs the process that binds an issue of 100 pages, edition by edition."""

import json
import os
import subprocess
import sys
import tempfile

from bench import Measure
from comics.publishing.editions import EDITIONS

MEGABYTES = 400.0


def main() -> list[Measure]:
    """A row for each edition: the highest memory of the process that binds it, against the target."""
    with tempfile.TemporaryDirectory(prefix="panelwright-bench-") as folder:
        environment = os.environ | {"STUDIO_DATA": folder}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        _inside("make", environment)
        weights = {edition: json.loads(_inside(edition, environment))["megabytes"] for edition in EDITIONS}
    return [
        Measure(name=f"{edition} of 100 pages", ours=weight, peer=MEGABYTES, unit="MB", against="the target", limit=1.0)
        for edition, weight in weights.items()
    ]


def _inside(word: str, environment: dict[str, str]) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "bench.inside.editions", word], env=environment, check=True, stdout=subprocess.PIPE
    )
    return done.stdout
