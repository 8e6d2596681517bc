"""The words of a cover, laid over its art: title, number, credits in front; a blurb behind.

Everything is vectors in page points. A design decides where things stand; a colour is one of a few that hold on any picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from comics.composition.borders import rectangle
from comics.composition.hands import Hand, hand_for
from comics.composition.model import Manner, PageFormat, Words
from comics.composition.typeset import Block, Ink, Side, block
from comics.drawing import fonts
from comics.drawing.displaylist import Item, Linear, Path, Stop
from comics.drawing.geometry import Box, Point
from comics.drawing.ink import ellipse, luminance, mix
from comics.vocabulary import LetteringKind, PageKind

INK: Final = "#150d26"
_WHITE: Final = "#ffffff"
_PAPER: Final = "#fdf6e3"

COLOURS: Final = MappingProxyType(
    {"sun": "#ffd23f", "coral": "#ff6b4a", "sky": "#5cc8ff", "mint": "#6fe3b4", "rose": "#ff8fb1", "paper": "#fdf6e3"}
)
FRONT_DESIGNS: Final = MappingProxyType(
    {"logo": "Logo over the art", "masthead": "Masthead on a colored band", "poster": "Poster, title at the foot"}
)
BACK_DESIGNS: Final = MappingProxyType(
    {"blurb": "Text over the dimmed art", "card": "Text on a card", "plain": "Text on plain color"}
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover says and how.

    `kind` is a `PageKind` value; `design` and `colour` are names of the tables here (unknown ones give the
    first); `title` is the series' logo, `subtitle` the issue's own title, `number` as it is printed ("1"), `credits` lines such
    as "Words: Ann"; `text` is the back cover's blurb."""

    kind: str
    design: str = ""
    colour: str = ""
    title: str = ""
    subtitle: str = ""
    number: str = ""
    tagline: str = ""
    text: str = ""
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the designs draw with."""

    cover: Cover
    page: PageFormat
    manner: Manner
    colour: str

    @property
    def sheet(self) -> Box:
        """The paper with its bleed."""
        return Box(0.0, 0.0, self.page.width, self.page.height).grown(self.page.bleed)

    def display(self, text: str) -> Hand:
        """The hand of a logo."""
        return hand_for(Words("cover", LetteringKind.SFX, text), self.manner)

    def print(self, text: str, *, capitals: bool = False) -> Hand:
        """The hand of small print."""
        language = self.manner.language
        font = fonts.font_for(text, language=language, wanted=("fallback-bold" if capitals else "fallback",))
        return Hand(font, language, upper=capitals and self.manner.capitals)


def cover_words(page: PageFormat, cover: Cover, manner: Manner) -> tuple[Item, ...]:
    """All that stands on the cover over its art, in painting order, in page points.

    Words are real text, in groups that a book reads as paragraphs; nothing leaves the live area but bands of colour.
    """
    desk = _Desk(cover, page, manner, COLOURS.get(cover.colour, next(iter(COLOURS.values()))))
    designs = _BACK if cover.kind == PageKind.BACK else _FRONT
    return tuple(designs.get(cover.design, next(iter(designs.values())))(desk))


def _logo(desk: _Desk) -> Sequence[Item]:
    """The title large over the art, ink around it and a shadow under it; number in a disc; credits at the foot."""
    live = desk.page.live
    room = Box(live.x, live.y + 0.01 * live.h, live.w, 0.27 * live.h)
    title = _title(desk, room, Ink(desk.colour, INK, 0.16, mix(INK, desk.colour, 0.25), (0.05, 0.075)))
    items: list[Item] = [_fade(desk.sheet, down=0.42, strength=0.55), title.group]
    items += _subtitle(desk, Box(live.x, title.box.bottom + 0.03 * live.h, live.w, 0.05 * live.h))
    items += [_fade(desk.sheet, down=-0.2, strength=0.7), *_foot(desk)]
    side = 0.15 * live.w
    return [*items, *_disc(desk, Box(live.right - side, live.bottom - side, side, side))]


def _masthead(desk: _Desk) -> Sequence[Item]:
    """A band of colour with the title in ink over the art, as newsstands know it."""
    live, sheet = desk.page.live, desk.sheet
    band = Box(sheet.x, sheet.y, sheet.w, live.y - sheet.y + 0.2 * live.h)
    inner = Box(live.x, live.y, live.w * (0.86 if desk.cover.number else 1.0), 0.175 * live.h)
    title = _title(desk, inner, Ink(_on(desk.colour)), rise=0.5)
    rule = Box(sheet.x, band.bottom, sheet.w, 0.006 * live.h)
    items: list[Item] = [Path(rectangle(band), fill=desk.colour), Path(rectangle(rule), fill=INK), title.group]
    items += _number_box(desk, Box(live.x + 0.88 * live.w, live.y, 0.12 * live.w, 0.175 * live.h))
    items += _subtitle(desk, Box(live.x, rule.bottom + 0.018 * live.h, live.w, 0.045 * live.h))
    return [*items, _fade(sheet, down=-0.16, strength=0.65), *_foot(desk)]


def _poster(desk: _Desk) -> Sequence[Item]:
    """The title at the foot, as films have it, the issue's own title under it; the number in the upper corner."""
    live, cover = desk.page.live, desk.cover
    items: list[Item] = [_fade(desk.sheet, down=-0.66, strength=0.96, long=0.72)]
    credits_ = _credits(desk, Box(live.x, live.bottom - 0.03 * live.h, live.w, 0.03 * live.h))
    own = block(
        cover.subtitle,
        desk.print(cover.subtitle, capitals=True),
        Box(live.x, live.y, live.w, credits_.box.y - live.y - 0.02 * live.h),
        ink=Ink(desk.colour),
        name="cover-subtitle",
        most=2,
        largest=0.03 * live.h,
        rise=1.0,
    )
    foot = min(own.box.y, credits_.box.y) - 0.03 * live.h
    title = _title(desk, Box(live.x, foot - 0.22 * live.h, live.w, 0.22 * live.h), Ink(_WHITE, INK, 0.05), rise=1.0)
    line = block(
        cover.tagline,
        desk.print(cover.tagline),
        Box(live.x, live.y, live.w, title.box.y - live.y - 0.026 * live.h),
        ink=Ink(mix(_WHITE, desk.colour, 0.35)),
        name="cover-tagline",
        most=2,
        largest=0.022 * live.h,
        rise=1.0,
    )
    items += [line.group, title.group, own.group, credits_.group]
    return [*items, *_disc(desk, Box(live.right - 0.13 * live.w, live.y, 0.13 * live.w, 0.13 * live.w))]


