"""What an archive of a series carries of each kind of row, and what it leaves out, with the reason.

A field stands in one of the tables here, or `tests/jobs/test_archive_kinds.py` fails: whoever adds one decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models

from comics.models import (
    ApiComic,
    Character,
    CharacterState,
    Charge,
    Drawing,
    Generation,
    GenerationReference,
    Issue,
    IssueReference,
    Lettering,
    Location,
    Note,
    Page,
    Panel,
    Picture,
    Script,
    Series,
    SeriesReference,
    Take,
    Translation,
)

MOST = 100_000  # rows of one kind
_PAGE = "page__issue__series"
_ON_PAGE = ("page__", "page__issue__")
_ON_PANEL = ("panel__", "panel__page__", "panel__page__issue__")


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of one model. `way` leads from a row to its series, `bins` are the places on it that may lie in the bin.

    `refs` name the kind that a field points at; rows of earlier kinds only, but for those in `later`, which are set at the end.
    `pictures` are the fields that point at pictures, which an archive names by their SHA-256.
    """

    name: str
    model: type[models.Model]
    way: str
    fields: tuple[str, ...]
    bins: tuple[str, ...] = ()
    refs: dict[str, str] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    most: int = MOST


_PLACED = ("at_x", "at_y", "tail_x", "tail_y", "placed")
KINDS: tuple[Kind, ...] = (
    Kind(
        *("series", Series, "pk"),
        (
            *("title", "summary", "genre", "art_style", "palette", "lighting", "camera", "preset", "page_format", "direction"),
            *("language", "border", "dialogue_font", "sfx_font", "capitals", "vertical", "created_at", "updated_at"),
        ),
        most=1,
    ),
    Kind(
        *("references", SeriesReference, "series", ("description",)),
        refs={"series": "series"},
        pictures=("picture",),
        most=1000,
    ),
    Kind(
        *("characters", Character, "series"),
        (
            *("name", "age", "gender", "dress", "role", "appearance", "personality", "signature", "portrait_uploaded"),
            *("created_at", "updated_at"),
        ),
        bins=("",),
        refs={"series": "series"},
        pictures=("portrait",),
        most=5000,
    ),
    Kind(
        *("states", CharacterState, "character__series", ("name", "appearance", "portrait_uploaded")),
        bins=("character__",),
        refs={"character": "characters"},
        pictures=("portrait",),
        most=20_000,
    ),
    Kind(
        *("locations", Location, "series", ("name", "description", "picture_uploaded", "created_at", "updated_at")),
        bins=("",),
        refs={"series": "series"},
        pictures=("picture",),
        most=5000,
    ),
    Kind(
        *("issues", Issue, "series", ("number", "title", "languages", "credits", "created_at", "updated_at")),
        bins=("",),
        refs={"series": "series"},
        most=1000,
    ),
    Kind(
        *("scripts", Script, "issue__series", ("text", "version", "updated_at")),
        bins=("issue__",),
        refs={"issue": "issues"},
        most=1000,
    ),
    Kind(
        *("api_comics", ApiComic, "issue__series", ("prompt",)),
        bins=("issue__",),
        refs={"issue": "issues"},
        most=1000,
    ),
    Kind(
        *("issue_references", IssueReference, "issue__series", ("kind", "name", "description")),
        bins=("issue__",),
        refs={"issue": "issues"},
        pictures=("picture",),
    ),
    Kind(
        *("pages", Page, "issue__series"),
        ("kind", "state", "state_at", "position", "layout", "frames", "page_format", "spread", "border", "cover", "prompt"),
        bins=("", "issue__"),
        refs={"issue": "issues"},
        pictures=("preview",),
        most=5000,
    ),
    Kind(
        *("panels", Panel, _PAGE),
        (
            *("position", "script_index", "objective", "scene", "action", "shot", "importance", "scene_start", "box"),
            *("bleeds", "border", "stale"),
        ),
        bins=("", *_ON_PAGE),
        refs={"page": "pages", "chosen": "takes"},
        later=("chosen",),
    ),
    Kind(
        *("lettering", Lettering, f"panel__{_PAGE}"),
        ("position", "kind", "speaker", "text", "joined", "style", "seed", *_PLACED),
        bins=_ON_PANEL,
        refs={"panel": "panels"},
    ),
    Kind(
        *("translations", Translation, f"lettering__panel__{_PAGE}", ("language", "text", "original", *_PLACED)),
        bins=tuple(f"lettering__{way}" for way in _ON_PANEL),
        refs={"lettering": "lettering"},
    ),
    Kind(
        *("generations", Generation, "issue__series"),
        (
            *("kind", "engine", "size", "language", "prompt", "options", "state", "error"),
            *("created_at", "finished_at"),
        ),
        bins=("issue__",),
        refs={"issue": "issues"},
        pictures=("reference",),
    ),
    Kind(
        *("generation_references", GenerationReference, "generation__issue__series", ()),
        bins=("generation__issue__",),
        refs={"generation": "generations"},
        pictures=("picture",),
    ),
    Kind(
        *("drawings", Drawing, f"panel__{_PAGE}", ("width", "height", "state", "error", "source")),
        bins=_ON_PANEL,
        refs={"generation": "generations", "panel": "panels"},
    ),
    Kind(
        *("takes", Take, f"panel__{_PAGE}"),
        ("ordinal", "number", "engine", "prompt", "staging_data", "view", "edges", "source", "created_at"),
        bins=_ON_PANEL,
        refs={"panel": "panels", "drawing": "drawings"},
        pictures=("picture",),
    ),
    Kind(
        *("notes", Note, _PAGE),
        ("number", "x", "y", "text", "by_name", "resolved_at", "created_at", "changed_at"),
        bins=_ON_PAGE,
        refs={"page": "pages", "panel": "panels", "parent": "notes"},
        later=("parent",),
    ),
    Kind(
        *("charges", Charge, "series"),
        (
            *("at", "by_name", "series_title", "key_name", "engine", "kind", "panels", "estimated", "unit", "reported"),
            *("reported_unit", "outcome"),
        ),
        refs={"series": "series"},
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
PICTURE_FIELDS = ("sha256", "media_type", "width", "height", "size")

_PERSON = "a person, whose account is of one installation; names stand on notes and ledger lines"
_STAMP = "a counter of this installation; it begins anew"
_BIN = "what lies in the bin is not carried"
_WORK = "how far work in progress is; only finished work travels"
LEFT_OUT: dict[type[models.Model], dict[str, str]] = {
    Series: {"team": "the team that takes it in", "created_by": _PERSON, "touched_by": _PERSON, "binned_at": _BIN},
    Character: {"binned_at": _BIN},
    Location: {"binned_at": _BIN},
    Issue: {"stamp": _STAMP, "touched_by": _PERSON, "binned_at": _BIN},
    Script: {"updated_by": _PERSON},
    Page: {
        "attachments": "addresses of files that lie elsewhere, perhaps signed ones of one installation",
        "state_by": _PERSON,
        "stamp": _STAMP,
        "content_stamp": _STAMP,
        "preview_stamp": _STAMP,
        "binned_at": _BIN,
    },
    Panel: {"stamp": _STAMP, "binned_at": _BIN},
    Generation: {"nonce": "the number of one press of a button", "by": _PERSON},
    Drawing: {
        "submission": "raw calls and tickets belong to an account at a service",
        "remote": "what a service needs to find its work again, under one account, perhaps with signed addresses",
        **dict.fromkeys(("attempts", "queued_at", "started_at", "lease_until"), _WORK),
    },
    Take: {"by": _PERSON},
    Note: {"by": _PERSON, "resolved_by": _PERSON},
    Charge: {
        "submission": "raw calls and tickets belong to an account at a service",
        "team": "the team that takes it in",
        "by": _PERSON,
        "key": "keys are secrets; their names stand on the line",
        "imported": "set where an archive is taken in",
    },
    Picture: {"team": "the team that takes it in", "created_at": "when it was last of use here"},
}
MODELS_LEFT_OUT: dict[str, str] = {
    "Activity": "who did what in a team is the team's own",
    "Allowance": "how often an account was asked",
    "ApiMonth": "what the programs of a team asked for",
    "ApiPlan": "set by who runs the installation",
    "ApiRequest": "what the programs of a team asked for",
    "ApiUpload": "what a program sent to use soon; what it was used for travels",
    "Archive": "work in progress",
    "Budget": "a team's own",
    "CreateCount": "how often the programs of a team created something of late",
    "Edit": "steps that can be undone for a day",
    "Export": "can be bound again",
    "HookReceipt": "what a service told lately",
    "IdempotencyKey": "of one token",
    "Invitation": "a secret, and of one team",
    "Key": "a secret",
    "Member": "of one team",
    "Mention": "tells a member of a note",
    "RequestCount": "how often a program asked within a minute",
    "Submission": "raw calls, tickets and fingerprints of accounts",
    "Team": "the team that takes it in",
    "Token": "a secret",  # nosec B105  # tells why, and is none
    "Tries": "bad passwords of the last minutes",
    "Upload": "addresses at a service under one account",
    "User": "accounts are of one installation",
    "WebhookAttempt": "goes with its delivery",
    "WebhookDelivery": "goes with its webhook",
    "WebhookEndpoint": "a secret, and of one team",
    "WebhookEvent": "was told already",
}
