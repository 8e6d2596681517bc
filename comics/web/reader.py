"""The reader: the issue as its readers will see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_safe

from comics.access import find, visible
from comics.composition.render import save_jpeg
from comics.jobs.compose import page_panels
from comics.jobs.leaves import Leaf, all_leaves, openings
from comics.jobs.page_pictures import page_picture
from comics.jobs.render import PREVIEW_WIDTH
from comics.jobs.telling import told_page
from comics.languages import direction_of, name_of
from comics.models import Issue, Page, Panel
from comics.publishing.book import Told
from comics.vocabulary import PageKind
from comics.web.request import StudioRequest

MODES = (("page", "Page"), ("spread", "Spread"), ("scroll", "Scroll"))


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as it is shown: its picture's address ("" until there is one) and pixels, and its words for those who do not see
    it."""

    leaf: Leaf
    address: str
    width: int
    height: int
    told: tuple[Told, ...]

    @property
    def place(self) -> str:
        """How addresses name it: the place of a page of the story, "front" or "back" for a cover."""
        return _place(self.leaf)


@require_safe
@login_required
def show_reader(request: StudioRequest, pk: int) -> HttpResponse:
    """One opening of the issue (a page or a spread), or all of it as a scroll, in any of its languages."""
    issue = find(request.user, Issue, pk, among=visible(request.user, Issue).select_related("series"))
    leaves = all_leaves(issue)
    mode = request.GET.get("mode", "")
    mode = mode if mode in dict(MODES) else "page"
    languages = issue.all_languages()
    language = request.GET.get("language", "")
    language = language if language in languages[1:] else ""
    opened = _openings(leaves, mode)
    at = _opening_at(opened, request.GET.get("p", ""))
    shown = {
        "issue": issue,
        "mode": mode,
        "modes": MODES,
        "language": language,
        "languages": [("" if tag == issue.series.language else tag, name_of(tag)) for tag in languages],
        "written": direction_of(language or issue.series.language),
        "rtl": issue.series.direction == "rtl",
        "opening": _sights(opened[at], language) if opened else [],
        "before": _place(opened[at - 1][0]) if at > 0 else "",
        "after": _place(opened[at + 1][0]) if at + 1 < len(opened) else "",
        "where": _where(opened[at]) if opened else "",
        "count": sum(leaf.sides for leaf in leaves if leaf.number),
    }
    return render(request, "reader.html", shown)


@require_GET
@login_required
def show_page_picture(request: StudioRequest, pk: int) -> HttpResponse:
    """A page lettered in one of the issue's other languages, composed when it is asked for; kept by the browser until the page
    changes."""
    page = find(request.user, Page, pk, among=visible(request.user, Page).select_related("issue__series"))
    language = request.GET.get("language", "")
    if language not in page.issue.all_languages():
        raise Http404("The issue is not lettered in that language.")
    etag = f'"{page.pk}-{page.content_stamp}-{language}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    try:
        image = page_picture(page, page_panels(page), PREVIEW_WIDTH * (2 if page.spread else 1), language=language)
    except OSError as error:
        raise Http404("A picture of this page is missing.") from error
    kept = {"ETag": etag, "Cache-Control": "private, no-cache", "Cross-Origin-Resource-Policy": "same-origin"}
    return HttpResponse(save_jpeg(image, quality=88), content_type="image/jpeg", headers=kept)


def _sights(leaves: Sequence[Leaf], language: str) -> list[Sight]:
    panels = list(
        Panel.objects.live()
        .filter(page__in=[leaf.page.pk for leaf in leaves])
        .select_related("chosen__picture")
        .order_by("position", "id")
    )
    prefetch_related_objects(panels, "lettering__translations")
    return [_sight(leaf, [panel for panel in panels if panel.page_id == leaf.page.pk], language) for leaf in leaves]


def _sight(leaf: Leaf, panels: list[Panel], language: str) -> Sight:
    page, paper = leaf.page, leaf.page.format()
    told = told_page(page, panels, language)
    if language:
        width = PREVIEW_WIDTH * leaf.sides
        asked = urlencode({"language": language, "v": str(page.content_stamp)})
        address = f"{reverse('page_picture', args=[page.pk])}?{asked}"
        return Sight(leaf, address, width, round(width * paper.height / paper.width), told)
    if page.preview is None:
        return Sight(leaf, "", 0, 0, told)
    address = reverse("picture", args=[page.preview_id, "full.jpg"])
    return Sight(leaf, address, page.preview.width, page.preview.height, told)


def _place(leaf: Leaf) -> str:
    return str(leaf.page.position) if leaf.page.kind == PageKind.STORY else leaf.page.kind


def _openings(leaves: list[Leaf], mode: str) -> list[tuple[Leaf, ...]]:
    """What is shown at a time: everything, a page, or what lies open together in a book."""
    if mode == "scroll":
        return [tuple(leaves)] if leaves else []
    return openings(leaves) if mode == "spread" else [(leaf,) for leaf in leaves]


def _opening_at(opened: Sequence[tuple[Leaf, ...]], asked: str) -> int:
    """The opening that shows the page that was asked for; the first one for any other words."""
    return next((at for at, opening in enumerate(opened) if any(_place(leaf) == asked for leaf in opening)), 0)


def _where(opening: Sequence[Leaf]) -> str:
    """The label of what lies open: "3", "2–3", "Cover"."""
    label = opening[0].label if len(opening) == 1 else f"{opening[0].label}–{opening[-1].label}"
    return label[:1].upper() + label[1:]
