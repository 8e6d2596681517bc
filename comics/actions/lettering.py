"""Lettering: its words, its order, where balloons and tails stand; in a language, the words and places of that one alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import Max

from comics.actions.edits import recorded
from comics.actions.errors import Conflict, Refusal
from comics.actions.merging import Basis, Told, edit_author, merged
from comics.actions.standing_values import words_of_line
from comics.actions.translations import MAX_TEXT, keep_translation, plain_text
from comics.composition.stage import SPOKEN
from comics.jobs.arrange import follow
from comics.jobs.compose import page_panels, reletter
from comics.models import Lettering, Page, Panel, Translation, User
from comics.vocabulary import LETTERING_LABELS, LetteringKind

PLACES = ("at_x", "at_y", "tail_x", "tail_y")
REACH = 2.0  # how far outside its panel, in panel widths or heights, a hand may put a balloon or tail


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a hand chose, as fractions of the panel's frame."""

    x: float
    y: float


def add_lettering(panel: Panel, *, by: User, kind: str, text: str, speaker: str = "", at: Spot | None = None) -> Lettering:
    """Add a piece of lettering after those that the panel has, with its centre at a place or wherever there is room.

    Raises `Refusal` for empty or overlong text and for a place out of reach.
    """
    _check_reach(at)
    with recorded([panel.page], by=by, label="add lettering"):
        last = panel.lettering.aggregate(last=Max("position"))["last"]
        line = Lettering(panel=panel, position=0 if last is None else last + 1)
        _set_words(line, kind=kind, text=text, speaker=speaker)
        if at:
            line.at_x, line.at_y = at.x, at.y
        line.save()
    settle(panel, by)
    line.refresh_from_db()
    return line


def change_lettering(
    line: Lettering, *, by: User, kind: str, text: str, speaker: str = "", language: str = "", basis: Basis = None
) -> Lettering:
    """Change what it says, its kind or its speaker; what was set by hand stays.

    In a language the text is the translation, which may be empty; kind and speaker are the same in all. Raises `Refusal` as
    `add_lettering` does, and `Overtaken` where somebody else changed the same since `basis`.
    """
    with recorded([line.panel.page], by=by, label="change the words", about=f"words-{line.pk}-{language}"):
        still_there(line)
        before = (line.kind, line.speaker, line.text)
        mine = {"kind": kind, "speaker": speaker, "text": text}
        kind, speaker, text = _merged_words(line, mine, language, basis, by=by).values()
        _set_words(line, kind=kind, text=line.text if language else text, speaker=speaker)
        line.save(update_fields=["kind", "text", "speaker"])
        if before[:2] != (line.kind, line.speaker):
            number(list(line.panel.lettering.all()))
        if language:
            keep_translation(line, language, text)
    if language:
        settle(line.panel, by, language)
    if not language or before != (line.kind, line.speaker, line.text):
        settle(line.panel, by)
    line.refresh_from_db()
    return line


def _merged_words(line: Lettering, mine: dict[str, str], language: str, basis: Basis, *, by: User) -> dict[str, str]:
    row = line.translations.filter(language=language).first() if language else None
    author = edit_author(line.panel.page.issue, "lettering", line.pk, {}, by=by)
    if row:
        author = edit_author(line.panel.page.issue, "translations", row.pk, {}, by=by)
    told: Told = {"kind": ("Kind", _kind_label), "speaker": ("Speaker", str), "text": ("Words", str)}
    return merged(words_of_line(line, language), mine, basis, thing="these words", author=author, told=told)


def _kind_label(kind: str) -> str:
    return LETTERING_LABELS[LetteringKind(kind)] if kind in set(LetteringKind) else kind


def still_there(line: Lettering) -> None:
    """Read a piece of lettering anew. Raises `Conflict` where somebody deleted it meanwhile."""
    try:
        line.refresh_from_db(fields=["panel", "position", "kind", "speaker", "text", "joined", "style", *PLACES])
    except Lettering.DoesNotExist as error:
        raise Conflict("Somebody deleted this piece of lettering meanwhile. What you typed is still here.") from error


def _set_words(line: Lettering, *, kind: str, text: str, speaker: str) -> None:
    text = plain_text(text)
    if not text:
        raise Refusal("Write what it says, or delete it.", field="text")
    if len(text) > MAX_TEXT:
        raise Refusal(f"One balloon may have {MAX_TEXT:,} characters; this text has {len(text):,}. Split it.", field="text")
    if kind not in set(LetteringKind):
        raise Refusal("There is no such kind of lettering.", field="kind")
    line.kind, line.text, line.speaker = kind, text, speaker.replace("\x00", "").strip()[:120]


