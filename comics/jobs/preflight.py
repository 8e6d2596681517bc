"""The preflight of an edition: what would embarrass its author, page by page, with the place where it can be mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import prefetch_related_objects

from comics.composition.lettering import RemarkKind
from comics.composition.lettering import preflight as letterers_eye
from comics.composition.model import PageFormat, PanelArt
from comics.composition.proof import PRINT_DPI, dpi_of, screen_dpi
from comics.jobs.compose import balloons_of, page_arts, told_in
from comics.jobs.leaves import Leaf
from comics.models import Export, Panel, Translation
from comics.vocabulary import LetteringKind, ReadingDirection

_COARSE = 200.0  # dots an inch below which print shows steps
_NEARLY = 0.9  # of a screen's pixels; what is missing then, nobody sees
_AS_LAID_OUT = frozenset(
    {Export.Edition.PDF, Export.Edition.PRINT, Export.Edition.CBZ, Export.Edition.EPUB, Export.Edition.PICTURES}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about a page and, where it is about one, a panel (keys of their rows; 0 for none). `level` is "warning" or
    "hint"."""

    text: str
    page: int
    panel: int = 0
    level: str = "warning"


@dataclass(frozen=True, slots=True)
class _Proof:
    """A page as it will be bound."""

    leaf: Leaf
    paper: PageFormat
    panels: list[Panel]
    arts: list[PanelArt]
    edition: str
    language: str

    def at(self, panel: Panel) -> str:
        return f"{self.leaf.name}, panel {panel.position + 1}" if self.leaf.number else self.leaf.name

    def found(self, text: str, panel: Panel | None = None, level: str = "warning") -> Finding:
        return Finding(text, self.leaf.page.pk, panel.pk if panel else 0, level)


def findings(leaves: Sequence[Leaf], edition: str, language: str = "") -> list[Finding]:
    """What is to be said of these pages in an edition and a language, page by page. A handful of queries in all."""
    panels = _panels(leaves)
    found: list[Finding] = []
    for leaf in leaves:
        own = panels.get(leaf.page.pk, [])
        proof = _Proof(leaf, leaf.page.format(), own, page_arts(leaf.page, own, language), edition, language)
        found += [finding for look in _LOOKS for finding in look(proof)]
    return found


def _panels(leaves: Sequence[Leaf]) -> dict[int, list[Panel]]:
    pages = [leaf.page.pk for leaf in leaves]
    rows = list(
        Panel.objects.live().filter(page__in=pages).select_related("chosen__picture").order_by("page_id", "position", "id")
    )
    prefetch_related_objects(rows, "lettering__translations")
    return {page: list(group) for page, group in groupby(rows, key=lambda panel: panel.page_id)}


def _pictures(proof: _Proof) -> Iterator[Finding]:
    """Empty and stale panels."""
    if proof.edition == Export.Edition.TEXT:
        return
    for panel in proof.panels:
        if panel.chosen is None:
            yield proof.found(f"{proof.at(panel)} has no picture yet.", panel)
        elif panel.stale:
            yield proof.found(f"{proof.at(panel)} is stale: {panel.stale[0]}", panel)


def _resolution(proof: _Proof) -> Iterator[Finding]:
    """Pictures with too few pixels for their frames, in one sentence a page."""
    if proof.edition not in _AS_LAID_OUT:
        return
    printed = proof.edition in (Export.Edition.PRINT, Export.Edition.PICTURES)
    wanted = PRINT_DPI if printed else _NEARLY * screen_dpi(proof.paper, sides=proof.leaf.sides)
    fine = [(round(dpi_of(art)), panel) for art, panel in zip(proof.arts, proof.panels, strict=True) if art.picture]
    coarse = [(dpi, panel) for dpi, panel in fine if dpi < round(wanted)]
    if coarse:
        least, panel = min(coarse, key=lambda pair: pair[0])
        wants = f"{'print' if printed else 'a screen'} wants {round(wanted)}"
        level = "warning" if printed and least < _COARSE else "hint"
        yield proof.found(f"{proof.leaf.name}: {_too_coarse(proof, len(coarse), panel, least)}; {wants}.", panel, level)


def _too_coarse(proof: _Proof, count: int, panel: Panel, least: int) -> str:
    """Which pictures of a page are too coarse, and the coarsest one's dots an inch."""
    if not proof.leaf.number:
        return f"its picture has {least} dpi"
    which = f"panel {panel.position + 1}’s picture"
    return f"{which} has {least} dpi" if count == 1 else f"{count} pictures are too coarse, {which} the most with {least} dpi"


def _lettering(proof: _Proof) -> Iterator[Finding]:
    """What a careful letterer sees, and what a trim would endanger. A webtoon is lettered anew, so only its words count."""
    if proof.edition == Export.Edition.TEXT:
        return
    balloons = balloons_of(proof.panels, proof.language) if proof.edition in _AS_LAID_OUT else []
    rows = {str(panel.pk): panel for panel in proof.panels}
    for remark in letterers_eye(proof.arts, balloons, page=proof.paper):
        level = "hint" if remark.kind == RemarkKind.WORDS else "warning"
        yield proof.found(f"{proof.leaf.name}: {remark.text}", rows.get(remark.panel), level)


def _languages(proof: _Proof) -> Iterator[Finding]:
    """Lettering that is not translated, or no longer as the original, in one sentence each."""
    if not proof.language:
        return
    lines = [(panel, told_in(line, proof.language)) for panel in proof.panels for line in panel.lettering.all()]
    missing = [panel for panel, told in lines if not isinstance(told, Translation) or not told.text]
    outdated = [panel for panel, told in lines if isinstance(told, Translation) and told.outdated]
    if missing:
        count = f"{len(missing)} pieces of lettering are" if len(missing) > 1 else "one piece of lettering is"
        yield proof.found(f"{proof.leaf.name}: {count} not translated and will be in the original’s words.", missing[0])
    if outdated:
        count = f"{len(outdated)} translations are" if len(outdated) > 1 else "one translation is"
        yield proof.found(f"{proof.leaf.name}: {count} older than the original’s words.", outdated[0])


def _spread(proof: _Proof) -> Iterator[Finding]:
    """A spread whose first side would lie alone on its leaf."""
    leaf = proof.leaf
    if leaf.page.spread and proof.edition == Export.Edition.PRINT:
        yield from _folded(proof)
    bound = proof.edition in (Export.Edition.PDF, Export.Edition.PRINT, Export.Edition.EPUB, Export.Edition.CBZ)
    if bound and leaf.page.spread and leaf.number % 2 == 1:
        rtl = leaf.page.issue.series.direction == ReadingDirection.RTL
        side = "right" if rtl else "left"
        told = f"{leaf.name}: this spread would not begin on a {side}-hand page, so its halves would not face one another."
        yield proof.found(f"{told} Add or move a page before it.")


def _folded(proof: _Proof) -> Iterator[Finding]:
    """Lettering that the fold of a spread runs through."""
    fold = proof.paper.width / 2
    for panel in proof.panels:
        for balloon in balloons_of([panel], proof.language):
            if balloon.box.x < fold < balloon.box.right and balloon.kind != LetteringKind.SFX:
                words = " ".join(" ".join(balloon.lines).split())
                yield proof.found(f"{proof.at(panel)}: the fold runs through “{words[:40]}”; move it to one side.", panel)


_LOOKS = (_spread, _pictures, _resolution, _lettering, _languages)
