"""Archives: take a series with you, bring one from elsewhere, watch either being done."""

from __future__ import annotations

import re

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_valid_filename
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from comics.access import Can, allows, find, teams_for, visible
from comics.actions import archives
from comics.actions.errors import Refusal
from comics.models import Archive, Series, Team, User
from comics.served import file_response
from comics.web.answers import blame, whole_number
from comics.web.nonces import new_nonce, posted_nonce
from comics.web.request import StudioRequest

SHOWN = 20  # how many earlier ones are listed
FORM_BYTES = 1_000_000  # what a request may hold besides the file


@require_safe
@login_required
def show_series_archive(request: StudioRequest, pk: int) -> HttpResponse:
    """What an archive holds, a button, and those made so far; to htmx, only the list, which polls while anything moves."""
    series = find(request.user, Series, pk, Can.READ)
    return _show_series_archive(request, series)


def _show_series_archive(request: StudioRequest, series: Series, *, status: int = 200, reason: str = "") -> HttpResponse:
    made = visible(request.user, Archive).filter(series=series, way=Archive.Way.OUT).select_related("by")[:SHOWN]
    context = {
        "series": series,
        "may_export": allows(vars(series)["member_role"], Can.EXPORT),
        "nonce": new_nonce(),
        "reason": reason,
        "days": settings.EXPORT_DAYS,
        **_listed(made),
    }
    return render(request, "archive.html#list" if request.htmx else "archive.html", context, status=status)


def _listed(rows: object) -> dict[str, object]:
    found: list[Archive] = list(rows)  # type: ignore[call-overload]  # a QuerySet of archives
    return {"archives": found, "moving": any(row.is_moving for row in found)}


@require_POST
@login_required
def make_archive(request: StudioRequest, pk: int) -> HttpResponse:
    """Have an archive of the series made in the background."""
    among = visible(request.user, Series).select_related("team")
    series = find(request.user, Series, pk, Can.EXPORT, among=among)
    try:
        archives.request_archive(series, by=request.user, nonce=posted_nonce(request))
    except Refusal as refusal:
        return _show_series_archive(request, series, status=422, reason=str(refusal))
    return redirect("series_archive", pk)


@require_safe
@login_required
def download_archive(request: StudioRequest, pk: int) -> HttpResponse | FileResponse:
    """The finished file."""
    archive = find(request.user, Archive, pk, Can.EXPORT)
    if archive.way != Archive.Way.OUT or archive.state != Archive.State.READY:
        raise Http404("This archive is not ready.")
    try:
        return file_response(archive.path, content_type="application/zip", filename=_file_name(archive))
    except FileNotFoundError as error:
        raise Http404("This archive’s file is gone. Make it again.") from error


def _file_name(archive: Archive) -> str:
    plain = re.sub(r"\s+", " ", archive.title[:80]).strip().lstrip(".") or "series"
    return f"{get_valid_filename(plain).replace('_', ' ').strip() or 'series'} (archive).zip"


@require_POST
@login_required
def cancel_archive(request: StudioRequest, pk: int) -> HttpResponse:
    """Stop one that is at work."""
    archive = find(request.user, Archive, pk)
    can = Can.EXPORT if archive.way == Archive.Way.OUT else Can.EDIT
    find(request.user, Archive, pk, can)
    archives.cancel_archive(archive)
    return redirect("series_archive", archive.series_id) if archive.way == Archive.Way.OUT else redirect("import")


class ImportForm(forms.Form):
    """The file, and the team that takes it in."""

    file = forms.FileField(
        label="Archive",
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
    )
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label=None)

    def __init__(self, *args: object, teams: list[Team], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they came
        self.teams = teams
        self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams])  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["data-limit"] = settings.MAX_ARCHIVE_BYTES


@require_safe
@login_required
def show_import(request: StudioRequest) -> HttpResponse:
    """The form, and what the person's teams took in lately; to htmx, only the list."""
    if request.htmx:
        return render(request, "import.html#list", _brought(request.user))
    return _show_import(request, ImportForm(teams=teams_for(request.user, Can.EDIT)))


def _show_import(request: StudioRequest, form: ImportForm, *, status: int = 200, refused: str = "") -> HttpResponse:
    context = {"form": form, "nonce": new_nonce(), "most": settings.MAX_ARCHIVE_BYTES, "refused": refused}
    context |= _brought(request.user)
    return render(request, "import.html", context, status=status)


def _brought(user: User) -> dict[str, object]:
    rows = visible(user, Archive).filter(way=Archive.Way.IN, by=user)
    return _listed(rows.select_related("series", "team")[:SHOWN])


@csrf_exempt  # the token is read from the form, which must not be read before its length was looked at
@require_POST
@login_required
def import_archive(request: StudioRequest) -> HttpResponse:
    """Keep an archive that was brought, and have it taken in; what is too large is refused before it is read."""
    if (whole_number(request.META.get("CONTENT_LENGTH")) or 0) > settings.MAX_ARCHIVE_BYTES + FORM_BYTES:
        form = ImportForm(teams=teams_for(request.user, Can.EDIT))
        return _show_import(request, form, status=413, refused=archives.too_large())
    return _import_archive(request)


@csrf_protect
def _import_archive(request: StudioRequest) -> HttpResponse:
    teams = teams_for(request.user, Can.EDIT)
    form = ImportForm(request.POST, request.FILES, teams=teams)
    if form.is_valid():
        team = form.cleaned_data["team"] or (teams[0] if teams else None)
        try:
            if team is None:
                raise Refusal("You are in no team where you may do that.")
            archives.bring_archive(form.cleaned_data["file"], team=team, by=request.user, nonce=posted_nonce(request))
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return redirect("import")
    return _show_import(request, form, status=422)
