"""Characters and locations: save, portray, bin."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from comics.actions.errors import Refusal
from comics.actions.merging import Basis, deed_author, merged
from comics.actions.uploads import keep_upload
from comics.jobs.draw import draw_place, draw_portrait
from comics.jobs.queue import enqueue
from comics.jobs.stale import check_soon
from comics.models import Activity, Character, CharacterState, Issue, Location, Picture, Series, User
from comics.scripting.model import ScriptCharacter
from comics.scripting.parse import parse
from comics.vocabulary import Deed

logger = logging.getLogger(__name__)
CHARACTER_FIELDS = ("name", "age", "gender", "dress", "role", "appearance", "personality", "signature")
MAX_STATES = 12


def save_character(
    series: Series,
    *,
    by: User,
    character: Character | None = None,
    states: Iterable[Mapping[str, Any]] | None = None,
    portrait: UploadedFile | None = None,
    basis: Basis = None,
    **fields: Any,
) -> Character:
    """Make or change a character and draw its portraits, or keep the uploaded one.

    `states` are mappings that replace the former ones; None leaves them as they are. Each has a `name` and an `appearance`, and
    perhaps `row`, the key of the state that it was (so that a renamed one keeps its portrait), `upload`, a portrait, and
    `drawn`, which gives an uploaded portrait up. Raises `Refusal` for a name that the series has already, two states of one
    name, and a bad upload; then nothing is changed.
    """
    kept = keep_upload(portrait, team=series.team) if portrait else None
    rows = None if states is None else _checked_states(list(states), series)
    with transaction.atomic():
        hold_series(series)
        if character:
            states_now = [[row.name, row.appearance] for row in CharacterState.objects.filter(character=character)]
            mine = {**fields, **({} if rows is None else {"states": [[row.name, row.appearance] for row in rows]})}
            values = merged_character(character, mine, states_now, basis, by=by)
            if rows is not None and values.pop("states") == states_now:
                rows = None if not any(row.portrait or row.drawn for row in rows) else rows
            fields = values
        character = character or Character(series=series)
        for name in CHARACTER_FIELDS:
            if name in fields:
                setattr(character, name, fields[name])
        _refuse_twin(character)
        if kept:
            character.portrait, character.portrait_uploaded = kept, True
        character.save()
        if rows is not None:
            _replace_states(character, rows)
        _touched(series, by, Deed.CHANGED_CAST, character.name)
    _picture(draw_portrait, character.pk)
    character.refresh_from_db()
    return character


def hold_series(series: Series) -> None:
    """Keep everybody else from changing what belongs to the series until the transaction ends."""
    Series.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=series.pk)


def merged_character(
    character: Character, mine: dict[str, Any], states: list[list[str]], basis: Basis, *, by: User
) -> dict[str, Any]:
    """The character's fields as they are to be saved. Raises `Overtaken`."""
    character.refresh_from_db(fields=CHARACTER_FIELDS)
    now = {"states": states, **{name: getattr(character, name) for name in CHARACTER_FIELDS}}
    author = deed_author(character.series, Deed.CHANGED_CAST, character.name, by=by)
    told = {"states": ("States", lambda rows: "\n".join(f"{name}: {words}" for name, words in rows))}
    mine = {name: value for name, value in mine.items() if name in now}
    return merged(now, mine, basis, thing=character.name, author=author, told=told)


def _refuse_twin(character: Character) -> None:
    twins = Character.objects.live().filter(series_id=character.series_id, name__iexact=character.name)
    if twins.exclude(pk=character.pk).exists():
        raise Refusal(f"This series has a character named {character.name} already.", field="name")


@dataclass(frozen=True, slots=True)
class _State:
    """A state as it is to be: the key of the row that it was, if any; the portrait that was uploaded for it."""

    name: str
    appearance: str
    row: str
    drawn: bool
    portrait: Picture | None


def _checked_states(states: list[Mapping[str, Any]], series: Series) -> list[_State]:
    """The states that have a name, with their uploads kept. Raises `Refusal`."""
    words = [{key: str(state.get(key, "")).replace("\x00", "").strip() for key in ("name", "appearance")} for state in states]
    named = [(own, state) for own, state in zip(words, states, strict=True) if own["name"]]
    if len(named) > MAX_STATES:
        raise Refusal(f"A character may have {MAX_STATES} states.", field="states")
    if len({own["name"] for own, _ in named}) < len(named):
        raise Refusal("Two states have the same name.", field="states")
    return [
        _State(
            **own,
            row=str(state.get("row", "")),
            drawn=bool(state.get("drawn")),
            portrait=_state_portrait(own["name"], state, series),
        )
        for own, state in named
    ]


