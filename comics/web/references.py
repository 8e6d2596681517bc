"""The form for a reference picture of a series, and who looks at such pictures."""

from __future__ import annotations

from django import forms

from comics.actions import references as actions
from comics.engines.catalogue import engines
from comics.web.cast import picture_field


class ReferenceForm(forms.Form):
    """A picture, and what it shows."""

    picture = picture_field("Picture", "reference-shown")
    description = forms.CharField(
        label="What it shows",
        max_length=actions.MOST_WORDS,
        help_text="Such as: the ink and colors of all pages; the harbor from the east.",
    )


def who_looks() -> str:
    """Which engines look at reference pictures, in a sentence."""
    labels = [maker.label for maker in engines() if maker.abilities.references]
    if not labels:
        return "No engine of this studio looks at them."
    names = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
    return f"{names} can look at pictures, each at as many as it takes; the launch says before which it leaves out."
