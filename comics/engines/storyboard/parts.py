"""What the halves of the storyboard engine hand to one another: figures are drawn by one, staged in a scene by the other.

Figure coordinates: the ground under the feet is (0, 0), y grows downwards, so a standing figure lies at negative y. A grown
person stands `ADULT_HEIGHT` units tall; children, animals and seats keep that scale, so that one factor fits them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comics.drawing.displaylist import Group
from comics.drawing.geometry import Box, Point

ADULT_HEIGHT = 1000.0


class Pose(StrEnum):
    """What the body does."""

    STAND = "stand"
    WALK = "walk"
    RUN = "run"
    SIT = "sit"
    KNEEL = "kneel"
    CROUCH = "crouch"
    POINT = "point"
    OFFER = "offer"
    REACH = "reach"
    WAVE = "wave"
    CHEER = "cheer"
    THINK = "think"
    ARMS_CROSSED = "arms_crossed"
    HUG = "hug"
    JUMP = "jump"
    FALL = "fall"
    LIE = "lie"
    FIGHT = "fight"
    FLY = "fly"


class Expression(StrEnum):
    """What the face says."""

    NEUTRAL = "neutral"
    HAPPY = "happy"
    LAUGHING = "laughing"
    TENDER = "tender"
    SAD = "sad"
    CRYING = "crying"
    WORRIED = "worried"
    AFRAID = "afraid"
    SURPRISED = "surprised"
    ANGRY = "angry"
    DETERMINED = "determined"
    SLY = "sly"
    THOUGHTFUL = "thoughtful"
    TIRED = "tired"
    ASLEEP = "asleep"


class Facing(StrEnum):
    """Which way the figure looks, as the reader sees it. LEFT and RIGHT are three-quarter views."""

    LEFT = "left"
    RIGHT = "right"
    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Light:
    """The one light of a scene: every palette entry is mixed with the same shadow and the same lamp (craft.md, "Drawing", 2).

    `shadow_mix` and `lamp_mix` are 0–1; `side` is the side the light comes from; `grade` tints the whole, `grade_mix` 0–1.
    """

    ink: str = "#1d1233"
    shadow: str = "#3b2a66"
    shadow_mix: float = 0.35
    lamp: str = "#fff1c9"
    lamp_mix: float = 0.3
    side: str = "right"
    grade: str = "#ffffff"
    grade_mix: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One drawn figure in figure coordinates, with the boxes that lettering and cameras need."""

    drawing: Group
    head: Box
    face: Box
    body: Box
    mouth: Point
    hand: Point
