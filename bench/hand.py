"""A hand on the lettering: how long until a dragged balloon is kept, and until words being typed are fitted."""

from __future__ import annotations

from bench import Measure
from bench.studios import desk

KEPT, FITTED = 0.3, 0.05  # seconds


def main() -> list[Measure]:
    """Three rows: a drag of the sample issue's balloons until it is kept, the slowest of them, and a key's fit."""
    with desk() as ours:
        ours.manage("collectstatic", "--noinput", "-v0")
        told = ours.told("hand")
    return [
        Measure(name="dragged balloon kept", ours=told["drag"], peer=KEPT, against="the target", limit=1.0),
        Measure(name="dragged balloon kept, slowest", ours=told["slowest"], peer=KEPT, against="the target"),
        Measure(name="typed words fitted", ours=told["fit"], peer=FITTED, against="the target", limit=1.0),
    ]
