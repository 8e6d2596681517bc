"""A launched generation is finished whatever is killed in the middle of it: every panel once, with one take."""

import contextlib

import psutil
import pytest

from tests import live
from tests.live import LiveStudio, alive, eventually, live_studio, python

pytestmark = pytest.mark.processes

WITHOUT_PREVIEW = "SELECT id FROM comics_page WHERE preview_stamp < content_stamp"
# So many panels that the workers are still drawing when they are looked at again, after having been killed and started anew.
LAUNCH = """
from comics.actions.headless import desk_of, issue_from_script
from comics.actions.launch import Plan, launch
issue = issue_from_script(desk_of(None), "A fox crosses the sea in a paper boat and finds an island made of clocks.", by=None)
print(launch(issue, Plan(pages=4, per_page=15), by=None, nonce="once").drawings.count())
"""


def ask(studio: LiveStudio, sql: str) -> list[object]:
    """The first column of a query on the studio's own database."""
    return [row[0] for row in live.ask(studio.data, sql)]


def states(studio: LiveStudio) -> list[object]:
    return ask(studio, "SELECT state FROM comics_drawing")


def test_a_generation_outlives_its_workers(tmp_path):
    with live_studio(tmp_path) as studio:
        panels = int(python(studio.data, LAUNCH))
        for victims in ([2, 3], [1]):  # both queue workers, one of them drawing; then the sentinel of those that follow
            before = eventually("the worker has all its processes", lambda: len(found := studio.worker()) == 6 and found)
            eventually("the worker draws", lambda: "drawing" in states(studio))
            for number in victims:
                with contextlib.suppress(psutil.NoSuchProcess):
                    before[number].kill()
            eventually("the worker was started anew", lambda before=before: not alive(before))
        eventually("all is drawn", lambda: states(studio) == ["ready"] * panels, within=60)
        eventually("the generation is finished", lambda: ask(studio, "SELECT state FROM comics_generation") == ["ready"])
        eventually("every page has its preview", lambda: not ask(studio, WITHOUT_PREVIEW), within=60)
        assert ask(studio, "SELECT number FROM comics_take") == [1] * panels
        assert max(ask(studio, "SELECT attempts FROM comics_drawing")) > 1
