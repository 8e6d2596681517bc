"""The table of measurements, and what a missed limit does."""

import sys
import types

import pytest

from bench import Measure
from bench import run as bench_run


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
