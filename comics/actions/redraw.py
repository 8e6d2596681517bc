"""Redrawing single panels and continuing with new pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max

from comics.actions.asking import Quote, chosen_key, label_of, quote
from comics.actions.errors import Conflict, Refusal
from comics.actions.following import follow_script, set_dialogue, shown_dialogue, take_over_words
from comics.actions.frames import pixels_for
from comics.actions.holding import hold, refuse_locked_panel
from comics.actions.launch import BEST_FIT, Plan, check_plan, words_brief
from comics.actions.making import Files, add_drawing, add_pages, begin, made_with, start_generation
from comics.actions.merging import Basis, edit_author, merged
from comics.actions.uploads import keep_upload
from comics.jobs.compose import touch
from comics.models import Drawing, Generation, Issue, Panel, Picture, User
from comics.models.remote_briefs import Asked, panels_brief
from comics.scripting.model import ScriptPanel
from comics.scripting.pages import cut
from comics.scripting.parse import parse
from comics.scripting.prompts import from_prompt
from comics.vocabulary import MAX_PROMPT, GenerationKind


@dataclass(frozen=True, slots=True)
class Wish:
    """What a redraw is asked for. None leaves the words as they are; `caption` is dialogue in the script's own form."""

    prompt: str | None = None
    caption: str | None = None
    size: str = BEST_FIT
    engine: str = "storyboard"
    language: str = ""
    key: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    basis: Basis = None


def redraw(
    panel: Panel,
    wish: Wish,
    *,
    by: User,
    nonce: str,
    reference: UploadedFile | None = None,
    references: Sequence[Picture] = (),
) -> Generation:
    """Have one panel drawn again; the new picture becomes a take beside the old ones. A second press changes nothing more.

    A panel whose script changed takes its new words over. `references` are pictures of the team that are stored already.

    Raises `Refusal` for words that are too long and a bad reference, and `Conflict` while the panel is being drawn already.
    """
    issue = panel.page.issue
    if made := Generation.objects.filter(nonce=nonce, issue=issue).first():
        return made
    check_plan(Plan(size=wish.size, engine=wish.engine))
    if wish.prompt is not None and len(wish.prompt) > MAX_PROMPT:
        raise Refusal(f"A prompt may have {MAX_PROMPT:,} characters; this one has {len(wish.prompt):,}.", field="prompt")
    refuse_locked_panel(panel)
    kept = [keep_upload(reference, team=issue.series.team)] if reference else [*references]
    wish = replace(wish, language=wish.language or issue.series.language)
    try:
        with transaction.atomic():
            hold(issue)
            refuse_locked_panel(panel)
            if Drawing.objects.moving().filter(panel=panel).exists():
                raise Conflict("This panel is being drawn right now. Wait until it is ready, then redraw it.")
            prompt = (wish.prompt or "").strip()
            generation = start_generation(
                issue, GenerationKind.REDRAW, wish, by=by, nonce=nonce, prompt=prompt, references=kept
            )
            follow_script(panel, parse(issue.script.text), dialogue=wish.caption is None)
            if wish.caption is not None:
                set_dialogue(panel, _merged_caption(panel, wish, by=by))
            add_drawing(generation, panel)
            touch(panel.page, [panel])
            begin(generation, wish)
            return generation
    except IntegrityError:
        return made_with(nonce, issue)


def _merged_caption(panel: Panel, wish: Wish, *, by: User) -> str:
    """The dialogue to be kept. Raises `Overtaken` where somebody else changed the lettering since it was shown."""
    now = {"caption": shown_dialogue(panel)}
    told = {"caption": ("Dialogue and captions", str)}
    newest = panel.lettering.order_by("-pk").first()
    author = edit_author(panel.page.issue, "lettering", newest.pk if newest else None, {"caption": "text"}, by=by)
    mine = {"caption": wish.caption or ""}
    return str(merged(now, mine, wish.basis, thing="the dialogue of this panel", author=author, told=told)["caption"])


def remaining_script_panels(issue: Issue) -> range:
    """The indices of the script's panels after the last one that has been made into a panel."""
    total = len(parse(issue.script.text).panels)
    rows = Panel.objects.filter(page__issue=issue, page__binned_at=None)
    last = rows.aggregate(last=Max("script_index"))["last"]
    return range(0 if last is None else last + 1, total)


