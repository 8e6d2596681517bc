"""The doctor finds what was planted, says what to do, and changes nothing."""

import base64
import fcntl
import json
import os
import shutil
import time
from collections import namedtuple
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection

from comics.actions import checkup, checkup_data
from comics.actions.second_factors import bond
from comics.jobs import heartbeat
from comics.jobs.watch_pulse import pulse
from comics.models import Key, Lettering, Picture
from studio import vault
from tests.studio import flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.MEDIA_ROOT = tmp_path / "data" / "media"
    settings.MEDIA_ROOT.mkdir()


@pytest.fixture
def people():
    people = make_people("editor")
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, pages=1, per_page=2)
    return people


def examined(**options):
    """What the doctor found, by check, and the exit code."""
    out, code = StringIO(), 0
    try:
        call_command("doctor", stdout=out, json=True, **options)
    except SystemExit as end:
        code = end.code
    found = {}
    for finding in json.loads(out.getvalue()):
        found.setdefault(finding["check"], []).append(finding)
    return found, code


def wrongs(check, **options):
    """What is wrong by one check; each says what to do."""
    found, code = examined(**options)
    told = [finding for finding in found[check] if finding["health"] == "wrong"]
    assert all(finding["do"] for finding in told)
    assert code == 1
    assert told
    return " ".join(finding["says"] for finding in told)


def test_a_healthy_studio(people):
    found, code = examined(thorough=True)
    assert code == 0, found
    assert set(found) == set(checkup.CHECKS)
    assert "their bytes are right" in found["pictures"][0]["says"]


def test_it_tells_people_in_lines(people):
    out = StringIO()
    call_command("doctor", stdout=out)
    assert "  well   database:" in out.getvalue()
    assert "  hint   e-mail:" in out.getvalue()
    assert "→ Set STUDIO_SMTP_HOST" in out.getvalue()


def test_files_that_are_gone_or_changed(people):
    third = Picture.objects.keep(people.team, PNG, "image/png")
    first, second = Picture.objects.exclude(pk=third.pk)[:2]
    first.path.unlink()
    second.thumb_path.unlink()
    third.path.write_bytes(third.path.read_bytes() + b"x")
    said = wrongs("pictures")
    assert "have no file" in said
    assert "no small picture" in said
    assert "another length" in said


def test_bytes_that_rotted_are_found_by_reading_them(people):
    picture = Picture.objects.first()
    data = bytearray(picture.path.read_bytes())
    data[-20] ^= 1
    picture.path.write_bytes(data)
    assert "wrong" not in {finding["health"] for finding in examined()[0]["pictures"]}
    assert "other bytes" in wrongs("pictures", thorough=True)


def test_files_without_a_picture_are_a_hint(people):
    folder = Picture.objects.first().path.parent
    (folder / f"{'0' * 64}.png").write_bytes(b"x")
    found, code = examined()
    assert (found["files"][0]["health"], code) == ("hint", 0)
    assert "1 files" in found["files"][0]["says"]


def test_a_row_that_points_nowhere(people):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL lets no such row be")
    with connection.constraint_checks_disabled():
        Lettering.objects.filter(pk=Lettering.objects.first().pk).update(panel_id=10**6)
    try:
        assert "cannot be used" in wrongs("database")
    finally:
        Lettering.objects.filter(panel_id=10**6).delete()


def test_a_ring_that_does_not_open(people):
    key = Key(owner=people.owner, engine="kling", name="Olga’s Kling")
    key.seal("canary-token-4711", base_url="https://example.test")
    key.save()
    assert "all 1 sealed" in examined()[0]["secrets"][0]["says"]
    vault.ring_path().unlink()
    said = wrongs("secrets")
    assert "Olga’s Kling" in said
    assert "canary" not in said
    vault.ring_path().write_text("nonsense")
    assert "cannot be read" in wrongs("secrets")


def test_a_second_factor_that_does_not_open(people):
    sealed = base64.b64encode(vault.seal("canary-seed", bound_to=bond(people.owner.pk))).decode()
    row = Authenticator.objects.create(user=people.owner, type="totp", data={"secret": sealed})
    assert "all 1 sealed" in examined()[0]["secrets"][0]["says"]
    Authenticator.objects.filter(pk=row.pk).update(user=people.member)
    assert "a second factor of mila" in wrongs("secrets")


def test_a_ring_that_is_the_secret_key(people, settings, monkeypatch):
    monkeypatch.setenv(vault.VARIABLE, vault.new_key())
    settings.SECRET_KEY = os.environ[vault.VARIABLE]
    assert "made of SECRET_KEY" in wrongs("secrets")


def test_a_ring_that_others_can_read(people):
    vault.ring()
    vault.ring_path().chmod(0o644)
    assert "can be read by others" in wrongs("secrets")


def test_processes(people, settings):
    assert {finding["health"] for finding in examined()[0]["processes"]} == {"hint"}
    heartbeat.touch()
    pulse().touch()
    assert {finding["health"] for finding in examined()[0]["processes"]} == {"well"}
    long_ago = time.time() - 300
    os.utime(heartbeat.path(), (long_ago, long_ago))
    with (settings.DATA_DIR / "studio.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "its worker shows no sign of life" in wrongs("processes")


def test_a_full_disk(people, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 10**6))
    assert "0.0 GB" in wrongs("disk")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 10**9))
    assert examined()[0]["disk"][0]["health"] == "hint"


def test_settings_that_are_not_fit(people, settings):
    settings.PUBLIC_URL = "https://comics.example.org"
    assert "security" in wrongs("settings")
    settings.DEBUG = True
    assert "STUDIO_DEBUG" in wrongs("settings")


def test_addresses(people, settings):
    settings.PUBLIC_URL = "http://comics.example.org"
    assert "no https address" in wrongs("address")
    settings.PUBLIC_URL = "https://comics.example.org"
    assert "does not answer to" in wrongs("address")
    settings.ALLOWED_HOSTS = ["comics.example.org"]
    assert examined()[0]["address"][0]["health"] == "well"


def test_mail_that_cannot_leave(people, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert "does not take our mail" in wrongs("e-mail")


def test_a_cache_and_a_storage_that_fail(people, settings, monkeypatch):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert "forgets at once" in wrongs("cache")
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "tests.commands.test_doctor.Broken"}}
    assert "S3 cannot be written" in wrongs("storage")


class Broken:
    """A storage that is not there."""

    def save(self, name, content):
        raise ConnectionError("no route")


def test_signs_that_no_font_has(people, no_extras):
    Lettering.objects.filter(pk=Lettering.objects.first().pk).update(text="雨が降る")
    assert "雨" in wrongs("fonts")
    assert 'EXTRAS="cjk"' in examined()[0]["fonts"][0]["do"]


def test_a_database_that_is_behind(people, monkeypatch):
    monkeypatch.setattr(checkup_data.MigrationExecutor, "migration_plan", lambda *args: [1, 2])
    assert "2 migrations" in wrongs("migrations")


def test_a_check_that_fails_is_told_and_stops_nothing(people, monkeypatch):
    def faint(thorough):
        raise RuntimeError("canary-of-the-inside")
        yield

    monkeypatch.setitem(checkup.CHECKS, "disk", faint)
    assert "could not be looked at: RuntimeError" in wrongs("disk")
    assert "canary-of-the-inside" not in json.dumps(examined()[0])
