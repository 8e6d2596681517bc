"""What lies in the bin: delete it for good, before its time."""

from __future__ import annotations

from django.db import transaction

from comics.actions.errors import Refusal
from comics.jobs.purge import discard, is_busy
from comics.models import Activity, Page, Series, User
from comics.models.bin import Binnable
from comics.vocabulary import Deed


@transaction.atomic
def discard_binned(thing: Binnable, *, by: User | None = None) -> None:
    """Delete something that lies in the bin with all that hangs on it. Pictures that nothing points at any more go later.

    Raises `Refusal` when it does not lie there any more, or one of its panels is being drawn.
    """
    if is_busy(thing):
        raise Refusal("One of its panels is being drawn right now. Wait until it is ready, or cancel it.")
    series = _series_of(thing)
    if not discard(thing):
        raise Refusal("It does not lie in the bin any more. Nothing was deleted.")
    kept = None if isinstance(thing, Series) else series
    issue = thing.issue if isinstance(thing, Page) else None
    named = thing.label if isinstance(thing, Page) else str(thing)
    Activity.objects.tell(Deed.DISCARDED, team=series.team, by=by, series=kept, issue=issue, about=named)


def _series_of(thing: Binnable) -> Series:
    if isinstance(thing, Series):
        return thing
    series: Series = thing.issue.series if isinstance(thing, Page) else thing.series  # type: ignore[attr-defined]
    return series
