"""Lettering: change words, drag balloons and tails, give the choice back to the placement."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from comics.actions.errors import Refusal
from comics.jobs.arrange import follow
from comics.jobs.compose import page_panels, reletter
from comics.models import Lettering, Panel, User
from comics.vocabulary import LetteringKind

MAX_TEXT = 1000  # characters in one piece of lettering
REACH = 2.0  # how far outside its panel, in panel widths or heights, a hand may put a balloon or tail


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a hand chose, as fractions of the panel's frame."""

    x: float
    y: float


def add_lettering(panel: Panel, *, by: User, kind: str, text: str, speaker: str = "") -> Lettering:
    """Add a piece of lettering after those that the panel has. Raises `Refusal` for empty or overlong text."""
    with transaction.atomic():
        last = panel.lettering.aggregate(last=Max("position"))["last"]
        line = Lettering(panel=panel, position=0 if last is None else last + 1)
        _set_words(line, kind=kind, text=text, speaker=speaker)
        line.save()
    _settle(panel, by)
    line.refresh_from_db()
    return line


def change_lettering(line: Lettering, *, by: User, kind: str, text: str, speaker: str = "") -> Lettering:
    """Change what it says, its kind or its speaker; what was set by hand stays. Raises `Refusal` as `add_lettering` does."""
    _set_words(line, kind=kind, text=text, speaker=speaker)
    line.save(update_fields=["kind", "text", "speaker"])
    _settle(line.panel, by)
    line.refresh_from_db()
    return line


def _set_words(line: Lettering, *, kind: str, text: str, speaker: str) -> None:
    text = text.replace("\x00", "").strip()
    if not text:
        raise Refusal("Write what it says, or delete it.", field="text")
    if len(text) > MAX_TEXT:
        raise Refusal(f"One balloon may have {MAX_TEXT:,} characters; this text has {len(text):,}. Split it.", field="text")
    if kind not in set(LetteringKind):
        raise Refusal("There is no such kind of lettering.", field="kind")
    line.kind, line.text, line.speaker = kind, text, speaker.replace("\x00", "").strip()[:120]


def move_lettering(line: Lettering, *, by: User, at: Spot | None = None, tail: Spot | None = None) -> Lettering:
    """Keep where a hand put the balloon (its centre) or the tip of its tail. Raises `Refusal` for a place out of reach."""
    for spot in (at, tail):
        if spot and not (-REACH <= spot.x <= 1 + REACH and -REACH <= spot.y <= 1 + REACH):
            raise Refusal("That is too far away from the panel.")
    if at:
        line.at_x, line.at_y = at.x, at.y
    if tail:
        line.tail_x, line.tail_y = tail.x, tail.y
    line.save(update_fields=["at_x", "at_y", "tail_x", "tail_y"])
    _settle(line.panel, by)
    line.refresh_from_db()
    return line


def free_lettering(line: Lettering, *, by: User) -> Lettering:
    """Forget what was set by hand: the placement chooses again."""
    line.at_x = line.at_y = line.tail_x = line.tail_y = None
    line.save(update_fields=["at_x", "at_y", "tail_x", "tail_y"])
    _settle(line.panel, by)
    line.refresh_from_db()
    return line


def remove_lettering(line: Lettering, *, by: User) -> None:
    """Take a piece of lettering away."""
    panel = line.panel
    line.delete()
    _settle(panel, by)


def _settle(panel: Panel, by: User) -> None:
    """Place the panel's lettering anew and have the page's preview follow."""
    fresh = Panel.objects.select_related("page__issue__series", "chosen__picture").get(pk=panel.pk)
    reletter(fresh.page, [one for one in page_panels(fresh.page) if one.pk == fresh.pk])
    issue = fresh.page.issue
    issue.touched_by = by
    issue.save(update_fields=["touched_by", "updated_at"])
    follow(fresh)
