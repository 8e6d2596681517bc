"""Programs at the REST door: what a look at a generation costs, how soon a create is answered, and what many of them leave to
the people who draw.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench import Measure
from bench.studios import Desk, desk, free_port, percentile

SLOWER = 4.0  # times as long as a constant may a look take: a quarter of its rate
QUERIES = 6
CONNECTIONS, SPANS, SPAN_OF_LOOKS = 4, 4, 2.0  # that look all the time, spans of each, their seconds
CLIENTS, EACH, RHYTHM, CREATE = 20, 3, 3.0, 300.0  # creators, comics of each, seconds between two looks, milliseconds
POLLERS, EVERY, SPAN, ROUNDS, LIMIT = 100, 5.0, 15.0, 2, 2.0
STORY = "A fox finds a paper boat. It crosses the pond. A storm comes up. The lighthouse keeper waves."


def main() -> list[Measure]:
    """Four rows."""
    with desk() as ours:
        ours.manage("collectstatic", "--noinput", "-v0")
        told, port = ours.told("programs"), free_port()
        look, constant = _looks(ours, told)
        with ours.serving(port, "manage.py", "studio", ready="/readyz"):
            quiet, busy = _pages_beside_programs(port, told)
            creates = _together(CLIENTS, lambda number: _creator(port, told["token"], number))
    return [
        Measure(
            name="look at a generation of 80 panels",
            ours=1000 / look,
            peer=1000 / constant,
            unit="ms",
            against="the same bytes as a constant",
            limit=SLOWER,
        ),
        Measure(name="the same", ours=told["queries"], peer=QUERIES, unit="queries", against="the target", limit=1.0),
        Measure(
            name=f"create by API, {CLIENTS} clients, p95",
            ours=1000 * percentile(creates, 0.95),
            peer=CREATE,
            unit="ms",
            against="the target",
            limit=1.0,
        ),
        Measure(
            name=f"pages beside {POLLERS} programs that poll, p95",
            ours=1000 * percentile(busy, 0.95),
            peer=1000 * percentile(quiet, 0.95),
            unit="ms",
            against="without them",
            limit=LIMIT,
        ),
    ]


def _looks(ours: Desk, told: dict[str, Any]) -> tuple[float, float]:
    """Looks a second at a generation, and at a constant of the same bytes beside it in the same server: the best of several
    spans taken in turns.
    """
    address, port = f"/v1/comics/generations/{told['id']}", free_port()
    with ours.serving(port, "-m", "studio.serve", ready="/healthz"):
        body = ours.data / "body.json"
        body.write_bytes(_ask(port, "GET", address, token=told["token"]))
    ours.environment["BENCH_BODY"] = str(body)
    server = (
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "2",
        "--blocking-threads",
        "2",
        "--no-ws",
        "--port",
        str(port),
    )
    rates: dict[str, list[float]] = {address: [], "/constant": []}
    with ours.serving(port, *server, "bench.inside.constant:application", ready="/healthz"):
        for _ in range(SPANS):
            for each, found in rates.items():
                found.append(asyncio.run(_rate(port, each, told["token"])))
    return max(rates[address]), max(rates["/constant"])


async def _rate(port: int, address: str, token: str) -> float:
    """Answers a second that some connections get, each asking as soon as it was answered."""
    until, count = time.monotonic() + SPAN_OF_LOOKS, 0

    async def ask() -> None:
        nonlocal count
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
        while time.monotonic() < until:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise SystemExit(f"{address} was answered: {head.decode()}")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
            count += 1
        writer.close()

    await asyncio.gather(*(ask() for _ in range(CONNECTIONS)))
    return count / SPAN_OF_LOOKS


def _pages_beside_programs(port: int, told: dict[str, Any]) -> tuple[list[float], list[float]]:
    """The seconds that pages took, without and with programs that poll, in turns, so that a busy moment hits both."""
    quiet: list[float] = []
    busy: list[float] = []
    _reader(port, told)
    for _ in range(ROUNDS):
        quiet += _reader(port, told)
        with _polling(port, told):
            busy += _reader(port, told)
    return quiet, busy


def _reader(port: int, told: dict[str, Any]) -> list[float]:
    """Somebody who opens one page after the other for a while, twice a second."""
    took = []
    pages = ("/", f"/issues/{told['issue']}/pages/", f"/issues/{told['issue']}/script/")
    until, number = time.monotonic() + SPAN, 0
    while time.monotonic() < until:
        began = time.perf_counter()
        _ask(port, "GET", pages[number % len(pages)], cookie=told["session"])
        took.append(time.perf_counter() - began)
        number += 1
        time.sleep(0.5)
    return took


@contextmanager
def _polling(port: int, told: dict[str, Any]) -> Iterator[None]:
    """Meanwhile programs look at one generation each, in their rhythm and not all at once."""
    over = threading.Event()

    def poll(number: int) -> None:
        over.wait(EVERY * number / POLLERS)
        while not over.is_set():
            began = time.monotonic()
            _ask(port, "GET", f"/v1/comics/generations/{told['id']}", token=told["token"])
            over.wait(max(0.0, began + EVERY - time.monotonic()))

    threads = [threading.Thread(target=poll, args=(number,), daemon=True) for number in range(POLLERS)]
    for thread in threads:
        thread.start()
    over.wait(EVERY)
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _creator(port: int, token: str, number: int) -> list[float]:
    """A program that creates a comic, waits until it is drawn, then the next: the seconds that each create took."""
    took = []
    time.sleep(RHYTHM * number / CLIENTS)
    for comic in range(EACH):
        order = {"prompt": f"{STORY} ({number}, {comic})", "size": "512x768", "fixPanelNum": 4}
        began = time.perf_counter()
        made = json.loads(_ask(port, "POST", "/v1/comics/generations", token=token, body=order))
        took.append(time.perf_counter() - began)
        while b'"LOADING"' in _ask(port, "GET", f"/v1/comics/generations/{made['id']}", token=token):
            time.sleep(RHYTHM)
    return took


def _together(count: int, work: Callable[[int], list[float]]) -> list[float]:
    """What so many do at the same time, each in a thread; fails where one of them does."""
    found: list[list[float] | None] = [None] * count

    def one(number: int) -> None:
        found[number] = work(number)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if None in found:
        raise SystemExit("A program was not answered.")
    return [seconds for each in found if each for seconds in each]


def _ask(port: int, method: str, address: str, *, token: str = "", cookie: str = "", body: object = None) -> bytes:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if cookie:
        headers["Cookie"] = f"studio_session={cookie}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, address, json.dumps(body) if body else None, headers)
    response = connection.getresponse()
    data = response.read()
    connection.close()
    if response.status >= 400 or (cookie and response.status != 200):
        raise SystemExit(f"{method} {address} was answered {response.status}: {data[:300]!r}")
    return data
