"""Which panel goes on which page, and what the layout of a page needs to know of its panels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comics.scripting.dialogue import spoken_lines
from comics.scripting.model import ScriptPanel
from comics.vocabulary import LetteringKind, Shot, read_shot

# Sizes of a page when nobody says: about five panels, and never one alone.
_SMALLEST, _BEST, _LARGEST = 2, 5, 6
_SCENE_BONUS = 1.5  # how much better a page is for beginning with a scene, against (panels - 5)²

_GREAT = re.compile(
    r"\b(?:splash|climax|reveal\w*|discover\w*|at last|finally|hook|showdown|turning point|reunit\w*)\b", re.IGNORECASE
)
_SMALL = re.compile(r"\b(?:beat|pause|reaction|insert|glances?|detail)\b", re.IGNORECASE)
_JUMP = re.compile(
    r"\b(?:later|meanwhile|elsewhere|next (?:morning|day|night|evening|week)|the following|hours? after|flashback|cut to"
    r"|years? ago|back (?:at|in))\b",
    re.IGNORECASE,
)
# Words that name a kind of place; where a scene has others than the scene before it, the place has changed.
PLACES = re.compile(
    r"\b(alley|apartment|attic|balcony|bakery|bar|barn|beach|bedroom|bridge|bus|cabin|caf[eé]|cave|cellar|castle|church|city"
    r"|classroom|cliff|cockpit|corridor|courtyard|desert|dock|door(?:step|way)|engine room|factory|farm|field|forest|garden"
    r"|gate|hall|harbou?r|hill|hospital|house|hut|island|jungle|kitchen|lab(?:oratory)?|lake|library|lighthouse"
    r"|market|meadow|moon|mountain|museum|office|palace|park|path|planet|platform|playground|pond|prison|river|road|roof(?:top)?|room|ruins|school|sea|ship|shop|shore|space"
    r"|square|stage|stairs|station|street|swamp|temple|tent|theat(?:re|er)|tower|town|train|tunnel|village|waterfall|wood|woods|yard)s?\b",
    re.IGNORECASE,
)


def cut(panels: Sequence[ScriptPanel], *, pages: int | None = None, per_page: int | None = None) -> tuple[tuple[int, ...], ...]:
    """The 0-based panels of each page, in reading order.

    With `pages` and `per_page` both given, that many pages of that many panels: whoever calls compares the numbers, since a
    script may have fewer panels (then the last page is shorter or missing) or more (then the rest is on no page). With one
    of them the panels are shared out evenly, or page by page. With neither the script's own page breaks decide, and in a
    script without any a page gets about five panels, breaks where a scene does, and never holds one panel alone.
    Raises `ValueError` for a number below 1.
    """
    if (pages is not None and pages < 1) or (per_page is not None and per_page < 1):
        raise ValueError("Pages and panels a page are numbers from 1 on.")
    count = len(panels)
    if not count:
        return ()
    if per_page is not None:
        limit = count if pages is None else min(count, pages * per_page)
        starts = list(range(0, limit, per_page))
        return _ranges(starts, limit)
    if pages is not None:
        share = min(pages, count)
        return _ranges([index * count // share for index in range(share)], count)
    if any(panel.page_break for panel in panels):
        return _ranges([0, *(index for index in range(1, count) if panels[index].page_break)], count)
    return _ranges(_comfortable(scene_starts(panels)), count)


def _ranges(starts: Sequence[int], end: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(range(start, stop)) for start, stop in zip(starts, (*starts[1:], end), strict=True))


def _comfortable(scenes: Sequence[bool]) -> list[int]:
    """Where pages begin when nobody says: the cheapest way over all panels, by dynamic programming."""
    count = len(scenes)
    if count <= _LARGEST:
        return [0]
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        for size in range(_SMALLEST, min(_LARGEST, end) + 1):
            start = end - size
            bonus = _SCENE_BONUS if start and scenes[start] else 0.0
            best[end] = min(best[end], (best[start][0] + (size - _BEST) ** 2 - bonus, start))
    starts, at = [], count
    while at:
        at = best[at][1]
        starts.append(at)
    return starts[::-1]


def words_in(panel: ScriptPanel) -> int:
    """How many words are lettered in the panel; a sound effect counts as one."""
    return sum(1 if line.kind is LetteringKind.SFX else len(line.text.split()) for line in spoken_lines(panel.dialogue))


def shot_of(panel: ScriptPanel) -> Shot | None:
    """The shot that the panel's words ask for: the scene's first, then the action's, then the objective's."""
    return next((shot for text in (panel.scene, panel.action, panel.objective) if (shot := read_shot(text))), None)


def importance(panel: ScriptPanel, index: int, count: int) -> float:
    """How much the panel matters on its page: 1.0 is ordinary, 2.0 the great moment, 0.7 a passing beat.

    `index` is its 0-based place among the `count` panels of the page. Told from the objective, the shot, and the place: the
    first panel sets the scene, the last one has the hook (craft.md, "Page rules", 4).
    """
    weight = 1.0
    told = f"{panel.objective} {panel.scene}"
    if _GREAT.search(told):
        weight += 0.5
    if re.search(r"\bsplash\b|full[- ]page", told, re.IGNORECASE):
        weight = 2.0
    shot = shot_of(panel)
    if shot in (Shot.ESTABLISHING, Shot.LONG, Shot.BIRDS_EYE):
        weight += 0.3 if index == 0 else 0.15
    if index == count - 1 and count > 1:
        weight += 0.2
    if shot is Shot.EXTREME_CLOSE or _SMALL.search(told):
        weight -= 0.25
    kinds = {line.kind for line in spoken_lines(panel.dialogue)}
    if kinds & {LetteringKind.SFX, LetteringKind.SHOUT}:
        weight += 0.1
    return round(min(2.0, max(0.7, weight)), 2)


def scene_starts(panels: Sequence[ScriptPanel]) -> tuple[bool, ...]:
    """For each panel whether a new scene starts with it: the first, and wherever the time or the place changes."""
    starts: list[bool] = []
    here: frozenset[str] = frozenset()
    for panel in panels:
        places = frozenset(match[1].casefold() for match in PLACES.finditer(panel.scene))
        moved = bool(places and here and not places & here)
        starts.append(not starts or moved or _says_when(panel))
        here = places or here
    return tuple(starts)


def _says_when(panel: ScriptPanel) -> bool:
    lines = spoken_lines(panel.dialogue)
    said = any(line.kind is LetteringKind.TIME_PLACE for line in lines)
    return said or bool(_JUMP.search(panel.scene)) or any(_JUMP.match(line.text) for line in lines[:1])
