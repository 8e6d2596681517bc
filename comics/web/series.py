"""A series: its issues, cast, places and style on one page, and the form for what it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, visible
from comics.actions import references
from comics.actions import series as actions
from comics.actions.errors import Refusal
from comics.actions.merging import based_on
from comics.composition.formats import describe
from comics.drawing.fonts import DIALOGUE_FONTS, SFX_FONTS
from comics.languages import LANGUAGES, name_of
from comics.models import Issue, Series, SeriesReference
from comics.vocabulary import PRESETS
from comics.web.answers import blame, person, say
from comics.web.appearances import appearances
from comics.web.basis import posted_basis
from comics.web.format_form import FormatFields
from comics.web.references import ReferenceForm, who_looks
from comics.web.shelf import covers


class SeriesForm(FormatFields, forms.ModelForm):
    """What a series is: its words, its style and its pages."""

    class Meta:
        model = Series
        fields = actions.SERIES_FIELDS
        labels = {
            "art_style": "Art style",
            "palette": "Color palette",
            "camera": "Camera language",
            "direction": "Reading direction",
            "border": "Panel frames",
            "dialogue_font": "Lettering font",
            "sfx_font": "SFX font",
            "capitals": "Letter in capitals",
            "vertical": "Vertical columns for Japanese and Chinese",
        }
        help_texts = {
            "preset": "Free text; engines know the names offered.",
            "language": "Of the words on the pages.",
            "genre": "Such as mystery, slice of life.",
            "art_style": "One style, told plainly, keeps pictures of one hand.",
            "palette": "Such as warm dusk, lantern gold on blue.",
            "lighting": "Such as soft rim light.",
            "capitals": "Where the script has them. Words typed in small letters stay so in transcripts.",
            "vertical": "Columns from right to left; other scripts stay in lines.",
            "camera": "Such as wide to set the place, close for feeling.",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "preset": forms.TextInput(attrs={"list": "presets", "autocomplete": "off"}),
            "language": forms.TextInput(attrs={"list": "languages", "autocomplete": "off"}),
            "dialogue_font": forms.Select(choices=DIALOGUE_FONTS),
            "sfx_font": forms.Select(choices=SFX_FONTS),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show_format(self.instance.page_format)


@require_safe
@login_required
def show_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Issues, cast, places and style of one series."""
    me = person(request)
    series = find(me, Series, pk, among=visible(me, Series).select_related("team", "touched_by"))
    issues = covers(Issue.objects.live().filter(series=series).order_by("number"))
    cast = series.characters.live().select_related("portrait").prefetch_related("states__portrait")
    context = {
        "series": series,
        "covers": issues,
        "cast": cast,
        "places": series.locations.live().select_related("picture"),
        "seen_in": appearances(series),
        "format": describe(series.page_format),
        "language": name_of(series.language),
        "may_edit": allows(series.member_role, Can.EDIT),  # type: ignore[attr-defined]  # annotated by `visible`
        "may_spend": allows(series.member_role, Can.SPEND),  # type: ignore[attr-defined]  # annotated by `visible`
    }
    return render(request, "series.html", context)


@require_safe
@login_required
def show_style(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for what the series is."""
    series = find(person(request), Series, pk, Can.EDIT)
    return _form(request, series, SeriesForm(instance=series))


def _form(
    request: HttpRequest, series: Series, form: SeriesForm, status: int = 200, *, reference_form: ReferenceForm | None = None
) -> HttpResponse:
    context = {
        "series": series,
        "form": form,
        "based_on": request.POST.get("based_on") or based_on({name: getattr(series, name) for name in actions.SERIES_FIELDS}),
        "presets": PRESETS,
        "languages": LANGUAGES,
        "references": series.references.select_related("picture"),
        "most_references": references.MOST,
        "reference_form": reference_form or ReferenceForm(),
        "who_looks": who_looks(),
    }
    return render(request, "series_style.html", context, status=status)


@require_POST
@login_required
def change_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what the series is."""
    series = find(person(request), Series, pk, Can.EDIT)
    kept = find(person(request), Series, pk, Can.EDIT)  # the form writes into its own copy, whatever comes of it
    form = SeriesForm(request.POST, instance=series)
    if form.is_valid():
        try:
            actions.change_series(kept, by=person(request), basis=posted_basis(request), **form.cleaned_data)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, "Saved.")
            return redirect("series", pk)
    return _form(request, kept, form, status=422)


@require_POST
@login_required
def add_reference(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a reference picture to the series."""
    series = find(person(request), Series, pk, Can.EDIT)
    form = ReferenceForm(request.POST, request.FILES)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            references.add_reference(series, by=person(request), picture=asked["picture"], description=asked["description"])
        except Refusal as refusal:
            blame(form, Refusal(str(refusal), field="picture") if refusal.field == "file" else refusal)
        else:
            say(request, "The reference picture is added.")
            return redirect(f"{reverse('series_style', args=[pk])}#references")
    return _form(request, series, SeriesForm(instance=series), status=422, reference_form=form)


@require_POST
@login_required
def remove_reference(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reference picture away from the series."""
    reference = find(person(request), SeriesReference, pk, Can.EDIT)
    references.remove_reference(reference, by=person(request))
    say(request, "The reference picture is removed.")
    return redirect(f"{reverse('series_style', args=[reference.series_id])}#references")


@require_POST
@login_required
def delete_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a series into the bin."""
    series = find(person(request), Series, pk, Can.EDIT)
    actions.bin_it(series, by=person(request))
    say(request, f"“{series.title}” is deleted.", undo=reverse("restore_series", args=[pk]))
    return redirect("library")


@require_POST
@login_required
def restore_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a series back from the bin."""
    series = find(person(request), Series, pk, Can.EDIT, binned=True)
    actions.bring_back(series, by=person(request))
    say(request, f"“{series.title}” is back.")
    return redirect("series", pk)


@require_POST
@login_required
def create_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the next issue and go to its script."""
    series = find(person(request), Series, pk, Can.EDIT)
    issue = actions.create_issue(series, by=person(request), title=request.POST.get("title", "").strip()[:200])
    return redirect("script", issue.pk)


@require_POST
@login_required
def rename_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an issue another title."""
    issue = find(person(request), Issue, pk, Can.EDIT)
    actions.rename_issue(issue, by=person(request), title=request.POST.get("title", "").strip()[:200])
    say(request, "Renamed.")
    return redirect("series", issue.series_id)


@require_POST
@login_required
def delete_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an issue into the bin."""
    issue = find(person(request), Issue, pk, Can.EDIT)
    actions.bin_it(issue, by=person(request))
    say(request, f"Issue {issue.number} is deleted.", undo=reverse("restore_issue", args=[pk]))
    return redirect("series", issue.series_id)


@require_POST
@login_required
def restore_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring an issue back from the bin."""
    issue = find(person(request), Issue, pk, Can.EDIT, binned=True)
    actions.bring_back(issue, by=person(request))
    say(request, f"Issue {issue.number} is back.")
    return redirect("series", issue.series_id)
