"""Translations as a table to work on elsewhere: written for a spreadsheet, read back row by row, matched by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from comics.actions.edits import recorded
from comics.actions.errors import Refusal
from comics.actions.translations import keep_translation, plain_text
from comics.jobs.compose import touch
from comics.jobs.queue import enqueue
from comics.languages import language_tag
from comics.models import Issue, Lettering, Page, User
from comics.scripting.tables import TableError, read_table, write_table
from comics.vocabulary import Deed, PageState

KEY, ORIGINAL = "key", "original"
HEAD = (KEY, "page", "panel", "kind", "speaker", ORIGINAL)
MOST_ASIDE = 50  # sentences on what was left aside; whoever has more sent the wrong table


@dataclass
class Report:
    """What became of an imported table: how many translations it changed, and sentences on what was left aside and why: the
    first ones, and how many `more` there would be."""

    changed: int = 0
    same: int = 0
    empty: int = 0
    outdated: int = 0
    aside: list[str] = field(default_factory=list)
    more: int = 0

    def leave(self, sentence: str) -> None:
        """Say that something was left aside, and why."""
        if len(self.aside) < MOST_ASIDE:
            self.aside.append(sentence)
        else:
            self.more += 1


def lettering_of(issue: Issue, some: Iterable[Page] | None = None) -> list[Lettering]:
    """Every piece of lettering of the issue's pages, or of some of them, in reading order, with its translations and place."""
    pages = {page.pk: at for at, page in enumerate(issue.bound_pages() if some is None else some)}
    lines = Lettering.objects.filter(panel__page__in=pages, panel__binned_at=None)
    lines = lines.select_related("panel__page", "panel__chosen").prefetch_related("translations")
    return sorted(lines, key=lambda one: (pages[one.panel.page_id], one.panel.position, one.panel_id, one.position, one.pk))


def write_translations(issue: Issue, *, delimiter: str) -> bytes:
    """The issue's lettering as a table with a column for each language."""
    return write_table(_rows(issue), delimiter=delimiter)


def _rows(issue: Issue) -> Iterator[Sequence[str]]:
    yield (*HEAD, *issue.languages)
    numbers: dict[int, int] = {}
    page = None
    for line in lettering_of(issue):
        if line.panel.page_id != page:
            page, numbers = line.panel.page_id, {}
        number = numbers.setdefault(line.panel_id, line.panel.position + 1)
        told = {one.language: one.text for one in line.translations.all()}
        place = (str(line.panel.page.position), str(number), line.get_kind_display(), line.speaker)
        yield (str(line.pk), *place, line.text, *(told.get(language, "") for language in issue.languages))


def read_translations(issue: Issue, data: bytes, *, by: User) -> Report:
    """Keep what a table says in the issue's languages; its pages are lettered anew by the worker.

    An empty cell changes nothing. Rows are matched by key alone; where the table was made from other words of the original,
    the translation is kept and marked as older than they are. Raises `Refusal` for a file that is no such table.
    """
    try:
        rows = read_table(data)
    except TableError as error:
        raise Refusal(str(error), field="file") from error
    report = Report()
    columns = _columns(rows[0] if rows else [], issue, report)
    lines = {str(line.pk): line for line in lettering_of(issue)}
    if not lines:
        raise Refusal("This issue has no lettering to translate yet.", field="file")
    pages_of = issue.bound_pages().select_related("issue__series__team")
    with recorded(pages_of, by=by, label="import translations", deed=Deed.TRANSLATED, changes=[]):
        locked = set(issue.bound_pages().filter(state=PageState.LOCKED).values_list("pk", flat=True))
        pages = set(_kept(rows[1:], columns, lines, report, locked))
        for page in Page.objects.filter(pk__in=pages).select_related("issue").order_by("pk"):
            touch(page)
            enqueue("arrange.letter_page", page.pk)
        issue.touched_by = by
        issue.save(update_fields=["touched_by", "updated_at"])
    return report


def _columns(head: Sequence[str], issue: Issue, report: Report) -> dict[str, int]:
    """Where the key, the original and each language of the issue stand in a row."""
    columns: dict[str, int] = {}
    known = {name.lower(): name for name in (*HEAD, *issue.languages)}
    for at, cell in enumerate(head):
        name = known.get(cell.strip().lower()) or known.get(_spelled(cell).lower(), "")
        if name in columns:
            raise Refusal(f"The table has two columns named “{name}”. Keep one of them.", field="file")
        if name:
            columns[name] = at
        elif cell.strip():
            report.leave(f"The column “{cell.strip()[:60]}” is not one of this issue’s languages and was left aside.")
    if KEY not in columns:
        raise Refusal("The table has no column named “key”. Download a table here, fill it in, and send that.", field="file")
    if not any(language in columns for language in issue.languages):
        raise Refusal("The table has no column for any language of this issue.", field="file")
    return columns


def _spelled(cell: str) -> str:
    try:
        return language_tag(cell)
    except ValueError:
        return ""


def _kept(
    rows: Iterable[Sequence[str]], columns: dict[str, int], lines: dict[str, Lettering], report: Report, locked: set[int]
) -> Iterator[int]:
    """Keep each row's translations, but for those of locked pages; the keys of the pages that changed."""
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        cells = {name: plain_text(row[at]) if at < len(row) else "" for name, at in columns.items()}
        key = cells.pop(KEY)
        original = cells.pop(ORIGINAL, None)
        line = lines.get(key)
        if line is None or key in seen:
            why = "stands in the table twice" if line else "is not in this issue (any more)"
            report.leave(f"Row {number}: the key “{key[:20]}” {why}; it was left aside.")
            continue
        seen.add(key)
        if line.panel.page_id in locked:
            report.leave(f"Row {number}: page {line.panel.page.position} is locked; it was left as it is.")
            continue
        told = {language: text for language, text in cells.items() if language not in HEAD}
        if original is None or original == plain_text(line.text):
            original = line.text
        if _keep_row(line, told, original, number, report):
            yield line.panel.page_id


def _keep_row(line: Lettering, told: dict[str, str], original: str, number: int, report: Report) -> bool:
    """Keep one row's translations, and count what became of them; whether any changed."""
    before = {one.language: one for one in line.translations.all()}
    changed = False
    for language, text in told.items():
        kept = before.get(language)
        if not text:
            report.empty += 1
        elif kept and kept.text == text:
            report.same += 1
        else:
            try:
                keep_translation(line, language, text, original=original)
            except Refusal as refusal:
                report.leave(f"Row {number}, {language}: {refusal}")
                continue
            report.changed += 1
            report.outdated += original != line.text
            changed = True
    return changed
