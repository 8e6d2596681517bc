"""What ties a process to the supervisor, so that none outlives it however it ends.

The supervisor holds the writing end of a pipe and gives the reading end to what it starts. Nothing is ever written: when the
supervisor is gone, even by `kill -9`, the kernel closes its end and every reader sees the end of the file. That works on Linux
and macOS alike. On Linux the kernel is also asked to kill the child with its parent, should the child be unable to run Python.
"""

import contextlib
import ctypes
import os
import select
import signal
import sys
import threading

VARIABLE = "STUDIO_LEASH"  # the number of the file descriptor, in the environment of the child
PR_SET_PDEATHSIG = 1  # from linux/prctl.h


def tie() -> tuple[int, int]:
    """Make a leash: the end to give to the child and the end to keep open as long as the child may live."""
    return os.pipe()


def snapped(timeout: float) -> bool:
    """Wait up to `timeout` seconds and tell whether the supervisor is gone; always False for a process that has no leash."""
    descriptor = os.environ.get(VARIABLE)
    if descriptor is None:
        threading.Event().wait(timeout)
        return False
    readable, _, _ = select.select([int(descriptor)], [], [], timeout)
    return bool(readable)


def let_go() -> None:
    """End this process and every other of its process group at once: nobody is left to look after them."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(0, signal.SIGKILL)


def hold() -> None:
    """Watch the leash from a thread of this process, and end its process group when the supervisor is gone.

    Does nothing in a process that was not started by the supervisor.
    """
    if VARIABLE not in os.environ:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_watch, name="leash", daemon=True).start()


def _watch() -> None:
    while not snapped(60.0):
        pass
    let_go()
