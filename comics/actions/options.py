"""What a person set for an engine, checked against the options that the engine declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from comics.actions.errors import Refusal
from comics.engines.remote import Option


def clean_options(options: Iterable[Option], given: Mapping[str, Any], *, kind: str) -> dict[str, Any]:
    """The values by name, each of its option's own type, without those that are empty; what is not given takes its default.

    `given` holds texts as forms send them (a list for `choices`), or values that were cleaned before. Raises `Refusal` with the
    option's name as its field. Names that are no option of this `kind` are left out.
    """
    cleaned = {}
    for option in options:
        if kind not in option.kinds:
            continue
        value = _clean(option, given.get(option.name, option.default))
        if option.required and value in ("", None, []):
            raise Refusal(f"{option.label}: choose a value.", field=option.name)
        if value not in ("", None, []):
            cleaned[option.name] = value
    return cleaned


def _clean(option: Option, value: Any) -> Any:
    if option.kind == "flag":
        return value in (True, "on", "true", "1")
    if option.kind == "choices":
        return _among(option, [str(one) for one in ([value] if isinstance(value, str) else value or []) if one])
    text = str(value).strip() if value is not None else ""
    if not text:
        return ""
    if option.kind in ("number", "whole"):
        return _number(option, text)
    if option.kind == "choice":
        return _among(option, [text])[0]
    if len(text) > option.most:
        raise Refusal(f"{option.label}: at most {option.most} characters.", field=option.name)
    return text


def _among(option: Option, values: list[str]) -> list[str]:
    allowed = {value for value, _ in option.choices}
    if wrong := [value for value in values if value not in allowed]:
        raise Refusal(f"{option.label}: “{wrong[0]}” is not one of the choices.", field=option.name)
    return values


def _number(option: Option, text: str) -> int | float:
    try:
        number: int | float = int(text) if option.kind == "whole" else float(text)
    except ValueError:
        kind = "a whole number" if option.kind == "whole" else "a number"
        raise Refusal(f"{option.label}: type {kind}.", field=option.name) from None
    low, high = option.low, option.high
    if not (low is None or number >= low) or not (high is None or number <= high):
        raise Refusal(f"{option.label}: choose {low:g} to {high:g}.", field=option.name)
    return number
