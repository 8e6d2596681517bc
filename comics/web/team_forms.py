"""The forms of teams: a name, an invitation, a role."""

from __future__ import annotations

from django import forms

from comics.actions.teams import MAX_NAME
from comics.vocabulary import LADDER, Role

# What each role is, in a few words; the table on the page says it whole.
ROLE_WORDS: dict[Role, str] = {
    Role.VIEWER: "Viewer: reads, writes notes",
    Role.LETTERER: "Letterer: letters, translates, exports",
    Role.EDITOR: "Editor: creates and draws, within the budget",
    Role.OWNER: "Owner: all that, and members, keys, budgets",
}
ROLE_CHOICES = [(role.value, ROLE_WORDS[role]) for role in LADDER]


class NameForm(forms.Form):
    """The name of a team."""

    name = forms.CharField(label="Name", max_length=MAX_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label="E-mail address",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="Only this address can accept. Empty: a link that anybody may use once.",
    )
    role = forms.ChoiceField(label="As", choices=ROLE_CHOICES, initial=Role.EDITOR.value)
