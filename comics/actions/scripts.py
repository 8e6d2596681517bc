"""Scripts: save them, two tabs or two people notwithstanding."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from comics.actions.errors import Conflict, Refusal
from comics.jobs.queue import enqueue
from comics.models import Activity, Issue, Script, User
from comics.models.scripts import MAX_SCRIPT
from comics.vocabulary import Deed


@transaction.atomic
def save_script(issue: Issue, *, by: User, text: str, version: int | None = None, under_way: bool = False) -> Script:
    """Keep the text of an issue's script. `version` is the one the writer started from; None overwrites whatever is there.

    `under_way` says that an older save of the same writer from the same version may arrive before or after this one.

    Raises `Conflict` when the script was saved by somebody else since then (nothing is overwritten), `Refusal` when it is too
    long.
    """
    if len(text) > MAX_SCRIPT:
        raise Refusal(f"A script may have {MAX_SCRIPT:,} characters; this one has {len(text):,}.", field="text")
    text = text.replace("\r\n", "\n").replace("\x00", "")
    rows = Script.objects.filter(issue=issue)
    if version is not None:
        mine = Q(version=version + 1, updated_by=by) if under_way else Q()
        rows = rows.filter(Q(version=version) | mine)
    if not rows.update(text=text, version=F("version") + 1, updated_by=by, updated_at=timezone.now()):
        raise Conflict("This script was changed in another window or by somebody else. Your words are still here: copy them.")
    issue.touched_by = by
    issue.save(update_fields=["touched_by", "updated_at"])
    Activity.objects.tell(Deed.WROTE_SCRIPT, team=issue.series.team, by=by, issue=issue)
    if issue.pages.live().exists():
        enqueue("stale.check_issue", issue.pk)
    return Script.objects.get(issue=issue)
