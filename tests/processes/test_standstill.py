"""A worker whose processes live but get nothing done is started anew."""

import contextlib

import psutil
import pytest

from tests.live import alive, eventually, live_studio

pytestmark = pytest.mark.processes


def test_a_worker_that_stands_still_is_started_anew(tmp_path):
    with live_studio(tmp_path, "--patience", "5") as studio:
        stuck = studio.worker()
        for process in stuck:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.suspend()
        eventually("the stuck processes are gone", lambda: not alive(stuck), within=30)
        eventually("the studio has a worker again", lambda: len(studio.worker()) == 6 and studio.is_ready(), within=30)
        assert "The worker stands still; starting it again." in studio.said()
