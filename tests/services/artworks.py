"""LlamaGen's older artworks service on 127.0.0.1: takes exactly the form that its document describes."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP

from tests.services.base import Answer, Seen, StrictServer

PATH = "/api/openapi/artworks"
PROMPTS = "running flexibility flying laser_speed laser_flexibility laser_flying castle_speed castle_flexibility castle_flying"
ACCEPTED: dict[str, list[str]] = {
    "prompt": PROMPTS.split(),
    "comicRoles[]": [
        "hero",
        "villain",
        "sidekick",
        "love_interest",
        "mentor",
        "scientist",
        "robot",
        "animal",
        "monster",
        "civilian",
    ],
    "aspectRatio": ["1:1", "4:3", "16:9", "2.35:1"],
    "preset": ["classic", "modern", "manga", "superhero", "fantasy"],
    "gender": ["male", "female", "other"],
}
NUMBERS = {"seed": 1_000_000, "age": 150}
FREE = ("name", "imageUrl")


class Wrong(Exception):
    """The form breaks the document; says how."""


@dataclass
class Artwork:
    """One accepted artwork. An address is empty while its picture is being drawn."""

    id: str
    form: dict[str, list[str]]
    polls: int = 0
    urls: list[str] = field(default_factory=list)


class ArtworksServer(StrictServer):
    """The service. The knobs below make it behave in other known ways, or badly.

    An artwork has `panels` pictures. `shape` is how they are told: "text" (comicData as JSON text), "object" or "comics";
    `reply` is how a create is answered: "artwork" ({artwork: {id}}) or "flat" ({id, status}). `fails` makes artworks fail;
    `running_word` stands for "LOADING"; `blank` is how many polls say PROCESSED before the last picture has an address.
    """

    def __init__(self) -> None:
        super().__init__()
        self.artworks: dict[str, Artwork] = {}
        self.panels = 4
        self.shape = "text"
        self.reply = "artwork"
        self.fails = False
        self.running_word = "LOADING"
        self.blank = 0

    def serve(self, seen: Seen) -> Answer:
        if seen.method == "POST" and seen.path == PATH:
            return self._create(seen)
        if seen.method == "GET" and (found := re.fullmatch(f"{PATH}/([^/]+)", seen.path)):
            artwork = self.artworks.get(found[1])
            return self._look(artwork) if artwork else Answer(404, {"error": "Artwork not found"})
        return Answer(404, {"error": "No such address"})

    def _create(self, seen: Seen) -> Answer:
        try:
            form = checked(seen)
        except Wrong as wrong:
            return Answer(400, {"error": str(wrong)})
        artwork = Artwork(uuid.uuid4().hex, form)
        self.artworks[artwork.id] = artwork
        self.creates.append(seen)
        flat = {"id": artwork.id, "status": "LOADING"}
        return Answer(200, flat if self.reply == "flat" else {"artwork": {"id": artwork.id}})

    def _look(self, artwork: Artwork) -> Answer:
        artwork.polls += 1
        if artwork.polls < self.polls_until_ready:
            return Answer(200, {"status": self.running_word})
        if self.fails:
            return Answer(200, {"status": "FAILED"})
        artwork.urls = artwork.urls or [self.picture() for _ in range(self.panels)]
        panels = [{"assetUrl": url} for url in artwork.urls]
        if artwork.polls < self.polls_until_ready + self.blank:
            panels[-1] = {"assetUrl": ""}
        if self.shape == "comics":
            return Answer(200, {"status": "PROCESSED", "comics": [{"panels": panels}]})
        data = {"panels": panels}
        return Answer(200, {"status": "PROCESSED", "comicData": json.dumps(data) if self.shape == "text" else data})


def checked(seen: Seen) -> dict[str, list[str]]:
    """The form, if it is as the document demands. Raises `Wrong`."""
    form = _parts(seen)
    for name, values in form.items():
        if name not in (*ACCEPTED, *NUMBERS, *FREE):
            raise Wrong(f"unknown field {name}")
        if len(values) > 1 and name != "comicRoles[]":
            raise Wrong(f"{name} is given twice")
        for value in values:
            _value(name, value)
    if len(set(form.get("comicRoles[]", []))) < len(form.get("comicRoles[]", [])):
        raise Wrong("comicRoles[] names a role twice")
    if "prompt" not in form:
        raise Wrong("prompt is required")
    return form


def _value(name: str, value: str) -> None:
    if not value or value in ("None", "null"):
        raise Wrong(f"{name} is empty")
    if name in ACCEPTED and value not in ACCEPTED[name]:
        raise Wrong(f"{name} does not accept {value}")
    if name in NUMBERS and not (re.fullmatch(r"\d{1,7}", value, re.ASCII) and int(value) <= NUMBERS[name]):
        raise Wrong(f"{name} must be a whole number from 0 to {NUMBERS[name]}")
    if name == "imageUrl" and not value.startswith("https://"):
        raise Wrong("imageUrl must be an https address")


def _parts(seen: Seen) -> dict[str, list[str]]:
    kind = seen.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data; boundary="):
        raise Wrong("the form must be multipart/form-data")
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + seen.body)
    form: dict[str, list[str]] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        if part.get_filename() is not None or not name:
            raise Wrong("only plain fields are taken")
        form.setdefault(str(name), []).append(part.get_payload(decode=True).decode())
    return form
