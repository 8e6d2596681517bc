"""Pages and their panels."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from comics.composition.formats import page_format, spread_of
from comics.composition.model import PageFormat
from comics.drawing.geometry import Box
from comics.models.bin import Binnable, BinnableQuerySet
from comics.vocabulary import BORDER_LABELS, PAGE_STATE_LABELS, PageKind, PageState

_COVERS = {PageKind.FRONT.value: "Front cover", PageKind.BACK.value: "Back cover"}


class Page(Binnable):
    """One side of paper, or two for a spread. `layout` is the key of a composition layout; `preview` is the composed page.

    `frames` are the panels' frames where hands have set them (`layout` is then "hand"): left, top, width and height as
    fractions of the trimmed page, as they stand when reading from left to right. `page_format` and `border` are empty where
    the series decides. `cover` holds a cover's words and design (`composition.covers.Cover`). `state` is how far it is in the
    team's eyes, since `state_at` by `state_by`; a locked page refuses changes. `attachments` are what a program sent for it, as
    `{"type": …, "url": …}`.
    """

    issue = models.ForeignKey("comics.Issue", on_delete=models.CASCADE, related_name="pages")
    kind = models.CharField(max_length=6, default=PageKind.STORY.value)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in PageState], default=PageState.DRAFT.value)
    state_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(help_text="1-based place in the story")
    layout = models.CharField(max_length=40, default="auto-1")
    frames = models.JSONField(default=list, blank=True)
    page_format = models.CharField(max_length=60, blank=True)
    spread = models.BooleanField(default=False)
    border = models.CharField(max_length=10, blank=True)
    cover = models.JSONField(default=dict, blank=True)
    prompt = models.TextField(max_length=10_000, blank=True)
    attachments = models.JSONField(default=list, blank=True)
    preview = models.ForeignKey("comics.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    stamp = models.PositiveBigIntegerField(
        default=1, help_text="the issue's stamp at the last change that an editor must hear of"
    )
    content_stamp = models.PositiveBigIntegerField(
        default=1, help_text="the issue's stamp when what the page shows last changed"
    )
    preview_stamp = models.PositiveBigIntegerField(default=0, help_text="the content stamp that the preview shows")

    objects = BinnableQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["issue", "stamp"])]

    def __str__(self) -> str:
        return f"page {self.position}"

    @property
    def is_locked(self) -> bool:
        """Whether it refuses changes."""
        return self.state == PageState.LOCKED

    @property
    def state_label(self) -> str:
        """Its state in words."""
        return PAGE_STATE_LABELS[PageState(self.state)]

    @property
    def label(self) -> str:
        """What it is called on the desk."""
        return _COVERS.get(self.kind, f"Page {self.position}")

    def format(self) -> PageFormat:
        """Its paper: its own format or that of the series, twice as wide for a spread."""
        paper = page_format(self.page_format or self.issue.series.page_format)
        return spread_of(paper) if self.spread else paper

    def number(self) -> int:
        """The printed number of its first side: a spread before it counts twice. Asks the database once, unless `counted`."""
        if "counted" in vars(self):
            return int(vars(self)["counted"])
        before = Page.objects.filter(
            issue_id=self.issue_id, binned_at=None, kind=PageKind.STORY, spread=True, position__lt=self.position
        )
        return self.position + before.count()


def in_binding_order(pages: models.QuerySet[Page]) -> models.QuerySet[Page]:
    """The pages of an issue from cover to cover: front, story, back."""
    rank = models.Case(models.When(kind=PageKind.FRONT, then=0), models.When(kind=PageKind.BACK, then=2), default=1)
    return pages.order_by(rank, "position")


class Panel(Binnable):
    """One framed moment. `box` is its frame in page points: left, top, width, height.

    `bleeds` lets its picture run off the page where the frame lies at the edge of the live area; `border` is empty where the
    page decides. `stale` tells in sentences what changed since its chosen take was drawn.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="panels")
    position = models.PositiveIntegerField(help_text="0-based reading order on the page")
    script_index = models.PositiveIntegerField(null=True, blank=True, help_text="which panel of the script it was made from")
    objective = models.TextField(max_length=10_000, blank=True)
    scene = models.TextField(max_length=10_000, blank=True)
    action = models.TextField(max_length=10_000, blank=True)
    shot = models.CharField(max_length=20, blank=True)
    importance = models.FloatField(default=1.0)
    scene_start = models.BooleanField(default=False)
    box = models.JSONField(default=list)
    bleeds = models.BooleanField(default=False)
    border = models.CharField(max_length=10, blank=True, choices=[(b.value, label) for b, label in BORDER_LABELS.items()])
    stale = models.JSONField(default=list, blank=True)
    chosen = models.ForeignKey("comics.Take", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    stamp = models.PositiveBigIntegerField(default=1, help_text="the issue's stamp at its last change")

    objects = BinnableQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["page", "position"])]

    def __str__(self) -> str:
        return f"panel {self.position + 1} of page {self.page_id}"

    @property
    def frame(self) -> Box:
        """The frame in page points."""
        return Box(*self.box) if self.box else Box(0, 0, 0, 0)

    def words(self) -> str:
        """All that the script says of the picture, as one text."""
        return "\n".join(part for part in (self.objective, self.scene, self.action) if part)
