"""How tests talk to the MCP door: by hand, message by message, and with the official client."""

import json

from django.test import Client

from comics.models import Token
from comics.vocabulary import Scope

OLD = ("2025-03-26", "2025-06-18", "2025-11-25")
NEW = "2026-07-28"
HELLO = {"capabilities": {}, "clientInfo": {"name": "tests", "version": "1"}}


def token_of(person, team, *scopes):
    """A token of this person; without scopes, for everything."""
    return Token.objects.make(person, team, name="program", scopes=list(scopes or Scope))[1]


def message(method, params=None, *, id=1):
    return {"jsonrpc": "2.0", "id": id, "method": method, **({} if params is None else {"params": params})}


class Program:
    """A program that posts messages of its own making; `version` is which protocol it speaks."""

    def __init__(self, token, *, version=OLD[-1], **headers):
        headers = {"Accept": "application/json", "Authorization": f"Bearer {token}", **headers}
        self.version, self.client = version, Client(headers=headers)

    def post(self, body, **headers):
        body = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.post("/api/mcp", body, content_type="application/json", headers=headers)

    def ask(self, method, params=None):
        """The whole answer to one request, its envelope as the protocol wants it."""
        params, headers = dict(params or {}), {"Mcp-Protocol-Version": self.version}
        if self.version == NEW:
            params["_meta"] = {
                "io.modelcontextprotocol/protocolVersion": NEW,
                "io.modelcontextprotocol/clientCapabilities": {},
            }
            headers |= {"Mcp-Method": method, **({"Mcp-Name": params["name"]} if "name" in params else {})}
        answer = self.post(message(method, params), **headers)
        assert answer.headers["Content-Type"] == "application/json"
        return answer.json()

    def call(self, tool, **arguments):
        """What came of calling a tool; the text says the same as the structure."""
        result = self.ask("tools/call", {"name": tool, "arguments": arguments})["result"]
        assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
        return result

    def told(self, tool, code, **arguments):
        """The error of a call, with that code."""
        result = self.call(tool, **arguments)
        assert result["isError"], result
        assert result["structuredContent"]["code"] == code, result
        return result["structuredContent"]
