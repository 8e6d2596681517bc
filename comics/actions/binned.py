"""What lies in the bin: delete it for good, before its time."""

from __future__ import annotations

from comics.actions.errors import Refusal
from comics.jobs.purge import discard, is_busy
from comics.models.bin import Binnable


def discard_binned(thing: Binnable) -> None:
    """Delete something that lies in the bin with all that hangs on it. Pictures that nothing points at any more go later.

    Raises `Refusal` when it does not lie there any more, or one of its panels is being drawn.
    """
    if is_busy(thing):
        raise Refusal("One of its panels is being drawn right now. Wait until it is ready, or cancel it.")
    if not discard(thing):
        raise Refusal("It does not lie in the bin any more. Nothing was deleted.")
