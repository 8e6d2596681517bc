"""Takes: choose one, go back to another."""

from __future__ import annotations

from django.db import transaction

from comics.actions.edits import recorded
from comics.jobs.arrange import follow
from comics.jobs.compose import page_panels, reletter, touch
from comics.jobs.stale import judge_again
from comics.models import Panel, Take, User


def choose_take(take: Take, *, by: User) -> Panel:
    """Show this take in its panel; the lettering is placed around its actors, what was set by hand stays."""
    panel = take.panel
    with recorded([panel.page], by=by, label="choose a take"), transaction.atomic():
        Panel.objects.filter(pk=panel.pk).update(chosen=take)
        judge_again(panel)
        touch(panel.page, [panel])
        panel.page.issue.touched_by = by
        panel.page.issue.save(update_fields=["touched_by", "updated_at"])
    fresh = next(p for p in page_panels(panel.page) if p.pk == panel.pk)
    reletter(panel.page, [fresh])
    follow(panel)
    return fresh
