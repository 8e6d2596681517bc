"""Settings of the test suite: the embedded default in a folder of its own, quick password hashes, plain static files."""

import os
import tempfile

os.environ.setdefault("STUDIO_DATA", tempfile.mkdtemp(prefix="panelwright-tests-"))
os.environ.setdefault("STUDIO_SECRET_KEY", "only-for-tests-" + "x" * 50)

from studio.settings import *  # noqa: F403 - the environment must stand before the settings read it

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# On disk, as the studio's own: a database in memory knows neither WAL nor a busy timeout, so that threads would fail where
# processes do not.
DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405 - comes with the studio's settings
DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405 - nothing here outlives a power cut
