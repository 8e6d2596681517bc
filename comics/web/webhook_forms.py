"""The forms of webhooks, and the words for what they are told and how they stand."""

from __future__ import annotations

from django import forms

from comics.actions.webhooks import MAX_URL
from comics.models import WebhookEndpoint
from comics.vocabulary import DeliveryState, HookEvent

EVENT_WORDS: dict[HookEvent, str] = {
    HookEvent.CREATED: "Created: an issue is drawn for the first time",
    HookEvent.UPDATED: "Updated: pages are added, or panels drawn anew",
    HookEvent.COMPLETED: "Completed: every picture is there",
    HookEvent.FAILED: "Failed: something could not be drawn",
}
# How a delivery stands: the class of its mark, and the word beside it.
DELIVERY_WORDS: dict[DeliveryState, tuple[str, str]] = {
    DeliveryState.PENDING: ("moving", "Waiting"),
    DeliveryState.DELIVERED: ("ready", "Delivered"),
    DeliveryState.FAILED: ("failed", "Failed"),
    DeliveryState.CANCELLED: ("empty", "Cancelled"),
}


class EventsForm(forms.Form):
    """What a webhook is told of."""

    events = forms.MultipleChoiceField(
        label="It is told when a generation is",
        choices=[(event.value, words) for event, words in EVENT_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it is told of."},
    )


class WebhookForm(EventsForm):
    """A new webhook."""

    url = forms.CharField(
        label="Address",
        max_length=MAX_URL,
        help_text="Public, with https://. Every event is sent there as JSON.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the address that is to be told."},
    )


def standing(endpoint: WebhookEndpoint) -> tuple[str, str]:
    """How a webhook that was `judged` stands: the class of its mark, and the words beside it."""
    if endpoint.disabled_at is not None:
        return "failed", "Switched off"
    if not vars(endpoint)["may"]:
        return "failed", "In nobody’s name"
    if not endpoint.active:
        return "empty", "Paused"
    return ("stale", "Nothing arrives") if endpoint.failing_since else ("ready", "On")
