"""A program that asks at the REST door, as the documents of the Comic API say, for tests of what it is answered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.test import Client

from comics.jobs import queue
from comics.models import Issue, Team, Token, User
from comics.serialize.ids import issue_key
from comics.vocabulary import Scope
from tests.studio import work_off

COMICS = "/v1/comics/generations"


class Program:
    """Holds a token of a person for a team; with `draws`, all work that a request begins is done before it is answered."""

    def __init__(self, person: User, team: Team, scopes: Iterable[Scope] = Scope, *, draws: bool = False) -> None:
        _, self.secret = Token.objects.make(person, team, name="program", scopes=list(scopes))
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})
        self.draws = draws

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> HttpResponse:
        """The answer to one request; `body` goes as JSON."""
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        with queue.here() as work:
            answer = self.client.generic(method, path, query_params=query, **sent)
            if self.draws:
                work_off(work)
        return answer

    def create(self, status: int = 200, **order: Any) -> dict[str, Any]:
        """A new comic, as the answer tells it."""
        return self._told(self.ask("POST", COMICS, order), status)

    def get(self, id: str, status: int = 200, **query: Any) -> dict[str, Any]:
        """A comic, or one panel of it."""
        return self._told(self.ask("GET", f"{COMICS}/{id}", **query), status)

    def patch(self, id: str, status: int = 200, **order: Any) -> dict[str, Any]:
        """A comic that goes on, or one panel drawn again."""
        return self._told(self.ask("PATCH", f"{COMICS}/{id}", order), status)

    @staticmethod
    def _told(answer: HttpResponse, status: int) -> dict[str, Any]:
        assert answer.status_code == status, answer.content
        told: dict[str, Any] = json.loads(answer.content)
        return told


def issue_of(told: dict[str, Any]) -> Issue:
    """The issue that a comic is."""
    return Issue.objects.select_related("series__team", "script").get(pk=issue_key(told["id"]))
