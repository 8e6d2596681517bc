"""Generations, the drawings they are made of, and the takes that come of them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comics.drawing.staging import Staging
from comics.vocabulary import MOVING_STATES, GenerationKind, GenerationState

if TYPE_CHECKING:
    from comics.models.pictures import Picture

LEASE = datetime.timedelta(seconds=45)  # how long a worker may take for one storyboard panel before another takes over
MAX_ATTEMPTS = 4  # work that killed this many workers is given up


class Generation(models.Model):
    """One request to an engine. `nonce` is the launch button's own number: pressing it twice makes one generation."""

    issue = models.ForeignKey("comics.Issue", on_delete=models.CASCADE, related_name="generations")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in GenerationKind])
    engine = models.CharField(max_length=40)
    size = models.CharField(max_length=20)
    language = models.CharField(max_length=20, default="en")
    prompt = models.TextField(max_length=10_000, blank=True)
    reference = models.ForeignKey("comics.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    options = models.JSONField(default=dict)
    nonce = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, default=GenerationState.QUEUED.value, db_index=True)
    error = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} with {self.engine}"

    def all_references(self) -> tuple[Picture, ...]:
        """The pictures that were given for its panels. Asks the database twice."""
        further = self.further_references.select_related("picture")
        return (*([self.reference] if self.reference else []), *(row.picture for row in further))


class DrawingQuerySet(models.QuerySet["Drawing"]):
    """Drawings, and who may work on them. A drawing with a submission is the watcher's; all others are the worker's."""

    def moving(self) -> Self:
        """Those that are not finished yet."""
        return self.filter(state__in=MOVING_STATES)

    def stranded(self) -> Self:
        """Those that nobody works on although somebody should: queued for a while, or held beyond their lease."""
        now = timezone.now()
        return self.filter(submission=None).filter(
            Q(state=GenerationState.QUEUED.value, queued_at__lt=now - datetime.timedelta(seconds=20))
            | Q(state=GenerationState.DRAWING.value, lease_until__lt=now)
        )

    def claim(self, pk: int) -> bool:
        """Take one for this worker; False when another has it or it is finished. Safe to call from many processes."""
        now = timezone.now()
        free = Q(state=GenerationState.QUEUED.value) | Q(state=GenerationState.DRAWING.value, lease_until__lt=now)
        return bool(
            self.filter(free, pk=pk, submission=None).update(
                state=GenerationState.DRAWING.value,
                started_at=now,
                lease_until=now + LEASE,
                attempts=models.F("attempts") + 1,
            )
        )


class Drawing(models.Model):
    """One panel's part of a generation: where it stands, and the takes that came of it.

    `remote` is what the engine needs to find its newest picture again (`engines.remote.Found.remote`). `source` is what the
    brief of a remote engine was made from when it was launched (`models.sources`), and of the worker's drawings the part about
    dialogue; their takes inherit it.
    """

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="drawings")
    panel = models.ForeignKey("comics.Panel", on_delete=models.CASCADE, related_name="drawings")
    submission = models.ForeignKey(
        "comics.Submission", on_delete=models.SET_NULL, null=True, blank=True, related_name="drawings"
    )
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=GenerationState.QUEUED.value)
    error = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    remote = models.JSONField(default=dict)
    source = models.JSONField(default=dict, blank=True)

    objects = DrawingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["generation", "panel"], name="one_drawing_a_panel")]
        indexes = [models.Index(fields=["state", "lease_until"])]

    def __str__(self) -> str:
        return f"drawing of panel {self.panel_id}: {self.state}"

    @property
    def is_moving(self) -> bool:
        """Whether work on it goes on."""
        return self.state in MOVING_STATES


class Take(models.Model):
    """One picture for one panel. `number` counts the takes of the panel from 1; `staging` is what the engine published.

    `view` is what a person made of it in its frame: the centre of what is shown, as fractions of the picture, and how much it
    is enlarged over filling the frame (1 or more); empty where the studio decides. `edges` is the picture's edge map, for
    pictures that came without staging. `source` tells what it was drawn from, as hashes (`models.sources`).
    """

    panel = models.ForeignKey("comics.Panel", on_delete=models.CASCADE, related_name="takes")
    drawing = models.ForeignKey(Drawing, on_delete=models.SET_NULL, null=True, blank=True, related_name="takes")
    ordinal = models.PositiveIntegerField(default=0, help_text="which of the drawing's variations it is")
    picture = models.ForeignKey("comics.Picture", on_delete=models.PROTECT, related_name="takes")
    number = models.PositiveIntegerField()
    engine = models.CharField(max_length=40)
    prompt = models.TextField(max_length=10_000, blank=True)
    staging_data = models.JSONField(default=dict)
    view = models.JSONField(default=list, blank=True)
    edges = models.TextField(blank=True)
    source = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="one_take_a_number"),
            models.UniqueConstraint(fields=["drawing", "ordinal"], name="one_take_a_variation"),
        ]

    def __str__(self) -> str:
        return f"take {self.number} of panel {self.panel_id}"

    @property
    def staging(self) -> Staging:
        """Who stands where in the picture."""
        return Staging.from_json(self.staging_data)