def _blurb(desk: _Desk) -> Sequence[Item]:
    """The art under a dark veil, the text in its middle."""
    veil = Path(rectangle(desk.sheet), fill=INK, fill_alpha=0.72)
    return [veil, *_centred(desk, desk.colour, _WHITE)]


def _card(desk: _Desk) -> Sequence[Item]:
    """The art as it is, and a card of paper, as large as its text, at the foot."""
    live = desk.page.live
    pad = 0.05 * live.w
    room = Box(live.x + 0.06 * live.w + pad, live.y, 0.88 * live.w - 2 * pad, 0.8 * live.h)
    heading = mix(desk.colour, INK, 0.62)
    tall = _back_text(desk, room, heading=heading, body=INK)[1]
    room = room._replace(y=live.bottom - 0.05 * live.h - pad - tall)
    card = room._replace(h=tall).grown(pad)
    shade = card._replace(x=card.x + 0.012 * live.w, y=card.y + 0.012 * live.w)
    sheets = [Path(rectangle(shade), fill=INK, fill_alpha=0.5), Path(rectangle(card), fill=_PAPER, stroke=INK, width=1.4)]
    return [*sheets, *_back_text(desk, room, heading=heading, body=INK)[0]]


def _plain(desk: _Desk) -> Sequence[Item]:
    """No art at all: colour and words."""
    ink = _on(desk.colour)
    return [Path(rectangle(desk.sheet), fill=desk.colour), *_centred(desk, ink, ink)]


def _centred(desk: _Desk, heading: str, body: str) -> list[Item]:
    """The back cover's words a little above the middle of the page."""
    live = desk.page.live
    room = live.grown(-0.08 * live.w)
    tall = _back_text(desk, room, heading=heading, body=body)[1]
    return _back_text(desk, room._replace(y=room.y + 0.42 * (room.h - tall)), heading=heading, body=body)[0]


def _back_text(desk: _Desk, room: Box, *, heading: str, body: str) -> tuple[list[Item], float]:
    """Tagline, blurb and credits, one under the other from the top of the room, and how high they are together."""
    cover, gap = desk.cover, 0.024 * desk.page.height
    lead = cover.tagline or cover.title
    hand = desk.print(lead, capitals=True) if cover.tagline else desk.display(lead)
    large, small = 0.04 * desk.page.height, 0.0225 * desk.page.height
    head = room._replace(h=0.22 * room.h)
    parts = [block(lead, hand, head, ink=Ink(heading), name="cover-tagline", most=3, largest=large, side="start")]
    for number, paragraph in enumerate(filter(None, map(str.strip, cover.text.split("\n")))):
        top = parts[-1].box.bottom + (gap * (1.0 if number else 1.7) if parts[-1].box.h else 0.0)
        left = Box(room.x, top, room.w, max(1.0, 0.82 * room.h - (top - room.y)))
        hand = desk.print(paragraph)
        name = f"cover-text-{number}"
        parts.append(block(paragraph, hand, left, ink=Ink(body), name=name, most=24, largest=small, side="start"))
    foot = Box(room.x, parts[-1].box.bottom + 1.4 * gap, room.w, 0.12 * room.h)
    parts.append(_credits(desk, foot, ink=heading, side="start", most=4, rise=0.0))
    return [part.group for part in parts], parts[-1].box.bottom - room.y


