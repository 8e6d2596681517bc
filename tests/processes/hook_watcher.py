"""A watcher as `manage.py watcher --alone` is, that stands still between the answer to a webhook and noting it.

Its argument is the file that grows by one byte with each delivery that stands there; without one it is a plain watcher.
"""

import sys
import threading
from pathlib import Path

import django

django.setup()

# ruff: noqa: E402 - models can only be imported once Django is set up
from comics.jobs import deliver_rows, watch


def stand_still(owner: str, parcel: deliver_rows.Parcel, result: deliver_rows.Result) -> bool:
    with Path(sys.argv[1]).open("ab") as mark:
        mark.write(b".")
    threading.Event().wait()
    return False


if len(sys.argv) > 1:
    deliver_rows.note = stand_still
watch.run(alone=True)
