"""Who may see or do what: the one gate for every door.

A door finds every object through `find`. A stranger, and anyone asking for what lies in the bin, gets `Http404`; a member whose
role lacks the capability gets `PermissionDenied`. Roles are mapped to capabilities in one table.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

from comics.models import (
    Activity,
    ApiRequest,
    Archive,
    Budget,
    Character,
    CharacterState,
    Charge,
    Drawing,
    Edit,
    Export,
    Generation,
    Invitation,
    Issue,
    Key,
    Lettering,
    Location,
    Member,
    Note,
    Page,
    Panel,
    Picture,
    Script,
    Series,
    SeriesReference,
    Submission,
    Take,
    Team,
    Token,
    Translation,
    User,
    WebhookDelivery,
    WebhookEndpoint,
)
from comics.models.api_requests import ApiRequestQuerySet
from comics.vocabulary import Role


class Can(StrEnum):
    """What a route asks for."""

    READ = "read"
    COMMENT = "comment"
    LETTER = "letter"
    EXPORT = "export"
    EDIT = "edit"
    UNLOCK = "unlock"
    SPEND = "spend"
    MEMBERS = "members"
    KEYS = "keys"
    BUDGET = "budget"
    DELETE = "delete"


# What each capability is in the words of docs/teams.md, where a test prints the table.
MEANINGS: dict[Can, str] = {
    Can.READ: "read everything: scripts, pages, takes, usage",
    Can.COMMENT: "write notes, resolve and reopen them",
    Can.LETTER: "letter and translate",
    Can.EXPORT: "make exports",
    Can.EDIT: "everything creative: scripts, cast, places, pages, takes, page states, the bin",
    Can.UNLOCK: "unlock pages that others locked",
    Can.SPEND: "have panels drawn, within the budget",
    Can.MEMBERS: "invite, remove, change roles, rename the team",
    Can.KEYS: "take other people’s shared keys out of the team, revoke their tokens and programs’ addresses, manage webhooks",
    Can.BUDGET: "set budgets",
    Can.DELETE: "delete for good what lies in the bin, delete the team",
}
_LETTERER = frozenset({Can.READ, Can.COMMENT, Can.LETTER, Can.EXPORT})
CAPABILITIES: dict[Role, frozenset[Can]] = {
    Role.VIEWER: frozenset({Can.READ, Can.COMMENT}),
    Role.LETTERER: _LETTERER,
    Role.EDITOR: _LETTERER | {Can.EDIT, Can.SPEND},
    Role.OWNER: frozenset(Can),
}

_ON_PANEL = ("panel__", "panel__page__", "panel__page__issue__", "panel__page__issue__series__")
# The way from each kind of object to its team, as Django looks it up, and what must not lie in the bin on that way.
_TEAM_OF: dict[type[models.Model], tuple[str, tuple[str, ...]]] = {
    Team: ("", ()),
    Picture: ("team", ()),
    Charge: ("team", ()),
    Budget: ("team", ()),
    Member: ("team", ()),
    Invitation: ("team", ()),
    Activity: ("team", ()),
    Token: ("team", ()),
    WebhookEndpoint: ("team", ()),
    WebhookDelivery: ("endpoint__team", ()),
    ApiRequest: ("team", ()),
    Archive: ("team", ("series__",)),  # one that is being taken in has no series yet
    Note: ("page__issue__series__team", ("page__", "page__issue__", "page__issue__series__")),
    Series: ("team", ("",)),
    SeriesReference: ("series__team", ("series__",)),
    Character: ("series__team", ("", "series__")),
    CharacterState: ("character__series__team", ("character__", "character__series__")),
    Location: ("series__team", ("", "series__")),
    Issue: ("series__team", ("", "series__")),
    Script: ("issue__series__team", ("issue__", "issue__series__")),
    Export: ("issue__series__team", ("issue__", "issue__series__")),
    Generation: ("issue__series__team", ("issue__", "issue__series__")),
    Submission: ("generation__issue__series__team", ("generation__issue__", "generation__issue__series__")),
    Page: ("issue__series__team", ("", "issue__", "issue__series__")),
    Panel: ("page__issue__series__team", ("", "page__", "page__issue__", "page__issue__series__")),
    Lettering: ("panel__page__issue__series__team", _ON_PANEL),
    Take: ("panel__page__issue__series__team", _ON_PANEL),
    Translation: (
        "lettering__panel__page__issue__series__team",
        tuple(f"lettering__{way}" for way in _ON_PANEL),
    ),
    Edit: ("issue__series__team", ("issue__", "issue__series__")),
    Drawing: ("panel__page__issue__series__team", _ON_PANEL),
}

M = TypeVar("M", bound=models.Model)


def visible(user: User, model: type[M], *, binned: bool = False, team: Team | None = None) -> models.QuerySet[M]:
    """All of a model that the user may read, without what lies in the bin (with `binned`, what lies there is found too).

    `team` narrows it to one team's. The role stands on each row as `member_role`.
    """
    path, bins = _TEAM_OF[model]
    prefix = f"{path}__" if path else ""
    mine = model._default_manager.filter(**{f"{prefix}members__user": user})
    if team is not None:
        mine = mine.filter(**{path or "pk": team.pk})
    # The types of annotate() lose the type variable; at run time the rows are of `model`.
    found: models.QuerySet[M] = mine.annotate(member_role=models.F(f"{prefix}members__role"))  # type: ignore[assignment]
    return found if binned else found.filter(**{f"{way}binned_at": None for way in bins})


def find(
    user: User, model: type[M], pk: int, can: Can = Can.READ, *, binned: bool = False, among: models.QuerySet[M] | None = None
) -> M:
    """The object with that key, if the user may do with it what `can` says.

    `among` narrows the search or adds `select_related`; it must come from `visible`. Raises `Http404` for a stranger and
    `PermissionDenied` for a member whose role does not allow it.
    """
    rows = visible(user, model, binned=binned) if among is None else among
    return allowed(rows.filter(pk=pk).first(), model, can)


def allowed(found: M | None, model: type[M], can: Can) -> M:
    """What was found among `visible`, if its role lets the user do what `can` says. Raises as `find` does."""
    check(found.member_role if found else None, model, can)  # type: ignore[attr-defined]  # annotated by `visible`
    assert found is not None  # noqa: S101 - `check` has raised; this tells the type checker
    return found


def check(role: str | None, model: type[models.Model], can: Can) -> None:
    """Let a member with that role in, None being a stranger. Raises as `find` does."""
    if role is None:
        raise Http404(f"There is no such {model._meta.verbose_name}.")
    if can not in CAPABILITIES[Role(role)]:
        raise PermissionDenied("Your role in this team does not allow that.")


def in_bin(user: User, model: type[M]) -> models.QuerySet[M]:
    """What lies in the bin itself, and in nothing else that lies there, of teams where the user may bring it back."""
    _, bins = _TEAM_OF[model]
    outside = {f"{way}binned_at": None for way in bins if way}
    rows = visible(user, model, binned=True).filter(binned_at__isnull=False, **outside)
    return rows.filter(member_role__in=[role for role, abilities in CAPABILITIES.items() if Can.EDIT in abilities])


def allows(role: str, can: Can) -> bool:
    """Whether a role carries a capability."""
    return can in CAPABILITIES[Role(role)]


def teams_for(user: User, can: Can = Can.READ) -> list[Team]:
    """The teams in which the user may do that, the personal one first."""
    roles = [role.value for role, abilities in CAPABILITIES.items() if can in abilities]
    members = Member.objects.filter(user=user, role__in=roles).select_related("team")
    return sorted((member.team for member in members), key=lambda team: (team.personal_of_id != user.pk, team.name.lower()))


def own_key(user: User, pk: int) -> Key:
    """The person's own key. Raises `Http404` for everybody else (members with whom it is shared too) and once it is revoked."""
    found = Key.objects.live().filter(owner=user, pk=pk).first()
    if found is None:
        raise Http404("There is no such key.")
    return found


