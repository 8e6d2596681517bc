"""Times the placement of lettering: two and three balloons in a panel, against the time they are allowed.

The texts differ from round to round, so that no cache answers; only the processor time of our own work counts. Greedy
placement (a beam of one) is timed in the same run, to show what looking at the balloons jointly costs.
"""

from statistics import median
from time import process_time

from bench import Measure
from comics.composition import beam
from comics.composition.formats import page_format
from comics.composition.model import PageFormat, PanelArt, Words
from comics.composition.placement import place_panel
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Actor, Staging

ALLOWED = {2: 0.120, 3: 0.200}  # Seconds a panel.
ROUNDS = 15
LINES = (
    "We should not be out here, Mina... not in this rain! I said so {n} times.",
    "Since when are you afraid of number {n}?",
    "Since it started whispering {n} names.",
)
SPEAKERS = ("Jun", "Mina", "Jun")


def main() -> list[Measure]:
    """Four rows: two and three balloons, each against its target and against greedy placement."""
    timed(1, beam.BEAM, first=0)  # Fonts are read once.
    rows = []
    for balloons, allowed in ALLOWED.items():
        greedy = timed(balloons, 1, first=1000 * balloons)
        joint = timed(balloons, beam.BEAM, first=1500 * balloons)
        name = f"placing {balloons} balloons"
        rows.append(Measure(name=name, ours=joint, peer=allowed, against="the target", limit=1.0))
        rows.append(Measure(name=f"{name} jointly", ours=joint, peer=greedy, against="placing one after the other"))
    return rows


def timed(balloons: int, width: int, *, first: int) -> float:
    """The median time of placing so many balloons with a beam of that width, in seconds."""
    page, usual = page_format("us_comic"), beam.BEAM
    beam.BEAM = width
    try:
        return median(_seconds(panel(balloons, number), page) for number in range(first, first + ROUNDS))
    finally:
        beam.BEAM = usual


def panel(balloons: int, number: int) -> PanelArt:
    """Two people in a wide panel who talk; the number makes the texts new."""
    words = tuple(Words(f"w{at}", "speech", LINES[at].format(n=number * 7 + at), SPEAKERS[at]) for at in range(balloons))
    return PanelArt("p", Box(30, 30, 410, 260), words, staging=Staging((actor("Jun", 0.28), actor("Mina", 0.72))))


def actor(name: str, x: float) -> Actor:
    face, head = Box(x - 0.05, 0.48, 0.1, 0.17), Box(x - 0.08, 0.38, 0.16, 0.3)
    return Actor(name, face, head, Box(x - 0.15, 0.38, 0.3, 0.6), Point(x, 0.6))


def _seconds(art: PanelArt, page: PageFormat) -> float:
    began = process_time()
    place_panel(art, page)
    return process_time() - began
