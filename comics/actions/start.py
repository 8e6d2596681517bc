"""Starting something new from what a newcomer has: a title, an idea, a script."""

from __future__ import annotations

from django.db import transaction

from comics.actions.headless import issue_from_script
from comics.jobs.queue import enqueue
from comics.models import Issue, Team, User


@transaction.atomic
def start_series(team: Team, *, by: User, title: str = "", text: str = "") -> Issue:
    """A new series with a first issue; the worker draws the portraits of the cast that the script describes.

    An empty title takes the script's own. Raises `Refusal` as `create_series` does.
    """
    issue = issue_from_script(team, text, by=by, title=title)
    for character in issue.series.characters.live():
        enqueue("draw.draw_portrait", character.pk)
    return issue
