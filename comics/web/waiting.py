"""What waits for a person to decide, or for its turn, as the inspector shows it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from comics.engines.errors import KeyRejected
from comics.engines.remote import Call
from comics.engines.remote_catalogue import remote_engines
from comics.jobs import limits
from comics.models import Drawing, Issue, Submission
from comics.vocabulary import WAITING_STATES, GenerationState
from comics.web.quotes import in_words, price_words
from comics.web.takes import engine_label

SOUGHT = datetime.timedelta(seconds=130)  # how long the studio itself looks for a call of unknown outcome
SOON = datetime.timedelta(seconds=2)
SHOWN = (*WAITING_STATES, GenerationState.QUEUED)


@dataclass(frozen=True, slots=True)
class Decision:
    """A submission that waits, with the panels that it is about. `kept` is how many of its pictures are there already."""

    submission: Submission
    panel_pks: frozenset[int]
    where: str
    kept: int

    @property
    def state(self) -> str:
        """Where it stands: unknown, held or queued."""
        return self.submission.state

    @property
    def label(self) -> str:
        """The engine's name for people."""
        return engine_label(self.submission.engine)

    @property
    def key_rejected(self) -> bool:
        """Whether a new token is what it waits for."""
        return self.submission.kind_of_error == KeyRejected.kind

    @property
    def price(self) -> str:
        """What drawing it again would cost, such as "about 2 credits"; empty where nobody knows."""
        call = self._call()
        return price_words(call.price) if call and call.price.amount else ""

    @property
    def known_id(self) -> str:
        """Its id at the service, where the studio knows it without looking: that of the work that it changes."""
        call = self._call()
        return call.changes if call else ""

    def _call(self) -> Call | None:
        try:
            return self.submission.call
        except (KeyError, TypeError, ValueError, ArithmeticError):  # what another version of the studio stored
            return None

    @property
    def fresh(self) -> bool:
        """Whether it was queued only now: most of what is queued is on its way before anybody can read that it waits."""
        return self.state == GenerationState.QUEUED and self.submission.queued_at > timezone.now() - SOON

    @property
    def looked_for(self) -> bool:
        """Whether the studio itself still looks for it at the service."""
        row = self.submission
        unsure = row.state == GenerationState.UNKNOWN and row.engine in _searchable()
        return unsure and row.sent_at is not None and row.sent_at > timezone.now() - SOUGHT


def looked_for() -> models.QuerySet[Submission]:
    """The calls of unknown outcome that the studio itself still looks for."""
    fresh = Submission.objects.filter(state=GenerationState.UNKNOWN, sent_at__gt=timezone.now() - SOUGHT)
    return fresh.filter(engine__in=_searchable())


def _searchable() -> list[str]:
    """The engines at whose services the studio can look for a lost call; at the others only a person can."""
    return [engine.name for engine in remote_engines() if engine.reconciles]


def waiting_in(issue: Issue) -> list[Decision]:
    """Everything of the issue that waits, what waits for a person first. One query."""
    rows = Drawing.objects.filter(submission__generation__issue=issue, submission__state__in=SHOWN)
    rows = rows.select_related("submission__key", "panel__page").order_by("panel__page__position", "panel__position", "pk")
    drawings: dict[int, list[Drawing]] = {}
    for drawing in rows:
        drawings.setdefault(drawing.submission_id or 0, []).append(drawing)
    found = [_decision(own) for own in drawings.values()]
    return sorted(found, key=lambda one: (SHOWN.index(GenerationState(one.state)), one.submission.pk))


def _decision(drawings: Sequence[Drawing]) -> Decision:
    submission = drawings[0].submission
    if submission is None:
        raise ValueError("these drawings have no submission")
    pages: dict[int, list[str]] = {}
    for drawing in drawings:
        page = drawing.panel.page
        pages.setdefault(0 if page.binned_at else page.position, []).append(str(drawing.panel.position + 1))
    where = [
        f"page {page}, {in_words(panels)}" if page else f"{in_words(panels)} of pages in the bin"
        for page, panels in pages.items()
    ]
    kept = sum(drawing.state == GenerationState.READY for drawing in drawings)
    return Decision(submission, frozenset(drawing.panel_id for drawing in drawings), "; ".join(where), kept)


def queue_note(decisions: Sequence[Decision]) -> str:
    """Why the last of those that wait their turn does, and for how long; empty when none does."""
    waiting = [one.submission for one in decisions if one.state == GenerationState.QUEUED]
    return limits.queue_note(waiting[-1]) if waiting else ""
