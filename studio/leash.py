"""What ties a process to the supervisor, so that none outlives it however it ends.

The supervisor holds the writing end of a pipe and gives the reading end to what it starts. Nothing is ever written: when the
supervisor is gone, even by `kill -9`, the kernel closes its end and every reader sees the end of the file. That works on Linux
and macOS alike. (Linux could also kill a child with its parent, PR_SET_PDEATHSIG, but that takes only the first process of each
group, before it can take the rest along: in our tests that left orphans.)
"""

import contextlib
import os
import select
import signal
import threading

VARIABLE = "STUDIO_LEASH"  # in the environment of the child: file descriptor and inode number of its end, "7:12345"


def tie() -> tuple[int, int]:
    """Make a leash: the end to give to the child and the end to keep open as long as the child may live."""
    return os.pipe()


def label(descriptor: int) -> str:
    """What the child must find in `VARIABLE` to know its end."""
    return f"{descriptor}:{os.fstat(descriptor).st_ino}"


def _end() -> int | None:
    """Our end; None in a process that was not started by the supervisor or did not inherit it."""
    descriptor, _, inode = os.environ.get(VARIABLE, "").partition(":")
    try:
        return int(descriptor) if os.fstat(int(descriptor)).st_ino == int(inode) else None
    except (ValueError, OSError):
        return None


def snapped(timeout: float) -> bool:
    """Wait up to `timeout` seconds and tell whether the supervisor is gone; always False for a process that has no leash."""
    end = _end()
    if end is None:
        threading.Event().wait(timeout)
        return False
    readable, _, _ = select.select([end], [], [], timeout)
    return bool(readable)


def let_go() -> None:
    """End this process and every other of its process group at once: nobody is left to look after them."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(0, signal.SIGKILL)


def hold() -> None:
    """Watch the leash from a thread of this process, and end its process group when the supervisor is gone.

    Does nothing in a process that has no leash. Call it after the last fork: threads do not survive one.
    """
    if _end() is None:
        return
    threading.Thread(target=_watch, name="leash", daemon=True).start()


def _watch() -> None:
    while not snapped(60.0):
        pass
    let_go()
