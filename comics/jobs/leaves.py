"""The pages of an issue that go into an edition, numbered as they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comics.models import Issue, Page
from comics.publishing.choices import Choices, read_pages
from comics.vocabulary import PageKind

COVER_LABELS = {PageKind.FRONT.value: "cover", PageKind.BACK.value: "back cover"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page and the printed number of its first side, which is 0 for a cover."""

    page: Page
    number: int = 0

    @property
    def sides(self) -> int:
        """How many page numbers it takes: a spread two."""
        return 2 if self.page.spread else 1

    @property
    def label(self) -> str:
        """What is printed for its number: "3", "4–5" for a spread, "cover"."""
        if not self.number:
            return COVER_LABELS.get(self.page.kind, "")
        return f"{self.number}–{self.number + 1}" if self.page.spread else str(self.number)

    @property
    def name(self) -> str:
        """What people call it in a sentence."""
        if not self.number:
            return "The front cover" if self.page.kind == PageKind.FRONT else "The back cover"
        return f"Pages {self.label}" if self.page.spread else f"Page {self.label}"


def all_leaves(issue: Issue) -> list[Leaf]:
    """Every page of the book from cover to cover; one query."""
    leaves, number = [], 1
    for page in issue.bound_pages().select_related("preview"):
        page.issue = issue
        story = page.kind == PageKind.STORY
        leaves.append(Leaf(page, number if story else 0))
        number += leaves[-1].sides if story else 0
    return leaves


def last_number(leaves: Iterable[Leaf]) -> int:
    """The last printed page number of the story; 0 where it has no page."""
    return max((leaf.number + leaf.sides - 1 for leaf in leaves if leaf.number), default=0)


def chosen_leaves(leaves: Sequence[Leaf], choices: Choices) -> list[Leaf]:
    """The pages that an edition wants; half a spread brings all of it.

    Raises ValueError, with a sentence for a person, where the choice names no page of the issue.
    """
    wanted = read_pages(choices.pages, last=last_number(leaves))
    return [leaf for leaf in leaves if _wanted(leaf, wanted, choices)]


def _wanted(leaf: Leaf, wanted: frozenset[int], choices: Choices) -> bool:
    if not leaf.number:
        return choices.covers
    return not wanted.isdisjoint(range(leaf.number, leaf.number + leaf.sides))


def openings(leaves: Sequence[Leaf]) -> list[tuple[Leaf, ...]]:
    """What lies open together: covers and spreads by themselves, of the others each even page with the next one."""
    opened: list[tuple[Leaf, ...]] = []
    for leaf in leaves:
        before = opened[-1] if opened else ()
        if leaf.number and not leaf.page.spread and len(before) == 1 and _faces(before[0], leaf):
            opened[-1] = (before[0], leaf)
        else:
            opened.append((leaf,))
    return opened


def _faces(first: Leaf, second: Leaf) -> bool:
    even = first.number > 0 and first.number % 2 == 0
    return even and not first.page.spread and second.number == first.number + 1
