"""Which panel of a script a drawn panel is, after the script was edited: found by the words alone, however it was edited."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def align(before: Sequence[str], now: Sequence[str]) -> list[int | None]:
    """For each text of `before`, in order, the index of the text of `now` that it has become; None where it is gone.

    Equal texts belong together, those in the same order first (Ratcliff and Obershelp's matching, as `difflib` has it), then
    those that were moved. What was edited between the same neighbours is the same panel: one by one where as many stand there
    as before, by likeness where some were added or taken away. Each index is given away once.
    """
    found: list[int | None] = [None] * len(before)
    edits = []
    for tag, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            found[a:b] = range(c, d)
        else:
            edits.append((range(a, b), range(c, d)))
    left = {text: index for _, new in edits for index in reversed(new) if (text := now[index])}
    for old, _ in edits:
        for index in old:
            found[index] = left.pop(before[index], None) if before[index] else None
    taken = set(found)
    for old, new in edits:
        open_old = [index for index in old if found[index] is None]
        open_new = [index for index in new if index not in taken]
        for one, other in _pairs(before, now, open_old, open_new):
            found[one] = other
    return found


def _pairs(before: Sequence[str], now: Sequence[str], old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """Which of the edited texts at one place belong together, in order, so that they are as alike as possible."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    were = [set(before[index].casefold().split()) for index in old]
    are = [set(now[index].casefold().split()) for index in new]
    # best[i][j] is the most likeness that the first i old and the first j new texts reach together.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(were, start=1):
        for j, other in enumerate(are, start=1):
            together = best[i - 1][j - 1] + _likeness(one, other)
            best[i][j] = max(together, best[i - 1][j], best[i][j - 1])
    return _walk_back(best, old, new)


def _likeness(one: set[str], other: set[str]) -> float:
    """The share of words that both have, 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _walk_back(best: list[list[float]], old: list[int], new: list[int]) -> list[tuple[int, int]]:
    pairs, i, j = [], len(old), len(new)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((old[i], new[j]))
    return pairs[::-1]
