"""How programs that speak MCP are told of the studio: the address, and what each wants to have in its settings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comics.access import find
from comics.models import Team
from comics.models.assets import site_address
from comics.vocabulary import Scope
from comics.web.request import StudioRequest

NAME, HOLDER = "panelwright", "YOUR_API_TOKEN"  # what programs call the studio; what stands where the token belongs
# The tools, by the scope that each asks of the token, in a few words; a test holds them to what the door offers.
TOOLS: tuple[tuple[Scope, str, str], ...] = (
    (Scope.DRAW, "create_comic_generation", "Begin a comic from a story or a script."),
    (Scope.READ, "get_comic_generation_status", "How far a comic or one panel is, with its pictures."),
    (Scope.READ, "get_api_usage", "What was used this month, and what is left."),
    (Scope.DRAW, "continue_comic_generation", "More pages for a comic."),
    (Scope.DRAW, "redraw_comic_panel", "One panel again, with other words, dialogue or pictures."),
    (Scope.READ, "list_comic_generations", "The comics of the team, newest first."),
    (Scope.EXPORT, "export_comic", "Bind a comic as PDF, CBZ, EPUB, strips or pictures."),
    (Scope.EXPORT, "get_comic_export_status", "How far an export is, and where to fetch the file."),
)
PROGRAMS = (
    ("json", "Any program", "Most take this form. Where one asks for the transport, choose Streamable HTTP."),
    ("claude-code", "Claude Code", "In a terminal."),
    (
        "claude-desktop",
        "Claude Desktop",
        "In claude_desktop_config.json (Settings, Developer, Edit Config). The bridge needs Node.js.",
    ),
    ("cursor", "Cursor", "In .cursor/mcp.json of a project, or ~/.cursor/mcp.json for all of them."),
    ("vs-code", "VS Code", "In .vscode/mcp.json of a project. It asks for the token once and keeps it safe."),
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one program wants: where it goes, in words, and the text to copy."""

    slug: str
    program: str
    where: str
    text: str

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return self.text.count("\n") + 1


@require_safe
@login_required
def show_mcp(request: StudioRequest, pk: int) -> HttpResponse:
    """The address, the header and a recipe for each program. No token is on it: those are shown once, where they are made."""
    team = find(request.user, Team, pk)
    address = site_address(request) + reverse("mcp")
    return render(
        request,
        "team_mcp.html",
        {
            "team": team,
            "address": address,
            "header": f"Authorization: Bearer {HOLDER}",
            "recipes": recipes(address),
            "tools": TOOLS,
            "holder": HOLDER,
        },
    )


def recipes(address: str) -> list[Recipe]:
    """What common programs want in order to find the studio at this address."""
    plain = _json({"mcpServers": {NAME: {"url": address, "headers": {"Authorization": f"Bearer {HOLDER}"}}}})
    command = f'claude mcp add --transport http {NAME} {address} \\\n  --header "Authorization: Bearer {HOLDER}"'
    texts = (plain, command, _bridge(address), plain, _vs_code(address))
    return [Recipe(*program, text) for program, text in zip(PROGRAMS, texts, strict=True)]


def _bridge(address: str) -> str:
    """For a program that starts other programs and speaks to them. The token stands apart, because of the space before it."""
    arguments = ["-y", "mcp-remote", address, "--header", "Authorization:${AUTHORIZATION}"]
    arguments += [] if address.startswith("https:") else ["--allow-http"]
    server = {"command": "npx", "args": arguments, "env": {"AUTHORIZATION": f"Bearer {HOLDER}"}}
    return _json({"mcpServers": {NAME: server}})


def _vs_code(address: str) -> str:
    asked: dict[str, object] = {"type": "promptString", "id": "panelwright-token", "description": "API token of Panelwright"}
    asked["password"] = True  # nosec B105  # says that what is typed is not shown
    server = {"type": "http", "url": address, "headers": {"Authorization": "Bearer ${input:panelwright-token}"}}
    return _json({"inputs": [asked], "servers": {NAME: server}})


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2)
