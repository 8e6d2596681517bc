"""What programs brought with an issue: the words as they were sent, and pictures that stand beside the script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import models

from comics.engines.contract import CastMember, Place, Reference
from comics.models.references import as_reference
from comics.models.scripts import MAX_SCRIPT
from comics.models.series import Issue
from comics.vocabulary import ReferenceKind


class ApiComic(models.Model):
    """An issue that a program asked for, with the prompt as it was sent; its script is what the studio made of it."""

    issue = models.OneToOneField(Issue, on_delete=models.CASCADE, related_name="api_comic")
    prompt = models.TextField(max_length=MAX_SCRIPT)

    def __str__(self) -> str:
        return f"what was asked for {self.issue_id}"


class IssueReference(models.Model):
    """A character, a place or a picture that counts for one issue alone, beside what its series has.

    `kind` says what `name` names; of the kind "page" are pictures that engines may look at for all of the issue.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="references")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ReferenceKind])
    name = models.CharField(max_length=120, blank=True)
    description = models.TextField(max_length=2000, blank=True)
    picture = models.ForeignKey("comics.Picture", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".rstrip()

    def as_reference(self) -> Reference | None:
        """Its picture as an engine may look at it."""
        return as_reference(self.picture, self.name) if self.picture else None


class GenerationReference(models.Model):
    """A further picture that engines may look at for the panels of one generation, beside `Generation.reference`."""

    generation = models.ForeignKey("comics.Generation", on_delete=models.CASCADE, related_name="further_references")
    picture = models.ForeignKey("comics.Picture", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"a picture for generation {self.generation_id}"


class IssueReferences:
    """What an issue has beside its series. One query, asked when it is made."""

    def __init__(self, issue: Issue) -> None:
        rows = list(issue.references.select_related("picture")) if issue.pk else []
        self._people = self._named(rows, ReferenceKind.CHARACTER)
        self._places = self._named(rows, ReferenceKind.LOCATION)
        self.shared = tuple(found for row in rows if row.kind == ReferenceKind.PAGE and (found := row.as_reference()))

    @staticmethod
    def _named(rows: list[IssueReference], kind: ReferenceKind) -> Mapping[str, IssueReference]:
        found: dict[str, IssueReference] = {}
        for row in rows:
            if row.kind == kind:
                found.setdefault(row.name.casefold(), row)
        return found

    def on(self, member: CastMember) -> CastMember:
        """The character with the picture that the issue has, where the series has none."""
        row = self._people.get(member.name.casefold())
        return replace(member, reference=row.as_reference()) if row and member.reference is None else member

    def places(self, known: tuple[Place, ...]) -> tuple[Place, ...]:
        """The places of the series, filled with what the issue says of them, then those that only the issue has."""
        left = dict(self._places)
        found = []
        for place in known:
            row = left.pop(place.name.casefold(), None)
            if row:
                words, picture = place.description or row.description, place.reference or row.as_reference()
                place = replace(place, description=words, reference=picture)
            found.append(place)
        return (*found, *(Place(row.name, row.description, row.as_reference()) for row in left.values()))
