"""The tools that programs are offered, by name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from comics.bearer import Bearer
from comics.mcp.inputs import ExportId, ExportInput, ListInput
from comics.mcp.tools import Tool
from comics.models.assets import site_address
from comics.programs import exports, lists


def _list(request: HttpRequest, bearer: Bearer, wanted: ListInput) -> dict[str, Any]:
    return lists.generations(bearer, status=wanted.status, series=wanted.series, cursor=wanted.cursor, limit=wanted.limit)


def _export(request: HttpRequest, bearer: Bearer, order: ExportInput) -> dict[str, Any]:
    return exports.begin(bearer, order.id, order, base=site_address(request))


def _export_status(request: HttpRequest, bearer: Bearer, wanted: ExportId) -> dict[str, Any]:
    return exports.told(bearer, wanted.id, base=site_address(request))


_ALL = (
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
