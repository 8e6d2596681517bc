"""However the supervisor ends, nothing that it started outlives it."""

import signal

import pytest

from tests.live import alive, eventually, free_port, live_studio, manage

pytestmark = pytest.mark.processes


def test_it_says_where_it_is_and_refuses_a_second_on_the_same_port_or_data(tmp_path):
    with live_studio(tmp_path / "first") as studio:
        eventually("the address is said", lambda: f"Panelwright is ready at {studio.address}/" in studio.said())
        same_port = manage(tmp_path / "second", "studio", port=studio.port)
        assert same_port.returncode == 1
        assert f"Cannot listen on 127.0.0.1, port {studio.port}" in same_port.stderr
        assert "Traceback" not in same_port.stderr
        same_data = manage(tmp_path / "first", "studio", port=free_port())
        assert same_data.returncode == 1
        assert f"A studio already runs on the data in {tmp_path / 'first'} (process {studio.process.pid})" in same_data.stderr
        family = studio.family()
        assert len(family) == 10
        assert studio.stop(signal.SIGINT) == 0
        assert alive(family) == []
        assert studio.said().rstrip().endswith("Stopped.")


@pytest.mark.parametrize("with_it", ["nothing else", "the main processes"])
def test_a_killed_supervisor_leaves_no_orphan(tmp_path, with_it):
    with live_studio(tmp_path) as studio:
        family = studio.family()
        assert len(family) == 10
        mains = [studio.web()[0], studio.worker()[0], studio.watcher()[0]] if with_it == "the main processes" else []
        studio.process.send_signal(signal.SIGSTOP)  # so that it cannot start them again
        for main in mains:
            main.kill()
        studio.process.kill()
        studio.process.wait()
        eventually("every process of the studio is gone", lambda: not alive(family), within=10)


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_a_port_that_is_none_is_refused_in_words(tmp_path, port):
    done = manage(tmp_path, "studio", port=port)
    assert done.returncode == 1
    assert f"PORT is '{port}': give a number from 1 to 65535." in done.stderr
