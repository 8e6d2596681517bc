"""Settings of the test suite: the embedded default in a folder of its own, quick password hashes, plain static files."""

import os
import tempfile

os.environ.setdefault("STUDIO_DATA", tempfile.mkdtemp(prefix="panelwright-tests-"))
os.environ.setdefault("STUDIO_SECRET_KEY", "only-for-tests-" + "x" * 50)

from studio.settings import *  # noqa: F403 - the environment must stand before the settings read it

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

API_LOG_SECONDS = 0  # lines of the request log are written at once, before the test that looks for them ends

# Each run, and each test worker of it, has a part of Redis for itself.
if os.environ.get("REDIS_URL"):
    CACHES["default"] |= {"BACKEND": "tests.redis_cache.OwnPart", "KEY_PREFIX": f"panelwright-tests-{os.getpid()}"}  # noqa: F405
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

if os.environ.get("DATABASE_URL"):
    # The test database is made on the server beside the one named; a connection is tried out before each use by `studio` only.
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DATABASE") or f"panelwright_tests_{os.getpid()}"}  # noqa: F405
else:
    # On disk, as the studio's own: a database in memory knows neither WAL nor a busy timeout, so that threads would fail where
    # processes do not.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405 - comes with the studio's settings
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405 - nothing here outlives a power cut
