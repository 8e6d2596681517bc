"""What the studio says as an MCP server: who it is, which tools there are, and what came of a call."""

from __future__ import annotations

import json
from functools import partial

import mcp_types as types
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError

from comics.bearer import Bearer
from comics.mcp.calls import Caller
from comics.mcp.exchange import Exchange
from comics.mcp.offered import TOOLS
from comics.mcp.tools import Tool
from comics.program_errors import WORDS

INSTRUCTIONS = (
    "Panelwright draws comics. create_comic_generation begins one and answers with its id at once; drawing takes seconds "
    "to minutes. Ask get_comic_generation_status every 3 to 5 seconds until its status is PROCESSED or FAILED. "
    "What is made here can be read and edited in the studio as well."
)


def answer(request: HttpRequest, bearer: Bearer, body: bytes) -> HttpResponse:
    """Have the SDK answer one message; `body` is what was posted."""
    # It is shown no other headers: tokens and cookies are none of its business, and JSON is the answer whatever is accepted.
    headers = [(name, value) for name, value in request.headers.items() if name.lower().startswith("mcp-")]
    done = Exchange(SERVER, body=body, headers=headers, caller=Caller(request, bearer)).run()
    response = HttpResponse(done.body, status=done.status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


async def _list_tools(_: ServerRequestContext, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[_listed(tool) for tool in TOOLS.values()])


def _listed(tool: Tool) -> types.Tool:
    hints = types.ToolAnnotations(
        read_only_hint=tool.reads, destructive_hint=False, idempotent_hint=tool.reads, open_world_hint=False
    )
    return types.Tool(
        name=tool.name, title=tool.title, description=tool.description, input_schema=tool.schema, annotations=hints
    )


async def _call_tool(context: ServerRequestContext, params: types.CallToolRequestParams) -> types.CallToolResult:
    tool = TOOLS.get(params.name)
    if tool is None:
        raise MCPError(types.INVALID_PARAMS, "There is no such tool here. tools/list tells which there are.")
    exchange: Exchange = context.request.state.exchange  # type: ignore[union-attr]  # every message here came by a request
    outcome = await exchange.here(partial(exchange.caller.call, tool, params.arguments or {}))
    if outcome.body is None:
        raise MCPError(types.INTERNAL_ERROR, WORDS[500][1], {"requestId": exchange.caller.request_id})
    text = json.dumps(outcome.body, ensure_ascii=False, cls=DjangoJSONEncoder)
    content = types.TextContent(type="text", text=text)
    return types.CallToolResult(content=[content], structured_content=json.loads(text), is_error=outcome.failed)


SERVER: Server = Server(
    "panelwright",
    title="Panelwright",
    version="1.0",
    instructions=INSTRUCTIONS,
    on_list_tools=_list_tools,
    on_call_tool=_call_tool,
    get_tool_input_schema=lambda _: None,  # No tool mirrors an argument in a header, so there is none to be compared with.
)
