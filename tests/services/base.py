"""What the strict servers share: a thread with a free port, a record of every request, faults on demand, pictures."""

from __future__ import annotations

import io
import json
import re
import secrets
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from PIL import Image

TOKEN = "tok-made-up-0123456789-abcd"


@dataclass
class Seen:
    """One request as it arrived. `at` is on the monotonic clock."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes
    at: float

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    """What is sent back. A dict as `body` goes as JSON. With `drop`, the connection is closed instead of answering; `cut` is
    how many bytes of the body are really sent, whatever Content-Length says."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    cut: int | None = None

    def encoded(self) -> tuple[bytes, str]:
        if isinstance(self.body, bytes):
            return self.body, "application/octet-stream"
        if isinstance(self.body, str):
            return self.body.encode(), "text/html"
        return json.dumps(self.body).encode(), "application/json"


@dataclass
class Fault:
    """The next `times` requests that match are answered by this. With `after`, the service does its work first (a create is
    accepted and billed) and only the answer is spoilt. `wait` is called before anything else, in the server's thread."""

    method: str
    path: str
    answer: Answer | None = None
    times: int = 1
    after: bool = False
    wait: Callable[[Seen], None] | None = None

    def matches(self, seen: Seen) -> bool:
        return self.times > 0 and self.method == seen.method and re.search(self.path, seen.path) is not None


class StrictServer:
    """A service on 127.0.0.1. A subclass implements `serve`; it checks every field as its document demands."""

    base_path = ""  # what the service's base address has after the host

    def __init__(self) -> None:
        self.tokens = {TOKEN}
        self.seen: list[Seen] = []
        self.creates: list[Seen] = []  # create calls that were accepted, that is, billed
        self.faults: list[Fault] = []
        self.files: dict[str, bytes] = {}
        self.polls_until_ready = 2
        self.lock = threading.RLock()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def host_port(self) -> str:
        """What STUDIO_FETCH_ALLOW must list."""
        return f"127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        return f"http://{self.host_port}{self.base_path}"

    def fault(self, method: str, path: str, answer: Answer | None = None, **options: Any) -> Fault:
        """Spoil the next matching requests; `path` is a regular expression."""
        made = Fault(method, path, answer, **options)
        with self.lock:
            self.faults.append(made)
        return made

    def picture(self, size: tuple[int, int] = (96, 64), *, name: str = "") -> str:
        """Put a picture with colours of its own on the server; answers its address."""
        colour = tuple(secrets.token_bytes(3))
        out = io.BytesIO()
        Image.new("RGB", size, colour).save(out, "PNG")
        name = name or f"{secrets.token_hex(6)}.png"
        self.files[f"/files/{name}"] = out.getvalue()
        return f"http://{self.host_port}/files/{name}"

    def asked(self, method: str, path: str) -> list[Seen]:
        """The requests so far that match."""
        with self.lock:
            return [seen for seen in self.seen if seen.method == method and re.search(path, seen.path)]

    def serve(self, seen: Seen) -> Answer:
        """The service's own answer; called with the lock held and the token checked."""
        raise NotImplementedError

    def unauthorized(self) -> Answer:
        """What the service says to a wrong token."""
        return Answer(401, {"error": "Unauthorized"})

    def answer(self, seen: Seen) -> Answer:
        with self.lock:
            self.seen.append(seen)
            fault = next((fault for fault in self.faults if fault.matches(seen)), None)
            if fault:
                fault.times -= 1
        if fault and fault.wait:
            fault.wait(seen)
        if fault and fault.answer and not fault.after:
            return fault.answer
        with self.lock:
            if seen.path in self.files and seen.method == "GET":
                # Pictures are public: a token sent along would be a leak.
                assert "authorization" not in seen.headers, "a token was sent for a picture"
                own = Answer(200, self.files[seen.path])
            elif seen.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
                own = self.unauthorized()
            else:
                own = self.serve(seen)
        return fault.answer if fault and fault.answer else own


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away (a killed process) is part of the play."""


def _handler(service: StrictServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _do(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen = Seen(self.command, parts.path, parse_qs(parts.query), headers, body, time.monotonic())
            answer = service.answer(seen)
            if answer.drop:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            data, media_type = answer.encoded()
            self.send_response(answer.status)
            sent = {"Content-Type": media_type, "Content-Length": str(len(data)), **answer.headers}
            for name, value in sent.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data[: answer.cut])
            if answer.cut is not None:
                self.close_connection = True

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = _do

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing; tests read `seen`."""

    return Handler
