"""The forms of engine keys: name and terms, token and address, sharing, and all of it for a new key."""

from __future__ import annotations

from typing import Any

from django import forms

from comics.actions import keys as actions
from comics.engines.remote import RemoteEngine
from comics.models import Key, Team


class TermsForm(forms.Form):
    """The name of a key, how often it may be used, and what a panel costs with it."""

    name = forms.CharField(max_length=actions.MAX_NAME, help_text="Members of the team with whom you share it see this name.")
    unit_price = forms.DecimalField(
        label="Price of a panel",
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=4,
        help_text="For estimates and budgets, where the service does not tell its price.",
    )
    unit = forms.CharField(
        label="In",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"list": "units", "placeholder": "credits", "autocomplete": "off"}),
    )
    per_minute = forms.IntegerField(
        label="Requests a minute",
        required=False,
        min_value=1,
        max_value=10_000,
        help_text="As many as your plan allows. Empty: what the service is known to allow.",
    )


class TokenForm(forms.Form):
    """A token and the address it is for. The token is never shown again, not even after an error."""

    token = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Sealed before it is stored, and never shown again.",
        error_messages={"required": "Paste the token that the service gave you."},
    )
    base_url = forms.CharField(
        label="Base address",
        required=False,
        max_length=actions.MAX_ADDRESS,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, engine: RemoteEngine | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_url"].help_text = "The token is sent only there. Leave it empty for the service’s own address."
        if engine:
            self.fields["base_url"].widget.attrs["placeholder"] = engine.base_url


class HookForm(forms.Form):
    """The secret of the service's webhooks; it is never shown again."""

    secret = forms.CharField(
        label="Secret",
        required=False,
        strip=False,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="As LlamaGen shows it when you add the address there. Sealed before it is stored, and never shown again.",
    )


class ShareForm(forms.Form):
    """The team that may spend with a key: one in which its owner may draw."""

    team = forms.TypedChoiceField(label="Who may draw with it", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Only me"), *((team.pk, f"Everybody who may draw in {team}") for team in teams)]
        self.fields["team"].choices = choices  # type: ignore[attr-defined]  # a choice field has choices


class NewKeyForm(ShareForm, TokenForm, TermsForm):
    """All of a new key at once."""


def terms_of(key: Key) -> dict[str, Any]:
    """What the form of a key's terms shows at first."""
    price = key.unit_price
    return {
        "name": key.name,
        "unit_price": None if price is None else f"{price.normalize():f}",
        "unit": key.unit,
        "per_minute": key.per_minute,
    }
