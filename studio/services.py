"""PostgreSQL, Redis and S3 for a studio that is told of them by its environment; without these variables nothing is needed.

What is wrong with a variable is said in words (`ImproperlyConfigured`), because an operator reads it, not a programmer.
"""

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

Environment = Mapping[str, str]

KEPT_OPEN = 600  # seconds that a process keeps its connection to the database
PATIENCE = 10  # seconds until a service that does not answer counts as gone
HOW_TO_INSTALL = 'Its packages are missing. Run: make setup EXTRAS="services"'


def database(environ: Environment, *, data_dir: Path) -> dict[str, Any]:
    """The database: PostgreSQL at DATABASE_URL, or else SQLite in the data folder."""
    url = environ.get("DATABASE_URL", "").strip()
    return _postgresql(url) if url else _sqlite(data_dir / "studio.sqlite3")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": KEPT_OPEN,
        "OPTIONS": {
            # Without IMMEDIATE half of the concurrent writes fail; with these three none did (docs/design.md).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    form = "postgresql://USER:PASSWORD@HOST:5432/NAME"
    if url.partition("://")[0] not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"DATABASE_URL does not name a PostgreSQL database: give it as {form}.")
    try:
        found = dj_database_url.parse(url, conn_max_age=KEPT_OPEN, conn_health_checks=True)
    except ValueError as error:  # what dj-database-url raises for all that it cannot read
        # The address may hold a password, and so may the error's own words.
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read. Give it as {form}; write : / @ ? # [ ] % of a password as %3A %2F %40 %3F %23 …"
        ) from error
    if not found["NAME"]:
        raise ImproperlyConfigured(f"DATABASE_URL names no database: give it as {form}.")
    _need("psycopg", "DATABASE_URL")
    found.setdefault("OPTIONS", {})
    found["OPTIONS"] = {"connect_timeout": PATIENCE, "application_name": "panelwright"} | found["OPTIONS"]
    return dict(found)


def cache(environ: Environment, *, data_dir: Path) -> dict[str, Any]:
    """The cache that all processes share: Redis at REDIS_URL, or else files."""
    url = environ.get("REDIS_URL", "").strip()
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": data_dir / "cache",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    _check_redis(url)
    _need("redis", "REDIS_URL")
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": environ.get("REDIS_PREFIX", "panelwright").strip(),
        "OPTIONS": {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, "health_check_interval": 30},
    }


def _check_redis(url: str) -> None:
    form = "redis://:PASSWORD@HOST:6379/0 (rediss:// with TLS, unix:///PATH for a socket)"
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("redis", "rediss") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known and not (url.startswith("unix:///") and len(url) > len("unix:///")):
        raise ImproperlyConfigured(f"REDIS_URL is no address of a Redis server: give it as {form}.")


def files(environ: Environment) -> dict[str, Any]:
    """Where pictures and exports are kept, as an entry of STORAGES: the bucket S3_BUCKET, or else the data folder."""
    bucket = environ.get("S3_BUCKET", "").strip()
    if not bucket:
        if lost := sorted(name for name in environ if name.startswith("S3_") and environ[name].strip()):
            raise ImproperlyConfigured(f"{', '.join(lost)} is set, but S3_BUCKET is not: name the bucket, or unset the others.")
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    _need("storages", "S3_BUCKET")
    _need("boto3", "S3_BUCKET")
    endpoint = environ.get("S3_ENDPOINT_URL", "").strip()
    if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
        raise ImproperlyConfigured("S3_ENDPOINT_URL is no address: give it as https://HOST, with a port where it needs one.")
    names = ("S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY")
    access, secret = (environ.get(name, "").strip() or None for name in names)
    if (access is None) != (secret is None):
        raise ImproperlyConfigured(
            f"Only one of {' and '.join(names)} is set: set both, or none to use the machine's own role."
        )
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": environ.get("S3_REGION", "").strip() or None,
        "access_key": access,
        "secret_key": secret,
        "location": environ.get("S3_PREFIX", "").strip().strip("/"),
        "addressing_style": environ.get("S3_ADDRESSING_STYLE", "").strip() or "auto",
        "default_acl": None,
        "querystring_auth": True,
        "file_overwrite": True,
        "signature_version": "s3v4",
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def _need(package: str, variable: str) -> None:
    if importlib.util.find_spec(package) is None:
        raise ImproperlyConfigured(f"{variable} is set. {HOW_TO_INSTALL}")
