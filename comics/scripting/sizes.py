"""The size that a script asks for, among the nine that the Comic API draws."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comics.vocabulary import SIZES

_PIXELS = re.compile(r"(\d{2,5})\s*[x×X*]\s*(\d{2,5})")
_RATIO = re.compile(r"(?<![\d:])(\d{1,2})\s*[:/]\s*(\d{1,2})(?![\d:])")
# The template's own hint, where an author has left it standing.
_HINT = re.compile(r"choose one", re.IGNORECASE)


def asks_for_size(text: str) -> bool:
    """Whether the words of "Aspect ratio / size" name pixels or a ratio at all."""
    return not _HINT.search(text) and bool(_PIXELS.search(text) or _RATIO.search(text))


def read_size(text: str, *, sizes: Iterable[str] = SIZES) -> str | None:
    """The first size of `sizes` that the words name, as pixels ("1024 × 576") or as a ratio ("16:9"); None for no such size."""
    if _HINT.search(text):
        return None
    known = {_pair(size): size for size in sizes}
    for match in _PIXELS.finditer(text):
        if found := known.get((int(match[1]), int(match[2]))):
            return found
    for match in _RATIO.finditer(text):
        width, height = int(match[1]), int(match[2])
        for (wide, high), size in known.items():
            if width * high == wide * height:
                return size
    return None


def nearest_size(text: str, *, sizes: Iterable[str] = SIZES) -> str:
    """The size whose shape is nearest to the one that the words name. Raises `ValueError` where they name none."""
    match = _PIXELS.search(text) or _RATIO.search(text)
    if not match or not int(match[2]):
        raise ValueError("These words name no size.")
    shape = int(match[1]) / int(match[2])
    return min(sizes, key=lambda size: abs(_pair(size)[0] / _pair(size)[1] - shape))


def _pair(size: str) -> tuple[int, int]:
    width, height = size.split("x")
    return int(width), int(height)
