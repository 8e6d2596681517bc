"""Which engine, with whose key, with what settings: the part of a form that launch, redraw, continue and draw-missing share.

The fields of an option are named `option.<engine>.<option>`; `options_of` lists the engines whose options are on the form, the
shown one first, and `options_key` is the key that they are for. So a choice that was made for one engine is still there when
the person comes back from another, and the server sees whether somebody looked at what they are about to spend with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from comics.actions.asking import facts_of
from comics.actions.errors import Refusal
from comics.engines.catalogue import engines
from comics.engines.remote import Option
from comics.engines.remote_catalogue import is_remote, remote_engine
from comics.models import Key, Team, User
from comics.vocabulary import KeyState
from comics.web.answers import whole_number

DEFAULT = "storyboard"
LONG = 200  # characters from which on a text gets several lines
NARROW = 24  # characters of a name that half a line of the form shows


@dataclass(frozen=True, slots=True)
class OptionField:
    """One option as a field of the form; `value` is a text, a truth value for a flag, or a list for choices."""

    option: Option
    name: str
    id: str
    value: Any
    error: str = ""

    @property
    def is_long(self) -> bool:
        """Whether the text gets several lines."""
        return self.option.kind == "text" and self.option.most > LONG and not self.option.choices

    @property
    def is_wide(self) -> bool:
        """Whether the names to choose from need the whole line to be read."""
        return self.option.kind == "choice" and any(len(label) > NARROW for _, label in self.option.choices)

    @property
    def lacks_none(self) -> bool:
        """Whether the menu needs an entry for no choice."""
        return not self.option.required and not self.value and all(value for value, _ in self.option.choices)

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, label, and whether it is chosen."""
        chosen = self.value if isinstance(self.value, list | tuple) else [str(self.value)]
        return [(value, label, value in chosen) for value, label in self.option.choices]


@dataclass(frozen=True, slots=True)
class KeyOffer:
    """A key to draw with, in words."""

    key: Key
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The chosen engine, key and options, and everything that the form shows of them.

    `key_pk` is what the plan asks for; `kept` are the values that were typed for other engines; `seen` says whether the options
    of this engine and key were on the screen when the form was sent.
    """

    prefix: str
    kind: str
    engine: str
    offers: tuple[tuple[str, str], ...]
    keys: tuple[KeyOffer, ...] = ()
    key_pk: int | None = None
    key: Key | None = None
    fields: tuple[OptionField, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    prompt_url: str = ""
    errors: Mapping[str, str] | None = None
    seen: bool = True

    @property
    def remote(self) -> bool:
        """Whether the engine draws elsewhere, for money."""
        return is_remote(self.engine)

    @property
    def label(self) -> str:
        """The engine's name for people; empty for an engine that there is not."""
        return next((maker.label for maker in engines() if maker.name == self.engine), "")

    @property
    def reads_addresses(self) -> bool:
        """Whether the words may be left to an address: on a launch, where there are no panels yet."""
        return self.remote and self.prefix == "launch" and remote_engine(self.engine).abilities.prompt_urls

    @property
    def token(self) -> str:
        """The engine and key, as the form says for which of them the price was shown."""
        return f"{self.engine}:{self.key.pk if self.key else ''}"

    @property
    def plan(self) -> dict[str, Any]:
        """The fields of a `Plan` or `Wish` that the choice fills."""
        return {
            "engine": self.engine,
            "key": self.key_pk,
            "options": {field.option.name: field.value for field in self.fields},
        }

    def blamed(self, refusal: Refusal) -> EngineChoice | None:
        """The choice with the sentence of a refusal beside the field that it is about; None when it is about none of these."""
        if refusal.field in ("key", "prompt_url") and self.remote:
            return replace(self, errors={refusal.field: str(refusal)})
        for index, field in enumerate(self.fields):
            if field.option.name == refusal.field and str(refusal).startswith(f"{field.option.label}:"):
                said = str(refusal).removeprefix(f"{field.option.label}:").strip()
                wrong = replace(field, error=said[:1].upper() + said[1:])
                return replace(self, fields=(*self.fields[:index], wrong, *self.fields[index + 1 :]))
        return None


def first_choice(
    prefix: str,
    *,
    kind: str,
    keys: Sequence[Key],
    by: User,
    engine: str = DEFAULT,
    key: int | None = None,
    options: Mapping[str, Any] | None = None,
) -> EngineChoice:
    """What a form starts with: this engine if there is a key for it, else the default; its options as they were last.

    `keys` are those of `keys_for`.
    """
    if not is_remote(engine) or all(one.engine != engine for one in keys):
        engine = DEFAULT
    return _choice(prefix, kind, by, keys, engine, key, options or {}, posted=False, forgiving=True)


