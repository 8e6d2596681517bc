"""What the editor shows of an open cover."""

from __future__ import annotations

from typing import Any

from comics.actions.covers import credit_lines
from comics.actions.merging import based_on
from comics.actions.standing_values import cover_words, credits_of
from comics.composition.covers import BACK_DESIGNS, COLOURS, FRONT_DESIGNS
from comics.jobs.cover_words import ROLE_LABELS, cover_of
from comics.models import Page, Panel
from comics.vocabulary import PageKind

ART_SHOWN = 60  # pictures of the issue that are offered for a cover
COLOUR_LABELS = {"sun": "Sun", "coral": "Coral", "sky": "Sky", "mint": "Mint", "rose": "Rose", "paper": "Paper"}


def cover_context(page: Page, language: str) -> dict[str, Any]:
    """What the inspector shows of a cover: its words as written and as the series would have them, designs, colours, art."""
    own = page.cover.get("in", {}).get(language, {}) if language else page.cover
    shown = cover_of(page, language)
    designs = BACK_DESIGNS if page.kind == PageKind.BACK else FRONT_DESIGNS
    rows = Panel.objects.live().filter(page__in=page.issue.live_pages(), chosen__isnull=False)
    rows = rows.select_related("chosen__picture", "page").order_by("page__position", "position")
    return {
        "cover": {name: own.get(name, "") for name in ("title", "subtitle", "tagline", "text")},
        "cover_basis": based_on({**cover_words(page, language), "credits": credits_of(page.issue)}),
        "cover_usual": shown,
        "cover_design": shown.design or next(iter(designs)),
        "cover_colour": shown.colour or next(iter(COLOURS)),
        "cover_numbered": page.cover.get("numbered", True),
        "designs": list(designs.items()),
        "colours": list(COLOUR_LABELS.items()),
        "credits": credit_lines(page.issue),
        "roles": ", ".join(ROLE_LABELS.values()),
        "art": list(rows[:ART_SHOWN]),
    }
