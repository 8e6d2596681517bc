"""One call of a tool: its input is looked at, its work done, and what went wrong told to whom it concerns."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from pydantic import ValidationError

from comics.actions.gate import Visit, known_id
from comics.bearer import Bearer
from comics.mcp.tools import Tool
from comics.program_errors import Told, error_body, told, told_of_input

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: the tool's answer, or an error's body (`failed`); without a body the studio itself failed."""

    body: dict[str, Any] | None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and in which request."""

    request: HttpRequest
    bearer: Bearer

    def call(self, tool: Tool, arguments: Mapping[str, Any]) -> Outcome:
        """Do what the tool is for. Raises nothing: what is meant for people is told, anything else is only written down."""
        outcome = self._outcome(tool, arguments)
        body = outcome.body or {}
        visit: Visit = vars(self.request)["visit"]
        visit.endpoint = tool.name
        visit.object = known_id(arguments.get("id") if outcome.failed else body.get("id"))
        if outcome.failed:
            visit.status = body.get("code", 500)
        return outcome

    def _outcome(self, tool: Tool, arguments: Mapping[str, Any]) -> Outcome:
        try:
            return Outcome(tool.answer(self.request, self.bearer, tool.model.model_validate(arguments)))
        except ValidationError as refused:
            said: Told | None = told_of_input(refused.errors(include_url=False, include_context=False, include_input=False))
        except Exception as error:
            said = told(error)
            if said is None:
                logger.exception("The tool %s failed in %s", tool.name, self.request_id)
        return Outcome(self._error(said) if said else None, failed=True)

    def _error(self, said: Told) -> dict[str, Any]:
        """The body that REST has, and with it what REST says in headers."""
        wait = {"retryAfter": int(said.headers["Retry-After"])} if "Retry-After" in said.headers else {}
        return error_body(self.request, said.status, said.message, **said.more, **wait)

    @property
    def request_id(self) -> str:
        """What the request is called in headers, logs and the request log."""
        return str(getattr(self.request, "id", ""))