def _state_portrait(name: str, state: Mapping[str, Any], series: Series) -> Picture | None:
    if not state.get("upload"):
        return None
    try:
        return keep_upload(state["upload"], team=series.team)
    except Refusal as refusal:
        raise Refusal(f"{name}: {refusal}", field="states") from refusal


def _replace_states(character: Character, states: list[_State]) -> None:
    """Make the states of the character these. One that is still there under another name keeps its row and portrait."""
    former = {str(row.pk): row for row in character.states.all()}
    rows: dict[str, CharacterState] = {state.name: former.pop(state.row) for state in states if state.row in former}
    by_name = {row.name: row for row in former.values()}
    rows |= {state.name: by_name[state.name] for state in states if state.name not in rows and state.name in by_name}
    character.states.exclude(pk__in=[row.pk for row in rows.values()]).delete()
    for row in rows.values():  # Two states may have changed names with one another, and no two may have the same at any time.
        CharacterState.objects.filter(pk=row.pk).update(name=f"\x01{row.pk}")
    for state in states:
        row = rows.get(state.name) or CharacterState(character=character)
        row.name, row.appearance = state.name, state.appearance
        if state.portrait:
            row.portrait, row.portrait_uploaded = state.portrait, True
        elif state.drawn:
            row.portrait_uploaded = False
        row.save()


def draw_portrait_again(character: Character) -> None:
    """Take away an uploaded portrait and draw one from the words."""
    Character.objects.filter(pk=character.pk).update(portrait_uploaded=False)
    check_soon(character.series)
    _picture(draw_portrait, character.pk)


def save_location(
    series: Series,
    *,
    by: User,
    location: Location | None = None,
    name: str,
    description: str = "",
    picture: UploadedFile | None = None,
    basis: Basis = None,
) -> Location:
    """Make or change a location and draw its picture, or keep the uploaded one. Raises `Refusal` as `save_character` does."""
    kept = keep_upload(picture, team=series.team) if picture else None
    with transaction.atomic():
        hold_series(series)
        if location:
            location.refresh_from_db(fields=["name", "description"])
            now = {"name": location.name, "description": location.description}
            author = deed_author(series, Deed.CHANGED_PLACES, location.name, by=by)
            mine = {"name": name, "description": description}
            name, description = merged(now, mine, basis, thing=location.name, author=author).values()
        location = location or Location(series=series)
        location.name, location.description = name, description
        twins = Location.objects.live().filter(series=series, name__iexact=name).exclude(pk=location.pk)
        if twins.exists():
            raise Refusal(f"This series has a place named {name} already.", field="name")
        if kept:
            location.picture, location.picture_uploaded = kept, True
        location.save()
        _touched(series, by, Deed.CHANGED_PLACES, location.name)
    _picture(draw_place, location.pk)
    location.refresh_from_db()
    return location


def cast_written(series: Series, people: Iterable[ScriptCharacter]) -> list[Character]:
    """Add those whom a script describes and the series does not know yet, as its words have them and without portraits."""
    known = {name.casefold() for name in series.characters.live().values_list("name", flat=True)}
    added = []
    for written in people:
        name = written.name.strip()[:120]
        if not name or name.casefold() in known:
            continue
        known.add(name.casefold())
        added.append(
            Character.objects.create(
                series=series,
                name=name,
                age=written.age[:40],
                gender=written.gender[:40],
                dress=written.dress[:1000],
                role=written.role[:200],
                appearance=written.appearance[:2000],
                personality=written.personality[:1000],
                signature=written.signature[:500],
            )
        )
    return added


@transaction.atomic
def adopt_cast(issue: Issue, *, by: User) -> list[Character]:
    """Add to the cast of the series whom the issue's script describes; the worker draws their portraits."""
    added = cast_written(issue.series, parse(issue.script.text).characters)
    for character in added:
        enqueue("draw.draw_portrait", character.pk)
    _touched(issue.series, by, Deed.CHANGED_CAST, ", ".join(character.name for character in added))
    return added


def _picture(draw: Callable[[int], None], pk: int) -> None:
    """Draw a picture for words that are saved already; when that fails (a full disk), the worker tries once more."""
    try:
        draw(pk)
    except Exception:
        logger.exception("%s(%s) failed", draw.__name__, pk)
        enqueue(f"draw.{draw.__name__}", pk)


def _touched(series: Series, by: User, deed: Deed, about: str) -> None:
    """Write down who changed the cast or the places, and look which panels are stale by it."""
    series.touched_by = by
    series.save(update_fields=["touched_by", "updated_at"])
    Activity.objects.tell(deed, team=series.team, by=by, series=series, about=about)
    check_soon(series)
