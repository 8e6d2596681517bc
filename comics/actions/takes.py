"""Takes: choose one, go back to another, crop one in its frame, upload one of one's own."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max

from comics.actions.edits import recorded
from comics.actions.errors import Refusal
from comics.actions.holding import refuse_locked_panel
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.uploads import keep_upload
from comics.composition.crop import MOST_ZOOM, View
from comics.jobs.arrange import follow
from comics.jobs.compose import page_panels, reletter, touch
from comics.jobs.stale import judge_again
from comics.jobs.takes import edges_of
from comics.models import Panel, Take, User
from comics.vocabulary import Deed

UPLOADED = "upload"  # the engine of takes that people drew themselves


def choose_take(take: Take, *, by: User) -> Panel:
    """Show this take in its panel; the lettering is placed around its actors, what was set by hand stays."""
    panel = take.panel
    with _changed(panel, by=by, label="choose a take", deed=Deed.CHOSE_TAKE):
        Panel.objects.filter(pk=panel.pk).update(chosen=take)
        judge_again(panel)
    return _lettered(panel)


def upload_take(panel: Panel, *, by: User, upload: UploadedFile | None) -> Take:
    """Keep a picture of one's own as the newest take of the panel, and choose it.

    Raises `Refusal` for what is not a picture, and where nothing was sent.
    """
    if upload is None:
        raise Refusal("Choose a picture first.", field="picture")
    refuse_locked_panel(panel)
    picture = keep_upload(upload, team=panel.page.issue.series.team)
    edges = edges_of(picture)
    with _changed(panel, by=by, label="upload a picture"):
        number = (panel.takes.aggregate(last=Max("number"))["last"] or 0) + 1
        take = Take.objects.create(panel=panel, picture=picture, number=number, engine=UPLOADED, edges=edges, by=by)
        Panel.objects.filter(pk=panel.pk).update(chosen=take, stale=[])
    _lettered(panel)
    return take


def set_view(take: Take, *, by: User, view: View, basis: Basis = None) -> Panel:
    """Show this part of the take in its frame, and letter the panel around what is seen now.

    Raises `Refusal` for a view outside the picture.
    """
    inside = all(math.isfinite(value) for value in view) and 0 <= view.x <= 1 and 0 <= view.y <= 1
    if not inside or not 1 <= view.zoom <= MOST_ZOOM:
        raise Refusal(f"A picture is enlarged at most {MOST_ZOOM:g} times, around a place inside it.", field="zoom")
    return _show(take, [round(value, 5) for value in view], by=by, label="crop a picture", basis=basis)


def reset_view(take: Take, *, by: User) -> Panel:
    """Leave it to the studio again what of the take is shown."""
    return _show(take, [], by=by, label="show a picture as before")


def _show(take: Take, view: list[float], *, by: User, label: str, basis: Basis = None) -> Panel:
    panel = take.panel
    with _changed(panel, by=by, label=label, about=f"view-{take.pk}"):
        take.refresh_from_db(fields=["view"])
        author = edit_author(panel.page.issue, "takes", take.pk, {}, by=by)
        told = {"view": ("What is seen of the picture", _seen)}
        merged({"view": take.view}, {"view": view}, basis, thing="how this picture is cropped", author=author, told=told)
        Take.objects.filter(pk=take.pk).update(view=view)
    return _lettered(panel)


def _seen(view: list[float]) -> str:
    if not view:
        return "as the studio crops it"
    return f"enlarged {view[2]:.2f} times around {view[0]:.0%}, {view[1]:.0%}"


@contextmanager
def _changed(panel: Panel, *, by: User, label: str, about: str = "", deed: Deed = Deed.EDITED_PAGE) -> Iterator[None]:
    """Record what the block does to the panel, in one transaction, and tell open editors of it."""
    with recorded([panel.page], by=by, label=label, about=about, deed=deed):
        yield
        touch(panel.page, [panel])
        panel.page.issue.touched_by = by
        panel.page.issue.save(update_fields=["touched_by", "updated_at"])


def _lettered(panel: Panel) -> Panel:
    """The panel as it is now, lettered anew; the worker does what follows."""
    fresh = next(p for p in page_panels(panel.page) if p.pk == panel.pk)
    reletter(panel.page, [fresh])
    follow(panel)
    return fresh