def keys_for(by: User, team: Team) -> list[Key]:
    """The keys of all engines that the person may spend with for the team, in the order of `asking.usable_keys`. One query."""
    keys = Key.objects.usable(by, team).select_related("owner")
    return sorted(keys, key=lambda key: (key.owner_id != by.pk, -key.pk))


def read_choice(
    data: QueryDict, prefix: str, *, kind: str, by: User, team: Team, forgiving: bool = False, engine: str = ""
) -> EngineChoice:
    """What the form says. `forgiving` takes the default for a key or choice that is not offered (any more).

    `engine` stands where the form names none.
    """
    engine = data.get("engine", "") or engine or DEFAULT
    shown = data.getlist("options_of")
    asked = whole_number(data.get("key")) if shown[:1] == [engine] else None
    posted = engine in shown
    given = _given(data, engine) if posted else {}
    choice = _choice(prefix, kind, by, keys_for(by, team), engine, asked, given, posted=posted, forgiving=forgiving)
    seen = shown[:1] == [engine] and data.get("options_key", "") == str(choice.key.pk if choice.key else "")
    mine = f"option.{engine}."
    others = [name for name in data if name.startswith("option.") and not name.startswith(mine)]
    kept = [(name, value) for name in others for value in data.getlist(name)]
    kept += [("options_of", name) for name in dict.fromkeys(shown) if name != engine]
    return replace(choice, kept=tuple(kept), prompt_url=data.get("prompt_url", "").strip(), seen=seen)


def _given(data: QueryDict, engine: str) -> dict[str, Any]:
    """The posted values by the option's name, each a list."""
    mine = f"option.{engine}."
    names = [name for name in data if name.startswith(mine)]
    return {name.removeprefix(mine): [value.replace("\x00", "") for value in data.getlist(name)] for name in names}


def _choice(
    prefix: str,
    kind: str,
    by: User,
    usable: Sequence[Key],
    engine: str,
    asked: int | None,
    given: Mapping[str, Any],
    *,
    posted: bool,
    forgiving: bool,
) -> EngineChoice:
    ready = {key.engine for key in usable}
    offers = tuple(
        (maker.name, maker.label if not is_remote(maker.name) or maker.name in ready else f"{maker.label} (no key yet)")
        for maker in engines()
    )
    if not is_remote(engine):
        return EngineChoice(prefix, kind, engine, offers)
    keys = [key for key in usable if key.engine == engine]
    key = next((key for key in keys if key.pk == asked), keys[0] if keys else None)
    options = [option for option in remote_engine(engine).options(facts_of(key)) if kind in option.kinds]
    values = [_value(option, given, posted=posted, forgiving=forgiving) for option in options]
    fields = tuple(
        OptionField(option, f"option.{engine}.{option.name}", f"{prefix}-{engine}-{option.name}", value)
        for option, value in zip(options, values, strict=True)
    )
    if forgiving and key and key.pk != asked:
        asked = None
    return EngineChoice(
        prefix,
        kind,
        engine,
        offers,
        keys=tuple(KeyOffer(one, key_label(one, by), one == key) for one in keys),
        key_pk=asked,
        key=key,
        fields=fields,
    )


def _value(option: Option, given: Mapping[str, Any], *, posted: bool, forgiving: bool) -> Any:
    """The option's value among those that were `posted` (lists, where an unticked box is missing) or kept from before."""
    value = given.get(option.name, option.default)
    if posted and option.name not in given:
        value = {"flag": False, "choices": []}.get(option.kind, option.default)
    elif posted and option.kind != "choices":
        value = value[-1]
    allowed = {choice for choice, _ in option.choices}
    if option.kind == "flag":
        return value in (True, "on", "true", "1")
    if option.kind == "choices":
        return [str(one) for one in value or [] if not forgiving or str(one) in allowed]
    return option.default if forgiving and option.kind == "choice" and value not in allowed else value


def key_label(key: Key, by: User) -> str:
    """A key in words: its name, whose it is, and what is left on its account, or why it draws nothing."""
    troubles = {KeyState.EXHAUSTED: "no credits left", KeyState.REJECTED: "rejected by the service"}
    trouble = troubles.get(KeyState(key.state), "")
    left = trouble or (f"{key.credits} left" if key.credits else "")
    return " · ".join(filter(None, (key_name(key, by), left)))


def key_name(key: Key, by: User) -> str:
    """The name of a key, and whose it is."""
    return f"{key.name} · " + ("yours" if key.owner_id == by.pk else f"shared by {key.owner.display_name}")
