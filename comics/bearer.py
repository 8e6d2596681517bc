"""What a program may see or do that shows one of the studio's own tokens: the gate of `access`, narrowed to the token.

A door for programs asks `bearer_of` who knocks, and finds everything through what it answers. Pages know no tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.views.decorators.debug import sensitive_variables

from comics import access
from comics.access import Can
from comics.models import Team, Token, User
from comics.models.prepared import Prepared
from comics.models.tokens import well_formed
from comics.vocabulary import Scope

# The scope that each capability needs. What is not here, no token can do: it is for people.
SCOPE_OF: dict[Can, Scope] = {
    Can.READ: Scope.READ,
    Can.EXPORT: Scope.EXPORT,
    Can.EDIT: Scope.DRAW,
    Can.SPEND: Scope.DRAW,
}
_HEADER = re.compile(r"bearer +(\S+) *", re.ASCII | re.IGNORECASE)

M = TypeVar("M", bound=models.Model)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who knocks with a token: one person, in one team, with some scopes, and never with more than the person's own role."""

    token: Token

    @property
    def user(self) -> User:
        """The person whose token it is."""
        return self.token.user

    @property
    def team(self) -> Team:
        """The only team that it is for."""
        return self.token.team

    @property
    def scopes(self) -> frozenset[Scope]:
        """What it was made for."""
        return frozenset(scope for scope in Scope if scope.value in self.token.scopes)

    def visible(self, model: type[M], can: Can = Can.READ, *, binned: bool = False) -> models.QuerySet[M]:
        """All of a model in the token's team, as `access.visible`. Raises `PermissionDenied` without the scope for `can`."""
        self._need(can)
        return self.rows(model, binned=binned)

    def rows(self, model: type[M], *, binned: bool = False) -> models.QuerySet[M]:
        """All of a model in the token's team, whatever the scopes: for `find`, which asks for them."""
        return access.visible(self.user, model, binned=binned, team=self.team)

    def need(self, can: Can) -> None:
        """Raise `PermissionDenied` unless the token may do that in its team, by its scopes and by the person's role."""
        self._need(can)
        access.find(self.user, Team, self.team.pk, can)

    def find(
        self, model: type[M], pk: int, can: Can = Can.READ, *, binned: bool = False, among: models.QuerySet[M] | None = None
    ) -> M:
        """The object with that key, as `access.find`; what lies in another team is not there, whatever the person may see.

        `among` must come from this bearer's `visible` or `rows`. Raises `PermissionDenied` without the scope for `can`.
        """
        rows = self.rows(model, binned=binned) if among is None else among
        found = access.find(self.user, model, pk, can, among=rows)
        self._need(can)
        return found

    def glance(self, marks: Prepared[tuple[Any, ...]], model: type[M], pk: int, can: Can = Can.READ) -> tuple[Any, ...]:
        """What a query that was prepared with `prepare` tells of an object, after the role, which it tells first.

        For what programs ask for again and again; raises as `find` does.
        """
        role, *found = marks.first(user=self.user.pk, team=self.team.pk, pk=pk) or (None,)
        access.check(role, model, can)
        self._need(can)
        return tuple(found)

    def _need(self, can: Can) -> None:
        scope = SCOPE_OF.get(can)
        if scope is None:
            raise PermissionDenied("No token can do that. Sign in and do it yourself.")
        if scope not in self.scopes:
            raise PermissionDenied(f"This token does not have the scope “{scope}”.")


def prepare(model: type[M], told: Callable[[models.QuerySet[M]], models.QuerySet[M, R]]) -> Prepared[R]:
    """A query for `Bearer.glance`: what is `told` of those that the bearer may see of a model."""

    def build(user: int, team: int, pk: int) -> models.QuerySet[M, R]:
        return told(access.visible(User(pk=user), model, team=Team(pk=team)).filter(pk=pk))

    return Prepared(build, user=int, team=int, pk=int)


@sensitive_variables("header", "shown")
def bearer_of(header: str | None) -> Bearer | None:
    """Who knocks, by the Authorization header; None without one, and for whatever opens nothing (any more).

    What is no token by its form or checksum never reaches the database. The use is written down.
    """
    shown = _HEADER.fullmatch(header or "")
    token = Token.objects.presented(shown[1]) if shown else None
    return Bearer(token) if token else None


@sensitive_variables("header", "shown")
def is_guess(header: str | None) -> bool:
    """Whether the header shows what could be a token by its form and checksum; nothing else is worth counting."""
    shown = _HEADER.fullmatch(header or "")
    return shown is not None and well_formed(shown[1])
