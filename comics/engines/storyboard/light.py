"""Light: what the hour, the weather and the room do to every colour of a scene (craft.md, "Drawing in code", 2 and 7)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from comics.drawing.ink import mix
from comics.engines.storyboard.parts import Light

INK: Final = "#1d1233"


@dataclass(frozen=True, slots=True)
class Mood:
    """The light of one scene.

    `sky` is top, middle and low colour; `ambient` multiplies every colour; `haze` is what distance fades into, at `density`
    per world unit; `lamps` is how brightly windows and lamps shine, 0–1; `glow` their colour; `light` is for the figures.
    """

    time: str
    weather: str
    inside: bool
    sky: tuple[str, str, str]
    ambient: str
    haze: str
    density: float
    lamps: float
    glow: str
    light: Light

    def paint(self, colour: str, z: float = 0.0) -> str:
        """The colour as it looks in this light at depth z (world units; before the actors counts as 0)."""
        lit = multiply(colour, self.ambient)
        fade = 1 - math.exp(-max(z, 0.0) * self.density)
        return mix(lit, self.haze, fade) if fade > 0.01 else lit

    @property
    def dark(self) -> bool:
        """Whether lamps, stars and lit windows should show."""
        return self.lamps > 0.4


@lru_cache(maxsize=4096)
def multiply(colour: str, by: str) -> str:
    """The product of two colours, channel by channel."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * int(by[at : at + 2], 16) / 255):02x}" for at in (1, 3, 5))


_TIMES: Final[dict[str, Mood]] = {
    "dawn": Mood(
        "dawn",
        "clear",
        False,
        ("#5d5aa8", "#f0a0a0", "#ffe0a8"),
        "#f0cfc8",
        "#f6b9a4",
        0.000075,
        0.45,
        "#ffdf9a",
        Light(shadow="#5a3d7a", shadow_mix=0.32, lamp="#ffd9a8", lamp_mix=0.34, side="right", grade="#ff9d7a", grade_mix=0.06),
    ),
    "day": Mood(
        "day",
        "clear",
        False,
        ("#3f9be6", "#8ccdf4", "#e4f5f7"),
        "#ffffff",
        "#cfe7f2",
        0.00005,
        0.0,
        "#fff3c4",
        Light(shadow="#4a3a86", shadow_mix=0.28, lamp="#fff6d8", lamp_mix=0.3, side="left"),
    ),
    "dusk": Mood(
        "dusk",
        "clear",
        False,
        ("#40267a", "#a9528f", "#ffa26b"),
        "#b08cc4",
        "#c9708f",
        0.00007,
        0.9,
        "#ffd98a",
        Light(shadow="#3b2a66", shadow_mix=0.36, lamp="#ffcf94", lamp_mix=0.34, side="right", grade="#8a4f9e", grade_mix=0.06),
    ),
    "night": Mood(
        "night",
        "clear",
        False,
        ("#0d1240", "#252a70", "#4d4a9a"),
        "#6d72bd",
        "#2d3079",
        0.00009,
        1.0,
        "#ffe08f",
        Light(shadow="#241f5e", shadow_mix=0.42, lamp="#cfd8ff", lamp_mix=0.26, side="left", grade="#3d47a8", grade_mix=0.16),
    ),
}
TIMES: Final = tuple(_TIMES)
WEATHERS: Final = ("clear", "rain", "storm", "snow", "fog", "wind")

# Weather: what the sky leans to and how far, what the ambient light leans to and how far, and how much thicker the air is.
_WEATHER: Final[dict[str, tuple[str, float, str, float, float]]] = {
    "rain": ("#605c8c", 0.52, "#9a8cc4", 0.30, 1.5),
    "storm": ("#2a2450", 0.62, "#6f68a4", 0.42, 1.5),
    "snow": ("#c9d2ee", 0.45, "#dfe6fb", 0.35, 1.9),
    "fog": ("#c4cbdd", 0.60, "#d3d6e6", 0.30, 4.5),
    "wind": ("#a8c4dc", 0.15, "#f4f2ee", 0.10, 1.1),
}


def mood(time: str, weather: str, *, inside: bool = False, lamp: str = "") -> Mood:
    """The light of an hour of `TIMES` and a weather of `WEATHERS`; unknown words count as a clear day.

    Inside, lamps take over when it is dark outside. `lamp` names another colour for what shines (style words).
    """
    base = _TIMES.get(time, _TIMES["day"])
    if lamp:
        base = replace(base, glow=lamp)
    base = _weathered(base, weather)
    return _indoors(base) if inside else base


def _weathered(base: Mood, weather: str) -> Mood:
    if weather not in _WEATHER:
        return base
    to_sky, sky_mix, to_ambient, ambient_mix, thicker = _WEATHER[weather]
    # At night the same cloud is lit by less: what the weather adds is dimmed by the hour's own ambient light.
    dimmed = multiply(to_sky, mix(base.ambient, "#ffffff", 0.25))
    sky = tuple(mix(colour, dimmed, sky_mix * share) for colour, share in zip(base.sky, (1.0, 0.8, 0.55), strict=True))
    light = base.light
    if weather in ("rain", "storm"):
        light = replace(
            light,
            shadow_mix=min(0.5, light.shadow_mix + 0.04),
            grade=mix(light.grade, "#6a64b0", 0.5),
            grade_mix=max(light.grade_mix, 0.08),
        )
    lamps = max(base.lamps, {"storm": 0.7, "rain": 0.5, "fog": 0.45}.get(weather, 0.0))
    return replace(
        base,
        weather=weather,
        sky=(sky[0], sky[1], sky[2]),
        ambient=mix(base.ambient, multiply(to_ambient, mix(base.ambient, "#ffffff", 0.5)), ambient_mix),
        haze=mix(base.haze, dimmed, sky_mix * 0.7),
        density=base.density * thicker,
        lamps=lamps,
        light=light,
    )


def _indoors(base: Mood) -> Mood:
    """The same hour behind a window: lamplight when it is dark, window light by day, clear air."""
    lamp = mix("#ffe2b8", base.glow, 0.3)
    ambient = mix(base.ambient, lamp, 0.56 * max(base.lamps, 0.25))
    light = base.light
    if base.lamps > 0.4:
        light = replace(light, shadow="#4a2a5e", shadow_mix=0.32, lamp=lamp, lamp_mix=0.32, grade="#ffb070", grade_mix=0.05)
    return replace(base, inside=True, ambient=ambient, haze=mix(ambient, "#6a4a7a", 0.35), density=0.00004, light=light)
