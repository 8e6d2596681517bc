"""Run the tests on PostgreSQL and Redis: `python -m tests.on_services [--look] [arguments of pytest]`.

DATABASE_URL and REDIS_URL say where the servers are; without them they are looked for on this machine. The tests make databases
of their own on the server and remove them, and keep to keys of their own in Redis. `--look` only says whether both answer.
"""

import os
import sys

import psycopg
import pytest
import redis

DATABASE = "postgresql://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/0"
HELP = """
How to get them (Debian, Ubuntu):  apt-get install postgresql redis-server
                  (macOS):         brew install postgresql redis
Let the tests in by a role that may make databases, and say where it is unless the default above fits:
    sudo -u postgres createuser --createdb --pwprompt studio
    DATABASE_URL=postgresql://studio:PASSWORD@127.0.0.1/postgres REDIS_URL=redis://127.0.0.1:6379/0 make test-services
"""


def missing(database: str, cache: str) -> list[str]:
    """What keeps the tests from running on these servers, a sentence each."""
    return [problem for problem in (_database(database), _redis(cache)) if problem]


def _database(url: str) -> str:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    except psycopg.Error as error:
        return f"PostgreSQL does not let us in at {_shown(url)}: {str(error).strip()}"
    return "" if row and row[0] else f"PostgreSQL at {_shown(url)}: this role may not make databases (ALTER ROLE … CREATEDB)."


def _redis(url: str) -> str:
    try:
        with redis.from_url(url, socket_connect_timeout=5, socket_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        return f"Redis does not answer at {_shown(url)}: {error}"
    return ""


def _shown(url: str) -> str:
    """An address without its password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def main(arguments: list[str]) -> int:
    """Run pytest on the services; 2 when one of them is missing."""
    database, cache = os.environ.get("DATABASE_URL") or DATABASE, os.environ.get("REDIS_URL") or REDIS
    if problems := missing(database, cache):
        print("The tests cannot run on PostgreSQL and Redis:", *problems, sep="\n  ", file=sys.stderr)
        print(HELP, file=sys.stderr)
        return 2
    if "--look" in arguments:
        return 0
    os.environ |= {"DATABASE_URL": database, "REDIS_URL": cache}
    print(f"On {_shown(database)} and {_shown(cache)}", flush=True)
    return int(pytest.main(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
