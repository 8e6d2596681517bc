"""The web server: granian with the studio's WSGI application, as `python -m studio.serve`.

Two processes with two threads each: measured, threads in one process were slower than one, and ASGI made fragments slower
(docs/design.md). This process itself loads no Django; it only looks after the two that do.
"""

import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from studio import leash

PROCESSES = 2
THREADS = 2
STOP_SECONDS = 3  # how long a request may still take when the server is told to stop


def main() -> None:
    """Serve on HOST and PORT until told to stop. Requests are not logged: addresses are nobody's business by default."""
    leash.hold()
    Granian(
        "studio.wsgi:application",
        address=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("STUDIO_WEB_PROCESSES") or PROCESSES),
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()


if __name__ == "__main__":
    main()
