"""What Kling would leave out, change or refuse, said before anything is spent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comics.engines.contract import Brief, PanelBrief, Remark
from comics.engines.kling_prompt import (
    MOST,
    MOST_NEGATIVE,
    has_words,
    image,
    negative,
    other_pictures,
    pictures,
    prompt,
    story_words,
    usable,
)
from comics.engines.ratios import cropped


def remarks(brief: Brief, ratios: Sequence[str]) -> tuple[Remark, ...]:
    """All that is to be said of a brief whose panels are drawn in these ratios."""
    return (
        *_refusals(brief),
        *_words(brief),
        *_forbidden(brief),
        *_pictures(brief),
        *_frames(brief, ratios),
        *_language(brief),
    )


def _refusals(brief: Brief) -> Iterable[Remark]:
    if brief.prompt_url:
        yield Remark("Kling cannot read the words from an address. Paste them instead.", blocking=True)
    if not brief.panels:
        yield Remark("There is no panel to draw.", blocking=True)


def _words(brief: Brief) -> Iterable[Remark]:
    for panel in brief.panels:
        if not has_words(panel):
            yield _wordless(brief, panel)
        told = prompt(brief, panel, with_image=image(brief, panel) is not None)
        if short := [what for what in told.short if what]:
            yield Remark(f"Kling reads {MOST} characters a panel. Shortened or left out here: {', '.join(short)}.", panel.key)


def _wordless(brief: Brief, panel: PanelBrief) -> Remark:
    if story_words(brief):
        return Remark("The panel has no words: Kling is told the story, and which moment of it this is.", panel.key)
    return Remark("The panel has no words, and Kling draws from words alone. Write what it shows.", panel.key, blocking=True)


def _forbidden(brief: Brief) -> Iterable[Remark]:
    typed = bool(str(brief.options.get("negative_prompt") or "").strip())
    if not typed and not brief.forbidden.strip():
        return
    with_picture = [panel for panel in brief.panels if image(brief, panel)]
    if with_picture:
        count = "all panels" if len(with_picture) == len(brief.panels) else f"{len(with_picture)} panels"
        yield Remark(
            "Kling takes either a reference picture or words for what to keep out of it. For "
            f"{count} with a picture these words are left out: {'; '.join(_lists(brief))}."
        )
    if len(with_picture) < len(brief.panels) and (short := negative(brief).short):
        yield Remark(f"Kling reads {MOST_NEGATIVE} characters of what to keep out. Shortened or left out: {', '.join(short)}.")


def _lists(brief: Brief) -> Iterable[str]:
    for text in (str(brief.options.get("negative_prompt") or "").strip(), brief.forbidden.strip()):
        if text:
            yield text if len(text) <= 100 else f"{text[:100]}…"


def _pictures(brief: Brief) -> Iterable[Remark]:
    if not brief.options.get("use_reference", True):
        return
    unfit: dict[str, None] = {}
    unseen: dict[str, None] = {}
    for panel in brief.panels:
        chosen = image(brief, panel)
        for what, reference in pictures(brief, panel):
            if not usable(reference):
                unfit[what] = None
            elif chosen is None or reference.sha256 != chosen.sha256:
                unseen[what] = None
        unseen |= dict.fromkeys(other_pictures(brief, panel))
    if unfit:
        yield Remark(
            "Kling needs reference pictures of at least 300 × 300 pixels that are no longer than 2.5 times their width. "
            f"Not sent: {', '.join(unfit)}."
        )
    if unseen:
        yield Remark(
            "Kling looks at one picture a panel: yours, or that of the first character seen. Left out in some panels: "
            f"{', '.join(unseen)}."
        )


def _frames(brief: Brief, ratios: Sequence[str]) -> Iterable[Remark]:
    if counts := cropped(brief.panels, ratios):
        yield Remark(f"Kling draws in fixed ratios. Cropped to their frame: {counts}.")


def _language(brief: Brief) -> Iterable[Remark]:
    if not brief.language.casefold().startswith("en"):
        yield Remark("Kling has no setting for the language: it gets the words as they are written.")
