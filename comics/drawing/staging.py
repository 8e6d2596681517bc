"""Staging: who stands where in a picture, so that lettering, crops, alternative text and tests need not look at pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from comics.drawing.geometry import Box, Point


@dataclass(frozen=True, slots=True)
class Actor:
    """One figure in a picture. Boxes and points are fractions of the picture's width and height, 0–1, and may lie outside it
    when the camera cut them off. `face` is eyes to chin, `head` includes hair, ears and hat, `body` the whole figure."""

    name: str
    face: Box
    head: Box
    body: Box
    mouth: Point


@dataclass(frozen=True, slots=True)
class Staging:
    """What a picture shows: actors from left to right, the source of its noise if any, its shot, one sentence of alt text."""

    actors: tuple[Actor, ...] = ()
    source: Point | None = None
    shot: str = "medium"
    alt: str = ""
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists, rounded to four places, as kept beside a take."""
        return {
            "actors": [
                {
                    "name": a.name,
                    "face": _rounded(a.face),
                    "head": _rounded(a.head),
                    "body": _rounded(a.body),
                    "mouth": _rounded(a.mouth),
                }
                for a in self.actors
            ],
            "source": _rounded(self.source) if self.source else None,
            "shot": self.shot,
            "alt": self.alt,
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Staging:
        """The staging that `to_json` wrote; an empty dictionary gives an empty staging."""
        actors = tuple(
            Actor(a["name"], Box(*a["face"]), Box(*a["head"]), Box(*a["body"]), Point(*a["mouth"]))
            for a in data.get("actors", ())
        )
        source = Point(*data["source"]) if data.get("source") else None
        return cls(actors, source, data.get("shot", "medium"), data.get("alt", ""), tuple(data.get("notes", ())))


def _rounded(values: tuple[float, ...]) -> list[float]:
    return [round(value, 4) for value in values]
