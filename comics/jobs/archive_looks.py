"""The whole of an archive, looked at before anything of it is taken in: every row, and how rows hang together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from comics.composition.parting import PART
from comics.drawing.faces import catalogue
from comics.jobs.archive_checks import check_language, checked_picture, checked_row, picture_name
from comics.jobs.archive_kinds import BY_NAME, KINDS, Kind
from comics.publishing.archive_json import BadArchive
from comics.publishing.archive_reading import Archive
from comics.vocabulary import MAX_PANELS, PageKind

Pointers = dict[str, int | None]  # by field: the row that a row points at


class Look:
    """What was seen of an archive: what its rows point at, its pictures by their hash, and pages to be lettered anew."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, Pointers]] = {kind.name: {} for kind in KINDS}
        self.pictures: dict[str, dict[str, Any]] = {}
        self.strange: set[int] = set()  # pages with lettering in fonts that this studio does not have
        self.covers: Counter[tuple[int, str]] = Counter()
        self.story: set[int] = set()

    def at(self, kind: str, number: int | None, field: str) -> int:
        """The row that a field points at."""
        return self.rows[kind][number or 0][field] or 0


def look_at(archive: Archive) -> Look:
    """Look at all rows. Raises `BadArchive` for the first that cannot be taken in."""
    look = Look()
    _look_at_members(archive)
    _look_at_pictures(look, archive)
    for kind in KINDS:
        for row in archive.rows(f"rows/{kind.name}.jsonl"):
            _look_at_row(look, kind, row)
    if not look.rows["series"]:
        raise BadArchive("This archive holds no series.")
    _look_at_covers(look)
    for number, points in look.rows["panels"].items():
        take = points["chosen"]
        if take is not None and (take not in look.rows["takes"] or look.at("takes", take, "panel") != number):
            raise _loose("panels", number)
    return look


def _look_at_members(archive: Archive) -> None:
    known = {f"rows/{name}.jsonl" for name in (*BY_NAME, "pictures")}
    for name in archive.members:
        if name not in known and not name.startswith("pictures/"):
            raise BadArchive(f"This archive holds a member that the studio does not know: {name[:60]}.")


def _look_at_pictures(look: Look, archive: Archive) -> None:
    for row in archive.rows("rows/pictures.jsonl"):
        known = archive.members.get(picture_name(checked_picture(row)))
        if known is None or known != {"sha256": row["sha256"], "size": row["size"]} or row["sha256"] in look.pictures:
            raise BadArchive("This archive names a picture that it does not hold.")
        look.pictures[row["sha256"]] = row
    if len(look.pictures) != sum(name.startswith("pictures/") for name in archive.members):
        raise BadArchive("This archive holds a picture that it does not name.")


def _look_at_row(look: Look, kind: Kind, row: dict[str, Any]) -> None:
    values = checked_row(kind, row)
    known = look.rows[kind.name]
    # Rows are numbered from 1 in their order, which is the order that they are made in.
    if type(row["id"]) is not int or row["id"] != len(known) + 1:
        raise BadArchive(f"The rows of {kind.name} in this archive are not numbered in order.")
    if len(known) >= kind.most:
        raise BadArchive(f"This archive has more than {kind.most:,} {kind.name}; so many are not taken.")
    for name, to in kind.refs.items():
        if not _points_well(look, kind, row, name, to):
            raise _loose(kind.name, row["id"])
    for name in kind.pictures:
        if row[name] not in look.pictures if isinstance(row[name], str) else not _may_be_empty(kind, row, name):
            raise BadArchive(f"Row {row['id']} of {kind.name} shows a picture that is not in this archive.")
    known[row["id"]] = {name: row[name] for name in kind.refs}
    if special := _SPECIAL.get(kind.name):
        special(look, row, values)


def _points_well(look: Look, kind: Kind, row: dict[str, Any], name: str, to: str) -> bool:
    """Whether a field points at a row that came before; whether `chosen` does is seen when all takes are known."""
    value = row[name]
    if value is None:
        return _may_be_empty(kind, row, name)
    return type(value) is int and (value in look.rows[to] or (name in kind.later and to != kind.name))


def _may_be_empty(kind: Kind, row: dict[str, Any], name: str) -> bool:
    field: Any = kind.model._meta.get_field(name)
    return bool(field.null) and row[name] is None


def _loose(kind: str, number: int) -> BadArchive:
    return BadArchive(f"Row {number} of {kind} in this archive points at a row that is not there, or not its own.")


def _look_at_languages(look: Look, row: dict[str, Any], values: dict[str, Any]) -> None:
    for tag in values.get("languages") or [values[name] for name in ("language",) if name in values]:
        check_language(tag)


def _look_at_page(look: Look, row: dict[str, Any], values: dict[str, Any]) -> None:
    if values["kind"] == PageKind.STORY:
        look.story.add(row["id"])
    else:
        look.covers[(row["issue"], values["kind"])] += 1


def _look_at_covers(look: Look) -> None:
    """An issue has one cover of a kind, a cover one panel, and a page as many as a layout takes."""
    panels = Counter(points["page"] for points in look.rows["panels"].values())
    if any(count > 1 for count in look.covers.values()):
        raise BadArchive("An issue of this archive has two covers of one kind.")
    if any(count > (MAX_PANELS if page in look.story else 1) for page, count in panels.items()):
        raise BadArchive("A page of this archive has more panels than a page can have.")


def _look_at_placed(look: Look, row: dict[str, Any], values: dict[str, Any]) -> None:
    """Balloons bear the keys of their pieces; those in fonts that are not here have their page lettered anew."""
    piece = row.get("lettering", row["id"])
    for balloon in values["placed"]:
        if int(balloon["key"].partition(PART)[0]) != piece:
            raise BadArchive("This archive holds a balloon that belongs to other words.")
        if balloon["font"] not in catalogue():
            look.strange.add(look.at("panels", look.at("lettering", piece, "panel"), "page"))


def _look_at_translation(look: Look, row: dict[str, Any], values: dict[str, Any]) -> None:
    _look_at_languages(look, row, values)
    _look_at_placed(look, row, values)


def _look_at_drawing(look: Look, row: dict[str, Any], values: dict[str, Any]) -> None:
    issue = look.at("pages", look.at("panels", row["panel"], "page"), "issue")
    if look.at("generations", row["generation"], "issue") != issue:
        raise _loose("drawings", row["id"])


def _look_at_take(look: Look, row: dict[str, Any], values: dict[str, Any]) -> None:
    if row["drawing"] is not None and look.at("drawings", row["drawing"], "panel") != row["panel"]:
        raise _loose("takes", row["id"])


def _look_at_note(look: Look, row: dict[str, Any], values: dict[str, Any]) -> None:
    parent = look.rows["notes"].get(row["parent"]) if row["parent"] is not None else None
    if (row["panel"] is not None and look.at("panels", row["panel"], "page") != row["page"]) or (
        parent is not None and (parent["page"] != row["page"] or parent["parent"] is not None or row["parent"] == row["id"])
    ):
        raise _loose("notes", row["id"])


_SPECIAL: dict[str, Callable[[Look, dict[str, Any], dict[str, Any]], None]] = {
    "series": _look_at_languages,
    "issues": _look_at_languages,
    "generations": _look_at_languages,
    "translations": _look_at_translation,
    "lettering": _look_at_placed,
    "pages": _look_at_page,
    "drawings": _look_at_drawing,
    "takes": _look_at_take,
    "notes": _look_at_note,
}
