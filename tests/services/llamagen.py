"""LlamaGen's Comic API on 127.0.0.1: takes exactly what its documents describe, draws pictures one by one, keeps count."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from comics.vocabulary import SIZES
from tests.services.base import Answer, Seen, StrictServer
from tests.services.llamagen_rules import Wrong, check_continue, check_create, check_redraw, whole_number

UPLOAD_LIMIT = 10 * 1024 * 1024


@dataclass
class Panel:
    """One panel: its picture ("" until it is drawn), its words, and what a redraw is to replace."""

    url: str = ""
    caption: str = ""
    due: bool = True
    polls: int = 0


@dataclass
class Comic:
    """One generation."""

    id: str
    prompt: str
    size: str
    pages: list[list[Panel]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    status: str = ""
    error: Any = None

    def panels(self) -> list[Panel]:
        return [panel for page in self.pages for panel in page]


class LlamaGenServer(StrictServer):
    """Knobs: `credits`, `paid`, `per_minute` (None: no limit); `shape` of results: comics, comicData, comicDataText, panels,
    output or artwork; `status` overrides the status word; `fails` (a reason) lets every new generation fail; `relative` sends
    addresses without a host; `short` is how many of the last panels are never drawn, `surplus` how many come too many."""

    base_path = "/v1"

    def __init__(self) -> None:
        super().__init__()
        self.credits = 1000
        self.paid = True
        self.per_minute: int | None = None
        self.shape = "comics"
        self.status = ""
        self.done_word = "PROCESSED"
        self.fails: Any = None
        self.relative = False
        self.short = 0
        self.surplus = 0
        self.generations: dict[str, Comic] = {}
        self.uploads: dict[str, bytes] = {}
        self.used = 0
        self._asked: list[float] = []

    def serve(self, seen: Seen) -> Answer:
        if self._too_often():
            return Answer(429, {"error": "Too Many Requests"}, {"Retry-After": "6"})
        for method, path, view in self._routes():
            if seen.method == method and (match := re.fullmatch(self.base_path + path, seen.path)):
                try:
                    return view(seen, *match.groups())
                except Wrong as wrong:
                    return Answer(400, {"error": str(wrong)})
        return Answer(404, {"error": f"No such route: {seen.method} {seen.path}"})

    def _routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        return [
            ("POST", "/comics/generations", self._create),
            ("GET", "/comics/generations/([^/]+)", self._tell),
            ("PATCH", "/comics/generations/([^/]+)", self._change),
            ("POST", "/comics/upload", self._upload),
            ("GET", "/comics/usage", self._usage),
        ]

    def _too_often(self) -> bool:
        now = time.monotonic()
        self._asked = [at for at in self._asked if now - at < 60]
        if self.per_minute is not None and len(self._asked) >= self.per_minute:
            return True
        self._asked.append(now)
        return False

    def _charge(self, seen: Seen, panels: int) -> Answer | None:
        if panels > self.credits:
            return Answer(402, {"error": {"code": "insufficient_credits", "message": "Insufficient credits."}})
        self.credits -= panels
        self.used += 1
        self.creates.append(seen)
        return None

    def _create(self, seen: Seen) -> Answer:
        body = _body(seen)
        pages, each = check_create(body, self._known)
        if refused := self._charge(seen, pages * each):
            return refused
        comic = Comic(f"gen_{len(self.generations) + 1:09d}", body.get("prompt", ""), body["size"], requests=[body])
        comic.pages = [[Panel() for _ in range(each + self.surplus)] for _ in range(pages)]
        comic.pages[-1] = comic.pages[-1][: len(comic.pages[-1]) - self.short]
        comic.error = self.fails
        self.generations[comic.id] = comic
        if self.shape == "artwork":
            return Answer(200, {"artwork": {"id": comic.id}})
        usage = {"total_comics": pages * each}
        return Answer(200, {"id": comic.id, "status": "LOADING", "prompt": comic.prompt, "usage": usage})

    def _change(self, seen: Seen, id_: str) -> Answer:
        comic = self.generations.get(id_)
        if comic is None:
            return Answer(404, {"error": "Generation not found"})
        body = _body(seen)
        if body.get("action") == "continueWrite":
            return self._continue(seen, comic, body)
        return self._redraw(seen, comic, body)

    def _continue(self, seen: Seen, comic: Comic, body: dict[str, Any]) -> Answer:
        pages, each = check_continue(body, self._known, previous=len(comic.pages[-1]))
        if refused := self._charge(seen, pages * each):
            return refused
        first = len(comic.pages)
        comic.pages += [[Panel() for _ in range(each)] for _ in range(pages)]
        comic.requests.append(body)
        comic.error = self.fails
        usage = {"total_comics": len(comic.panels()), "continued_pages": pages}
        told = {"totalPages": pages, "panelsPerPage": each}
        return Answer(200, {"id": comic.id, "status": "LOADING", "usage": usage, "page": first + 1, "pagination": told})

    def _redraw(self, seen: Seen, comic: Comic, body: dict[str, Any]) -> Answer:
        page, at = check_redraw(body, self._known)
        if page >= len(comic.pages) or at >= len(comic.pages[page]):
            raise Wrong(f"There is no panel {at} on page {page}")
        if refused := self._charge(seen, 1):
            return refused
        panel = comic.pages[page][at]
        panel.due, panel.polls, panel.caption = True, 0, body.get("caption", panel.caption)
        comic.requests.append(body)
        comic.error = self.fails
        told = {"page": page, "panel": at}
        return Answer(
            200, {"id": comic.id, "status": "LOADING", "panel": told, "usage": {"redraw_panels": 1}, "model": "made-up"}
        )

    def _tell(self, seen: Seen, id_: str) -> Answer:
        comic = self.generations.get(id_)
        if comic is None:
            return Answer(404, {"error": "Generation not found"})
        if unknown := set(seen.query) - {"page", "panel", "page_index", "panel_index"}:
            raise Wrong(f"Unknown query: {sorted(unknown)}")
        self._draw(comic)
        query = {name.removesuffix("_index"): whole_number(values[0], name) for name, values in seen.query.items()}
        if "panel" in query:
            return self._tell_panel(comic, query.get("page", 0), query["panel"])
        return Answer(200, self._shaped(comic))

    def _draw(self, comic: Comic) -> None:
        """One panel more is through with every poll, once as many polls have passed as it takes."""
        due = [panel for panel in comic.panels() if panel.due]
        for panel in due:
            panel.polls += 1
        ready = next((panel for panel in due if panel.polls > self.polls_until_ready - 1), None)
        if ready and comic.error is None and not self.status:
            width, height = SIZES[comic.size]
            url = self.picture((width // 8, height // 8))
            ready.url, ready.due = url.partition(self.host_port)[2] if self.relative else url, False

    def _word(self, comic: Comic) -> str:
        if self.status or comic.status:
            return self.status or comic.status
        if comic.error is not None:
            return "FAILED"
        return "LOADING" if any(panel.due for panel in comic.panels()) else self.done_word

    def _tell_panel(self, comic: Comic, page: int, at: int) -> Answer:
        if page >= len(comic.pages) or at >= len(comic.pages[page]):
            return Answer(404, {"error": "Panel not found"})
        told = {"id": comic.id, "status": self._word(comic), "prompt": comic.prompt, "page": page, "panel": at}
        told |= {"pagePrompt": comic.prompt, "layout": "Layout0", "data": _panel(comic.pages[page][at], at)}
        return Answer(200, self._with_error(comic, told))

    def _with_error(self, comic: Comic, told: dict[str, Any]) -> dict[str, Any]:
        return told if comic.error is None else {**told, "error": comic.error}

    def _shaped(self, comic: Comic) -> dict[str, Any]:
        told: dict[str, Any] = {"id": comic.id, "status": self._word(comic), "prompt": comic.prompt}
        flat = [{"assetUrl": panel.url} for panel in comic.panels()]
        pages = [
            {
                "page": number,
                "prompt": comic.prompt,
                "beginPageIndex": 0,
                "totalPages": len(comic.pages),
                "panelsPerPage": len(page),
                "layout": "Layout0",
                "panels": [_panel(panel, at) for at, panel in enumerate(page)],
            }
            for number, page in enumerate(comic.pages)
        ]
        shapes: dict[str, dict[str, Any]] = {
            "comics": {"comics": pages},
            "comicData": {"comicData": {"panels": flat}},
            "comicDataText": {"comicData": json.dumps({"panels": flat})},
            "panels": {"panels": flat},
            "output": {"output": flat[0]["assetUrl"] if flat else "", "createdAt": "2024-03-20T10:00:00Z"},
            "artwork": {"artwork": {**told, "comicData": json.dumps({"panels": flat})}},
        }
        told |= shapes[self.shape]
        if self.shape == "artwork":
            del told["status"]
        return self._with_error(comic, told)

    def _upload(self, seen: Seen) -> Answer:
        head = f"Content-Type: {seen.headers.get('content-type', '')}\r\n\r\n".encode()
        message = BytesParser(policy=HTTP).parsebytes(head + seen.body)
        if message.get_content_type() != "multipart/form-data":
            raise Wrong("Send multipart/form-data")
        parts = list(message.iter_parts())
        names = [part.get_param("name", header="content-disposition") for part in parts]
        if names != ["file"]:
            raise Wrong(f"Send the one field file, not {names}")
        data = parts[0].get_payload(decode=True)
        if not isinstance(data, bytes) or not data:
            raise Wrong("The file is empty")
        if len(data) > UPLOAD_LIMIT:
            return Answer(413, {"error": "File too large"})
        if not parts[0].get_filename() or parts[0].get_content_maintype() != "image":
            raise Wrong("The file has no name, or is no image")
        url = f"https://s.llamagen.example/uploads/{len(self.uploads) + 1}.png"
        self.uploads[url] = data
        return Answer(200, {"code": 200, "fileUrl": url})

    def _usage(self, seen: Seen) -> Answer:
        told = {"apiUsageCount": self.used, "apiMaxUsage": 100, "credits": self.credits, "isPaidPlan": self.paid}
        return Answer(200, told)

    def _known(self, url: str) -> bool:
        """Whether an address was handed out here, or lies where the service could fetch it."""
        return url in self.uploads or (url.startswith("https://") and "s.llamagen.example" not in url)


def _body(seen: Seen) -> dict[str, Any]:
    if seen.headers.get("content-type") != "application/json":
        raise Wrong("Send application/json")
    try:
        found = seen.json()
    except ValueError as error:
        raise Wrong("This is no JSON") from error
    if not isinstance(found, dict):
        raise Wrong("Send an object")
    return found


def _panel(panel: Panel, at: int) -> dict[str, Any]:
    return {"assetUrl": panel.url, "panel": at, "caption": panel.caption, "image": []}
