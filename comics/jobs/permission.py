"""Permission asked again when work runs: what was queued may wait for long, and its person be gone or lowered meanwhile.

Jobs stand below `access` and cannot ask it; a test holds these roles to its table. Work that follows from a change (previews,
lettering placed anew, portraits and places drawn from their words, what is stale) is nobody's in particular: it was allowed
with the change, costs nothing, and shows only what stands in the rows when it runs.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from comics.models import Member
from comics.vocabulary import Role

if TYPE_CHECKING:
    from comics.models import Team, User

MAY_EXPORT = (Role.LETTERER, Role.EDITOR, Role.OWNER)
MAY_EDIT = (Role.EDITOR, Role.OWNER)
MAY_SPEND = (Role.EDITOR, Role.OWNER)


def still_may(user: User | None, team: Team, roles: Collection[Role]) -> bool:
    """Whether the person has an account that is open, and one of the roles in the team, at this moment."""
    return user is not None and Member.objects.filter(team=team, user=user, user__is_active=True, role__in=roles).exists()
