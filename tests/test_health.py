"""What `/healthz` and `/readyz` answer."""

import os
import time

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from comics.jobs import heartbeat
from comics.jobs.watch_pulse import pulse


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_healthz_asks_no_database(client):
    """Without the `db` fixture any query would fail."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_200_when_all_is_well(client):
    heartbeat.touch()
    pulse().touch()
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["ready"] is True
    assert response.json()["checks"] == dict.fromkeys(("database", "migrations", "cache", "files", "worker", "watcher"), "ok")


@pytest.mark.django_db
def test_readyz_says_that_the_watcher_is_missing(client):
    heartbeat.touch()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["watcher"] == "no watcher has started yet"


@pytest.mark.django_db
def test_readyz_says_that_no_worker_has_started(client):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] == "no worker has started yet"


@pytest.mark.django_db
def test_readyz_says_how_long_the_worker_has_been_silent(client):
    heartbeat.touch()
    then = time.time() - 100
    os.utime(heartbeat.path(), (then, then))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["ready"] is False
    assert response.json()["checks"]["worker"].startswith("no sign of life for 100 seconds")


@pytest.mark.django_db
def test_readyz_counts_the_migrations_that_are_missing(client):
    heartbeat.touch()
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == "1 not applied; run `manage.py migrate`"


def test_readyz_says_that_the_database_cannot_be_reached(client, monkeypatch):
    heartbeat.touch()
    pulse().touch()

    def refuse(*args, **kwargs):
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {
        "database": "the database cannot be reached",
        "migrations": "cannot be read",
        "cache": "ok",
        "files": "ok",
        "worker": "ok",
        "watcher": "ok",
    }


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client, address):
    assert client.post(address).status_code == 405
