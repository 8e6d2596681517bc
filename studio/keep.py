"""The process that stays: `python -m studio.keep` with what `manage.py studio` has looked over and put together.

It loads no Django, because it lives as long as the studio and does nothing but look after the programs that do the work.
"""

from __future__ import annotations

import dataclasses
import http.client
import json
import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from studio.supervisor import AlreadyRunning, Program, Supervisor, claim, say

EVERYWHERE = {"0.0.0.0", "::", ""}  # nosec B104  # noqa: S104 - compared with, not bound to
LOOK = 0.25  # seconds between two looks whether the studio is ready
SLOW = 20.0  # seconds after which we say what the start is waiting for


def become(programs: Sequence[Program], *, lock: Path, host: str, port: int) -> None:
    """Replace this process by the one that keeps the programs running; does not return."""
    told = {
        "programs": [dataclasses.asdict(program) for program in programs],
        "lock": str(lock),
        "host": host,
        "port": port,
    }
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "studio.keep", json.dumps(told, default=str)])  # nosec B606  # noqa: S606 - our own program


def main(text: str) -> int:
    """Keep the programs running until told to stop; answers the exit code, 1 when another studio runs on the same data."""
    told = json.loads(text)
    try:
        lock = claim(Path(told["lock"]))
    except AlreadyRunning as error:
        say(str(error))
        return 1
    with lock:
        threading.Thread(target=_announce, args=(told["host"], told["port"]), daemon=True).start()
        return Supervisor([_program(**fields) for fields in told["programs"]]).run()


def _program(*, folder: str | None, pulse: str | None, **fields: object) -> Program:
    paths = {name: Path(path) if path else None for name, path in (("folder", folder), ("pulse", pulse))}
    return Program(**paths, **fields)  # type: ignore[arg-type]  # the fields are those that `become` wrote


def _announce(host: str, port: int) -> None:
    """Say where the studio is as soon as it is ready, or, when that takes long, what it is waiting for."""
    near = "127.0.0.1" if host in EVERYWHERE else host
    address = f"http://[{near}]:{port}/" if ":" in near else f"http://{near}:{port}/"
    waited_until = time.monotonic() + SLOW
    while True:
        problem = _problem(near, port)
        if problem is None:
            break
        if time.monotonic() > waited_until:
            say(f"Not ready yet: {problem}")
            waited_until = time.monotonic() + 60.0
        threading.Event().wait(LOOK)
    say(f"Panelwright is ready at {address}" + (" and on this machine's other addresses" if host in EVERYWHERE else ""))
    say("Ctrl-C stops it.")


def _problem(host: str, port: int) -> str | None:
    """What keeps the studio from being ready, in words; None when nothing does."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        # With STUDIO_HTTPS, whoever does not come through the proxy is sent to its address.
        connection.request("GET", "/readyz", headers={"X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status == 200:
            return None
        checks = json.loads(body)["checks"]
        return "; ".join(f"{name}: {found}" for name, found in checks.items() if found != "ok")
    except (OSError, http.client.HTTPException):
        return "the web server does not answer"
    except (ValueError, LookupError, AttributeError):
        return f"/readyz answers {answer.status}"
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
