"""The choice of a page format in a form: the presets, or a size of one's own with its fields."""

from __future__ import annotations

from typing import Any

from django import forms

from comics.composition.formats import FORMATS, UNITS, custom_key, custom_size, describe

CUSTOM = "custom"
SIZE_FIELDS = ("custom_width", "custom_height", "custom_unit", "custom_bleed", "custom_margin_x", "custom_margin_y")
_UNIT_LABELS = {"mm": "Millimeters", "in": "Inches", "px": "Pixels (96 to an inch)"}
_USUAL = (170.0, 240.0, "mm", 3.0, 9.0, 10.0)  # what is offered to somebody who has no size of their own yet


def _length(label: str, hint: str = "") -> forms.FloatField:
    field = forms.FloatField(label=label, required=False, min_value=0, max_value=99_999, help_text=hint)
    field.widget.attrs["step"] = "any"
    return field


class FormatFields(forms.Form):
    """Fields for a page format; `cleaned_data["page_format"]` is a key of `composition.formats`. Mix it into a form."""

    page_format = forms.ChoiceField(
        label="Page format", choices=[*((one.key, one.label) for one in FORMATS.values()), (CUSTOM, "Custom size")]
    )
    custom_width = _length("Width")
    custom_height = _length("Height")
    custom_unit = forms.ChoiceField(label="In", required=False, choices=[(unit, _UNIT_LABELS[unit]) for unit in UNITS])
    custom_bleed = _length("Bleed", "Beyond the trim.")
    custom_margin_x = _length("Side margin", "Left and right.")
    custom_margin_y = _length("Top margin", "And at the foot.")

    def show_format(self, key: str) -> None:
        """Start the fields from this format."""
        size = custom_size(key)
        shown = (value if isinstance(value, str) else f"{value:g}" for value in size or _USUAL)
        self.initial.update(zip(SIZE_FIELDS, shown, strict=True))
        self.initial["page_format"] = CUSTOM if size else key

    @property
    def size_fields(self) -> list[forms.BoundField]:
        """The fields of a size of one's own, in order."""
        return [self[name] for name in SIZE_FIELDS]

    def clean(self) -> dict[str, Any]:
        """Put the key of a size of one's own together; a sentence beside its width says what is wrong with it."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("page_format") == CUSTOM:
            del cleaned["page_format"]
            cleaned.update(self._custom(cleaned))
        return cleaned

    def _custom(self, cleaned: dict[str, Any]) -> dict[str, str]:
        lengths: list[Any] = [cleaned.get(name) for name in SIZE_FIELDS]
        if any(name in self.errors for name in SIZE_FIELDS):
            return {}
        if any(value in (None, "") for value in lengths):
            self.add_error("custom_width", "A custom size needs all of its six fields.")
            return {}
        try:
            return {"page_format": custom_key(*lengths)}
        except ValueError as refused:
            self.add_error("custom_width", str(refused))
            return {}


class PageFormatForm(FormatFields):
    """The paper of one page: that of the series (""), a preset, or a size of its own."""

    def __init__(self, *args: Any, series: str, page: str = "", **kwargs: Any) -> None:
        kwargs["auto_id"] = "paper-%s"
        super().__init__(*args, **kwargs)
        choice = self.fields["page_format"]
        choice.required = False
        choice.choices = [("", f"As the series: {describe(series)}"), *choice.choices]  # type: ignore[attr-defined]
        self.show_format(page)

    @property
    def sentence(self) -> str:
        """The first thing that is wrong with what was sent."""
        return next((str(said) for errors in self.errors.values() for said in errors), "")
