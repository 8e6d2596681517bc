"""Text made fit for the formats: without what XML 1.0 forbids (section 2.2, Char), whoever typed it."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and the two non-characters that XML forbids."""
    return _ILLEGAL.sub("", text)
