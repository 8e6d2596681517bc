"""The library: every series and issue the person may see, and starting new ones."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST, require_safe

from comics.access import Can, teams_for, visible
from comics.actions.errors import Refusal
from comics.actions.start import start_series
from comics.models import Issue, Series, Team, User
from comics.models.scripts import MAX_SCRIPT
from comics.scripting.importing import ScriptImportError, import_text
from comics.scripting.samples import SAMPLES
from comics.web.answers import blame, person, say, whole_number
from comics.web.invitations import HELD
from comics.web.shelf import Cover, covers


@require_safe
def show_library(request: HttpRequest) -> HttpResponse:
    """Every series with its issues, the one touched last first. A studio without accounts asks for the first one."""
    if not request.user.is_authenticated:
        return redirect("account_login" if User.objects.exists() else "account_signup")
    me = person(request)
    series = list(visible(me, Series).select_related("team", "touched_by").order_by("-updated_at"))
    team = _asked_team(request, series)
    on_shelf: dict[int, list[Cover]] = {}
    for cover in covers(visible(me, Issue, team=team).order_by("series_id", "number")):
        on_shelf.setdefault(cover.issue.series_id, []).append(cover)
    shelves = [(one, on_shelf.get(one.pk, [])) for one in series if team in (None, one.team)]
    shelves.sort(key=lambda shelf: max([shelf[0].updated_at, *(c.issue.updated_at for c in shelf[1])]), reverse=True)
    shown = {
        "shelves": shelves,
        "team": team,
        "teams": sorted({one.team for one in series} | ({team} if team else set()), key=lambda one: one.name.lower()),
        "invited": HELD in request.session,
        "samples": SAMPLES,
    }
    return render(request, "library.html", shown)


def _asked_team(request: HttpRequest, series: list[Series]) -> Team | None:
    """The team whose series alone are asked for; None where none is, or one that this person is not in."""
    asked = whole_number(request.GET.get("team"))
    if asked is None:
        return None
    known = next((one.team for one in series if one.team_id == asked), None)
    return known or next((team for team in teams_for(person(request)) if team.pk == asked), None)


class StartForm(forms.Form):
    """What a new series is made from: nothing, an example, or a script."""

    BLANK, EXAMPLE, SCRIPT = "blank", "example", "script"

    source = forms.ChoiceField(choices=[(BLANK, "Blank"), (EXAMPLE, "Example"), (SCRIPT, "Script")])
    title = forms.CharField(label="Title", max_length=200, required=False)
    example = forms.ChoiceField(choices=[], required=False)
    text = forms.CharField(
        label="Script or idea",
        max_length=MAX_SCRIPT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9, "placeholder": "A whole script, or one sentence: what happens, and to whom?"}),
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text=".txt or .md",
        widget=forms.ClearableFileInput(
            attrs={"accept": ".txt,.md,.markdown,text/plain,text/markdown", "data-limit": 2_097_152}
        ),
    )
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label=None)

    def __init__(self, *args: object, teams: list[Team], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they came
        self.fields["example"].choices = [(sample.key, sample.title) for sample in SAMPLES]  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams])  # type: ignore[attr-defined]
        self.teams = teams

    @property
    def chosen_team(self) -> int | None:
        """The team that the form shows as chosen: what was sent or asked for, if it is among those to choose from."""
        asked = whole_number(str(self["team"].value() or ""))
        return next((team.pk for team in self.teams if team.pk == asked), None)

    def clean(self) -> dict[str, object]:
        """Read the file, and say what is missing."""
        data = super().clean() or {}
        data["team"] = data.get("team") or (self.teams[0] if self.teams else None)
        if data.get("source") == self.BLANK and not data.get("title"):
            self.add_error("title", "Give the series a title; you can change it later.")
        if data.get("source") == self.EXAMPLE:
            data["text"] = next((s.text for s in SAMPLES if s.key == data.get("example")), SAMPLES[0].text)
        if data.get("source") == self.SCRIPT:
            self._read_script(data)
        return data

    def _read_script(self, data: dict[str, object]) -> None:
        upload = self.files.get("file")
        if upload and not self.has_error("file"):
            try:
                data["text"] = import_text(upload.read(2_097_153), upload.name or "")
            except ScriptImportError as error:
                self.add_error("file", str(error))
                return
        if not data.get("text") and not self.errors:
            self.add_error("text", "Paste a script or an idea, or choose a file.")


@require_GET
@login_required
def show_start(request: HttpRequest) -> HttpResponse:
    """The three ways to begin."""
    form = StartForm(teams=teams_for(person(request), Can.EDIT), initial={"team": request.GET.get("team")})
    return render(request, "start.html", {"form": form, "samples": SAMPLES})


@require_POST
@login_required
def create_series(request: HttpRequest) -> HttpResponse:
    """Make a series with a first issue, and go where its work begins."""
    teams = teams_for(person(request), Can.EDIT)
    form = StartForm(request.POST, request.FILES, teams=teams)
    if form.is_valid():
        data = form.cleaned_data
        try:
            issue = start_series(data["team"], by=person(request), title=data["title"], text=data.get("text") or "")
        except Refusal as refusal:
            blame(form, refusal)
        else:
            say(request, f"“{issue.series.title}” is in your library.")
            return redirect(reverse("script", args=[issue.pk]))
    return render(request, "start.html", {"form": form, "samples": SAMPLES}, status=422)
