"""How an action says no."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


class Refusal(Exception):
    """What was asked cannot be done. `str()` is a sentence for the person who asked; `field` names the input it is about."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Unpaid(Refusal):
    """There are not enough credits left for it; nothing was begun."""


class Limited(Refusal):
    """Too many of these in so short a time; nothing was begun. It may be tried again after `retry_after` whole seconds."""

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Conflict(Refusal):
    """Somebody else saved the same thing first, or is busy with it; nothing was changed."""


class Absent(Refusal):
    """What was named is not there; `str()` says what."""


class Locked(Exception):
    """A page that is locked would be changed; nothing was. `str()` says which page, since when and by whom.

    It is no `Refusal`, so that no door has to catch it: all of them answer it in one place.
    """


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: its name in the form and for people, what somebody else made of it, what was asked."""

    name: str
    label: str
    theirs: str
    mine: str


class Overtaken(Exception):
    """Somebody else changed the same fields since they were shown; nothing was overwritten.

    `str()` is a sentence for the person who asked. `based_on` is what the same request must carry to be done all the same. As
    `Locked`, it is answered in one place.
    """

    def __init__(
        self, thing: str, clashes: list[Clash], *, based_on: str, who: str = "", at: datetime.datetime | None = None
    ) -> None:
        super().__init__(f"{who or 'Somebody'} changed {thing} while you did.")
        self.thing, self.clashes, self.based_on, self.who, self.at = thing, clashes, based_on, who, at
