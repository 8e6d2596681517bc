"""The tagged structure of a PDF: what is read aloud, and in which order (ISO 32000-1, 14.7 and 14.8).

Document > one Sect a page > for every panel a Figure with its alternative text, followed by a P for each of its balloons.
The paragraphs stand beside the figure and not in it, because readers speak a figure's alternative text in place of its inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from comics.drawing.geometry import Box
from comics.publishing.pdf_objects import Name, PdfFile, Ref, text


@dataclass(eq=False, slots=True)
class Element:
    """A Figure or P of one page: where it is on the paper (PDF points) and the numbers of its marked content."""

    kind: str
    box: Box | None = None
    alt: str = ""
    marks: list[int] = field(default_factory=list)


class PageStructure:
    """The elements of one page, in the order in which they are painted. Where the page is one picture without a description,
    the `transcript` of its words describes it."""

    def __init__(self, transcript: str = "") -> None:
        self.transcript = transcript
        self.elements: list[Element] = []
        self.marked: list[Element] = []

    def add(self, kind: str, box: Box | None, alt: str = "") -> Element:
        """A new element of the page."""
        self.elements.append(Element(kind, box, alt))
        return self.elements[-1]

    def mark(self, element: Element) -> int:
        """The number of the next piece of marked content, which belongs to the element."""
        self.marked.append(element)
        element.marks.append(len(self.marked) - 1)
        return element.marks[-1]

    def in_order(self) -> list[Element]:
        """The elements as they are read: after each figure the paragraphs that lie over it; empty ones are left out."""
        figures = [element for element in self.elements if element.kind == "Figure" and element.marks]
        owned: dict[int, list[Element]] = {}
        for element in self.elements:
            if element.kind != "Figure" and element.marks:
                owned.setdefault(_owner(element, figures), []).append(element)
        ordered = list(owned.get(-1, ()))
        for place, figure in enumerate(figures):
            ordered += [figure, *owned.get(place, ())]
        return ordered


class Marking:
    """The marked content of one stream: each method gives the operators that open or close it.

    Without a structure (inside groups that are blended as one) nothing is marked: such a group belongs as a whole to the
    element that is open around it.
    """

    def __init__(self, structure: PageStructure | None) -> None:
        self._structure = structure
        self._open: tuple[Element | None] | None = None

    def add(self, kind: str, box: Box | None, alt: str = "") -> Element | None:
        """A new element of the page; None where nothing is marked."""
        return self._structure.add(kind, box, alt) if self._structure else None

    def begin(self, element: Element | None) -> str:
        """Make what follows the element's content; None makes it an artifact, which is not read."""
        if not self._structure or self._open == (element,):
            return ""
        closing = self.end()
        self._open = (element,)
        if element is None:
            return f"{closing}/Artifact BMC"
        return f"{closing}/{element.kind} <</MCID {self._structure.mark(element)}>> BDC"

    def end(self) -> str:
        """End the open content, if any."""
        closing = "EMC\n" if self._open else ""
        self._open = None
        return closing


class Structure:
    """The structure tree of a book; each page's part is written when the page is done."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._root, self._document = file.reserve(), file.reserve()
        self._sections: list[Ref] = []
        self._parents: list[object] = []

    def end_page(self, page: Ref, drawn: PageStructure, title: str) -> None:
        """Write the section of one page. Pages are ended in their order, which is the order of their StructParents."""
        section = self._file.reserve()
        ordered = drawn.in_order()
        refs = {id(element): self._file.reserve() for element in ordered}
        figures = 0
        for element in ordered:
            figures += element.kind == "Figure"
            unnamed = drawn.transcript if len(ordered) == 1 and drawn.transcript else f"Panel {figures}"
            self._file.put(_element(element, page, section, unnamed), at=refs[id(element)])
        entry = {"Type": Name("StructElem"), "S": Name("Sect"), "P": self._document, "T": text(title)}
        self._file.put(entry | {"K": list(refs.values())}, at=section)
        self._sections.append(section)
        parents = self._file.put([refs[id(element)] for element in drawn.marked])
        self._parents += [len(self._sections) - 1, parents]

    def finish(self, title: str) -> Ref:
        """Write what holds the pages together; gives the StructTreeRoot."""
        document = {"Type": Name("StructElem"), "S": Name("Document"), "P": self._root, "T": text(title), "K": self._sections}
        self._file.put(document, at=self._document)
        parents = self._file.put({"Nums": self._parents})
        root = {
            "Type": Name("StructTreeRoot"),
            "K": [self._document],
            "ParentTree": parents,
            "ParentTreeNextKey": len(self._sections),
        }
        return self._file.put(root, at=self._root)


def _element(element: Element, page: Ref, parent: Ref, unnamed: str) -> dict[str, object]:
    entry: dict[str, object] = {"Type": Name("StructElem"), "S": Name(element.kind), "P": parent, "Pg": page}
    if element.kind == "Figure":
        entry["Alt"] = text(element.alt or unnamed)
        if element.box:
            box = element.box
            entry["A"] = {
                "O": Name("Layout"),
                "Placement": Name("Block"),
                "BBox": [float(v) for v in (box.x, box.y, box.right, box.bottom)],
            }
    return entry | {"K": element.marks}


def _owner(element: Element, figures: Sequence[Element]) -> int:
    """The place of the figure that the element lies over most; of those it does not touch, the nearest; −1 without figures."""
    box = element.box
    boxes = [(place, figure.box) for place, figure in enumerate(figures) if figure.box]
    if not boxes or not box:
        return len(figures) - 1
    return max(boxes, key=lambda entry: (box.overlap(entry[1]), -_distance(box, entry[1]), -entry[0]))[0]


def _distance(one: Box, other: Box) -> float:
    return abs(one.centre.x - other.centre.x) + abs(one.centre.y - other.centre.y)
