"""Series and their issues."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F

from comics.composition.model import Manner
from comics.engines.contract import Style
from comics.models.bin import Binnable, BinnableQuerySet
from comics.models.pages import Page, in_binding_order
from comics.vocabulary import BORDER_LABELS, Border, PageKind, ReadingDirection

_BORDERS = [(border.value, label) for border, label in BORDER_LABELS.items()]


class Series(Binnable):
    """A title that goes on; it owns cast, places, style, page format, reading direction and language."""

    team = models.ForeignKey("comics.Team", on_delete=models.CASCADE, related_name="series")
    title = models.CharField(max_length=200)
    summary = models.TextField(max_length=5000, blank=True)
    genre = models.CharField(max_length=300, blank=True)
    art_style = models.CharField(max_length=300, blank=True)
    palette = models.CharField(max_length=300, blank=True)
    lighting = models.CharField(max_length=300, blank=True)
    camera = models.CharField("camera language", max_length=300, blank=True)
    preset = models.CharField(max_length=60, default="render")
    page_format = models.CharField(max_length=60, default="us_comic", help_text="a key of composition.formats")
    direction = models.CharField(
        max_length=3,
        choices=[(ReadingDirection.LTR.value, "Left to right"), (ReadingDirection.RTL.value, "Right to left")],
        default=ReadingDirection.LTR.value,
    )
    language = models.CharField(max_length=20, default="en", help_text="BCP 47, such as en or pt-BR")
    border = models.CharField("panel frames", max_length=10, choices=_BORDERS, default=Border.LINE.value)
    dialogue_font = models.CharField("lettering font", max_length=40, blank=True)
    sfx_font = models.CharField("SFX font", max_length=40, blank=True)
    capitals = models.BooleanField("letter in capitals", default=True)
    vertical = models.BooleanField("set Japanese and Chinese in vertical columns", default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    touched_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BinnableQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title

    def style(self) -> Style:
        """The style in the words that engines understand."""
        return Style(self.genre, self.art_style, self.palette, self.lighting, self.camera, self.preset)

    def manner(self, language: str = "") -> Manner:
        """How its pages are lettered, in its own language or another one."""
        return Manner(
            language=language or self.language,
            direction=self.direction,
            font=self.dialogue_font,
            sfx_font=self.sfx_font,
            capitals=self.capitals,
            vertical=self.vertical,
        )


class SeriesReference(models.Model):
    """A picture that engines may look at for the look of the whole series, and what it shows."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="references")
    picture = models.ForeignKey("comics.Picture", on_delete=models.PROTECT, related_name="+")
    description = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.description


class Issue(Binnable):
    """One numbered book: a script and its pages.

    `stamp` counts the changes that an open editor must hear of; whatever changes a panel or page bumps it and leaves the
    new value on that row, so that one indexed query tells an editor whether anything is new. `languages` are those that it is
    lettered in besides the series' own; `credits` are pairs of a role of ComicInfo and a name.
    """

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="issues")
    number = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200, blank=True)
    languages = models.JSONField(default=list, blank=True)
    credits = models.JSONField(default=list, blank=True)
    stamp = models.PositiveBigIntegerField(default=1, editable=False)
    touched_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BinnableQuerySet.as_manager()

    class Meta:
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="one_issue_a_number")]

    def __str__(self) -> str:
        return f"{self.series} #{self.number}" + (f" – {self.title}" if self.title else "")

    def hold(self) -> None:
        """Keep everybody else from changing its pages until the caller's transaction ends.

        Whoever writes pages or what stands on them takes this row first: two who took the rows in another order would wait for
        one another, and PostgreSQL would give one of them up.
        """
        Issue.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=self.pk)

    def next_stamp(self) -> int:
        """Bump the stamp and return the new value. Call it inside the transaction of the change it stands for."""
        Issue.objects.filter(pk=self.pk).update(stamp=F("stamp") + 1)
        self.refresh_from_db(fields=["stamp"])
        return self.stamp

    def live_pages(self) -> models.QuerySet[Page]:
        """The pages of its story in reading order, without those in the bin."""
        return self.pages.filter(binned_at=None, kind=PageKind.STORY).order_by("position")

    def bound_pages(self) -> models.QuerySet[Page]:
        """All of the book from cover to cover: front, story, back, without what lies in the bin."""
        return in_binding_order(self.pages.filter(binned_at=None))

    def all_languages(self) -> list[str]:
        """The languages that it is lettered in, the series' own first."""
        return list(dict.fromkeys([self.series.language, *self.languages]))
