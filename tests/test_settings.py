"""PostgreSQL, Redis and S3 are named by the environment alone, and what is wrong there is said in words."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from studio import services
from tests.live import ROOT, environment

SECRET = "pass-word-9"


def test_nothing_is_needed(tmp_path):
    found = services.database({}, data_dir=tmp_path)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", tmp_path / "studio.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert services.cache({}, data_dir=tmp_path)["LOCATION"] == tmp_path / "cache"
    assert services.files({}) == {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    assert services.files({"S3_BUCKET": "", "S3_REGION": ""}) == services.files({})


def test_the_embedded_default_loads_no_package_of_the_services(tmp_path):
    code = "import django, sys; django.setup(); import studio.urls, comics.jobs.watch, comics.jobs.cluster\n"
    code += "print([name for name in ('psycopg', 'redis', 'boto3', 'botocore', 'storages') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_postgresql(tmp_path):
    url = f"postgresql://ann:{SECRET}%40%2F@db.example.org:5433/comics?sslmode=require"
    found = services.database({"DATABASE_URL": url}, data_dir=tmp_path)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"], found["NAME"], found["USER"]) == ("db.example.org", 5433, "comics", "ann")
    assert found["PASSWORD"] == f"{SECRET}@/"
    assert found["CONN_MAX_AGE"]
    assert found["CONN_HEALTH_CHECKS"]
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["connect_timeout"]


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ann@host/comics",
        "postgres",
        "postgresql://",
        "postgresql://host",
        "postgresql://host/",
        f"postgresql://ann:{SECRET}@host:port/comics",
        f"postgresql://ann:{SECRET}@[::1/comics",
        f"sqlite://ann:{SECRET}@/comics.sqlite3",
    ],
)
def test_a_database_that_cannot_be_meant_is_refused_in_words(tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL .*postgresql://USER:PASSWORD@HOST:5432/NAME") as raised:
        services.database({"DATABASE_URL": url}, data_dir=tmp_path)
    assert SECRET not in str(raised.value)


def test_redis(tmp_path):
    for url in ("redis://host", f"rediss://:{SECRET}@host:6380/2", "unix:///run/redis.sock"):
        found = services.cache({"REDIS_URL": url}, data_dir=tmp_path)
        assert found["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
        assert (found["LOCATION"], found["KEY_PREFIX"]) == (url, "panelwright")


@pytest.mark.parametrize("url", ["host:6379", "http://host", "redis://", f"redis://:{SECRET}@host:port/0", "unix:///"])
def test_a_redis_that_cannot_be_meant_is_refused_in_words(tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL is no address") as raised:
        services.cache({"REDIS_URL": url}, data_dir=tmp_path)
    assert SECRET not in str(raised.value)


def test_s3():
    told = {
        "S3_BUCKET": "comics",
        "S3_ENDPOINT_URL": "http://127.0.0.1:9000",
        "S3_REGION": "eu-north-1",
        "S3_ACCESS_KEY_ID": "ann",
        "S3_SECRET_ACCESS_KEY": SECRET,
        "S3_PREFIX": "/studio/",
    }
    found = services.files(told)
    assert found["BACKEND"] == "storages.backends.s3.S3Storage"
    options = found["OPTIONS"]
    assert (options["bucket_name"], options["location"], options["default_acl"]) == ("comics", "studio", None)
    assert (options["access_key"], options["secret_key"]) == ("ann", SECRET)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"S3_REGION": "eu-north-1", "S3_ACCESS_KEY_ID": "ann"}, "S3_ACCESS_KEY_ID, S3_REGION is set, but S3_BUCKET is not"),
        ({"S3_BUCKET": "comics", "S3_ACCESS_KEY_ID": "ann"}, "Only one of"),
        ({"S3_BUCKET": "comics", "S3_SECRET_ACCESS_KEY": SECRET}, "Only one of"),
        ({"S3_BUCKET": "comics", "S3_ENDPOINT_URL": "minio:9000"}, "S3_ENDPOINT_URL is no address"),
    ],
)
def test_a_bucket_that_cannot_be_meant_is_refused_in_words(told, words):
    with pytest.raises(ImproperlyConfigured, match=words) as raised:
        services.files(told)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("reader", "variable", "value"),
    [
        (services.database, "DATABASE_URL", "postgres://host/comics"),
        (services.cache, "REDIS_URL", "redis://host"),
        (lambda told, data_dir: services.files(told), "S3_BUCKET", "comics"),
    ],
)
def test_missing_packages_are_named(tmp_path, monkeypatch, reader, variable, value):
    monkeypatch.setattr(services.importlib.util, "find_spec", lambda package: None)
    with pytest.raises(ImproperlyConfigured, match=f'{variable} is set. .* Run: make setup EXTRAS="services"'):
        reader({variable: value}, data_dir=tmp_path)


def test_the_command_line_says_it_without_a_traceback(tmp_path):
    environ = environment(tmp_path) | {"DATABASE_URL": f"mysql://ann:{SECRET}@host/comics"}
    done = subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL does not name a PostgreSQL database")
    assert SECRET not in done.stderr
    assert "Traceback" not in done.stderr
