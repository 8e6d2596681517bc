"""Pages and their panels."""

from __future__ import annotations

from django.db import models

from comics.drawing.geometry import Box
from comics.models.bin import Binnable, BinnableQuerySet


class Page(Binnable):
    """One side of paper. `layout` is the key of a composition layout; `preview` is the composed page as a picture."""

    issue = models.ForeignKey("comics.Issue", on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveIntegerField(help_text="1-based place in the issue")
    layout = models.CharField(max_length=40, default="auto-1")
    prompt = models.TextField(max_length=10_000, blank=True)
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


class Panel(models.Model):
    """One framed moment. `box` is its frame in page points: left, top, width, height."""

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
    chosen = models.ForeignKey("comics.Take", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    stamp = models.PositiveBigIntegerField(default=1, help_text="the issue's stamp at its last change")

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
