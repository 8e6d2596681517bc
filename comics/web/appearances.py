"""Where the cast and the places of a series appear: in which issues' scripts their names stand."""

from __future__ import annotations

import re

from comics.models import Issue, Series


def appearances(series: Series) -> dict[str, list[int]]:
    """From each name of the cast and the places (as written) to the numbers of the issues whose script speaks of it."""
    characters = series.characters.live().values_list("name", flat=True)
    places = series.locations.live().values_list("name", flat=True)
    names = {name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for name in (*characters, *places) if name}
    found: dict[str, list[int]] = {name: [] for name in names}
    scripts = Issue.objects.live().filter(series=series).order_by("number").values_list("number", "script__text")
    for number, text in scripts:
        for name, pattern in names.items():
            if pattern.search(text or ""):
                found[name].append(number)
    return found