def default_per_page(issue: Issue) -> int:
    """How many panels a new page gets unless told otherwise: as many as the last page has."""
    last = issue.live_pages().last()
    return max(1, min(20, last.panels.live().count())) if last else 4


@dataclass(frozen=True, slots=True)
class NextPages:
    """What a continuation adds: its plan with every number filled in, the words, and their indices page by page."""

    plan: Plan
    words: Sequence[ScriptPanel]
    cuts: tuple[tuple[int, ...], ...]


def next_pages(issue: Issue, plan: Plan, *, prompt: str) -> NextPages:
    """What continuing would add: pages of the prompt, or, without one, of the script's panels that are not drawn yet.

    `plan.per_page` defaults to the last page's panels, `plan.pages` to one page for a prompt and to as many as the rest of
    the script needs otherwise. Raises `Refusal` when there is nothing to continue with.
    """
    per_page = plan.per_page or default_per_page(issue)
    if len(prompt) > MAX_PROMPT:
        raise Refusal(f"A prompt may have {MAX_PROMPT:,} characters; this one has {len(prompt):,}.", field="prompt")
    rest = remaining_script_panels(issue)
    pages = plan.pages or (1 if prompt else max(1, min(20, -(-len(rest) // per_page))))
    plan = replace(plan, pages=pages, per_page=per_page, language=plan.language or issue.series.language)
    check_plan(plan)
    if not prompt and not rest:
        raise Refusal(
            "Every panel of the script has its place already. Write what happens next, or add panels to the script.",
            field="prompt",
        )
    names = list(issue.series.characters.live().values_list("name", flat=True))
    words = from_prompt(prompt, count=pages * per_page, cast=names) if prompt else parse(issue.script.text).panels
    offset = 0 if prompt else rest.start
    cuts = cut(words[offset:], pages=pages, per_page=per_page)
    return NextPages(plan, words, tuple(tuple(index + offset for index in page) for page in cuts))


def continue_issue(
    issue: Issue,
    plan: Plan,
    *,
    by: User | None,
    nonce: str,
    prompt: str = "",
    references: Sequence[Picture] = (),
    attachments: Files = (),
) -> Generation:
    """Add pages after the last one, as `next_pages` says. A second press adds nothing more. Raises `Refusal` as it does.

    `references` are stored pictures that engines may look at for these pages; `attachments` belong to the first of them.
    """
    if made := Generation.objects.filter(nonce=nonce, issue=issue).first():
        return made
    prompt = prompt.strip()
    new = next_pages(issue, plan, prompt=prompt)
    try:
        with transaction.atomic():
            hold(issue)
            generation = start_generation(
                issue, GenerationKind.CONTINUE, new.plan, by=by, nonce=nonce, prompt=prompt, references=references
            )
            last = issue.live_pages().aggregate(last=Max("position"))["last"] or 0
            add_pages(
                issue,
                new.words,
                new.cuts,
                generation=generation,
                first=last + 1,
                from_script=not prompt,
                prompt=prompt,
                attachments=attachments,
            )
            begin(generation, new.plan)
            return generation
    except IntegrityError:
        return made_with(nonce, issue)


def quote_continue(issue: Issue, plan: Plan, *, by: User | None, prompt: str = "") -> Quote:
    """What continuing would be and cost; changes nothing. Raises `Refusal` as `continue_issue` does."""
    prompt = prompt.strip()
    new = next_pages(issue, plan, prompt=prompt)
    script = parse(issue.script.text)
    brief = words_brief(issue, new.plan, new.words, new.cuts, script=script, kind=GenerationKind.CONTINUE, prompt=prompt)
    return quote(brief, new.plan, by=by, team=issue.series.team)


def quote_redraw(panel: Panel, wish: Wish, *, by: User | None) -> Quote:
    """What redrawing this panel would be and cost; changes nothing. Raises `Refusal` for what there is not."""
    issue = panel.page.issue
    label_of(wish.engine)
    key = chosen_key(wish, by=by, team=issue.series.team)
    asked = Asked(
        kind=GenerationKind.REDRAW,
        engine=wish.engine,
        size=wish.size,
        language=wish.language or issue.series.language,
        account=key.account if key else "",
        prompt=(wish.prompt or "").strip(),
    )
    take_over_words(panel, parse(issue.script.text))
    brief = panels_brief(issue, [(panel, pixels_for(panel.frame, wish.size))], asked)
    return quote(brief, wish, by=by, team=issue.series.team)
