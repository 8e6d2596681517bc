"""One HTTP request through the SDK's transport, which is asynchronous, on the thread that Django answers it on.

The studio is WSGI, and its database connections belong to threads. So the event loop stands still while a tool works: a handler
asks with `await here(work)`, the loop is left, the work is done as in any view, and the loop goes on with what came of it.
A thread of the loop's own (as asgiref makes one) costs half a millisecond more and four handovers under the interpreter's lock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any, TypeVar

from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from comics.mcp.calls import Caller

T = TypeVar("T")


@dataclass(slots=True)
class Answer:
    """What the transport sent."""

    status: int = 500
    body: bytes = b""


class Exchange:
    """One request and its answer; nothing of it is kept (the transport is stateless)."""

    def __init__(self, server: Server[Any], *, body: bytes, headers: Iterable[tuple[str, str]], caller: Caller) -> None:
        """`headers` are those of the protocol itself. Handlers find the exchange as `context.request.state.exchange`."""
        self.caller, self._server, self._answer = caller, server, Answer()
        self._incoming: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]
        self._wanted: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []
        as_json = [("content-type", "application/json"), ("accept", "application/json, text/event-stream")]
        self._scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": "/api/mcp",
            "root_path": "",
            "query_string": b"",
            "headers": [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in [*as_json, *headers]],
            "client": None,
            "server": None,
            "state": {"exchange": self},
        }

    def run(self) -> Answer:
        """Answer it. Raises what the transport raises."""
        with asyncio.Runner() as runner:
            task = runner.get_loop().create_task(self._serve())
            while not task.done():
                runner.run(self._until_wanted(task))
                for work, result in self._wanted:
                    result.set_result(work())
                self._wanted.clear()
            task.result()
        return self._answer

    async def here(self, work: Callable[[], T]) -> T:
        """Have something done by the thread that answers the request, outside of the loop; it must not raise."""
        result: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._wanted.append((work, result))
        self._signal.set()
        return await result

    async def _until_wanted(self, task: asyncio.Task[None]) -> None:
        """Run the loop until it is through, or until somebody wants something done outside of it."""
        self._signal = asyncio.Event()
        task.add_done_callback(lambda _: self._signal.set())
        await self._signal.wait()

    async def _serve(self) -> None:
        manager = StreamableHTTPSessionManager(self._server, json_response=True, stateless=True)
        async with manager.run():
            await manager.handle_request(self._scope, self._receive, self._send)

    async def _receive(self) -> MutableMapping[str, Any]:
        """The request, all at once; after it nothing comes, and nobody hears whether the program is still there."""
        if self._incoming:
            return self._incoming.pop()
        return await asyncio.get_running_loop().create_future()

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self._answer.status = int(message["status"])
        else:
            self._answer.body += message.get("body", b"")
