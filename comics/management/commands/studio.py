"""`manage.py studio`: the whole studio under one command."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from comics.jobs import heartbeat
from comics.jobs.watch_pulse import pulse
from studio.supervisor import AlreadyRunning, Program, Supervisor, claim, say

EVERYWHERE = {"0.0.0.0", "::", ""}  # nosec B104  # noqa: S104 - compared with, not bound to
LOOK = 0.25  # seconds between two looks whether the studio is ready
SLOW = 20.0  # seconds after which we say what the start is waiting for


class Command(BaseCommand):
    """Starts the web server, the worker and the watcher, restarts what dies, and stops them on Ctrl-C."""

    help = "Run the web server, the worker and the watcher together until Ctrl-C. HOST and PORT say where (127.0.0.1:8000)."
    requires_system_checks = []  # a program of its own makes them: they load all pages, and this one stays

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--patience",
            type=float,
            default=heartbeat.STALE,
            metavar="SECONDS",
            help="start the worker or the watcher anew when it has shown no sign of life for so long (default: %(default)s)",
        )

    def handle(self, *args: object, patience: float, **options: object) -> None:
        """Run until told to stop; a port in use or a studio on the same data is said in words, with exit code 1."""
        host, port = settings.HOST, _port(str(settings.PORT))
        _refuse_port_in_use(host, port)
        try:
            lock = claim(Path(settings.DATA_DIR) / "studio.lock")
        except AlreadyRunning as error:
            raise CommandError(str(error)) from None
        # The programs run in the folder of the code; what was relative to ours must not move.
        os.environ |= {"STUDIO_DATA": str(settings.DATA_DIR), "HOST": host, "PORT": str(port)}
        with lock:
            _check()
            threading.Thread(target=_announce, args=(host, port), daemon=True).start()
            sys.exit(Supervisor(_programs(patience)).run())


def _check() -> None:
    """Have the settings and all else looked over, and end as that ends when something is wrong; what it says stands above."""
    folder = Path(settings.BASE_DIR)
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)  # nosec B603  # noqa: S603 - our own words only
    if done.returncode:
        raise CommandError("The studio was not started, because of what is said above.")


def _programs(patience: float) -> list[Program]:
    folder = Path(settings.BASE_DIR)
    return [
        Program(name="The web server", folder=folder, argv=(sys.executable, "-m", "studio.serve")),
        Program(
            name="The worker",
            folder=folder,
            argv=(sys.executable, "manage.py", "worker", "--alone"),
            pulse=heartbeat.path(),
            patience=patience,
        ),
        Program(
            name="The watcher",
            folder=folder,
            argv=(sys.executable, "manage.py", "watcher", "--alone"),
            pulse=pulse(),
            patience=patience,
        ),
    ]


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise CommandError(f"PORT is {text!r}: give a number from 1 to 65535.")


def _refuse_port_in_use(host: str, port: int) -> None:
    """Try the address ourselves: granian shares ports, so two studios on one port would both seem to run."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}. "
            "Stop what uses it, or choose another with PORT=8001 (and HOST)."
        ) from None


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
        connection.request("GET", "/readyz")
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
