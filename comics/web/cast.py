"""The cast: the form of a character with its states and portrait."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import cast as actions
from comics.actions.errors import Refusal
from comics.actions.merging import based_on
from comics.actions.series import bin_it, bring_back
from comics.models import Character, Series
from comics.web.answers import blame, person, say
from comics.web.appearances import appearances
from comics.web.basis import posted_basis

PICTURES = "image/png,image/jpeg,image/webp,image/gif"
MAX_STATE_NAME = 80
MAX_STATE_WORDS = 2000


def picture_field(label: str, shows: str) -> forms.FileField:
    """A field for a picture to upload, shown in the element `shows` before it is sent."""
    widget = forms.FileInput(attrs={"accept": PICTURES, "data-shows": shows, "data-limit": settings.MAX_UPLOAD_BYTES})
    return forms.FileField(label=label, required=False, widget=widget, help_text="PNG, JPEG, WebP or GIF, at most 10 MB.")


class CharacterForm(forms.ModelForm):
    """A character in its author's words."""

    portrait = picture_field("Upload a portrait instead", "portrait")

    class Meta:
        model = Character
        fields = actions.CHARACTER_FIELDS
        labels = {"signature": "Signature expression or action"}
        help_texts = {
            "age": "A number, or words such as a child, in her sixties.",
            "role": "Such as fox detective. An animal named here is drawn as one.",
            "dress": "Clothes with their colors: tan coat, yellow raincoat.",
            "appearance": "Build, skin, hair, eyes, what they always carry.",
        }
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("dress", "appearance", "personality", "signature")}


class StatesField:
    """The posted states of a character: names and appearances under two repeating names, in their order.

    `state_row` names each row: a file for it comes as `state_portrait-<row>`, and `state_drawn` lists the rows whose portrait
    is to be drawn from the words again.
    """

    def __init__(self, request: HttpRequest) -> None:
        posted = request.POST
        drawn = posted.getlist("state_drawn")
        lists = (posted.getlist(name) for name in ("state_name", "state_appearance", "state_row"))
        self.rows = [
            {
                "name": name.strip()[:MAX_STATE_NAME],
                "appearance": words.strip()[:MAX_STATE_WORDS],
                "row": row,
                "upload": request.FILES.get(f"state_portrait-{row}") if row else None,
                "drawn": bool(row) and row in drawn,
            }
            for name, words, row in zip_longest(*lists, fillvalue="")
            if name.strip() or words.strip()
        ]

    def error(self) -> str:
        """What is missing, or an empty text."""
        return "Give each state a name." if any(not row["name"] for row in self.rows) else ""


@require_safe
@login_required
def show_new_character(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty form of a character of this series."""
    series = find(person(request), Series, pk, Can.EDIT)
    return _form(request, series, None, CharacterForm())


@require_safe
@login_required
def show_character(request: HttpRequest, pk: int) -> HttpResponse:
    """One character."""
    character = _character(request, pk)
    return _form(request, character.series, character, CharacterForm(instance=character))


def _character(request: HttpRequest, pk: int, can: Can = Can.READ, *, binned: bool = False) -> Character:
    me = person(request)
    rows = visible(me, Character, binned=binned).select_related("series__team", "portrait").prefetch_related("states__portrait")
    return find(me, Character, pk, can, among=rows)


def _form(
    request: HttpRequest,
    series: Series,
    character: Character | None,
    form: CharacterForm,
    *,
    states: list[dict[str, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    role = getattr(character or series, "member_role", "viewer")
    context = {
        "series": series,
        "character": character,
        "form": form,
        "states": states if states is not None else (character.states.all() if character else []),
        "seen_in": appearances(series) if character else {},
        "may_edit": allows(role, Can.EDIT),
        "based_on": request.POST.get("based_on") or (based_on(_shown(character)) if character else ""),
    }
    return render(request, "character.html", context, status=status)


def _shown(character: Character) -> dict[str, Any]:
    states = [[state.name, state.appearance] for state in character.states.all()]
    return {"states": states, **{name: getattr(character, name) for name in actions.CHARACTER_FIELDS}}


@require_POST
@login_required
def create_character(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a character to the cast and draw its portrait."""
    return _save(request, find(person(request), Series, pk, Can.EDIT), None)


@require_POST
@login_required
def change_character(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a character and draw its portrait again."""
    character = _character(request, pk, Can.EDIT)
    return _save(request, character.series, character)


def _save(request: HttpRequest, series: Series, character: Character | None) -> HttpResponse:
    form = CharacterForm(request.POST, request.FILES, instance=Character(series=series))
    states = StatesField(request)
    if error := states.error():
        form.add_error(None, error)
    if form.is_valid():
        words = dict(form.cleaned_data)
        try:
            basis = posted_basis(request)
            saved = actions.save_character(
                series, by=person(request), character=character, states=states.rows, basis=basis, **words
            )
        except Refusal as refusal:
            blame(form, Refusal(str(refusal), field="portrait") if refusal.field == "file" else refusal)
        else:
            say(request, f"{saved.name} is saved." if character else f"{saved.name} joins the cast.")
            return redirect("character", saved.pk)
    kept = _character(request, character.pk) if character else None
    return _form(request, series, kept, form, states=states.rows, status=422)


@require_POST
@login_required
def draw_portrait(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an uploaded portrait away and draw one from the words."""
    character = _character(request, pk, Can.EDIT)
    actions.draw_portrait_again(character)
    say(request, "The portrait is drawn from the words again.")
    return redirect("character", pk)


@require_POST
@login_required
def delete_character(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a character into the bin."""
    character = _character(request, pk, Can.EDIT)
    bin_it(character, by=person(request))
    say(request, f"{character.name} is deleted.", undo=reverse("restore_character", args=[pk]))
    return redirect("series", character.series_id)


@require_POST
@login_required
def restore_character(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a character back from the bin."""
    character = _character(request, pk, Can.EDIT, binned=True)
    try:
        bring_back(character, by=person(request))
    except Refusal as refusal:
        say(request, str(refusal))
    else:
        say(request, f"{character.name} is back.")
    return redirect("series", character.series_id)
