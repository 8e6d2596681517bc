"""What programs call things: `gen_12` is the issue with the key 12, with all its generations; `exp_7` is an export."""

from __future__ import annotations

import re

LONGEST = 24  # characters of an id
_FORM = re.compile(r"(gen|exp)_([1-9][0-9]{0,18})", re.ASCII)


def generation_id(issue: int) -> str:
    """The id of an issue as a generation."""
    return f"gen_{issue}"


def export_id(export: int) -> str:
    """The id of an export."""
    return f"exp_{export}"


def issue_key(text: str) -> int:
    """The key of the issue that the id of a generation means; 0, which no row has, for what is no such id."""
    return _key(text, "gen")


def export_key(text: str) -> int:
    """The key of the export that an id means; 0, which no row has, for what is no such id."""
    return _key(text, "exp")


def _key(text: str, kind: str) -> int:
    found = _FORM.fullmatch(text)
    return int(found[2]) if found and found[1] == kind else 0
