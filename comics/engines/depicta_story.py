"""Stories for Depicta: an issue's panels cut into stories, and who appears in each.

The limits are those of `POST /v1/generate/story` (Depicta's API reference): 2 to 10 scenes, 1 to 10 characters, 5 states each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from comics.engines.contract import Brief, CastMember, PanelBrief

LEAST_SCENES: Final = 2
MOST_SCENES: Final = 10
MOST_CHARACTERS: Final = 10
MOST_STATES: Final = 5
UNNAMED: Final = "A passer-by"


@dataclass(frozen=True, slots=True)
class Story:
    """The panels of one create call, and who and what of the brief appears in them.

    `people` are the characters that are sent, the most frequent first; `left_out` are the names that exceed the limit.
    `invented` tells that the panels name nobody and somebody had to be made up, as the service demands a character.
    """

    panels: tuple[PanelBrief, ...]
    people: tuple[CastMember, ...]
    left_out: tuple[str, ...] = ()
    invented: bool = False

    @property
    def scenes(self) -> int:
        """How many pictures the service draws, and wants to be paid for."""
        return max(LEAST_SCENES, len(self.panels))


def cut(count: int, pages: Sequence[int] = ()) -> tuple[int, ...]:
    """The lengths of the fewest stories that `count` panels make, as even as they can be; only a lone panel gives a 1.

    Among the fewest, those that break between pages count for more than the most even ones. `pages` are panels a page.
    """
    if count < LEAST_SCENES:
        return (1,) * count
    ends = {0, *accumulate(pages)} if pages else set(range(count))
    # For each number of panels: how many stories, how many breaks inside a page, how uneven, and the lengths themselves.
    best: dict[int, tuple[int, int, int, tuple[int, ...]]] = {0: (0, 0, 0, ())}
    for end in range(LEAST_SCENES, count + 1):
        ways = []
        for size in range(LEAST_SCENES, min(MOST_SCENES, end) + 1):
            if before := best.get(end - size):
                stories, breaks, squares, sizes = before
                inside = end - size not in ends
                ways.append((stories + 1, breaks + inside, squares + size * size, (*sizes, size)))
        # Of equally even ways the one that begins with the longest story is taken.
        best[end] = min(ways, key=lambda way: (*way[:3], [-size for size in way[3]]))
    return best[count][3]


def stories(brief: Brief, *, most_characters: int = MOST_CHARACTERS) -> tuple[Story, ...]:
    """The stories that a brief makes; every panel is in exactly one."""
    made, start = [], 0
    for length in cut(len(brief.panels), brief.pages):
        panels = brief.panels[start : start + length]
        made.append(_story(brief, panels, most_characters=max(1, min(most_characters, MOST_CHARACTERS))))
        start += length
    return tuple(made)


def _story(brief: Brief, panels: tuple[PanelBrief, ...], *, most_characters: int) -> Story:
    named = [name for panel in panels for name in names_in(panel)]
    counts = Counter(name.casefold() for name in named)
    cast = {member.name.casefold(): member for member in reversed(brief.cast)}
    known = dict(reversed(cast.items()))
    for name in named:
        known.setdefault(name.casefold(), CastMember(name))
    people = [member for folded, member in known.items() if counts[folded]]
    people.sort(key=lambda member: (member.name.casefold() not in cast, -counts[member.name.casefold()]))
    if not people:
        return Story(panels, (brief.cast[0] if brief.cast else CastMember(UNNAMED),), invented=True)
    left_out = tuple(member.name for member in people[most_characters:])
    return Story(panels, tuple(people[:most_characters]), left_out)


def names_in(panel: PanelBrief) -> tuple[str, ...]:
    """Who is in the panel: those that its words name, those that speak, those whose state is told; each once."""
    found: dict[str, str] = {}
    for name in (*panel.present, *panel.speakers, *panel.states):
        if name.strip():
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def state_of(member: CastMember, panel: PanelBrief) -> str:
    """The state that the panel puts the character in, empty for none."""
    return next((state for name, state in panel.states.items() if name.casefold() == member.name.casefold()), "")


def used_states(member: CastMember, story: Story) -> tuple[str, ...]:
    """The states of the character that the story's panels ask for, in their order; the limit is not kept."""
    return tuple(dict.fromkeys(state for panel in story.panels if (state := state_of(member, panel)) in member.states))
