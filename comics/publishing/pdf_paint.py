"""Paint in a PDF: path operators, colours, gradients as shadings, graphics states (ISO 32000-1, 8.4–8.7 and 11)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from comics.drawing.displaylist import Linear, Radial, Stop
from comics.drawing.geometry import Affine, Box
from comics.publishing.pdf_objects import Name, PdfFile, Ref, number

_TOKEN = re.compile(r"[MLCQZ]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}
_BLENDS = {"normal": "Normal", "multiply": "Multiply", "screen": "Screen", "overlay": "Overlay", "soft-light": "SoftLight"}


@lru_cache(maxsize=2048)
def path_operators(d: str) -> str:
    """SVG path data (M L C Q Z) as PDF operators; quadratic curves become cubic ones of the same course.

    Raises ValueError for other commands and for missing numbers.
    """
    tokens = _TOKEN.findall(d)
    if _TOKEN.sub("", d).strip(" ,\n\t"):
        raise ValueError(f"path data may only hold M, L, C, Q and Z: {d[:60]!r}")
    out: list[str] = []
    command, at, x, y = "", 0, 0.0, 0.0
    while at < len(tokens):
        if tokens[at] in _TAKES:
            command, at = tokens[at], at + 1
        elif command in ("", "Z"):
            raise ValueError(f"path data have a number without a command: {d[:60]!r}")
        taken = [float(token) for token in tokens[at : at + _TAKES[command]]]
        if len(taken) < _TAKES[command]:
            raise ValueError(f"path data end too early: {d[-60:]!r}")
        at += len(taken)
        out.append(_segment(command, taken, x, y))
        x, y = taken[-2:] or (x, y)
        command = "L" if command == "M" else command
    return "\n".join(out)


def rectangle(box: Box) -> str:
    """The rectangle's operator."""
    return f"{numbers(box)} re"


def numbers(values: Sequence[float]) -> str:
    """The numbers with spaces between them."""
    return " ".join(number(value) for value in values)


def matrix(affine: Affine) -> str:
    """The operator that maps everything after it. Scales keep more places than lengths, which are multiplied by them."""
    return " ".join([*(f"{value:.7f}" for value in affine[:4]), number(affine.e), number(affine.f), "cm"])


def colour(paint: str) -> tuple[float, float, float]:
    """Red, green and blue, 0–1, of `#rrggbb`. Raises ValueError for anything else."""
    if len(paint) != 7 or paint[0] != "#":
        raise ValueError(f"a colour is written #rrggbb, not {paint!r}")
    red, green, blue = bytes.fromhex(paint[1:])
    return red / 255, green / 255, blue / 255


class Paints:
    """The graphics states and gradients of a book, each written once."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._known: dict[object, Ref] = {}

    def state(self, *, fill: float = 1.0, stroke: float = 1.0, blend: str = "normal", mask: Ref | None = None) -> Ref:
        """The graphics state with these alphas, blend mode and soft mask (a form whose lightness is alpha)."""
        key = ("state", round(fill, 4), round(stroke, 4), blend, mask)
        if key not in self._known:
            entry: dict[str, object] = {"Type": Name("ExtGState"), "ca": float(fill), "CA": float(stroke)}
            entry["BM"] = Name(_BLENDS[blend])
            if mask:
                entry["SMask"] = {"Type": Name("Mask"), "S": Name("Luminosity"), "G": mask}
            self._known[key] = self._file.put(entry)
        return self._known[key]

    def shading(self, paint: Linear | Radial, *, alpha: bool = False) -> Ref:
        """The gradient's colours as a shading; with `alpha` its transparency instead, in greys."""
        key = (paint, alpha)
        if key not in self._known:
            if isinstance(paint, Linear):
                kind, coords = 2, [*paint.start, *paint.end]
            else:
                kind, coords = 3, [*paint.centre, 0.0, *paint.centre, paint.radius]
            entry = {
                "ShadingType": kind,
                "ColorSpace": Name("DeviceGray" if alpha else "DeviceRGB"),
                "Coords": [float(v) for v in coords],
                "Function": _ramp(paint.stops, alpha=alpha),
                "Extend": [True, True],
            }
            self._known[key] = self._file.put(entry)
        return self._known[key]


def fades(paint: Linear | Radial) -> bool:
    """Whether the gradient's transparency changes along it."""
    return len({stop.alpha for stop in paint.stops}) > 1


def _segment(command: str, taken: list[float], x: float, y: float) -> str:
    if command == "Z":
        return "h"
    if command == "Q":
        cx, cy, ex, ey = taken
        taken = [x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3, ex, ey]
    return f"{numbers(taken)} {'c' if command == 'Q' else command.lower()}"


def _ramp(stops: Sequence[Stop], *, alpha: bool) -> dict[str, object]:
    """The function from 0–1 to a colour: one exponential piece between each two stops, stitched."""
    ordered = _spread(stops)
    values = [([float(s.alpha)] if alpha else list(colour(s.colour))) for s in ordered]
    pieces = [{"FunctionType": 2, "Domain": [0, 1], "C0": first, "C1": second, "N": 1} for first, second in pairwise(values)]
    if len(pieces) == 1:
        return pieces[0]
    return {
        "FunctionType": 3,
        "Domain": [0, 1],
        "Functions": pieces,
        "Bounds": [float(s.offset) for s in ordered[1:-1]],
        "Encode": [0, 1] * len(pieces),
    }


def _spread(stops: Sequence[Stop]) -> list[Stop]:
    """Stops from 0 to 1 in rising order; stops on one spot are kept apart by the least step that the file can write."""
    if not stops:
        raise ValueError("a gradient needs at least one stop")
    step = 0.0002
    ordered: list[Stop] = []
    for stop in stops:
        low = ordered[-1].offset + step if ordered else 0.0
        ordered.append(Stop(max(low, min(1.0, stop.offset)), stop.colour, stop.alpha))
    scale = max(1.0, ordered[-1].offset)
    ordered = [Stop(stop.offset / scale, stop.colour, stop.alpha) for stop in ordered]
    if ordered[0].offset > 0:
        ordered.insert(0, Stop(0.0, ordered[0].colour, ordered[0].alpha))
    if ordered[-1].offset < 1:
        ordered.append(Stop(1.0, ordered[-1].colour, ordered[-1].alpha))
    return ordered
