"""Sets words anew in a balloon that stands already, while somebody types: quick, and without moving anything else."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from comics.composition.casing import tidy
from comics.composition.fit import fits, within
from comics.composition.hands import hand_for, scale_of, size_on
from comics.composition.model import Balloon, Manner, PageFormat, Words
from comics.composition.soundeffects import bend_of
from comics.drawing.geometry import Box
from comics.vocabulary import LetteringKind as Kind

_TAILLESS = frozenset({Kind.NARRATION, Kind.TIME_PLACE, Kind.EDITOR_NOTE, Kind.SFX})


def refit(balloon: Balloon, words: Words, page: PageFormat, manner: Manner, *, room: Box | None = None) -> Balloon:
    """The balloon with these words in the best shape around the same centre, moved only as far as it must to stay on the page.

    A shape that fits into `room`, such as the panel's frame, goes before others. The balloon keeps its tail, and its type size
    as long as the words' kind and dress ask for the same. It may cover what the placement
    would keep clear; that is for the placement to mend once the words are kept.
    """
    words = replace(words, text=tidy(words.text))
    hand = hand_for(words, manner)
    same = (words.kind, words.dress.scale) == (balloon.kind, balloon.dress.scale)
    size = balloon.size if same else size_on(page) * scale_of(words)
    bend = bend_of(words.text, words.dress) if words.kind == Kind.SFX else 0.0
    shapes = fits(words.text, kind=words.kind, hand=hand, bend=bend)
    limit = (room.w / size, room.h / size) if room else (inf, inf)
    shape = next((one for one in shapes if within(one, limit)), shapes[0])
    return replace(
        balloon,
        kind=words.kind,
        box=_around(balloon.box, shape.width * size, shape.height * size, page),
        lines=shape.lines,
        size=size,
        font=hand.font,
        text=words.text,
        tail=balloon.tail if words.kind not in _TAILLESS else None,
        language=manner.language,
        dress=words.dress,
        vertical=hand.vertical,
        capitals=hand.upper,
    )


def _around(box: Box, wide: float, high: float, page: PageFormat) -> Box:
    """A box of that size around the centre of the other one, on the page where it has room."""
    centre = box.centre
    left = min(max(0.0, centre.x - wide / 2), max(0.0, page.width - wide))
    top = min(max(0.0, centre.y - high / 2), max(0.0, page.height - high))
    return Box(left, top, wide, high)
