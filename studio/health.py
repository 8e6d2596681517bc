"""`/healthz` and `/readyz`: what a load balancer, a container engine or the supervisor asks."""

import time
from collections.abc import Callable
from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comics.jobs import heartbeat
from comics.jobs.watch_pulse import pulse
from comics.models.files import in_bucket
from studio import bucket

OK = "ok"
_bucket_seen: dict[str, float] = {}  # until when the bucket counts as there


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive and answers; touches neither database nor disk."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """The studio can do its work: 200 when every check is "ok", else 503; `checks` says of each what is wrong."""
    checks = {name: check() for name, check in CHECKS.items()}
    ready = all(found == OK for found in checks.values())
    response = JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)
    # Who asks once a second would fill the log with "Service Unavailable"; the answer says it all.
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark
    return response


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return "the database cannot be reached"
    return OK


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return "cannot be read"
    return OK if not missing else f"{missing} not applied; run `manage.py migrate`"


def _cache() -> str:
    try:
        cache.get("health")
    except Exception:  # each kind of cache has errors of its own
        return "the cache cannot be reached"
    return OK


def _files() -> str:
    """Whether the bucket answers, asked four times a minute at most; a folder of this machine needs no asking."""
    if not in_bucket():
        return OK
    if time.monotonic() > _bucket_seen.get("until", 0.0):
        try:
            bucket.check()
        except OSError:
            return "the bucket cannot be reached"
        _bucket_seen["until"] = time.monotonic() + 15.0
    return OK


def _worker() -> str:
    return _alive(heartbeat.path(), "worker")


def _watcher() -> str:
    return _alive(pulse(), "watcher")


def _alive(file: Path, name: str) -> str:
    age = heartbeat.age(file)
    if age is None:
        return f"no {name} has started yet"
    return OK if age < heartbeat.STALE else f"no sign of life for {age:.0f} seconds"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "files": _files,
    "worker": _worker,
    "watcher": _watcher,
}
