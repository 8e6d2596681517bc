"""What the parts of an EPUB know of a page once its picture is written."""

from __future__ import annotations

from dataclasses import dataclass

from comics.publishing.book import Told


@dataclass(frozen=True, slots=True)
class EpubEntry:
    """One page of the book: its place (0-based), pixels, label and title, printed number (0 for a cover), words, and whether it
    is a spread."""

    place: int
    width: int
    height: int
    label: str
    title: str
    number: int
    panels: tuple[Told, ...]
    double: bool

    @property
    def key(self) -> str:
        """Its id in the package."""
        return f"p{self.place:03d}"

    @property
    def picture(self) -> str:
        """The file of its picture, from the package's folder."""
        return f"pictures/{self.key}.jpg"

    @property
    def document(self) -> str:
        """The file of its page, from the package's folder."""
        return f"pages/{self.key}.xhtml"
