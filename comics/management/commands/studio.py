"""`manage.py studio`: the whole studio under one command."""

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from comics.jobs import heartbeat
from comics.jobs.watch_pulse import pulse
from studio.keep import become
from studio.supervisor import Program


class Command(BaseCommand):
    """Starts the web server, the worker and the watcher, restarts what dies, and stops them on Ctrl-C."""

    help = "Run the web server, the worker and the watcher together until Ctrl-C. HOST and PORT say where (127.0.0.1:8000)."

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
        """Run until told to stop; a port in use or a studio on the same data is said in words, with exit code 1.

        Django has made its checks before; then this process gives way to one without Django (`studio.keep`).
        """
        host, port = settings.HOST, _port(str(settings.PORT))
        _refuse_port_in_use(host, port)
        # The programs run in the folder of the code; what was relative to ours must not move.
        os.environ |= {"STUDIO_DATA": str(settings.DATA_DIR), "HOST": host, "PORT": str(port)}
        os.chdir(settings.BASE_DIR)
        become(_programs(patience), lock=Path(settings.DATA_DIR) / "studio.lock", host=host, port=port)


def _programs(patience: float) -> list[Program]:
    folder = Path(settings.BASE_DIR)
    alone = ("--alone",) if settings.ALONE else ()
    return [
        Program(name="The web server", folder=folder, argv=(sys.executable, "-m", "studio.serve")),
        Program(
            name="The worker",
            folder=folder,
            argv=(sys.executable, "manage.py", "worker", *alone),
            pulse=heartbeat.path(),
            patience=patience,
        ),
        Program(
            name="The watcher",
            folder=folder,
            argv=(sys.executable, "manage.py", "watcher", *alone),
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
