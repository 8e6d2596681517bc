"""The places of a series: a name, a description, a picture."""

from __future__ import annotations

from django import forms
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
from comics.models import Location, Series
from comics.web.answers import blame, person, say
from comics.web.appearances import appearances
from comics.web.basis import posted_basis
from comics.web.cast import picture_field


class LocationForm(forms.ModelForm):
    """A place in its author's words."""

    picture = picture_field("Upload a picture instead", "picture")

    class Meta:
        model = Location
        fields = ("name", "description")
        help_texts = {"description": "What stands there, the time of day, the weather, the light."}
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}


@require_safe
@login_required
def show_new_place(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty form of a place of this series."""
    series = find(person(request), Series, pk, Can.EDIT)
    return _form(request, series, None, LocationForm())


@require_safe
@login_required
def show_place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place."""
    place = _place(request, pk)
    return _form(request, place.series, place, LocationForm(instance=place))


def _place(request: HttpRequest, pk: int, can: Can = Can.READ, *, binned: bool = False) -> Location:
    me = person(request)
    rows = visible(me, Location, binned=binned).select_related("series__team", "picture")
    return find(me, Location, pk, can, among=rows)


def _form(
    request: HttpRequest, series: Series, place: Location | None, form: LocationForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "series": series,
        "place": place,
        "form": form,
        "seen_in": appearances(series) if place else {},
        "may_edit": allows(getattr(place or series, "member_role", "viewer"), Can.EDIT),
        "based_on": request.POST.get("based_on")
        or (based_on({"name": place.name, "description": place.description}) if place else ""),
    }
    return render(request, "place.html", context, status=status)


@require_POST
@login_required
def create_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a place and draw its picture."""
    return _save(request, find(person(request), Series, pk, Can.EDIT), None)


@require_POST
@login_required
def change_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a place and draw its picture again."""
    place = _place(request, pk, Can.EDIT)
    return _save(request, place.series, place)


def _save(request: HttpRequest, series: Series, place: Location | None) -> HttpResponse:
    form = LocationForm(request.POST, request.FILES, instance=Location(series=series))
    if form.is_valid():
        try:
            basis = posted_basis(request)
            saved = actions.save_location(series, by=person(request), location=place, basis=basis, **form.cleaned_data)
        except Refusal as refusal:
            blame(form, Refusal(str(refusal), field="picture") if refusal.field == "file" else refusal)
        else:
            say(request, f"{saved.name} is saved.")
            return redirect("place", saved.pk)
    kept = _place(request, place.pk) if place else None
    return _form(request, series, kept, form, status=422)


@require_POST
@login_required
def delete_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a place into the bin."""
    place = _place(request, pk, Can.EDIT)
    bin_it(place, by=person(request))
    say(request, f"{place.name} is deleted.", undo=reverse("restore_place", args=[pk]))
    return redirect("series", place.series_id)


@require_POST
@login_required
def restore_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a place back from the bin."""
    place = _place(request, pk, Can.EDIT, binned=True)
    try:
        bring_back(place, by=person(request))
    except Refusal as refusal:
        say(request, str(refusal))
    else:
        say(request, f"{place.name} is back.")
    return redirect("series", place.series_id)
