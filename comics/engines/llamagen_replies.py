"""How LlamaGen's replies read: the shapes of a result over the years, its statuses, its reasons for a failure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from comics.engines.contract import Json
from comics.engines.errors import CreditExhausted, EngineError, Refused, Unsupported
from comics.engines.reading import id_text, number, parsed
from comics.engines.reasons import reason as plain

# Compared in lower case; a word that is not here means that the work goes on.
STATES: Final[dict[str, str]] = {
    "processed": "done",
    "completed": "done",
    "succeeded": "done",
    "failed": "failed",
    "cancelled": "failed",
    "canceled": "failed",
}
MOST_PANES: Final = 2000  # panels of a reply that are looked at: more than any comic of the service has
MOST_ADDRESS: Final = 8000  # characters
MOST_CAPTION: Final = 2000  # characters
_REASONS: Final = ("error", "message", "errorMessage", "error_message", "reason", "detail")
_MONEY: Final = r"(?:credit|balance|funds)"
_CREDITS: Final = re.compile(
    rf"(?:insufficient|not enough|no more|\bno\b|out of|exhaust|r[au]n out|used up|deplet|lack|requires?).{{0,30}}{_MONEY}"
    rf"|{_MONEY}.{{0,30}}(?:insufficient|not enough|exhaust|r[au]n out|used up|deplet|required|too low)|payment required",
    re.IGNORECASE,
)
_CONTENT: Final = re.compile(
    r"content.{0,20}(?:policy|filter|violat|moderat|reject)|moderat|nsfw|safety|prohibited|inappropriate|policy.{0,5}violat",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pane:
    """A panel as a reply tells it: its zero-based page and place, the address of its picture ("" for none yet), its caption."""

    page: int
    panel: int
    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Sheets:
    """All that a reply tells of a comic: its panels in reading order, and how many pages it has, empty ones too."""

    panes: tuple[Pane, ...] = ()
    pages: int = 0

    def url(self, page: int, panel: int) -> str:
        """The address of one panel's picture, "" for none."""
        return next((pane.url for pane in self.panes if (pane.page, pane.panel) == (page, panel)), "")


def unwrapped(body: Mapping[str, Any]) -> Json:
    """The reply without the envelope of older servers (`artwork`, or a `data` that is no panel)."""
    inner = body.get("artwork") or body.get("data")
    if isinstance(inner, dict) and "assetUrl" not in inner:
        return {**body, **inner}
    return dict(body)


def id_of(body: Mapping[str, Any]) -> str:
    """The id of a generation, "" where the reply names none."""
    return id_text(unwrapped(body).get("id"))


def state_of(body: Mapping[str, Any]) -> str:
    """What a status means: running, done or failed."""
    return STATES.get(str(unwrapped(body).get("status", "")).strip().lower(), "running")


def sheets(body: Mapping[str, Any], site: str) -> Sheets:
    """The panels of a whole generation in any of the shapes seen; addresses are resolved against `site`.

    Newest first: `comics[]`; `comicData` as JSON text or an object; `panels` at the top; `output`, which may be one address.
    """
    told = unwrapped(body)
    empty = Sheets()
    for name in ("comics", "comicData", "panels", "output"):
        value = _parsed(told.get(name))
        if isinstance(value, str) and value.strip() and name == "output":
            value = [value]
        found = _sheets(value, site)
        if found.panes:
            return found
        empty = empty if empty.pages else found
    return empty


def single(body: Mapping[str, Any], site: str, page: int, panel: int) -> Pane:
    """One panel, from the reply for that panel or from that for the whole generation."""
    told = body.get("data")
    if not isinstance(told, dict) or "assetUrl" not in told:
        told = body if "assetUrl" in body else None
    if told is not None:
        return Pane(page, panel, _address(told.get("assetUrl"), site), _text(told.get("caption")))
    panes = sheets(body, site).panes
    return next((pane for pane in panes if (pane.page, pane.panel) == (page, panel)), Pane(page, panel, ""))


def same_picture(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but their query: a fresh signature makes no new picture."""
    return urlsplit(one)._replace(query="", fragment="") == urlsplit(other)._replace(query="", fragment="")


def reason(body: Mapping[str, Any]) -> str:
    """The service's own words for what went wrong, without anything that looks like a token; "" for none."""
    return plain(_reason(body))


def explain(status: int, body: Mapping[str, Any]) -> EngineError | None:
    """What an error reply means where its words say more than its status: 429 may also mean that no credits are left."""
    said = reason(body)
    if not said or status in (401, 408) or not 400 <= status < 500:
        return None
    if known := _by_words(said):
        return known
    if status in (402, 403, 429, 451):
        return None
    return Unsupported(f"LlamaGen does not take this request. It says: {_closed(said)}")


def failure(body: Mapping[str, Any]) -> EngineError:
    """Why a generation failed, by what to do next."""
    told = unwrapped(body)
    said = reason(told)
    if known := _by_words(said):
        return known
    if str(told.get("status")).strip().lower().startswith("cancel"):
        return EngineError("The drawing was cancelled at LlamaGen.")
    return EngineError(f"LlamaGen could not draw this. It says: {_closed(said)}" if said else "LlamaGen could not draw this.")


def _by_words(said: str) -> EngineError | None:
    if _CREDITS.search(said):
        return CreditExhausted("The account at LlamaGen has no credits left.")
    if _CONTENT.search(said):
        return Refused(f"LlamaGen refuses these words or pictures. It says: {_closed(said)}")
    return None


def _reason(body: Mapping[str, Any]) -> str:
    for name in _REASONS:
        found = body.get(name)
        if isinstance(found, dict):
            found = ": ".join(str(found[part]) for part in ("code", "message") if isinstance(found.get(part), str | int))
        if isinstance(found, str) and found.strip():
            return found
    return ""


def _closed(said: str) -> str:
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def _sheets(value: object, site: str) -> Sheets:
    if isinstance(value, dict):
        value = value.get("comics") or value.get("pages") or ([value] if "panels" in value else [])
    if not isinstance(value, list) or not value:
        return Sheets()
    pages = value if all(isinstance(page, dict) and "panels" in page for page in value) else [{"panels": value}]
    numbered = sorted(((_index(page.get("page"), place), page) for place, page in enumerate(pages)), key=lambda pair: pair[0])
    panes = list(islice((pane for at, page in numbered for pane in _panes(at, page.get("panels"), site)), MOST_PANES))
    return Sheets(tuple(panes), numbered[-1][0] + 1)


def _panes(page: int, panels: object, site: str) -> list[Pane]:
    panels = _parsed(panels)
    found = []
    for place, panel in enumerate(panels[:MOST_PANES] if isinstance(panels, list) else []):
        told = panel if isinstance(panel, dict) else {"assetUrl": panel}
        at = _index(told.get("panel"), place)
        found.append(Pane(page, at, _address(told.get("assetUrl"), site), _text(told.get("caption"))))
    return sorted(found, key=lambda pane: pane.panel)


def _parsed(value: object) -> object:
    """JSON that came as text, or the value as it is."""
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        try:
            return parsed(value)
        except ValueError:
            return None
    return value


def _index(value: object, place: int) -> int:
    found = number(value)
    return place if found is None or found < 0 else found


def _address(value: object, site: str) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= MOST_ADDRESS:
        return ""
    try:
        found = urljoin(f"{site}/", value.strip())
        return found if urlsplit(found).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _text(value: object) -> str:
    return value.strip()[:MOST_CAPTION] if isinstance(value, str) else ""
