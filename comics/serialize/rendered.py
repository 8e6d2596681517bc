"""The whole comic as JSON, its pages kept for those who look again: programs that wait ask every few seconds."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict

from comics.models import Issue
from comics.serialize.comics import head_of, pages_of

MOST_KEPT = 4_000_000  # bytes of pages in this process; 80 panels are 30,000
Key = tuple[int, int, int, int, str]


class _Kept:
    """Bytes by key, those that were not asked for the longest time go first."""

    def __init__(self) -> None:
        self._found: OrderedDict[Key, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Key, data: bytes) -> None:
        with self._lock:
            self._size += len(data) - len(self._found.pop(key, b""))
            self._found[key] = data
            while self._size > MOST_KEPT:
                self._size -= len(self._found.popitem(last=False)[1])


_PAGES = _Kept()


def comic_json(issue: Issue, *, base: str) -> bytes:
    """What `comic` answers, as JSON. `issue` comes from `models.standings.whole`; nothing is asked for pages that are kept.

    Whatever changes pages, panels, lettering or takes raises the issue's stamp; the prompt follows the script, and addresses
    the team's version of them. All else is told anew.
    """
    script = getattr(issue, "script", None)
    key = (issue.pk, issue.stamp, script.version if script else 0, issue.series.team.asset_version, base)
    pages = _PAGES.get(key)
    if pages is None:
        pages = json.dumps(pages_of(issue, base=base)).encode()
        _PAGES.put(key, pages)
    # Two objects are made one: the end of the first and the beginning of the second go.
    return json.dumps(head_of(issue, base=base)).encode()[:-1] + b", " + pages[1:]
