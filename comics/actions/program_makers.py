"""Which engine draws what a program asks for: its `model`, and what the engine takes of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from comics.actions.asking import label_of, usable_keys
from comics.actions.errors import Refusal
from comics.engines.catalogue import engines
from comics.engines.remote_catalogue import is_remote, remote_engine
from comics.models import Generation, Key, Team, User
from comics.vocabulary import GenerationKind

USUAL = "storyboard"
_MODEL_OPTIONS = ("model", "model_name")


@dataclass(frozen=True, slots=True)
class Maker:
    """An engine with its options and the key to draw with (None for the first); `warnings` tell what it does not take."""

    engine: str = USUAL
    options: dict[str, Any] = field(default_factory=dict)
    key: int | None = None
    warnings: tuple[str, ...] = ()


def maker_of(model: str | None, upscale: str | bool | None = None, *, like: Maker | None = None) -> Maker:
    """The engine that `model` names: "engine", "engine:model", or nothing for the one that is to be drawn `like`.

    Any other word is the name of a model elsewhere, as programs for hosted services send them: it changes nothing and is
    warned of. Raises `Refusal` for an engine that there is not.
    """
    usual = like or Maker()
    named = (model or "").strip()
    known = {maker.name for maker in engines()}
    engine, colon, wanted = named.partition(":")
    engine, wanted = engine.strip().lower(), wanted.strip()
    if colon and engine not in known:
        raise Refusal(f"There is no engine “{engine}”. Choose one of: {', '.join(sorted(known))}.", field="model")
    if engine not in known:
        said = f"There is no engine “{named}” here: {label_of(usual.engine)} draws instead."
        return _upscaled(Maker(usual.engine, usual.options, usual.key, (said,) if named else ()), upscale)
    if engine == usual.engine and not wanted:
        return _upscaled(usual, upscale)
    return _upscaled(_with_model(engine, wanted), upscale)


def heeds_pictures(maker: Maker) -> bool:
    """Whether the engine looks at pictures that are shown to it."""
    return any(each.abilities.references for each in engines() if each.name == maker.engine)


def like_newest(newest: Generation | None, *, by: User, team: Team) -> Maker:
    """The engine, options and key that the newest generation of an issue was drawn with, as far as they are there still."""
    if newest is None:
        return Maker()
    keys = {key.pk for key in usable_keys(newest.engine, by=by, team=team)}
    used = Key.objects.filter(submissions__generation=newest, pk__in=keys).order_by("pk").first()
    return Maker(newest.engine, dict(newest.options), used.pk if used else None)


def _option_names(engine: str) -> set[str]:
    options = remote_engine(engine).options({}) if is_remote(engine) else ()
    return {option.name for option in options if GenerationKind.CREATE in option.kinds}


def _with_model(engine: str, wanted: str) -> Maker:
    name = next((name for name in _MODEL_OPTIONS if name in _option_names(engine)), "")
    if wanted and not name:
        return Maker(engine, warnings=(f"{label_of(engine)} has no models to choose from; “{wanted}” is ignored.",))
    return Maker(engine, {name: wanted} if wanted else {})


def _upscaled(maker: Maker, upscale: str | bool | None) -> Maker:
    wanted = "2K" if upscale is True else upscale or ""
    if not wanted:
        return maker
    if "upscale" in _option_names(maker.engine):
        return Maker(maker.engine, {**maker.options, "upscale": wanted}, maker.key, maker.warnings)
    said = f"{label_of(maker.engine)} does not upscale: the pictures are as large as they are drawn."
    return Maker(maker.engine, maker.options, maker.key, (*maker.warnings, said))
