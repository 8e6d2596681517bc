"""What a backup of the whole installation holds of the database, and what it leaves out, with the reason."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

KIND, VERSION = "panelwright-backup", 1
_QUEUE = "work that waits is found again by what the rows say"
_TOLD = "what the studio of then told, or has told since; nobody is told it again"
LEFT_OUT: dict[str, str] = {
    "sessions.session": "whoever holds a cookie of then must not get in; everybody signs in anew",
    "usersessions.usersession": "the list of sessions goes with them",
    "django_q.ormq": _QUEUE,
    "django_q.task": _QUEUE,
    "django_q.schedule": _QUEUE,
    "account.emailconfirmation": "links that open for a few days; a new one is sent",
    "socialaccount.socialapp": "secrets of sign-in services come from the environment",
    "socialaccount.socialtoken": "tokens of people at sign-in services",
    "comics.allowance": "how often an account was asked in the last minute",
    "comics.apirequest": "the log of a month, which may be longer than all the rest",
    "comics.archive": "files that can be made again",
    "comics.createcount": "when programs created something in the last day",
    "comics.export": "files that can be made again",
    "comics.hookreceipt": "what services told within a day",
    "comics.requestcount": "how often programs asked in the last minute",
    "comics.tries": "bad passwords of the last minutes",
    "comics.upload": "addresses at a service, which end",
    "comics.webhookattempt": _TOLD,
    "comics.webhookdelivery": _TOLD,
    "comics.webhookevent": _TOLD,
}


def all_tables() -> list[type[models.Model]]:
    """Every model that has a table of its own."""
    found = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy and model._meta.managed]
    return sorted(found, key=lambda model: model._meta.label_lower)


def carried_tables() -> list[type[models.Model]]:
    """The models whose rows are in a backup."""
    return [model for model in all_tables() if model._meta.label_lower not in LEFT_OUT]


def member_of(model: type[models.Model]) -> str:
    """The member that holds the rows of a model."""
    return f"rows/{model._meta.label_lower}.jsonl"


def fields_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns of a model."""
    return list(model._meta.local_concrete_fields)


def migrations() -> list[str]:
    """The migrations that made this database, by which a backup knows the studio that can take it back."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
