"""Characters and locations: save, portray, bin."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from comics.actions.errors import Refusal
from comics.actions.uploads import keep_upload
from comics.jobs.draw import draw_place, draw_portrait
from comics.jobs.queue import enqueue
from comics.models import Character, CharacterState, Issue, Location, Series, User
from comics.scripting.model import ScriptCharacter
from comics.scripting.parse import parse

logger = logging.getLogger(__name__)
CHARACTER_FIELDS = ("name", "age", "gender", "dress", "role", "appearance", "personality", "signature")
MAX_STATES = 12


def save_character(
    series: Series,
    *,
    by: User,
    character: Character | None = None,
    states: Iterable[Mapping[str, str]] | None = None,
    portrait: UploadedFile | None = None,
    **fields: Any,
) -> Character:
    """Make or change a character and draw its portraits, or keep the uploaded one.

    `states` are mappings of name and appearance that replace the former ones; None leaves them as they are. Raises `Refusal`
    for a name that the series has already, two states of one name, and a bad upload; then nothing is changed.
    """
    kept = keep_upload(portrait, team=series.team) if portrait else None
    with transaction.atomic():
        character = character or Character(series=series)
        for name in CHARACTER_FIELDS:
            if name in fields:
                setattr(character, name, fields[name])
        _refuse_twin(character)
        if kept:
            character.portrait, character.portrait_uploaded = kept, True
        character.save()
        if states is not None:
            _replace_states(character, list(states))
        _touched(series, by)
    _picture(draw_portrait, character.pk)
    character.refresh_from_db()
    return character


def _refuse_twin(character: Character) -> None:
    twins = Character.objects.live().filter(series_id=character.series_id, name__iexact=character.name)
    if twins.exclude(pk=character.pk).exists():
        raise Refusal(f"This series has a character named {character.name} already.", field="name")


def _replace_states(character: Character, states: list[Mapping[str, str]]) -> None:
    states = [{name: words.replace("\x00", "").strip() for name, words in state.items()} for state in states]
    wanted = {state["name"]: state["appearance"] for state in states if state["name"]}
    if len(wanted) > MAX_STATES:
        raise Refusal(f"A character may have {MAX_STATES} states.", field="states")
    if len(wanted) < sum(1 for state in states if state["name"]):
        raise Refusal("Two states have the same name.", field="states")
    character.states.exclude(name__in=wanted).delete()
    for name, appearance in wanted.items():
        CharacterState.objects.update_or_create(character=character, name=name, defaults={"appearance": appearance})


def draw_portrait_again(character: Character) -> None:
    """Take away an uploaded portrait and draw one from the words."""
    Character.objects.filter(pk=character.pk).update(portrait_uploaded=False)
    _picture(draw_portrait, character.pk)


def save_location(
    series: Series,
    *,
    by: User,
    location: Location | None = None,
    name: str,
    description: str = "",
    picture: UploadedFile | None = None,
) -> Location:
    """Make or change a location and draw its picture, or keep the uploaded one. Raises `Refusal` as `save_character` does."""
    kept = keep_upload(picture, team=series.team) if picture else None
    with transaction.atomic():
        location = location or Location(series=series)
        location.name, location.description = name, description
        twins = Location.objects.live().filter(series=series, name__iexact=name).exclude(pk=location.pk)
        if twins.exists():
            raise Refusal(f"This series has a place named {name} already.", field="name")
        if kept:
            location.picture, location.picture_uploaded = kept, True
        location.save()
        _touched(series, by)
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
    _touched(issue.series, by)
    return added


def _picture(draw: Callable[[int], None], pk: int) -> None:
    """Draw a picture for words that are saved already; when that fails (a full disk), the worker tries once more."""
    try:
        draw(pk)
    except Exception:
        logger.exception("%s(%s) failed", draw.__name__, pk)
        enqueue(f"draw.{draw.__name__}", pk)


def _touched(series: Series, by: User) -> None:
    series.touched_by = by
    series.save(update_fields=["touched_by", "updated_at"])
