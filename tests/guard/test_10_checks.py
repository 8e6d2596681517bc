"""Statement 10: `make check` looks for weak spots in our code and for known holes in every locked package."""

import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tomllib
import urllib.error
from pathlib import Path

import pytest

from tests.live import ROOT

AUDIT = Path(ROOT, "requirements", "audit.py")


@pytest.fixture
def audit(monkeypatch):
    spec = importlib.util.spec_from_file_location("audit", AUDIT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def recipe(target):
    """The commands of a target of the Makefile."""
    return re.search(rf"^{target}:.*\n((?:\t.*\n)+)", Path(ROOT, "Makefile").read_text(), re.MULTILINE)[1].splitlines()


def test_make_check_runs_both_and_hides_no_failure():
    lines = recipe("check")
    for tool in ("bandit", "requirements/audit.py"):
        (line,) = (line for line in lines if tool in line)
        assert not re.search(r"^\t[-@]*-|\|\||;|--exit-zero", line), line


def test_bandit_finds_nothing_in_our_code():
    command = [Path(sys.executable).with_name("bandit"), "-q", "-c", "pyproject.toml", "-f", "json", "-r", "studio", "comics"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert [f"{each['filename']}:{each['line_number']} {each['issue_text']}" for each in found["results"]] == []
    assert found["errors"] == []
    assert done.returncode == 0


def test_bandit_would_find_something(tmp_path):
    (tmp_path / "weak.py").write_text("import subprocess\nsubprocess.call(input(), shell=True)\n")
    command = [Path(sys.executable).with_name("bandit"), "-q", "-c", "pyproject.toml", tmp_path / "weak.py"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 1


def test_each_exception_has_its_reason():
    text = Path(ROOT, "pyproject.toml").read_text()
    skipped = tomllib.loads(text)["tool"]["bandit"]["skips"]
    assert [line for test in skipped for line in text.splitlines() if f'"{test}"' in line and "# " not in line] == []
    bare = []
    for folder in ("studio", "comics"):
        for file in Path(ROOT, folder).rglob("*.py"):
            for line in file.read_text().splitlines():
                if "nosec" in line and not re.search(r"# nosec B\d{3}.*  # (noqa: S\d{3} - )?\w.+", line):
                    bare.append(f"{file.name}: {line.strip()}")
    assert bare == []


def test_every_list_of_packages_is_audited_by_versions_and_hashes_alone(audit, monkeypatch):
    asked = []

    def run(command, **options):
        asked.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(audit, "out_of_reach", lambda: "")
    monkeypatch.setattr(audit.subprocess, "run", run)
    assert audit.main() == 0
    assert {Path(command[-1]).name for command in asked} == {path.name for path in Path(ROOT, "requirements").glob("*.txt")}
    assert all({"--strict", "--disable-pip", "--require-hashes"} <= set(command) for command in asked)
    assert all("--hash=sha256:" in path.read_text() for path in Path(ROOT, "requirements").glob("*.txt"))


def test_one_list_with_a_hole_fails(audit, monkeypatch):
    monkeypatch.setattr(audit, "out_of_reach", lambda: "")
    monkeypatch.setattr(audit, "audit", lambda path: int(path.name == "dev.txt"))
    assert audit.main() == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (urllib.error.HTTPError("https://pypi.org", 404, "", {}, None), "it answers 404"),
        (urllib.error.URLError("no route"), "no route"),
        (TimeoutError(), "TimeoutError"),
        (b"<html>", "JSONDecodeError"),
        (b"[]", "it answers something else"),
        (b'{"vulnerabilities": []}', ""),
    ],
)
def test_it_is_told_whether_the_data_can_be_reached(audit, monkeypatch, said, why):
    def urlopen(url, *, timeout):
        if isinstance(said, Exception):
            raise said
        return io.BytesIO(said)

    monkeypatch.setattr(audit.urllib.request, "urlopen", urlopen)
    assert audit.out_of_reach() == why


def test_without_a_network_it_is_skipped_with_a_notice():
    """A proxy that nobody listens at stands for a machine without a network."""
    nowhere = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
    environment = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"} | nowhere
    done = subprocess.run([sys.executable, AUDIT], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0
    assert re.search(r"^pip-audit was SKIPPED: .+ cannot be reached from here", done.stderr, re.MULTILINE)
