"""Starts the studio's processes, each in a process group of its own, restarts what dies, and leaves nothing behind."""

import contextlib
import fcntl
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from studio import leash

TICK = 0.5  # seconds between two looks at the heartbeats; a death is noticed at once
STEADY = 10.0  # seconds a program must live before its earlier deaths are forgiven
FIRST_SIGN = 30.0  # seconds a program may take to its first heartbeat, however short the patience
LONGEST_WAIT = 30.0  # seconds between two starts of a program that keeps dying
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class AlreadyRunning(Exception):
    """Another supervisor looks after the same data folder; `str()` is fit for a person."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """One command to keep running, in `folder`.

    `grace` is how many seconds it may take to stop by itself. A program with a `pulse` touches that file as long as it gets
    work done; when the file has not changed for `patience` seconds, the program is taken for stuck and started anew.
    """

    name: str
    argv: Sequence[str]
    folder: Path | None = None
    grace: float = 6.0
    pulse: Path | None = None
    patience: float = 30.0


def claim(path: Path) -> TextIO:
    """Lock the data folder for one supervisor; keep the answer open as long as it runs. The kernel frees it when we die.

    Raises AlreadyRunning with the process number of the other one.
    """
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        other = file.read().strip() or "unknown"
        file.close()
        raise AlreadyRunning(
            f"A studio already runs on the data in {path.parent} (process {other}). Stop it first, or set STUDIO_DATA."
        ) from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


class Keeper:
    """Keeps one program running."""

    def __init__(self, program: Program, *, say: Callable[[str], None]) -> None:
        self.program = program
        self.say = say
        self.process: subprocess.Popen[bytes] | None = None
        self.strikes = 0  # deaths in a row that came too soon
        self.due = 0.0  # when to start next, on the monotonic clock
        self.started = 0.0
        self._seen: float | None = None
        self._bound = 0.0  # when the heartbeat must have changed, on the monotonic clock

    def start(self, *, tether: int) -> None:
        """Start the program in a new process group, tied to us by the reading end of the leash."""
        environment = os.environ | {leash.VARIABLE: leash.label(tether), "STUDIO_STRIKES": str(self.strikes)}
        self.process = subprocess.Popen(  # nosec B603  # noqa: S603 - our own commands, put together without anything that people type
            self.program.argv,
            cwd=self.program.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            pass_fds=(tether,),
            process_group=0,
        )
        self.started = time.monotonic()
        self._seen = self._pulse()
        self._bound = self.started + max(FIRST_SIGN, self.program.patience)

    def look(self, *, tether: int) -> None:
        """Notice a death or a standstill, clear away what is left, and start again when it is time."""
        now = time.monotonic()
        if self.process is not None:
            ended = self.process.poll()
            if ended is not None:
                self._lost(f"{self.program.name} {_manner(ended)}")
            elif self._stuck(now):
                self._lost(f"{self.program.name} stands still")
        if self.process is None and now >= self.due:
            self.start(tether=tether)

    def ask_to_stop(self) -> None:
        """Ask the program to finish what it is doing and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self, *, deadline: float) -> None:
        """Wait for the end until `deadline` (monotonic), then kill whatever is left of the group."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        self._clear()

    def _lost(self, what: str) -> None:
        lived = time.monotonic() - self.started
        self.strikes = 1 if lived >= STEADY else self.strikes + 1
        wait = 0.0 if self.strikes == 1 else min(LONGEST_WAIT, 2.0 ** (self.strikes - 3))
        self._clear()
        self.due = time.monotonic() + wait
        if self.strikes < 3:
            self.say(f"{what}; starting it again.")
        else:
            self.say(
                f"{what}, {self.strikes} times in a row within seconds of its start. Trying again in {wait:.0f} s; "
                "its own messages stand above."
            )

    def _clear(self) -> None:
        """Kill what is left of the process group and reap what has become ours."""
        assert self.process is not None  # noqa: S101 - callers check; this tells the type checker
        group = self.process.pid
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS answers EPERM for a group of zombies
            os.killpg(group, signal.SIGKILL)
        self.process.wait()
        self.process = None
        # As process 1 of a container we inherit the orphans of a group and must reap them.
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-group, 0)[0]:
                pass

    def _pulse(self) -> float | None:
        if self.program.pulse is None:
            return None
        try:
            return self.program.pulse.stat().st_mtime
        except FileNotFoundError:
            return None

    def _stuck(self, now: float) -> bool:
        """Whether the heartbeat stands still, on the monotonic clock, so that a laptop's sleep is no death."""
        if self.program.pulse is None:
            return False
        pulse = self._pulse()
        if pulse != self._seen:
            self._seen, self._bound = pulse, now + self.program.patience
        return now > self._bound


class Supervisor:
    """Keeps several programs running until it is told to stop by SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self.say = say
        self.keepers = [Keeper(program, say=self.say) for program in programs]
        self.stopping = False

    def run(self) -> int:
        """Run until told to stop; answers the exit code."""
        tether, self_end = leash.tie()
        wake = self._listen()
        try:
            while not self.stopping:
                for keeper in self.keepers:
                    keeper.look(tether=tether)
                self._rest(wake)
        finally:
            self._stop()
            os.close(self_end)
            os.close(tether)
        return 0

    def _listen(self) -> int:
        """Have every signal of ours wake the loop; answers the descriptor to wait on."""
        wake, poke = os.pipe()
        os.set_blocking(poke, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(poke, warn_on_full_buffer=False)
        for number in STOP_SIGNALS:
            signal.signal(number, self._told_to_stop)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)  # only a handled signal writes to the wake-up pipe
        return wake

    def _told_to_stop(self, number: int, frame: object) -> None:
        self.stopping = True

    @staticmethod
    def _rest(wake: int) -> None:
        select.select([wake], [], [], TICK)
        with contextlib.suppress(BlockingIOError):
            os.read(wake, 4096)

    def _stop(self) -> None:
        self.say("Stopping …")
        for keeper in self.keepers:
            keeper.ask_to_stop()
        now = time.monotonic()
        for keeper in self.keepers:
            keeper.stop(deadline=now + keeper.program.grace)
        self.say("Stopped.")


def _manner(code: int) -> str:
    """How a program ended, in words."""
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"was killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"was killed by signal {-code}"


def say(text: str) -> None:
    """Tell the operator something, on the error output, so that the programs' own output stays clean."""
    # The terminal may be gone (SIGHUP); that must not keep us from stopping what we started.
    with contextlib.suppress(OSError):
        print(f"[studio] {text}", file=sys.stderr, flush=True)
