"""What the exports screen says of each edition."""

from __future__ import annotations

from dataclasses import dataclass

from comics.languages import name_of
from comics.models import Export
from comics.publishing.choices import Choices
from comics.publishing.editions import EDITIONS, PICTURE_FORMATS
from comics.web.export_form import ExportForm

LABELS = {
    "pdf": ("PDF for screens", "Selectable text, an outline to jump by, tagged for screen readers"),
    "print": ("PDF for print", "With trim and bleed, embedded fonts, and pictures untouched"),
    "cbz": ("CBZ", "For comic readers, with ComicInfo, covers and spreads"),
    "webtoon": ("Webtoon", "One long column for phones, set anew and cut into slices of 800 × 1280 at most"),
    "epub": ("EPUB", "For tablets and e-readers; every balloon can be selected and read aloud"),
    "pictures": ("Pictures", "Every page at 300 dpi, with lettering or without, as a ZIP"),
    "contact": ("Contact sheet", "All pages small, with their numbers, to pin on the wall"),
    "text": ("Script and transcript", "The script as you wrote it, and all that is shown and said, as text"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One edition to choose: its key, its name, a sentence, its picture formats as pairs of value and name, and the format
    that is chosen ("" for the first)."""

    key: str
    label: str
    hint: str
    formats: tuple[tuple[str, str], ...]
    chosen: str = ""


def cards(form: ExportForm) -> list[Card]:
    """The editions in the order in which they are offered, as the form shows them."""
    return [_card(kind.key, form) for kind in EDITIONS.values()]


def _card(edition: str, form: ExportForm) -> Card:
    formats = tuple((name, name.upper()) for name in PICTURE_FORMATS.get(edition, ()))
    chosen = str(form[f"{edition}_picture"].value() or "") if formats else ""
    return Card(edition, *LABELS[edition], formats, chosen)


def told_choices(export: Export) -> str:
    """What an export was asked with beyond the plain edition, in a few words."""
    chosen = Choices.from_json(export.options)
    said = [
        f"pages {chosen.pages}" if chosen.pages else "",
        "" if chosen.covers else "without covers",
        name_of(chosen.language) if chosen.language else "",
        "draft" if chosen.draft else "",
        "crop marks" if chosen.marks else "",
        "facing pages" if chosen.spreads else "",
        chosen.picture.upper(),
        "" if chosen.lettered else "without lettering",
    ]
    return ", ".join(filter(None, said))
