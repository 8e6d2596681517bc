"""Submissions: the create calls of a generation to a remote engine, from the intent to the last picture."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from comics.engines.remote import Call, Ticket
from comics.vocabulary import MOVING_STATES, WAITING_STATES, GenerationState


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions, and who may work on them."""

    def moving(self) -> Self:
        """Those that the watcher works on, or will."""
        return self.filter(state__in=MOVING_STATES)

    def waiting(self) -> Self:
        """Those that wait for a person."""
        return self.filter(state__in=WAITING_STATES)


class Submission(models.Model):
    """One create call: its words, where it stands, its ticket.

    The row is committed as `submitting` before the call leaves, and its ticket before anything else happens. `account` is the
    key's fingerprint when the row was made. `prepared` are addresses that uploads got. `attempts` counts calls that surely were
    not accepted, `faults` the questions in a row that failed. `kind_of_error` is the kind of the `EngineError` whose sentence
    `error` is. `poked_at` is when somebody said that there is news at the service, until its watcher has heard of it.
    """

    generation = models.ForeignKey("comics.Generation", on_delete=models.CASCADE, related_name="submissions")
    key = models.ForeignKey("comics.Key", on_delete=models.SET_NULL, null=True, related_name="submissions")
    account = models.CharField(max_length=64, db_index=True)
    engine = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    panels = models.PositiveIntegerField()
    call_data = models.JSONField()
    prepared = models.JSONField(default=dict)
    ticket_data = models.JSONField(null=True, blank=True)
    remote_id = models.CharField(max_length=200, blank=True, db_index=True)
    state = models.CharField(max_length=12, default=GenerationState.QUEUED.value)
    error = models.TextField(blank=True)
    kind_of_error = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(default=timezone.now)
    deadline_at = models.DateTimeField(null=True, blank=True)
    poked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease_owner = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "lease_until", "due_at"]),
            models.Index(fields=["poked_at"], condition=Q(poked_at__isnull=False), name="poked_submissions"),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk} to {self.engine}: {self.state}"

    @property
    def call(self) -> Call:
        """The create call."""
        return Call.from_json(self.call_data)

    @property
    def ticket(self) -> Ticket | None:
        """The receipt, once there is one."""
        if self.ticket_data is None:
            return None
        return Ticket(self.ticket_data["id"], self.ticket_data["data"])
