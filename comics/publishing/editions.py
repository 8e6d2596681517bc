"""The editions that an issue can be bound in: what their files are called, and which choices a person has with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class EditionKind:
    """One form of the book. `ending` is the file name's, `note` what stands in the name where endings do not tell editions
    apart, and `choices` the names of the fields of `choices.Choices` that it heeds beside pages and language."""

    key: str
    ending: str
    media_type: str
    note: str = ""
    choices: frozenset[str] = frozenset()


_PDF: Final = "application/pdf"
_ZIP: Final = "application/zip"

EDITIONS: Final[dict[str, EditionKind]] = {
    kind.key: kind
    for kind in (
        EditionKind("pdf", "pdf", _PDF, choices=frozenset({"draft"})),
        EditionKind("print", "pdf", _PDF, "print", frozenset({"draft", "marks", "spreads"})),
        EditionKind("cbz", "cbz", "application/vnd.comicbook+zip", choices=frozenset({"draft", "picture"})),
        EditionKind("webtoon", "zip", _ZIP, "webtoon", frozenset({"draft"})),
        EditionKind("epub", "epub", "application/epub+zip", choices=frozenset({"draft"})),
        EditionKind("pictures", "zip", _ZIP, "pictures", frozenset({"draft", "picture", "lettered"})),
        EditionKind("contact", "pdf", _PDF, "contact sheet", frozenset({"draft"})),
        EditionKind("text", "zip", _ZIP, "script and transcript"),
    )
}
# The picture formats that an edition offers, the usual one first.
PICTURE_FORMATS: Final[dict[str, tuple[str, ...]]] = {"cbz": ("jpeg", "webp"), "pictures": ("png", "jpeg")}
_BY_ENDING: Final = {"pdf": "pdf", "cbz": "cbz", "epub": "epub", "zip": "webtoon"}


def edition_of_ending(ending: str) -> str | None:
    """The edition that a file name with this ending ("pdf", "zip") means when nothing else is said; None for no edition."""
    return _BY_ENDING.get(ending.lower())
