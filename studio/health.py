"""`/healthz` and `/readyz`: what a load balancer, a container engine or the supervisor asks."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comics.jobs import heartbeat
from comics.jobs.watch_pulse import pulse

OK = "ok"


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
    "worker": _worker,
    "watcher": _watcher,
}
