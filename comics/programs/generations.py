"""Comics: begin one, look at it, go on with it, draw one of its panels again. `base` is where programs find the studio."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from comics.access import Can
from comics.actions import programs
from comics.actions.programs import Begun
from comics.bearer import Bearer, prepare
from comics.models import Issue
from comics.models.standings import marks, readable, whole
from comics.serialize import comic, comic_panel, model_of
from comics.serialize.ids import generation_id, issue_key
from comics.serialize.rendered import kept_json
from comics.vocabulary import ComicStatus
from comics.wire import ContinueOrder, CreateOrder, RedrawOrder

# A look at a comic is what waiting programs ask for all the time.
_MARKS = prepare(Issue, lambda issues: marks(readable(issues)))


def create(bearer: Bearer, order: CreateOrder) -> dict[str, Any]:
    """Begin a comic. Raises `PermissionDenied`, and `Refusal` as `actions.programs.create_comic`."""
    bearer.need(Can.SPEND)
    begun = programs.create_comic(bearer.team, order, by=bearer.user)
    return {**_begun(begun), "prompt": begun.prompt, "usage": {"total_comics": begun.panels}}


def told(bearer: Bearer, id: str, *, base: str) -> dict[str, Any]:
    """The whole comic with that id. Raises `Http404` and `PermissionDenied`. Two queries."""
    return comic(_found(bearer, id), base=base)


def told_json(bearer: Bearer, id: str, *, base: str) -> bytes:
    """As `told`, as JSON. One query where nothing changed since it was told last."""
    pk = issue_key(id)
    seen = bearer.glance(_MARKS, Issue, pk)
    return kept_json((pk, base, bearer.team.asset_version, *seen), lambda: told(bearer, id, base=base))


def told_panel(bearer: Bearer, id: str, page: int, panel: int, *, base: str) -> dict[str, Any]:
    """One panel of the comic, by places that are counted from 0. Raises as `told` does. Two queries."""
    found = comic_panel(_found(bearer, id), page, panel, base=base)
    if found is None:
        raise Http404("There is no such panel: pages and panels are counted from 0.")
    return found


def go_on(bearer: Bearer, id: str, order: ContinueOrder) -> dict[str, Any]:
    """Add pages to the comic. Raises as `told` does, and `Refusal`."""
    begun = programs.continue_comic(_found(bearer, id, Can.SPEND), order, by=bearer.user)
    return {
        **_begun(begun),
        "usage": {"total_comics": begun.panels, "continued_pages": begun.pages},
        "page": begun.page,
        "pagination": {"totalPages": begun.pages, "panelsPerPage": begun.panels // begun.pages},
    }


def redraw(bearer: Bearer, id: str, order: RedrawOrder) -> dict[str, Any]:
    """Have a panel of the comic drawn again. Raises as `told` does, `Refusal`, and `Locked`."""
    begun = programs.redraw_comic_panel(_found(bearer, id, Can.SPEND), order, by=bearer.user)
    return {**_begun(begun), "panel": {"page": begun.page, "panel": begun.panel}, "usage": {"redraw_panels": 1}}


def _found(bearer: Bearer, id: str, can: Can = Can.READ) -> Issue:
    return bearer.find(Issue, issue_key(id), can, among=whole(readable(bearer.rows(Issue))))


def _begun(begun: Begun) -> dict[str, Any]:
    made = begun.generation
    return {
        "id": generation_id(made.issue_id),
        "status": ComicStatus.LOADING,
        "model": model_of(made.engine, made.options),
        "warnings": list(begun.warnings),
    }
