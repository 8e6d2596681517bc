"""What services say of an error, in a form that may stand in a sentence."""

from __future__ import annotations

import re
from typing import Any

MOST = 200  # characters
_SECRET = re.compile(r"(?=\S*\d)[\w\-.+/=*]{16,}")  # what might be a token


def reason(text: Any) -> str:
    """The service's own words on one line, short, and without anything that may be a token; empty for none."""
    return _SECRET.sub("…", " ".join(str(text or "").split()))[:MOST]
