"""What a program names by its address, fetched before anything is made: the story, and pictures to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from comics.actions.documents import text_at
from comics.actions.errors import Refusal
from comics.actions.fetched import pictures_at
from comics.models import Issue, IssueReference, Picture, Team
from comics.vocabulary import ReferenceKind
from comics.wire import Attachment, ContinueOrder, CreateOrder, Location, RedrawOrder, Role
from comics.wire_fields import MAX_STORY, has_words

MOST = 20  # pictures of one request


def story_of(order: CreateOrder, *, team: Team) -> str:
    """The prompt, and the words at the address that was sent instead or beside it. Raises `Refusal`."""
    told = [order.prompt] if order.prompt and has_words(order.prompt) else []
    if order.promptUrl:
        told.append(text_at(order.promptUrl, team=team))
    story = "\n\n".join(told)
    if not has_words(story):
        raise Refusal("There are no words at this address.", field="promptUrl")
    if len(story) > MAX_STORY:
        raise Refusal(f"A story may have {MAX_STORY:,} characters; this one has {len(story):,}.", field="promptUrl")
    return story


@dataclass(frozen=True, slots=True)
class Pictures:
    """The stored pictures of a request: for all of its panels by address, and of people and places by name."""

    shared: Mapping[str, Picture] = field(default_factory=dict)
    people: Mapping[str, Picture] = field(default_factory=dict)
    places: tuple[tuple[Location, Picture | None], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any picture."""
        return bool(self.shared or self.people or any(picture for _, picture in self.places))

    def keep_with(self, issue: Issue) -> None:
        """Have them stand beside the script of a new issue."""
        rows = [
            IssueReference(issue=issue, kind=ReferenceKind.CHARACTER, name=name, picture=picture)
            for name, picture in self.people.items()
        ]
        rows += [
            IssueReference(
                issue=issue,
                kind=ReferenceKind.LOCATION,
                name=" ".join(place.name.split()),
                description=place.description or "",
                picture=picture,
            )
            for place, picture in self.places
        ]
        rows += [IssueReference(issue=issue, kind=ReferenceKind.PAGE, picture=picture) for picture in self.shared.values()]
        IssueReference.objects.bulk_create(rows)


def pictures_of(order: CreateOrder | ContinueOrder | RedrawOrder, *, team: Team) -> Pictures:
    """All pictures that a request names, here already or fetched. Raises `Refusal` for too many, or one that is none."""
    roles, places, shared = _named(order)
    people = {" ".join(role.name.split()): role.image for role in roles if role.image}
    urls = list(dict.fromkeys([*shared, *people.values(), *(place.image for place in places if place.image)]))
    if len(urls) > MOST:
        raise Refusal(f"A request may name {MOST} pictures; this one names {len(urls)}.")
    found = pictures_at(urls, team=team) if urls else {}
    return Pictures(
        {url: found[url] for url in shared},
        {name: found[url] for name, url in people.items()},
        tuple((place, found[place.image] if place.image else None) for place in places),
    )


def _named(order: CreateOrder | ContinueOrder | RedrawOrder) -> tuple[list[Role], list[Location], list[str]]:
    """The roles and places of a request, and the addresses of pictures for all of its panels."""
    if isinstance(order, CreateOrder):
        shared = [*_images(order.attachments), *(order.images or ())]
        return order.comicRoles or [], order.comicLocations or [], list(dict.fromkeys(shared))
    if isinstance(order, ContinueOrder):
        return [], [], list(dict.fromkeys(_images(order.attachments)))
    return [], [], order.pictures


def _images(attachments: Iterable[Attachment] | None) -> list[str]:
    return [each.url for each in attachments or () if each.type == "image"]
