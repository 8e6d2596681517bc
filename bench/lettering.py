"""Lettering against what it must be: quick, and without faults that a reader sees on the pages of all sample scripts.

The texts that are timed differ from round to round, so that no cache answers; only the processor time of our own work counts.
Greedy placement (a beam of one) is timed in the same run, to show what looking at the balloons jointly costs.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from statistics import median
from time import process_time

from bench import Measure
from bench.sample_pages import sample_pages
from comics.composition import beam
from comics.composition.aims import root_of
from comics.composition.costs import crosses, enters
from comics.composition.crop import staging_on_page
from comics.composition.formats import page_format
from comics.composition.hands import size_on
from comics.composition.model import Balloon, Manner, PageFormat, PanelArt, Words
from comics.composition.parting import stem_of
from comics.composition.placement import place, place_panel
from comics.composition.refit import refit
from comics.composition.stage import Figure, stage_of
from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Actor, Staging
from comics.scripting.samples import SAMPLES
from comics.vocabulary import LetteringKind as Kind

ALLOWED = {2: 0.120, 3: 0.200}  # Seconds a panel.
TYPING = 0.010  # Seconds for one balloon while somebody types.
ROUNDS = 15
LINES = (
    "We should not be out here, Mina... not in this rain! I said so {n} times.",
    "Since when are you afraid of number {n}?",
    "Since it started whispering {n} names.",
)
SPEAKERS = ("Jun", "Mina", "Jun")
FORMATS = ("us_comic", "manga", "a5", "square", "webtoon")
# Words for the pages in columns, and how many signs say what a hundred letters say in English.
JAPANESE = "地図は、誰かが描いたものしか知らない。きみは何を知ってる？パンの匂いがするの。ここで終わってる！"
JAPANESE_SHARE = 0.45
FAULTS = ("cover a face", "in the wrong order", "tails that cross")


def main() -> list[Measure]:
    """Time: two and three balloons, each against its target and against greedy placement, and typing. Faults: their share."""
    timed(1, beam.BEAM, first=0)  # Fonts are read once.
    rows = []
    for balloons, allowed in ALLOWED.items():
        greedy = timed(balloons, 1, first=1000 * balloons)
        joint = timed(balloons, beam.BEAM, first=1500 * balloons)
        name = f"placing {balloons} balloons"
        rows.append(Measure(name=name, ours=joint, peer=allowed, against="the target", limit=1.0))
        rows.append(Measure(name=f"{name} jointly", ours=joint, peer=greedy, against="placing one after the other"))
    rows.append(Measure(name="refitting while typing", ours=typing(), peer=TYPING, against="the target", limit=1.0))
    return rows + judged()


def judged() -> list[Measure]:
    """The share of balloons with each fault, over all samples, formats and directions; then in vertical columns."""
    manners = [(key, Manner(direction=direction)) for key in FORMATS for direction in ("ltr", "rtl")]
    columns = [(key, Manner("ja", "rtl", vertical=True)) for key in ("manga", "b5")]
    return [*_shares("on sample pages", manners), *_shares("in columns", columns)]


def _shares(name: str, manners: list[tuple[str, Manner]]) -> list[Measure]:
    found, total = Counter[str](), 0
    for key, manner in manners:
        for panel, balloons in _lettered(page_format(key), manner):
            total += len(balloons)
            found.update(fault for fault, _ in faults(panel, balloons, page_format(key), rtl=manner.direction == "rtl"))
    return [
        Measure(
            name=f"of {total} balloons {name}: {fault}",
            ours=found[fault] / total,
            peer=1.0,
            unit="",
            against="all of them",
            limit=0.0,
        )
        for fault in FAULTS
    ]


def _lettered(page: PageFormat, manner: Manner) -> Iterator[tuple[PanelArt, list[Balloon]]]:
    """Every panel of the samples with its lettering; in columns the words are Japanese ones of about the same length."""
    for sample in SAMPLES:
        for one in sample_pages(sample.text, page, direction=manner.direction):
            panels = [_in_japanese(panel) for panel in one.panels] if manner.vertical else one.panels
            balloons = place(panels, page, manner=manner)
            for panel in panels:
                keys = {words.key for words in panel.words}
                yield panel, [own for own in balloons if stem_of(own.key, keys) in keys]


def _in_japanese(panel: PanelArt) -> PanelArt:
    words = (replace(each, text=JAPANESE[: max(3, round(JAPANESE_SHARE * len(each.text)))]) for each in panel.words)
    return replace(panel, words=tuple(words))


def faults(panel: PanelArt, balloons: list[Balloon], page: PageFormat, *, rtl: bool) -> Iterator[tuple[str, str]]:
    """What a reader would see, with the key of the balloon."""
    faces = [actor.face for actor in staging_on_page(panel).actors if actor.face.overlap(panel.box) > 0]
    stage = stage_of(panel, page, em=size_on(page), rtl=rtl)
    speakers = {words.key: stage.figure(words.speaker) for words in panel.words}
    keys = set(speakers)
    for one in balloons:
        if any(one.box.overlap(face) > 0 for face in faces):
            yield FAULTS[0], one.key
        if _points_through(one, stage.figures, speakers[stem_of(one.key, keys)]):
            yield FAULTS[2], one.key
    for first, second in combinations([one for one in balloons if one.kind != Kind.SFX], 2):
        if misread(first.box, second.box, size_on(page), rtl=rtl):
            yield FAULTS[1], second.key
        if _tangled(first, second):
            yield FAULTS[2], second.key


def _points_through(one: Balloon, figures: tuple[Figure, ...], speaker: Figure | None) -> bool:
    """Whether the tail runs over the face of somebody who does not speak."""
    others = (figure.face for figure in figures if figure is not speaker)
    return bool(one.tail) and any(enters(root_of(one.box, one.tail), one.tail, face) is not None for face in others)


def misread(first: Box, second: Box, em: float, *, rtl: bool) -> bool:
    """Whether the later balloon is higher, or beside the earlier one on the side that is read first."""
    if second.y < first.y - 0.25 * em:
        return True
    shared = min(first.bottom, second.bottom) - max(first.y, second.y)
    onward = second.centre.x - first.centre.x
    return shared > 0.35 * min(first.h, second.h) and (onward >= 0 if rtl else onward <= 0)


def _tangled(first: Balloon, second: Balloon) -> bool:
    """Whether tails cross, or a tail runs through the other balloon."""
    if first.tail and enters(root_of(first.box, first.tail), first.tail, second.box) is not None:
        return True
    if second.tail and enters(root_of(second.box, second.tail), second.tail, first.box) is not None:
        return True
    if not first.tail or not second.tail:
        return False
    return crosses(root_of(first.box, first.tail), first.tail, root_of(second.box, second.tail), second.tail)


def timed(balloons: int, width: int, *, first: int) -> float:
    """The median time of placing so many balloons with a beam of that width, in seconds."""
    page, usual = page_format("us_comic"), beam.BEAM
    beam.BEAM = width
    try:
        return median(_seconds(panel(balloons, number), page) for number in range(first, first + ROUNDS))
    finally:
        beam.BEAM = usual


def typing() -> float:
    """The median time of one more letter in a balloon, in seconds."""
    page, manner = page_format("us_comic"), Manner()
    one = place_panel(panel(1, 9000), page, manner=manner)[0]
    seconds = []
    text = LINES[0].format(n=9001)
    for end in range(len(text) // 2, len(text)):
        began = process_time()
        one = refit(one, Words(one.key, one.kind, text[:end]), page, manner)
        seconds.append(process_time() - began)
    return median(seconds)


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
