"""Pages as plain frozen data.

Page coordinates are points (1/72 inch) from the upper left corner of the trimmed page, y downwards.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from comics.drawing.geometry import Box, Point
from comics.drawing.staging import Staging


@dataclass(frozen=True, slots=True)
class PageFormat:
    """A page format: trim width and height, bleed beyond the trim on each side, and the live area, all in points. A spread is
    one sheet of two `sides`."""

    key: str
    label: str
    width: float
    height: float
    bleed: float
    live: Box
    sides: int = 1

    @property
    def leaf(self) -> float:
        """The width of one side of paper: what gutters, lines and least sizes are measured by, on spreads as on pages."""
        return self.width / self.sides


@dataclass(frozen=True, slots=True)
class PanelShape:
    """What the layout needs to know of a panel: its shot (`vocabulary.Shot` value), how much it matters (1.0 is ordinary,
    2.0 the page's great moment), how many words are lettered in it, whether a new scene starts with it, and how many people
    must be seen in it together (0 where nobody knows)."""

    shot: str = "medium"
    importance: float = 1.0
    words: int = 0
    scene_start: bool = False
    people: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to lay out a page: `boxes` in reading order, in page points."""

    key: str
    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Dress:
    """How one piece of lettering is set beyond what its kind says.

    `bold` and `italic` are for all of its words; `font` is a name of `drawing.fonts` ("" for the book's), `scale` a factor on
    the type size. For sound effects: `design` names one of `soundeffects.DESIGNS` ("" lets the noise choose), `turn` is the
    rotation in degrees clockwise and `arc` how far the line bends (-1 valley to 1 hill); None leaves them to the studio.
    """

    bold: bool = False
    italic: bool = False
    font: str = ""
    scale: float = 1.0
    design: str = ""
    turn: float | None = None
    arc: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the plain dress, as kept in the database."""
        plain = Dress()
        return {name: value for name, value in asdict(self).items() if value != getattr(plain, name)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Dress:
        """The dress that `to_json` wrote; names that it does not know are left out."""
        return cls(**{each.name: data[each.name] for each in fields(cls) if each.name in data})


@dataclass(frozen=True, slots=True)
class Words:
    """One piece of lettering to be placed. `key` is the caller's name for it, `kind` a `vocabulary.LetteringKind` value.

    What a person set by hand is kept: `at` is the centre and `tail` the tip of the tail, both as fractions of the panel's box
    (they may lie outside 0–1); None leaves it to the placement. `joined` hangs a balloon together with the piece before it.
    """

    key: str
    kind: str
    text: str
    speaker: str = ""
    at: Point | None = None
    tail: Point | None = None
    joined: bool = False
    dress: Dress = Dress()
    seed: str = ""

    @property
    def pen(self) -> str:
        """What is irregular in its drawing follows this."""
        return self.seed or self.key


@dataclass(frozen=True, slots=True)
class Manner:
    """How a book is lettered: language (BCP 47), reading direction of its panels, fonts by the names of `drawing.fonts` ("" for
    the studio's own choice), whether scripts that have case are set in capitals, and whether Japanese and Chinese stand in
    vertical columns."""

    language: str = "en"
    direction: str = "ltr"
    font: str = ""
    sfx_font: str = ""
    capitals: bool = True
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class PanelArt:
    """One panel on a page: its frame in page points, its picture's key and pixels (0 × 0 where it has none yet), the part
    of the picture that the frame shows (fractions of the picture), and the staging as the engine published it (fractions of
    the whole picture). `edges` is the picture's edge map (`edges.edge_map`), where nobody published a staging. `border` is a
    `vocabulary.Border` value. Panels later on the page lie over earlier ones (insets); `covers` are the frames of
    those that lie over this one."""

    key: str
    box: Box
    words: tuple[Words, ...] = ()
    picture: str = ""
    pixels: tuple[int, int] = (0, 0)
    crop: Box = Box(0.0, 0.0, 1.0, 1.0)
    staging: Staging = Staging()
    alt: str = ""
    edges: str = ""
    border: str = "line"
    covers: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Balloon:
    """Lettering in its place, ready to draw: everything in page points.

    `box` is the outline's bounds without the tail; `lines` the text as broken, in its own case; `size` the type size; `tail`
    the tip, None where there is none; `turn` the rotation in degrees (SFX); `language` (BCP 47) rules the capitals, which
    `capitals` allows. `joined` is the key of the balloon that this one hangs together with. In a `vertical` balloon the lines
    are columns from right to left. `seed` is what the irregular in its outline follows where that is not the key: lettering
    that came from another studio is drawn as it was there. `to_json` and `from_json` are exact inverses up to 0.01 pt.
    """

    key: str
    kind: str
    box: Box
    lines: tuple[str, ...]
    size: float
    font: str
    text: str = ""
    tail: Point | None = None
    turn: float = 0.0
    warnings: tuple[str, ...] = field(default=())
    language: str = "en"
    dress: Dress = Dress()
    joined: str = ""
    vertical: bool = False
    capitals: bool = True
    seed: str = ""

    @property
    def pen(self) -> str:
        """What is irregular in its drawing follows this."""
        return self.seed or self.key

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers, as kept in the database."""
        return {
            "key": self.key,
            "kind": self.kind,
            "box": [round(v, 2) for v in self.box],
            "lines": list(self.lines),
            "size": round(self.size, 3),
            "font": self.font,
            "text": self.text,
            "tail": [round(v, 2) for v in self.tail] if self.tail else None,
            "turn": round(self.turn, 2),
            "warnings": list(self.warnings),
            "language": self.language,
            "dress": self.dress.to_json(),
            "joined": self.joined,
            "vertical": self.vertical,
            "capitals": self.capitals,
            **({"seed": self.seed} if self.seed else {}),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Balloon:
        """The balloon that `to_json` wrote."""
        return cls(
            key=data["key"],
            kind=data["kind"],
            box=Box(*data["box"]),
            lines=tuple(data["lines"]),
            size=data["size"],
            font=data["font"],
            text=data["text"],
            tail=Point(*data["tail"]) if data["tail"] else None,
            turn=data["turn"],
            warnings=tuple(data["warnings"]),
            language=data.get("language", "en"),
            dress=Dress.from_json(data.get("dress", {})),
            joined=data.get("joined", ""),
            vertical=data.get("vertical", False),
            capitals=data.get("capitals", True),
            seed=data.get("seed", ""),
        )
