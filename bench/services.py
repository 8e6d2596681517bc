"""A quick stand-in for Kling's tasks, in a process of its own: creates, polls and pictures, counted and with a settable delay.

It speaks just enough HTTP/1.1 to be no bottleneck. Tasks named `seed-N` need no create call, so that thousands can be in flight
at once. Times are on the monotonic clock, which all processes of a machine share. Run as `python -m bench.services`.
"""

from __future__ import annotations

import asyncio
import bisect
import contextlib
import hashlib
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from urllib.request import urlopen

from bench.pngs import noise, with_words

TASKS = b"/kling/v1/images/generations"
END = b"\r\n\r\n"


@dataclass
class Manner:
    """How the service behaves; all times in seconds. Created tasks are done `takes` after their create call.

    Seeded tasks are done one by one, every `apart` from `first` on; never while `apart` is 0. `side` is the width and height of
    the pictures in pixels.
    """

    delay: float = 0.0
    takes: float = 0.0
    first: float = 0.0
    apart: float = 0.0
    side: int = 64


class Tasks:
    """What the service knows and has counted."""

    def __init__(self) -> None:
        self.manner = Manner()
        self.made: dict[str, tuple[str, float]] = {}  # the client's own name and the time of each create call, by the task's id
        self.ids: dict[str, str] = {}  # the newest task of each of those names
        self.counts: Counter[str] = Counter()
        self.times: list[float] = []  # of all requests, in order
        self._plain: dict[int, bytes] = {}

    def answer(self, method: bytes, path: bytes, body: bytes) -> tuple[int, bytes]:
        """Status and body, as things stand now."""
        self.times.append(time.monotonic())
        if path.startswith(TASKS):
            if method == b"POST":
                self.counts["creates"] += 1
                return 200, _told(self._create(json.loads(body)["external_task_id"]))
            self.counts["polls"] += 1
            name = path[len(TASKS) + 1 :].decode()
            return self._look(self.ids.get(name, name))
        self.counts["pictures"] += 1
        return 200, with_words(self.plain(), path.rpartition(b"/")[2])

    def plain(self) -> bytes:
        """The picture that all pictures are made of."""
        side = self.manner.side
        return self._plain.get(side) or self._plain.setdefault(side, noise(side))

    def _create(self, name: str) -> dict[str, Any]:
        made = f"made-{len(self.made)}"
        self.made[made], self.ids[name] = (name, time.monotonic()), made
        return _task(made, name, "submitted")

    def _look(self, made: str) -> tuple[int, bytes]:
        known = self.made.get(made)
        if known is None and not made.startswith("seed-"):
            return 404, b'{"code": 1203, "message": "task not found"}'
        now, manner = time.monotonic(), self.manner
        if known:
            done = now >= known[1] + manner.takes
        else:
            done = manner.apart > 0 and now >= manner.first + manner.apart * int(made[5:])
        return 200, _told(_task(made, known[0] if known else made, "succeed" if done else "processing"))


def picture_name(external_id: str) -> str:
    """The file name of the picture of a task, by the client's own name for it."""
    return f"{external_id}.png"


def picture_digest(external_id: str, side: int) -> str:
    """SHA-256 of that picture's bytes."""
    return hashlib.sha256(with_words(noise(side), picture_name(external_id).encode())).hexdigest()


def _task(made: str, name: str, status: str) -> dict[str, Any]:
    task: dict[str, Any] = {"task_id": made, "task_status": status, "task_info": {"external_task_id": name}}
    return task | {"picture": picture_name(name)} if status == "succeed" else task


def _told(task: dict[str, Any]) -> bytes:
    """The envelope. The address of the picture is completed by the connection, which knows its own port."""
    if name := task.pop("picture", ""):
        task["task_result"] = {"images": [{"index": 0, "url": f"HERE/files/{name}"}]}
    return json.dumps({"code": 0, "message": "SUCCEED", "request_id": "bench", "data": task}).encode()


class Connection(asyncio.Protocol):
    """One client: a request at a time, each answered after the delay, which is half the way there and half the way back."""

    def __init__(self, tasks: Tasks) -> None:
        self.tasks, self.buffer = tasks, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.here = b"http://127.0.0.1:%d" % transport.get_extra_info("sockname")[1]

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, end, rest = self.buffer.partition(END)
        if not end:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0] or 0)
        if len(rest) < length:
            return
        self.buffer = rest[length:]
        method, path = head.split(b" ", 2)[:2]
        if path.startswith(b"/bench/"):
            self._send(200, control(self.tasks, path[7:].decode(), rest[:length]))
        else:
            half = self.tasks.manner.delay / 2
            asyncio.get_running_loop().call_later(half, self._answer, method, path, rest[:length], half)

    def _answer(self, method: bytes, path: bytes, body: bytes, half: float) -> None:
        status, content = self.tasks.answer(method, path, body)
        content = content.replace(b"HERE", self.here) if content.startswith(b"{") else content
        asyncio.get_running_loop().call_later(half, self._send, status, content)

    def _send(self, status: int, content: bytes) -> None:
        if not self.transport.is_closing():
            kind = b"application/json" if content.startswith((b"{", b"[")) else b"image/png"
            head = b"HTTP/1.1 %d OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (status, kind, len(content))
            self.transport.write(head + content)


def control(tasks: Tasks, order: str, body: bytes) -> bytes:
    """What the measurement itself asks: `manner` sets it, `counts`, `made`, `since/TIME` tell."""
    verb, _, value = order.partition("/")
    if verb == "manner":
        tasks.manner = Manner(**json.loads(body))
        tasks.plain()
        return b"{}"
    if verb == "since":
        place = bisect.bisect(tasks.times, float(value))
        return json.dumps(tasks.times[place : place + 1]).encode()
    return json.dumps(tasks.made if verb == "made" else tasks.counts).encode()


class Service:
    """The service as its measurement sees it."""

    def __init__(self, port: int) -> None:
        self.host_port = f"127.0.0.1:{port}"
        self.base_url = f"http://{self.host_port}"

    def behave(self, **manner: float) -> None:
        """Behave like this from now on."""
        self._ask("manner", json.dumps(asdict(Manner(**manner))).encode())  # type: ignore[arg-type]

    def counts(self) -> Counter[str]:
        """How many creates, polls and pictures there were so far."""
        return Counter(self._ask("counts"))

    def made(self) -> dict[str, tuple[str, float]]:
        """The client's own name and the time of each create call, by the task's id."""
        return {made: (name, at) for made, (name, at) in self._ask("made").items()}

    def first_since(self, moment: float) -> float | None:
        """The time of the first request after a moment."""
        return next(iter(self._ask(f"since/{moment!r}")), None)

    def _ask(self, order: str, body: bytes | None = None) -> Any:
        with urlopen(f"{self.base_url}/bench/{order}", body, timeout=30) as reply:  # noqa: S310 - our own address
            return json.load(reply)


@contextlib.contextmanager
def service() -> Iterator[Service]:
    """A service of its own, gone afterwards."""
    with subprocess.Popen([sys.executable, "-m", "bench.services"], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - it was asked for; this tells the type checker
            yield Service(int(process.stdout.readline()))
        finally:
            process.kill()


async def _serve() -> None:
    tasks = Tasks()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(tasks), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
