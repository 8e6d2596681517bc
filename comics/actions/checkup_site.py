"""Checks of what is around the data: secrets, processes, disk, settings, and the services that the studio leans on."""

from __future__ import annotations

import fcntl
import secrets as chance
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.mail import get_connection

from comics.actions.checkup_finding import Finding, hint, well, wrong
from comics.actions.checkup_secrets import unopened
from comics.jobs import heartbeat
from comics.jobs.watch_pulse import pulse
from studio import vault

TIGHT, LITTLE = 200 * 2**20, 2 * 2**30  # bytes free on the disk: too little to work, and little
NAMED = 5


def secrets(thorough: bool) -> Iterator[Finding]:
    """Does the key ring open all that is sealed, and is it apart from the secret key and readable by nobody else?"""
    try:
        vault.ring()
    except (vault.BadRing, OSError) as error:
        yield wrong("secrets", f"The key ring cannot be read: {error}", "Bring the ring back that was kept with the backup.")
        return
    stuck, sealed = unopened()
    if stuck:
        named = ", ".join(stuck[:NAMED])
        do = "Bring the ring of their time back, or have their owners enter them anew."
        yield wrong("secrets", f"The key ring does not open {len(stuck)} of {sealed} sealed secrets: {named}.", do)
    if trouble := vault.trouble(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        do = "Put a key of its own (openssl rand -base64 32) before it, run manage.py rotate_keys, and take the old one away."
        yield wrong("secrets", trouble, do)
    for path in (vault.ring_path(), Path(settings.DATA_DIR) / "secret_key"):
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield wrong("secrets", f"{path} can be read by others on this machine.", f"Run chmod 600 {path}.")
    if not stuck:
        yield well("secrets", f"The key ring opens all {sealed} sealed secrets." if sealed else "Nothing is sealed yet.")


def processes(thorough: bool) -> Iterator[Finding]:
    """Do worker and watcher live, if the studio runs at all?"""
    runs = _is_locked(Path(settings.DATA_DIR) / "studio.lock")
    for name, path in (("worker", heartbeat.path()), ("watcher", pulse())):
        age = heartbeat.age(path)
        if age is not None and age < heartbeat.STALE:
            yield well("processes", f"The {name} is at work.")
        elif runs:
            do = "Read what the studio last said; stop and start it."
            yield wrong("processes", f"The studio runs, but its {name} shows no sign of life.", do)
        else:
            yield hint(
                "processes", f"No {name} is running on this data folder.", "Start the studio, or this is as it should be."
            )


def _is_locked(path: Path) -> bool:
    """Whether a supervisor holds the data folder."""
    try:
        with path.open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def disk(thorough: bool) -> Iterator[Finding]:
    """Is there room?"""
    free = shutil.disk_usage(settings.DATA_DIR).free
    says = f"{free / 1e9:.1f} GB are free where {settings.DATA_DIR} lies."
    if free < TIGHT:
        yield wrong("disk", says, "Make room: soon neither pictures nor the database can be written.")
    elif free < LITTLE:
        yield hint("disk", says, "Make room before long.")
    else:
        yield well("disk", says)


def deployment(thorough: bool) -> Iterator[Finding]:
    """Would Django let these settings go out into the world?"""
    served = bool(settings.HTTPS or settings.PUBLIC_URL)
    found = [one for one in checks.run_checks(include_deployment_checks=served) if one.level >= checks.WARNING]
    for one in found:
        yield wrong("settings", f"{one.msg} ({one.id})", one.hint or "See docs/deployment.md.")
    if settings.DEBUG:
        yield wrong("settings", "STUDIO_DEBUG is on: errors show the inside of the studio.", "Take it away and restart.")
    if not served:
        do = "For a team, put a proxy with TLS before it and set STUDIO_HTTPS=1 and STUDIO_HOSTS."
        yield hint("settings", "The studio is set for one machine, without TLS.", do)
    elif not found and not settings.DEBUG:
        yield well("settings", "The settings are fit for use in earnest.")


def storage(thorough: bool) -> Iterator[Finding]:
    """Can pictures be written where they are kept?"""
    kept_in = storages["default"]
    where = "The folder of pictures" if isinstance(kept_in, FileSystemStorage) else "S3"
    name = f"checkup-{chance.token_hex(8)}"
    try:
        kept_in.delete(kept_in.save(name, ContentFile(b"checkup")))
    except Exception as error:  # each storage raises what its library raises
        do = "See that it is there and may be written, and what the S3_ variables say."
        yield wrong("storage", f"{where} cannot be written: {type(error).__name__}.", do)
    else:
        yield well("storage", f"{where} can be written.")


def cache_answers(thorough: bool) -> Iterator[Finding]:
    """Does what all processes share answer?"""
    name, value = f"checkup-{chance.token_hex(8)}", chance.token_hex(8)
    try:
        cache.set(name, value, 30)
        answers = cache.get(name) == value
        cache.delete(name)
    except Exception as error:  # each cache raises what its library raises
        yield wrong(
            "cache", f"The cache cannot be used: {type(error).__name__}.", "See that Redis runs, and what REDIS_URL says."
        )
        return
    if answers:
        yield well("cache", "The cache answers.")
    else:
        yield wrong("cache", "The cache forgets at once.", "See that it has room, and what REDIS_URL says.")


def mail(thorough: bool) -> Iterator[Finding]:
    """Can mail leave?"""
    if not settings.EMAIL_HOST:
        do = "Set STUDIO_SMTP_HOST and its companions, so that invitations and forgotten passwords reach people."
        yield hint("e-mail", "No mail leaves: it is printed where the studio runs.", do)
        return
    try:
        with get_connection(timeout=10):
            pass
    except OSError as error:  # smtplib's own errors are of this kind
        do = "See STUDIO_SMTP_HOST, _PORT, _USER, _PASSWORD and _TLS."
        yield wrong("e-mail", f"{settings.EMAIL_HOST} does not take our mail: {type(error).__name__}.", do)
    else:
        yield well("e-mail", f"{settings.EMAIL_HOST} takes our mail.")


def address(thorough: bool) -> Iterator[Finding]:
    """Can services fetch reference pictures from here?"""
    if not settings.PUBLIC_URL:
        do = "Set STUDIO_PUBLIC_URL to the https address of the studio, if a service is to see reference pictures."
        yield hint("address", "The studio has no public address: services that fetch pictures get none.", do)
        return
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme != "https" or not parts.hostname:
        yield wrong("address", "STUDIO_PUBLIC_URL is no https address.", "Write it as https://comics.example.org.")
    elif parts.hostname not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        do = f"Add {parts.hostname} to STUDIO_HOSTS."
        yield wrong("address", f"The studio does not answer to {parts.hostname}, its public address.", do)
    else:
        yield well("address", f"The studio is to be found at {settings.PUBLIC_URL}.")
