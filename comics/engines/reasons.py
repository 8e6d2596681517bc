"""What services say of an error, in a form that may stand in a sentence."""

from __future__ import annotations

import re
from typing import Any

from comics.engines.reading import on_one_line

MOST = 200  # characters
MOST_READ = 4000  # characters of what a service says that are looked at: some of them answer with megabytes
_SECRET = re.compile(r"[\w\-.+/=*]{16,}")  # with a digit in its word, this might be a token


def reason(text: Any) -> str:
    """The service's own words on one line, short, and without anything that may be a token; empty for none."""
    words = on_one_line(str(text or "")[:MOST_READ]).split()
    return " ".join(_SECRET.sub("…", word) if any(map(str.isdigit, word)) else word for word in words)[:MOST]