def _title(desk: _Desk, room: Box, ink: Ink, *, rise: float = 0.0) -> Block:
    text = desk.cover.title
    grown = room.grown(-ink.width * 0.02 * room.w)
    return block(text, desk.display(text), grown, ink=ink, name="cover-title", most=3, rise=rise)


def _subtitle(desk: _Desk, room: Box) -> list[Item]:
    """The issue's own title, or the tagline without one, on a strip of ink."""
    text = desk.cover.subtitle or desk.cover.tagline
    words = block(
        text,
        desk.print(text, capitals=True),
        room.grown(-0.012 * room.w),
        ink=Ink(_WHITE),
        name="cover-subtitle",
        most=2,
        largest=0.026 * desk.page.height,
    )
    if not words.box.w:
        return []
    strip = words.box.grown(0.0095 * desk.page.height)
    return [Path(rectangle(strip), fill=INK, fill_alpha=0.86), words.group]


def _foot(desk: _Desk) -> list[Item]:
    live = desk.page.live
    room = Box(live.x, live.bottom - 0.05 * live.h, live.w * (0.8 if desk.cover.number else 1.0), 0.05 * live.h)
    return [_credits(desk, room, side="start", most=2).group]


def _credits(desk: _Desk, room: Box, *, ink: str = _WHITE, side: Side = "middle", most: int = 2, rise: float = 1.0) -> Block:
    text = "  ·  ".join(desk.cover.credits)
    largest = 0.0155 * desk.page.height
    return block(
        text, desk.print(text), room, ink=Ink(ink), name="cover-credits", most=most, largest=largest, side=side, rise=rise
    )


def _disc(desk: _Desk, box: Box) -> list[Item]:
    """The number on a disc of colour."""
    if not desk.cover.number:
        return []
    text = f"#{desk.cover.number}"
    centre, radius = box.centre, box.w / 2
    disc = Path(ellipse(centre.x, centre.y, radius, radius), fill=desk.colour, stroke=INK, width=0.05 * box.w)
    inner = Box(centre.x - 0.68 * radius, centre.y - 0.34 * radius, 1.36 * radius, 0.68 * radius)
    words = block(text, desk.display(text), inner, ink=Ink(_on(desk.colour)), name="cover-number", most=1, rise=0.5)
    return [disc, words.group]


def _number_box(desk: _Desk, room: Box) -> list[Item]:
    """The number in a box of ink at the right of the masthead."""
    if not desk.cover.number:
        return []
    text = f"#{desk.cover.number}"
    box = Box(room.x, room.centre.y - room.w * 0.31, room.w, room.w * 0.62)
    inner = box.grown(-0.14 * box.w)
    words = block(text, desk.display(text), inner, ink=Ink(desk.colour), name="cover-number", most=1, rise=0.5)
    return [Path(rectangle(box), fill=_on(desk.colour)), words.group]


def _fade(sheet: Box, *, down: float, strength: float, long: float = 0.42) -> Item:
    """Darkness that comes from the upper edge (`down` positive) or the lower one and is gone after that share of the sheet.

    Half-way it still has the share `long` of its strength.
    """
    reach = abs(down) * sheet.h
    box = Box(sheet.x, sheet.y if down > 0 else sheet.bottom - reach, sheet.w, reach)
    edge, inside = (box.y, box.bottom) if down > 0 else (box.bottom, box.y)
    stops = (Stop(0.0, INK, strength), Stop(0.55, INK, strength * long), Stop(1.0, INK, 0.0))
    return Path(rectangle(box), fill=Linear(Point(box.x, edge), Point(box.x, inside), stops))


def _on(colour: str) -> str:
    """Ink or white, whichever is read better on the colour."""
    return INK if luminance(colour) > 0.3 else _WHITE


_Design = Callable[[_Desk], Sequence[Item]]
_FRONT: Final[MappingProxyType[str, _Design]] = MappingProxyType({"logo": _logo, "masthead": _masthead, "poster": _poster})
_BACK: Final[MappingProxyType[str, _Design]] = MappingProxyType({"blurb": _blurb, "card": _card, "plain": _plain})
