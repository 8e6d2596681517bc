"""What all tests share: the browser, or a clear word that there is none."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from comics.composition import fit, shaping
from comics.drawing import faces, fonts
from tests import bucket
from tests.signed_in import sign_cookies

hypothesis_settings.register_profile("crowded", deadline=None)  # how long an example takes says more of the machine than of us
hypothesis_settings.load_profile("crowded")
TOGETHER = ("processes",)  # in the path of a test file: run on one test worker
FIRST = ("processes", "browser")  # in the path: begun before all others, because they take longest
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_ONE = (
    "The tests that drive a browser were SKIPPED: no Chromium was found. Install one (Debian: apt-get install chromium; "
    "macOS: brew install --cask chromium) or name it in STUDIO_CHROMIUM, then run make test again."
)


def find_chromium() -> str | None:
    """The path of an installed Chromium; None when there is none."""
    if named := os.environ.get("STUDIO_CHROMIUM"):
        return named if Path(named).exists() else None
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def browser_is_required() -> bool:
    """Whether a missing browser is a failure, as it is on a build machine."""
    return any(os.environ.get(name, "").lower() in {"1", "true", "yes"} for name in ("CI", "REQUIRE_BROWSER"))


def pytest_configure(config: pytest.Config) -> None:
    """Sign the cookies of test clients, and make the folder of static files: WhiteNoise warns when it is missing."""
    sign_cookies()
    if data := os.environ.get("STUDIO_DATA"):
        Path(data, "static").mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that tests drive; skips (or fails, where a browser is required) when there is none."""
    found = find_chromium()
    if found is None:
        (pytest.fail if browser_is_required() else pytest.skip)(HOW_TO_GET_ONE)
    return found


@pytest.fixture
def no_extras(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The catalogue of fonts as it is where no extra is installed."""
    remembered = (faces.catalogue, fonts.font_for, fonts.lender, fit.fits, shaping.shape_line)
    monkeypatch.setattr(faces, "folder", lambda extra: None)
    for cache in remembered:
        cache.cache_clear()
    yield
    monkeypatch.undo()
    for cache in remembered:
        cache.cache_clear()


class ByFile(LoadScopeScheduling):
    """Shares the tests file by file; all that start real processes go to one test worker.

    (xdist's own groups rely on what pytest 9 no longer has.)
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return next((whole for whole in TOGETHER if whole in file), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Share the tests our way, whatever `--dist` says, in the order in which they were collected."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no test worker is left alone with it; leave out what needs a missing browser."""
    items.sort(key=lambda item: next((rank for rank, part in enumerate(FIRST) if part in item.nodeid), len(FIRST)))
    if find_chromium() is None and not browser_is_required():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail a browser test without a browser where one is required, whichever fixtures it asks for."""
    if item.get_closest_marker("browser") and browser_is_required() and find_chromium() is None:
        pytest.fail(HOW_TO_GET_ONE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the last lines that browser tests were skipped, and how to get a browser."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any("no Chromium" in str(report.longrepr) or HOW_TO_GET_ONE in str(report.longrepr) for report in skipped):
        terminalreporter.section("no browser", yellow=True)
        terminalreporter.line(HOW_TO_GET_ONE)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the data folder that the test settings made for this run."""
    data = Path(os.environ.get("STUDIO_DATA", ""))
    if data.name.startswith("panelwright-tests-") and not hasattr(config, "workerinput"):
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def s3() -> Iterator[bucket.Server]:
    """An S3 server on this machine."""
    with bucket.running() as server:
        yield server


@pytest.fixture
def in_bucket(s3: bucket.Server, settings: LazySettings) -> bucket.Server:
    """Have pictures, exports and archives kept in an empty bucket."""
    s3.empty()
    settings.STORAGES = bucket.storages(s3)
    return s3


@pytest.fixture(autouse=True)
def _own_media(settings: LazySettings, tmp_path: Path) -> None:
    """Give every test a folder of its own for pictures and exports."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True, scope="session")
def _nobody_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have PostgreSQL end what threads of test servers left open; it removes no database that anybody is connected to."""
    if connection.vendor != "postgresql":
        yield
        return
    request.getfixturevalue("django_db_setup")
    yield
    with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
