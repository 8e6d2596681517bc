"""Tells what a panel shows in one sentence, for people who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comics.engines.storyboard.blocking import Actor
from comics.engines.storyboard.parts import Expression, Pose
from comics.engines.storyboard.places import setting
from comics.engines.storyboard.plan import Plan
from comics.vocabulary import Shot

_SHOTS: Final = {
    Shot.ESTABLISHING: "Establishing shot",
    Shot.LONG: "Wide shot",
    Shot.FULL: "Full shot",
    Shot.MEDIUM: "Medium shot",
    Shot.CLOSE: "Close-up",
    Shot.EXTREME_CLOSE: "Extreme close-up",
    Shot.OVER_SHOULDER: "Over the shoulder",
    Shot.BIRDS_EYE: "From above",
    Shot.WORMS_EYE: "From below",
}
_POSES: Final = {
    Pose.STAND: "stands",
    Pose.WALK: "walks",
    Pose.RUN: "runs",
    Pose.SIT: "sits",
    Pose.KNEEL: "kneels",
    Pose.CROUCH: "crouches",
    Pose.POINT: "points",
    Pose.OFFER: "holds out a hand",
    Pose.REACH: "reaches out",
    Pose.WAVE: "waves",
    Pose.CHEER: "cheers",
    Pose.THINK: "ponders",
    Pose.ARMS_CROSSED: "stands with arms crossed",
    Pose.HUG: "hugs",
    Pose.JUMP: "jumps",
    Pose.FALL: "falls",
    Pose.LIE: "lies down",
    Pose.FIGHT: "fights",
    Pose.FLY: "flies",
}
_FACES: Final = {
    Expression.NEUTRAL: "",
    Expression.HAPPY: "smiling",
    Expression.LAUGHING: "laughing",
    Expression.TENDER: "tender",
    Expression.SAD: "sad",
    Expression.CRYING: "in tears",
    Expression.WORRIED: "worried",
    Expression.AFRAID: "afraid",
    Expression.SURPRISED: "surprised",
    Expression.ANGRY: "angry",
    Expression.DETERMINED: "determined",
    Expression.SLY: "with a sly look",
    Expression.THOUGHTFUL: "thoughtful",
    Expression.TIRED: "tired",
    Expression.ASLEEP: "asleep",
}
_TIMES: Final = {"dawn": " at dawn", "day": "", "dusk": " at dusk", "night": " at night"}
_WEATHER: Final = {
    "rain": ", in the rain",
    "storm": ", in a storm",
    "snow": ", in the snow",
    "fog": ", in the fog",
    "wind": ", in the wind",
}


def tell(plan: Plan, actors: Sequence[Actor]) -> str:
    """One sentence: shot, who does what with which face and thing, where, when, in what weather, beside what."""
    place = setting(plan.place)
    where = place.label if not plan.place_name else f"at {plan.place_name}" if plan.place_name[:1].isupper() else place.label
    scene = where + _TIMES.get(plan.time, "") + ("" if place.airless or place.indoors else _WEATHER.get(plan.weather, ""))
    shot = _SHOTS[plan.shot]
    if not actors:
        thing = f", with a {_thing(plan.props[0])}" if plan.props else ""
        return f"{shot}: nobody {scene}{thing}."
    told = [_one(actor, scene if at == 0 else "") for at, actor in enumerate(actors)]
    if plan.props:
        told[-1] += f", near a {_thing(plan.props[0])}"
    if plan.crowd:
        told.append("a crowd stands behind")
    return f"{shot}: {'; '.join(told)}."


def _one(actor: Actor, scene: str) -> str:
    part = actor.part
    verb = "turns away" if part.away else "swims" if part.pose is Pose.FLY and "water" in scene else _POSES[part.pose]
    held = f" with {_article(part.holding)}" if part.holding else ""
    face = (
        f", {_FACES[part.expression]},"
        if _FACES[part.expression] and not part.away and scene
        else f", {_FACES[part.expression]}"
        if _FACES[part.expression] and not part.away
        else ""
    )
    name = part.name if not part.name.startswith("the ") else f"a {part.name[4:]}"
    shown = f", {actor.look.describe()}," if actor.look and not part.extra else ""
    return " ".join(f"{name}{shown} {verb}{held}{face} {scene}".split()).rstrip(",")


def _thing(key: str) -> str:
    return key.replace("_", " ")


def _article(noun: str) -> str:
    return noun if noun.endswith("s") and not noun.endswith("ss") else f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
