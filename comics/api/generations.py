"""Comics: begin one, look at it, go on with it, and draw one of its panels again."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse, JsonResponse
from ninja import Body, Path, Query, Router

from comics.api.cursors import Cursor, Limit
from comics.api.door import FAILURES, ApiRequest
from comics.api.shelf import OfSeries
from comics.models.assets import site_address
from comics.programs import generations, lists
from comics.programs.parts import USUAL
from comics.serialize.ids import LONGEST
from comics.vocabulary import ComicStatus
from comics.wire import Change, ContinueOrder, CreateOrder
from comics.wire_answers import ComicTold, Continued, Made, OnePanel, Redrawn
from comics.wire_lists import GenerationList
from comics.wire_where import Where

router = Router(tags=["Comics"])

Id = Annotated[str, Path(max_length=LONGEST, description="The id of the comic.", examples=["gen_12"])]


@router.post(
    "/comics/generations", response={200: Made, **FAILURES}, summary="Create a comic", operation_id="createComicGeneration"
)
def create_generation(request: ApiRequest, data: Body[CreateOrder]) -> dict[str, Any]:
    """Begin a comic from a story or a script. It appears in the studio as an issue and can be edited there. Needs the scope
    draw."""
    return generations.create(request.auth, data)


@router.get(
    "/comics/generations",
    response=GenerationList,
    summary="List comics",
    operation_id="listComicGenerations",
)
def list_generations(
    request: ApiRequest,
    status: Annotated[ComicStatus | None, Query(description="Only those that stand so.", examples=["PROCESSED"])] = None,
    series: OfSeries = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> dict[str, Any]:
    """The comics of the token’s team, newest first, whether a program asked for them or somebody in the studio."""
    return lists.generations(request.auth, status=status, series=series, cursor=cursor, limit=limit)


@router.get(
    "/comics/generations/{id}",
    response=ComicTold | OnePanel,
    summary="Get a comic",
    operation_id="getComicGeneration",
)
def get_generation(request: ApiRequest, id: Id, place: Query[Where]) -> HttpResponse:
    """The whole comic, or one panel of it where `panel` is sent. Needs the scope read."""
    # It is answered as it is: that the answer fits its description is proven by tests, and not anew for every poll.
    base = site_address(request)
    if place.at is None:
        return HttpResponse(generations.told_json(request.auth, id, base=base), content_type="application/json")
    return JsonResponse(generations.told_panel(request.auth, id, *place.at, base=base))


@router.patch(
    "/comics/generations/{id}",
    response={200: Continued | Redrawn, **FAILURES},
    summary="Continue a comic, or redraw a panel",
    operation_id="changeComicGeneration",
)
def change_generation(request: ApiRequest, id: Id, data: Body[Change]) -> dict[str, Any]:
    """More pages with the action `continueWrite`; one panel again with `regeneratePanel`, or without an action. Needs the
    scope draw."""
    if isinstance(data, ContinueOrder):
        return generations.go_on(request.auth, id, data)
    return generations.redraw(request.auth, id, data)
