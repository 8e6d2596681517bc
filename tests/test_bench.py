"""The table of measurements, what a missed limit does, and what the measurements of the watcher stand on."""

import asyncio
import io
import json
import sys
import time
import types
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from PIL import Image

from bench import Measure, kills
from bench import run as bench_run
from bench.inside import killed
from bench.inside.virtual import Clock, Loop
from bench.lettering import faults
from bench.lettering import panel as two_speakers
from bench.pngs import noise, with_words
from bench.sample_pages import sample_pages
from bench.services import TASKS, Manner, Tasks, picture_digest, service
from bench.studios import percentile
from comics.composition.formats import page_format
from comics.composition.model import Balloon
from comics.drawing.geometry import Box, Point
from comics.scripting.samples import SAMPLES


def measure(ours: float, limit: float | None) -> Measure:
    return Measure(name="flat PDF", ours=ours, peer=2.0, against="copying the bytes", limit=limit)


@pytest.fixture
def one_measurement(monkeypatch):
    def install(row: Measure) -> None:
        module = types.ModuleType("bench.made_up")
        module.main = lambda: [row]
        monkeypatch.setitem(sys.modules, "bench.made_up", module)
        monkeypatch.setattr(
            bench_run.pkgutil, "iter_modules", lambda path: [types.SimpleNamespace(name="made_up", ispkg=False)]
        )

    return install


@pytest.mark.parametrize(("limit", "code"), [(None, 0), (1.5, 0), (1.4, 1)])
def test_the_exit_code_tells_whether_a_limit_was_missed(one_measurement, capsys, limit, code):
    one_measurement(measure(3.0, limit))
    assert bench_run.main([]) == code
    printed = capsys.readouterr().out
    assert "1.50" in printed
    assert ("MISSED: flat PDF takes 1.50 times copying the bytes; the limit is 1.4." in printed) == (code == 1)


def test_an_unknown_name_is_refused(one_measurement, capsys):
    one_measurement(measure(1.0, None))
    assert bench_run.main(["nonsense"]) == 2
    assert "No such measurement: nonsense. There are: made_up." in capsys.readouterr().err


def test_the_columns_stand_in_line():
    lines = bench_run.table([measure(1.0, None), measure(1000.0, 1.5)]).splitlines()
    assert len({line.index("copying") for line in lines[1:]} | {lines[0].index("against")}) == 1


def test_the_share_of_the_values_lies_below_the_percentile():
    assert percentile([float(value) for value in range(100, 0, -1)], 0.95) == 96.0
    assert percentile([], 0.95) == float("inf")


def test_pictures_with_words_are_whole_and_differ():
    one, other = (with_words(noise(8), words) for words in (b"one", b"other"))
    assert one != other
    with Image.open(io.BytesIO(one)) as image:
        image.load()
        assert image.info["Comment"] == "one"


def test_the_service_counts_what_is_created_and_draws_each_its_own_picture():
    with service() as there:
        there.behave(side=8)
        tasks, before = there.base_url + TASKS.decode(), time.monotonic()
        for _ in range(2):
            httpx.post(tasks, json={"external_task_id": "fox"})
        task = httpx.get(f"{tasks}/fox").json()["data"]
        picture = httpx.get(task["task_result"]["images"][0]["url"]).content
        assert [name for name, _ in there.made().values()] == ["fox", "fox"]
        assert there.counts() == {"creates": 2, "polls": 1, "pictures": 1}
        assert before < there.first_since(before) < time.monotonic()
        assert there.first_since(time.monotonic()) is None
    assert picture == with_words(noise(8), b"fox.png")
    assert picture_digest("fox", 8) != picture_digest("hen", 8)


def test_seeded_tasks_are_done_one_by_one():
    tasks, now = Tasks(), time.monotonic()

    def state(number: int) -> str:
        return json.loads(tasks.answer(b"GET", TASKS + b"/seed-%d" % number, b"")[1])["data"]["task_status"]

    assert state(0) == "processing"
    tasks.manner = Manner(first=now - 1.5, apart=1.0)
    assert [state(number) for number in range(3)] == ["succeed", "succeed", "processing"]
    assert tasks.answer(b"GET", TASKS + b"/draft-1", b"")[0] == 404


def lettered(key: str, x: float, y: float, tail: tuple[float, float] | None = None) -> Balloon:
    return Balloon(key, "speech", Box(x, y, 60, 30), ("x",), 10, "dialogue", "x", Point(*tail) if tail else None)


@pytest.mark.parametrize(
    ("balloons", "fault"),
    [
        ((lettered("w0", 60, 40, (110, 110)), lettered("w1", 300, 60, (320, 110))), None),
        ((lettered("w0", 120, 160), lettered("w1", 300, 200)), "cover a face"),
        ((lettered("w0", 60, 90), lettered("w1", 300, 40)), "in the wrong order"),
        ((lettered("w0", 300, 40), lettered("w1", 60, 45)), "in the wrong order"),
        ((lettered("w0", 60, 40, (330, 120)), lettered("w1", 300, 60, (90, 130))), "tails that cross"),
        ((lettered("w0", 60, 40, (330, 70)), lettered("w1", 300, 60)), "tails that cross"),
        ((lettered("w0", 60, 100, (400, 200)), lettered("w1", 200, 250)), "tails that cross"),
    ],
)
def test_the_judge_of_lettering_sees_each_fault(balloons, fault):
    page = page_format("us_comic")
    found = {told for told, _ in faults(two_speakers(2, 1), list(balloons), page, rtl=False)}
    assert found == ({fault} if fault else set())


def test_sample_pages_carry_the_words_and_the_staging_of_their_script():
    (first, *_) = sample_pages(SAMPLES[0].text, page_format("us_comic"))
    assert any(panel.words for panel in first.panels)
    assert any(panel.staging.actors for panel in first.panels)
    assert [panel.key for panel in first.panels] == [brief.key for brief in first.brief.panels]


def test_every_step_can_kill():
    assert list(kills.STEPS) == list(killed.STEPS)
    assert set(kills.AFTER_IT_LEFT) < set(kills.STEPS)


def test_the_virtual_clock_jumps_over_sleep_and_waits_for_threads():
    clock, began, seen = Clock(), time.monotonic(), []

    async def work() -> None:
        await asyncio.sleep(3600)
        seen.append(time.monotonic() - began)
        with ThreadPoolExecutor(1) as threads:
            wait = asyncio.get_running_loop().run_in_executor(threads, sum, range(1_000_000))
            await asyncio.wait([wait, sleeper := asyncio.ensure_future(asyncio.sleep(5))], return_when="FIRST_COMPLETED")
            assert not sleeper.done()
            await sleeper

    with clock.rules(), asyncio.Runner(loop_factory=lambda: Loop(clock)) as runner:
        runner.run(work())
    assert seen == [pytest.approx(3600, abs=1)]
    assert clock.ahead == pytest.approx(3605, abs=1)
    assert time.monotonic() - began < 60
