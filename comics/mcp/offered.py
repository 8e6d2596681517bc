"""The tools that programs are offered, by name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from comics.access import Can
from comics.actions.credits import usage
from comics.bearer import Bearer
from comics.mcp.inputs import ContinueInput, ExportId, ExportInput, ListInput, Nothing, RedrawInput, StatusInput
from comics.mcp.tools import Tool
from comics.models.assets import site_address
from comics.programs import exports, generations, lists
from comics.wire import CreateOrder


def _create(request: HttpRequest, bearer: Bearer, order: CreateOrder) -> dict[str, Any]:
    return generations.create(bearer, order)


def _status(request: HttpRequest, bearer: Bearer, wanted: StatusInput) -> dict[str, Any]:
    base = site_address(request)
    if wanted.at is None:
        return generations.told(bearer, wanted.id, base=base)
    return generations.told_panel(bearer, wanted.id, *wanted.at, base=base)


def _usage(request: HttpRequest, bearer: Bearer, wanted: Nothing) -> dict[str, Any]:
    bearer.need(Can.READ)
    return usage(bearer.team)


def _continue(request: HttpRequest, bearer: Bearer, order: ContinueInput) -> dict[str, Any]:
    return generations.go_on(bearer, order.id, order)


def _redraw(request: HttpRequest, bearer: Bearer, order: RedrawInput) -> dict[str, Any]:
    return generations.redraw(bearer, order.id, order)


def _list(request: HttpRequest, bearer: Bearer, wanted: ListInput) -> dict[str, Any]:
    return lists.generations(bearer, status=wanted.status, series=wanted.series, cursor=wanted.cursor, limit=wanted.limit)


def _export(request: HttpRequest, bearer: Bearer, order: ExportInput) -> dict[str, Any]:
    return exports.begin(bearer, order.id, order, base=site_address(request))


def _export_status(request: HttpRequest, bearer: Bearer, wanted: ExportId) -> dict[str, Any]:
    return exports.told(bearer, wanted.id, base=site_address(request))


_ALL = (
    Tool(
        "create_comic_generation",
        "Create a comic",
        "Begin a comic from a story or a script, and answer with its id at once. Send prompt, or promptUrl. Say how large it "
        "is with fixPanelNum (one page) or with pagination, not both; without either the studio decides. A script in numbered "
        "panels is drawn as it is written. Then ask get_comic_generation_status. Needs the scope draw.",
        CreateOrder,
        _create,
    ),
    Tool(
        "get_comic_generation_status",
        "See how far a comic is",
        "The whole comic with the addresses of its pictures, or one panel of it where panel is sent. Its status is LOADING, "
        "PROCESSED or FAILED; assetUrl is empty until a panel is ready. While it is LOADING, ask every 3 to 5 seconds. Needs "
        "the scope read.",
        StatusInput,
        _status,
        reads=True,
    ),
    Tool(
        "get_api_usage",
        "See usage and quota",
        "The credits that the team has used in this month and has left, and how often its programs may ask. One credit is one "
        "panel. Needs the scope read.",
        Nothing,
        _usage,
        reads=True,
    ),
    Tool(
        "continue_comic_generation",
        "Continue a comic",
        "Add one or more pages to a comic, and have them drawn. The prompt says what happens next. Needs the scope draw.",
        ContinueInput,
        _continue,
    ),
    Tool(
        "redraw_comic_panel",
        "Redraw a panel",
        "Draw one panel of a comic again: send panel, and page where it is not the first (both counted from 0), and a prompt, "
        "a caption (its dialogue) or images. The earlier picture is kept in the studio. Needs the scope draw.",
        RedrawInput,
        _redraw,
    ),
    Tool(
        "list_comic_generations",
        "List comics",
        "List the comics of the team, newest first, whether a program asked for them or somebody made them in the studio. "
        "Where nextCursor is not null there are more: send it as cursor. Needs the scope read.",
        ListInput,
        _list,
        reads=True,
    ),
    Tool(
        "export_comic",
        "Export a comic",
        "Have a comic bound as a file (pdf, print, cbz, webtoon, epub, pictures, contact or text), in the background. Answers "
        "with the export’s id at once; ask get_comic_export_status until its status is PROCESSED. Needs the scope export.",
        ExportInput,
        _export,
    ),
    Tool(
        "get_comic_export_status",
        "See how far an export is",
        "How far an export is. Once its status is PROCESSED, fileUrl is an address where the file can be fetched without a "
        "token until it expires. Needs the scope export.",
        ExportId,
        _export_status,
        reads=True,
    ),
)  # fmt: skip
TOOLS: dict[str, Tool] = {tool.name: tool for tool in _ALL}
