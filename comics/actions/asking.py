"""Asking engines: with whose key, at what price, and the rows that the watcher or the worker take from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from comics.actions.budgets import check_budgets
from comics.actions.errors import Refusal
from comics.actions.options import clean_options
from comics.engines.catalogue import engine, engines
from comics.engines.contract import Brief, Price, Remark
from comics.engines.remote import Call
from comics.engines.remote_catalogue import is_remote, remote_engine
from comics.models import Charge, Drawing, Generation, Key, Series, Submission, Team, User
from comics.vocabulary import GenerationKind


class Wishes(Protocol):
    """What a generation is asked for, whoever asks."""

    @property
    def engine(self) -> str:
        """The engine's name."""

    @property
    def size(self) -> str:
        """One of the nine sizes, or "fit"."""

    @property
    def language(self) -> str:
        """The language of the words."""

    @property
    def key(self) -> int | None:
        """The key to draw with; None leaves the choice to the studio."""

    @property
    def options(self) -> Mapping[str, Any]:
        """The engine's own options by name."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What drawing would be: by which engine, with which key, how many panels, at what price, and all to know before."""

    engine: str
    label: str
    panels: int
    price: Price
    remarks: tuple[Remark, ...]
    key: Key | None = None
    free: bool = True


def label_of(name: str) -> str:
    """The engine's name for people. Raises `Refusal` for an engine that there is not."""
    for maker in engines():
        if maker.name == name:
            return maker.label
    raise Refusal(f"There is no engine named {name}.", field="engine")


def usable_keys(name: str, *, by: User | None, team: Team) -> list[Key]:
    """The keys of an engine that the person may spend with for the team, their own first."""
    if by is None:
        return []
    keys = Key.objects.usable(by, team).filter(engine=name).select_related("owner")
    return sorted(keys, key=lambda key: (key.owner_id != by.pk, -key.pk))


def chosen_key(wishes: Wishes, *, by: User | None, team: Team) -> Key | None:
    """The key that was chosen, or the first that may be used; None for a local engine or where there is none.

    Raises `Refusal` for a key that this person may not draw with.
    """
    if not is_remote(wishes.engine):
        return None
    keys = usable_keys(wishes.engine, by=by, team=team)
    if wishes.key is None:
        return keys[0] if keys else None
    found = next((key for key in keys if key.pk == wishes.key), None)
    if found is None:
        raise Refusal("This key is not there any more. Choose another.", field="key")
    return found


def with_options(brief: Brief, wishes: Wishes, key: Key | None) -> Brief:
    """The brief with the engine's own options, checked. Raises `Refusal` for values that it does not take."""
    if not is_remote(wishes.engine):
        return brief
    options = remote_engine(wishes.engine).options(facts_of(key))
    return replace(brief, options=clean_options(options, wishes.options, kind=brief.kind))


def facts_of(key: Key | None) -> Mapping[str, Any]:
    """What is known of the account; nothing without a key."""
    return key.for_prices() if key else {}


def quote(brief: Brief, wishes: Wishes, *, by: User | None, team: Team) -> Quote:
    """What drawing this brief would be; changes nothing. Raises `Refusal` for an engine, key or option that there is not."""
    label = label_of(wishes.engine)
    if not is_remote(wishes.engine):
        maker = engine(wishes.engine)
        return Quote(maker.name, label, len(brief.panels), maker.price(brief), maker.review(brief))
    key = chosen_key(wishes, by=by, team=team)
    no_key = Remark(f"{label} draws with a key of yours. Add one under Engine keys.", blocking=True)
    try:
        brief = with_options(brief, wishes, key)
    except Refusal:
        if key:
            raise
        # What there is to choose from, the service may tell only those who have a key.
        return Quote(wishes.engine, label, len(brief.panels), Price(None), (no_key,), free=False)
    service, facts = remote_engine(wishes.engine), facts_of(key)
    price = service.price(brief, facts)
    remarks = [*service.review(brief, facts)]
    if key is None:
        remarks.insert(0, no_key)
    else:
        remarks += _budget_remarks(team, by, len(brief.panels), price)
    return Quote(service.name, label, len(brief.panels), price, tuple(remarks), key, free=False)


def _budget_remarks(team: Team, by: User | None, panels: int, price: Price) -> list[Remark]:
    try:
        return [Remark(sentence) for sentence in check_budgets(team, by, panels=panels, price=price, lock=False)]
    except Refusal as refusal:
        return [Remark(str(refusal), blocking=True)]


def submit(generation: Generation, brief: Brief, wishes: Wishes) -> None:
    """Hand the drawings of a generation to a remote engine. Call it inside the transaction that made them.

    `brief` names its panels by their primary keys. Raises `Refusal` when the engine would not take it, there is no key, or a
    budget stands in the way; the transaction must not be kept then.
    """
    drawings = {str(drawing.panel_id): drawing for drawing in generation.drawings.all()}
    series = generation.issue.series
    key = chosen_key(wishes, by=generation.by, team=series.team)
    ready = quote(brief, wishes, by=generation.by, team=series.team)
    if blocking := [remark.text for remark in ready.remarks if remark.blocking]:
        raise Refusal(" ".join(blocking))
    brief = with_options(brief, wishes, key)
    assert key is not None  # noqa: S101 - a quote without a key blocks; this tells the type checker
    check_budgets(series.team, generation.by, panels=len(brief.panels), price=ready.price)
    generation.options = dict(brief.options)
    generation.save(update_fields=["options"])
    calls = remote_engine(generation.engine).plan(brief, facts_of(key))
    _make_rows(generation, calls, drawings, key=key, series=series)


def _make_rows(
    generation: Generation, calls: Sequence[Call], drawings: Mapping[str, Drawing], *, key: Key, series: Series
) -> None:
    """The rows that the watcher finds: one submission a call, and its line in the ledger."""
    for position, call in enumerate(calls):
        submission = Submission.objects.create(
            generation=generation,
            key=key,
            account=key.account,
            engine=generation.engine,
            position=position,
            panels=len(call.keys),
            call_data=call.to_json(),
        )
        Drawing.objects.filter(pk__in=[drawings[name].pk for name in call.keys]).update(submission=submission)
        kind = GenerationKind(generation.kind)
        Charge.objects.reserve(
            submission, call.price, by=generation.by, series=series, key=key, kind=kind, panels=len(call.keys)
        )
