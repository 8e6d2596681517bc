"""The form of the exports screen: an edition and what is chosen for it."""

from __future__ import annotations

from django import forms

from comics.languages import name_of
from comics.models import Issue
from comics.publishing.choices import MOST_PAGES_TEXT, Choices
from comics.publishing.editions import EDITIONS, PICTURE_FORMATS

SHEETS = (("singles", "Single pages"), ("spreads", "Facing pages together"))

PLAIN = {"edition": "pdf", "covers": "yes", "lettered": "yes"}  # what the screen shows at first


class ExportForm(forms.Form):
    """An edition with its choices; what an edition does not heed is left out of its `choices`."""

    edition = forms.CharField(max_length=20)
    pages = forms.CharField(max_length=MOST_PAGES_TEXT, required=False)
    # The form sends "no" and, when the box is ticked, "yes" after it; a request without either takes the covers in.
    covers = forms.CharField(max_length=3, required=False)
    language = forms.CharField(max_length=20, required=False)
    draft = forms.BooleanField(required=False)
    marks = forms.BooleanField(required=False)
    # "yes" and "no" as with the covers.
    lettered = forms.CharField(max_length=3, required=False)
    sheets = forms.ChoiceField(choices=SHEETS, required=False)

    def __init__(self, *args: object, issue: Issue, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        own = issue.series.language
        self.languages = [("" if tag == own else tag, name_of(tag)) for tag in issue.all_languages()]
        for edition, formats in PICTURE_FORMATS.items():
            pairs = [(name, name.upper()) for name in formats]
            self.fields[f"{edition}_picture"] = forms.ChoiceField(choices=pairs, required=False)

    def choices(self) -> Choices:
        """What was chosen. Call it on a valid form."""
        said = self.cleaned_data
        usual = PICTURE_FORMATS.get(said["edition"], ("",))[0]
        picture = said.get(f"{said['edition']}_picture", "")
        return Choices(
            pages=said["pages"],
            covers=said["covers"] != "no",
            language=said["language"],
            draft=said["draft"],
            marks=said["marks"],
            spreads=said["sheets"] == "spreads",
            lettered=said["lettered"] != "no",
            picture="" if picture == usual else picture,
        )

    def shown(self) -> dict[str, object]:
        """What the form shows in its fields, as if that were sent."""
        return {name: value for name in self.fields if (value := self[name].value()) not in (None, False)}

    def chosen_edition(self) -> str:
        """The edition that the screen shows as chosen."""
        asked = str(self["edition"].value() or "")
        return asked if asked in EDITIONS else next(iter(EDITIONS))
