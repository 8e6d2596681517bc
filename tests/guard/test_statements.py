"""The table of promises in docs/security.md names tests that are there, and every test of the guard is named in it."""

import re
from pathlib import Path

from tests.live import ROOT

LINES = [line.split("|") for line in Path(ROOT, "docs", "security.md").read_text().splitlines() if re.match(r"\| \d+ \|", line)]


def test_each_of_the_ten_statements_has_its_tests():
    assert {int(line[1]) for line in LINES} == set(range(1, 11))
    for line in LINES:
        named = re.findall(r"`(tests/[^`]+)`", line[3])
        assert named, line
        assert [name for name in named if "def test_" not in Path(ROOT, name).read_text()] == []


def test_every_test_of_the_guard_is_named():
    named = {name for line in LINES for name in re.findall(r"`(tests/guard/[^`]+)`", line[3])}
    files = {f"tests/guard/{file.name}" for file in Path(ROOT, "tests/guard").glob("test_[0-9]*.py")}
    assert named == files