def own_keys(user: User) -> models.QuerySet[Key]:
    """The person's own keys."""
    return Key.objects.live().filter(owner=user)


def key_in_team(user: User, pk: int, can: Can) -> Key:
    """A key that its owner shares with a team of this person's, if they may do that with it; its token is not loaded.

    Raises `Http404` for a key that no team of theirs draws with, and `PermissionDenied` where the role does not allow it.
    """
    rows = Key.objects.shared(with_a_team_of=user).select_related("team", "owner").only("name", "engine", "owner", "team")
    found = rows.annotate(member_role=models.F("team__members__role")).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such key.")
    if not allows(found.member_role, can):
        raise PermissionDenied("Your role in this team does not allow that.")
    return found


def own_tokens(user: User) -> models.QuerySet[Token]:
    """The person's own tokens of the studio that were not revoked, also those whose time is over."""
    return Token.objects.filter(user=user, revoked_at=None).select_related("team")


def requests_seen(user: User, team: Team) -> ApiRequestQuerySet:
    """The lines of the request log that the person sees in a team that `find` found: those of their own tokens, or all of
    them where they may revoke other people's."""
    rows: ApiRequestQuerySet = visible(user, ApiRequest, team=team)  # type: ignore[assignment]  # as its manager makes them
    return rows if allows(vars(team)["member_role"], Can.KEYS) else rows.filter(token__user=user)


def token_to_revoke(user: User, pk: int) -> Token:
    """One's own token, or one of a team in which the person may revoke other people's. Raises as `find` does."""
    own = Token.objects.filter(user=user, pk=pk).select_related("team", "user").first()
    return own or find(user, Token, pk, Can.KEYS, among=visible(user, Token).select_related("team", "user"))


def shared_keys(user: User) -> models.QuerySet[Key]:
    """Other people's keys that are shared with a team of this person: their name, engine and owner are loaded, nothing else."""
    rows = Key.objects.shared_with(user).select_related("owner")
    return rows.only("name", "engine", "owner")
