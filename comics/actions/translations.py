"""The languages of an issue: add one, take one away, translate its lettering piece by piece."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from comics.actions.edits import recorded
from comics.actions.errors import Conflict, Refusal
from comics.actions.holding import refuse_locked
from comics.actions.merging import Basis, edit_author, merged
from comics.jobs.compose import page_panels, reletter, touch
from comics.jobs.queue import enqueue
from comics.languages import language_tag, name_of
from comics.models import Issue, Lettering, Page, Translation, User
from comics.vocabulary import Deed

MAX_TEXT = 1000  # characters in one piece of lettering
MOST_LANGUAGES = 40  # of one issue


def add_language(issue: Issue, typed: str, *, by: User) -> str:
    """Letter the issue in one more language too; answers its tag. Until it is translated it shows the original's words.

    Raises `Refusal` for what is no language tag, and for a language that the issue has already.
    """
    try:
        tag = language_tag(typed)
    except ValueError as error:
        raise Refusal(str(error), field="language") from error
    with transaction.atomic():
        fresh = _held(issue)
        if tag.lower() in (one.lower() for one in fresh.all_languages()):
            raise Refusal(f"This issue is lettered in {name_of(tag)} already.", field="language")
        if len(fresh.languages) >= MOST_LANGUAGES:
            raise Refusal(f"An issue may have {MOST_LANGUAGES} languages besides its own.", field="language")
        _keep_languages(fresh, [*fresh.languages, tag], by)
        for page in fresh.bound_pages():
            # Pages that are to be lettered count as changed, so that the sweep finds those that the worker has lost.
            page.issue = fresh
            touch(page)
            enqueue("arrange.letter_page", page.pk)
    issue.languages = fresh.languages
    return tag


def translations_in(issue: Issue, language: str) -> QuerySet[Translation]:
    """What people translated of the issue into that language, deleted pages and panels included."""
    return Translation.objects.filter(lettering__panel__page__issue=issue, language=language).exclude(text="")


def remove_language(issue: Issue, language: str, *, by: User, expected: int) -> int:
    """Take a language away with all that was translated into it; answers how many pieces went.

    `expected` is how many the person was told would go. Raises `Refusal` where it is another number by now, and for a
    language that the issue does not have.
    """
    with transaction.atomic():
        fresh = _held(issue)
        if language not in fresh.languages:
            raise Refusal("This issue does not have that language.", field="language")
        refuse_locked(fresh.bound_pages())
        pieces = translations_in(fresh, language).count()
        if pieces != expected:
            raise Refusal(f"By now {pieces} translated pieces would go, not {expected}. Look before you remove them.")
        Translation.objects.filter(lettering__panel__page__issue=fresh, language=language).delete()
        _keep_languages(fresh, [one for one in fresh.languages if one != language], by)
    issue.languages = fresh.languages
    return pieces


def _held(issue: Issue) -> Issue:
    """The issue as it is, while nobody else changes it. Call it inside a transaction."""
    issue.hold()
    return Issue.objects.select_related("series").get(pk=issue.pk)


def _keep_languages(issue: Issue, languages: list[str], by: User) -> None:
    issue.languages, issue.touched_by = languages, by
    issue.save(update_fields=["languages", "touched_by", "updated_at"])


def translate(line: Lettering, language: str, text: str, *, by: User, basis: Basis = None) -> Translation:
    """Say what a piece of lettering is in another language, and letter its panel anew in it; empty means not translated.

    Its places stay. Raises `Refusal` for a text that is too long and for a language that the issue does not have, and
    `Overtaken` where somebody else changed the same since `basis`.
    """
    issue = line.panel.page.issue
    if language not in issue.languages:
        raise Refusal("This issue is not lettered in that language any more.", field="language")
    about = f"words-{line.pk}-{language}"
    with recorded([line.panel.page], by=by, label="change a translation", about=about, deed=Deed.TRANSLATED):
        if not Lettering.objects.filter(pk=line.pk).exists():
            raise Conflict("Somebody deleted this piece of lettering meanwhile. What you typed is still here.")
        before = line.translations.filter(language=language).first()
        author = edit_author(issue, "translations", before.pk if before else None, {}, by=by)
        told = {"text": (name_of(language), str)}
        now = {"text": before.text if before else ""}
        text = merged(now, {"text": text}, basis, thing="this translation", author=author, told=told)["text"]
        kept = keep_translation(line, language, text)
        issue.touched_by = by
        issue.save(update_fields=["touched_by", "updated_at"])
    if before is None or before.text != kept.text:
        reletter_in(line, language)
        kept.refresh_from_db(fields=["placed"])
    return kept


def keep_translation(line: Lettering, language: str, text: str, *, original: str | None = None) -> Translation:
    """Keep the words alone, without placing them. `original` is what was translated, where that is not what it says now.

    Raises `Refusal` for a text that is too long.
    """
    text = plain_text(text)
    if len(text) > MAX_TEXT:
        raise Refusal(f"One balloon may have {MAX_TEXT:,} characters; this text has {len(text):,}. Shorten it.", field="text")
    said = (line.text if original is None else original) if text else ""
    kept, _ = Translation.objects.update_or_create(lettering=line, language=language, defaults={"text": text, "original": said})
    kept.lettering = line
    return kept


def plain_text(text: str) -> str:
    """Words as they are kept: without signs that no database holds, with plain line ends, nothing around them."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def reletter_in(line: Lettering, language: str) -> None:
    """Place the lettering of the line's panel anew in one language."""
    page = Page.objects.select_related("issue__series").get(pk=line.panel.page_id)
    reletter(page, [panel for panel in page_panels(page) if panel.pk == line.panel_id], language)
