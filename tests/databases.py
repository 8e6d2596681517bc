"""Databases on the PostgreSQL of a run on services, one for each data folder of a real studio; all are dropped in the end."""

from __future__ import annotations

import atexit
import itertools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

SERVER = os.environ.get("DATABASE_URL", "")  # "" where the run is on SQLite
_NAME = "database_url"  # the file in a data folder that says where its database is
_numbers = itertools.count(1)


def url_of(data: Path) -> str:
    """Where the database of a data folder is; "" for SQLite."""
    file = data / _NAME
    return file.read_text() if SERVER and file.exists() else ""


def environment(data: Path) -> dict[str, str]:
    """What tells a studio on these data of its database. Nobody else works on it."""
    url = url_of(data)
    return {"DATABASE_URL": url, "STUDIO_ALONE": "1"} if url else {}


def make(data: Path, *, template: Path | None = None) -> None:
    """Make a database for a data folder, empty or as a copy."""
    name = f"panelwright_live_{os.getpid()}_{next(_numbers)}"
    copied = f" TEMPLATE {urlsplit(url_of(template)).path[1:]}" if template else ""
    _do(f"CREATE DATABASE {name}{copied}")
    atexit.register(_do, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    (data / _NAME).write_text(urlsplit(SERVER)._replace(path=f"/{name}").geturl())


def ask(url: str, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(sql, values or None).fetchall()  # type: ignore[arg-type]


def _do(sql: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(sql)  # type: ignore[arg-type]
