"""Queries that are asked for every request of every program: compiled once, run with other values.

Django puts a query together anew each time, which for one with joins, subqueries and annotations takes ten times as long as the
database takes to answer it.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connections, models

R = TypeVar("R")
Value = int | str | datetime.datetime

# Values by which the parameters are found again in what was compiled. None of them can be anything else in the query.
_KEY, _TEXT = 8_161_709_201_347_000_000, "a value to be put in its place: "
_TIME = datetime.datetime(1871, 3, 5, 7, 11, 13, tzinfo=datetime.UTC)


class Prepared(Generic[R]):
    """A query that is built by a function of named values (numbers, texts, times) and run with any of them.

    The function must build the same query whatever the values are, so it may do nothing with them but filter by them. All that
    querysets do to rows is done: related rows, annotations, converters. Each thread compiles it for its own connection.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, R]], **kinds: type[Value]) -> None:
        self._build, self._kinds = build, kinds
        self._of_thread = threading.local()

    def first(self, **values: Value) -> R | None:
        """The first row of the query with these values, or None. One query."""
        return next(iter(self.rows(**values)), None)

    def rows(self, **values: Value) -> list[R]:
        """The rows of the query with these values. One query."""
        made = self._of_thread
        rows, connection = vars(made).get("compiled", (None, None))
        if rows is None or connection is not connections[rows.db]:
            rows, connection = self._compiled()
            made.compiled = rows, connection
        made.values = values
        rows._result_cache = None  # the same queryset is asked again
        return list(rows)

    def _compiled(self) -> tuple[models.QuerySet[Any, R], Any]:
        markers = {name: _marker(at, kind) for at, (name, kind) in enumerate(self._kinds.items())}
        rows = self._build(**markers)
        connection = connections[rows.db]
        compiler = rows.query.get_compiler(rows.db)
        sql, found = compiler.as_sql()
        names = {_stored(value, connection): name for name, value in markers.items()}
        slots = [(names.get(value) if isinstance(value, Value) else None, value) for value in found]
        if missing := set(names.values()) - {name for name, _ in slots}:
            raise ValueError(f"The query does not ask for {', '.join(sorted(missing))}.")

        made = self._of_thread

        def as_sql(*_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
            asked = {name: _stored(value, connection) for name, value in made.values.items()}
            return sql, tuple(asked[name] if name else fixed for name, fixed in slots)

        converters = compiler.get_converters([each[0] for each in compiler.select])
        # Only this one object is changed, and what it answers is what it would work out each time.
        vars(compiler).update(as_sql=as_sql, get_converters=lambda _: converters)
        vars(rows.query)["get_compiler"] = lambda *_, **__: compiler
        return rows, connection


def _marker(at: int, kind: type[Value]) -> Value:
    if kind is int:
        return _KEY + at
    return f"{_TEXT}{at}" if kind is str else _TIME + datetime.timedelta(seconds=at)


def _stored(value: Value, connection: Any) -> Any:
    """The value as the compiled query carries it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime.datetime) else value