def move_lettering(
    line: Lettering,
    *,
    by: User,
    at: Spot | None = None,
    tail: Spot | None = None,
    language: str = "",
    basis: Basis = None,
) -> Lettering:
    """Keep where a hand put the balloon (its centre) or the tip of its tail.

    Raises `Refusal` for a place out of reach, and `Overtaken` where somebody else moved the same since `basis`.
    """
    _check_reach(at, tail)
    label = "move a tail" if tail and not at else "move a balloon"
    with _placed_by_hand(line, language, by=by, label=label) as told:
        wanted = {name: [spot.x, spot.y] for name, spot in (("at", at), ("tail", tail)) if spot}
        now = {"at": [told.at_x, told.at_y], "tail": [told.tail_x, told.tail_y]}
        kind = "translations" if isinstance(told, Translation) else "lettering"
        author = edit_author(line.panel.page.issue, kind, told.pk, {"at": "at_x", "tail": "tail_x"}, by=by)
        names = {"at": ("Where the balloon stands", _place), "tail": ("Where its tail points", _place)}
        merged(now, wanted, basis, thing="the place of this balloon", author=author, told=names)
        if at:
            told.at_x, told.at_y = at.x, at.y
        if tail:
            told.tail_x, told.tail_y = tail.x, tail.y
    return line


def free_lettering(line: Lettering, *, by: User, language: str = "") -> Lettering:
    """Forget what was set by hand: the placement chooses again, or in a language the place of the original serves."""
    with _placed_by_hand(line, language, by=by, label="let the studio place it") as told:
        told.at_x = told.at_y = told.tail_x = told.tail_y = None
    return line


def _place(spot: list[float | None]) -> str:
    x, y = spot
    if x is None or y is None:
        return "where the studio puts it"
    return f"{x:.0%} from the left of the panel, {y:.0%} from its top"


def _check_reach(*spots: Spot | None) -> None:
    for spot in spots:
        if spot and not (-REACH <= spot.x <= 1 + REACH and -REACH <= spot.y <= 1 + REACH):
            raise Refusal("That is too far away from the panel.")


@contextmanager
def _placed_by_hand(line: Lettering, language: str, *, by: User, label: str) -> Iterator[Lettering | Translation]:
    """The row that holds the places in a language, to be changed in the block; afterwards it is kept and placed anew."""
    about = f"place-{line.pk}-{language}"
    with recorded([line.panel.page], by=by, label=label, about=about):
        still_there(line)
        told: Lettering | Translation = line
        if language:
            told, _ = Translation.objects.get_or_create(lettering=line, language=language)
        yield told
        told.save(update_fields=["at_x", "at_y", "tail_x", "tail_y"])
    settle(line.panel, by, language)
    line.refresh_from_db()


def remove_lettering(line: Lettering, *, by: User) -> None:
    """Take a piece of lettering away, in all languages."""
    panel = line.panel
    with recorded([panel.page], by=by, label="delete lettering"):
        still_there(line)
        line.delete()
        number(list(panel.lettering.all()))
    settle(panel, by)


def order_lettering(line: Lettering, *, by: User, place: int) -> Lettering:
    """Read it as the piece at this place of its panel, counted from 1. Raises `Refusal` for a place that there is not."""
    with recorded([line.panel.page], by=by, label="reorder lettering"):
        still_there(line)
        others = [one for one in line.panel.lettering.all() if one.pk != line.pk]
        if not 1 <= place <= len(others) + 1:
            raise Refusal("There is no such place in the panel.", field="place")
        number([*others[: place - 1], line, *others[place - 1 :]])
    settle(line.panel, by)
    line.refresh_from_db()
    return line


def number(lines: list[Lettering]) -> None:
    """Keep the pieces of a panel in this order; what has no balloon before it any more is not joined."""
    for position, line in enumerate(lines):
        line.position = position
        line.joined = line.joined and can_join(line, lines[position - 1] if position else None)
    Lettering.objects.bulk_update(lines, ["position", "joined"])


def can_join(line: Lettering, before: Lettering | None) -> bool:
    """Whether a piece can hang together with the one before it: both are balloons, and nobody else's."""
    return before is not None and line.kind in SPOKEN and before.kind in SPOKEN and line.speaker == before.speaker


def settle(panel: Panel, by: User, language: str = "") -> None:
    """Place the panel's lettering anew in a language, at once; after the issue's own one the worker does the others."""
    page = Page.objects.select_related("issue__series").get(pk=panel.page_id)
    panels = [one for one in page_panels(page) if one.pk == panel.pk]
    reletter(page, panels, language)
    page.issue.touched_by = by
    page.issue.save(update_fields=["touched_by", "updated_at"])
    if panels and not language:
        follow(panels[0])
