"""The supervisor with small programs: how it restarts, what it says."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from studio.supervisor import AlreadyRunning, Keeper, Program, claim
from tests.live import alive, eventually

pytestmark = pytest.mark.processes


@pytest.fixture
def tether():
    reading, writing = os.pipe()
    yield reading
    os.close(reading)
    os.close(writing)


def watch(keeper: Keeper, tether: int, *, until, within: float = 15.0) -> None:
    deadline = time.monotonic() + within
    while not until():
        assert time.monotonic() < deadline, "not in time"
        keeper.look(tether=tether)
        time.sleep(0.02)


def test_a_program_that_keeps_dying_is_tried_again_ever_more_slowly_and_said_so(tether):
    said = []
    keeper = Keeper(Program(name="The oven", argv=[sys.executable, "-S", "-c", "raise SystemExit(7)"]), say=said.append)
    watch(keeper, tether, until=lambda: len(said) == 4)
    assert said[:2] == ["The oven ended with code 7; starting it again."] * 2
    assert said[2].startswith("The oven ended with code 7, 3 times in a row within seconds of its start. Trying again in 1 s;")
    assert "Trying again in 2 s" in said[3]


def test_a_killed_program_is_named_with_its_signal(tether):
    said = []
    keeper = Keeper(Program(name="The oven", argv=["sleep", "60"]), say=said.append)
    keeper.look(tether=tether)
    first = keeper.process
    first.kill()
    watch(keeper, tether, until=lambda: keeper.process not in (None, first))
    assert said == ["The oven was killed by SIGKILL; starting it again."]
    keeper.ask_to_stop()
    keeper.stop(deadline=time.monotonic() + 5)


def test_what_a_dead_program_leaves_in_its_group_is_killed(tether, tmp_path):
    """The shell ends at once; the program that it left in the background must not live on."""
    note = tmp_path / "pid"
    argv = ["sh", "-c", f"sleep 60 & echo $! > {note}.new; mv {note}.new {note}; exit 1"]
    said = []
    keeper = Keeper(Program(name="The oven", argv=argv), say=said.append)
    watch(keeper, tether, until=lambda: said)
    left = int(note.read_text())
    deadline = time.monotonic() + 5
    while alive([psutil.Process(left)] if psutil.pid_exists(left) else []):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_program_that_ignores_the_request_to_stop_is_killed_after_its_grace(tether, tmp_path):
    ready = tmp_path / "ready"
    code = f"import signal; signal.signal(15, signal.SIG_IGN); open({str(ready)!r}, 'w').close(); signal.pause()"
    keeper = Keeper(Program(name="The oven", argv=[sys.executable, "-S", "-c", code]), say=print)
    watch(keeper, tether, until=ready.exists)
    stubborn = keeper.process
    keeper.ask_to_stop()
    keeper.stop(deadline=time.monotonic() + 0.3)
    assert stubborn.returncode == -signal.SIGKILL


def test_only_a_heartbeat_that_stands_still_is_a_standstill(tether, tmp_path):
    pulse, said = tmp_path / "pulse", []
    keeper = Keeper(Program(name="The oven", argv=["sleep", "60"], pulse=pulse, patience=0.5), say=said.append)
    keeper.look(tether=tether)
    began = time.monotonic()

    def beats_for_a_second():
        pulse.write_text("x")
        return time.monotonic() - began > 1.0

    watch(keeper, tether, until=beats_for_a_second)
    assert said == []
    watch(keeper, tether, until=lambda: said)
    assert said == ["The oven stands still; starting it again."]
    keeper.stop(deadline=time.monotonic())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_way_of_being_told_to_stop_stops_the_programs_too(how):
    programs = "[Program(name='The oven', argv=['sleep', '60'])]"
    code = f"from studio.supervisor import Program, Supervisor; raise SystemExit(Supervisor({programs}).run())"
    supervisor = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    try:
        oven = eventually("the program runs", psutil.Process(supervisor.pid).children)
        supervisor.send_signal(how)
        assert supervisor.wait(10) == 0
        assert alive(oven) == []
    finally:
        supervisor.kill()


def test_the_data_folder_has_one_supervisor_at_a_time(tmp_path):
    first = claim(tmp_path / "lock")
    with pytest.raises(AlreadyRunning, match=f"process {os.getpid()}"):
        claim(tmp_path / "lock")
    first.close()
    claim(tmp_path / "lock").close()
