"""The languages of an issue: added, translated, kept apart from the original, removed; and the table for a spreadsheet."""

import pytest

from comics.actions import lettering, translations
from comics.actions.edits import undo, undoable
from comics.actions.errors import Refusal
from comics.actions.lettering import Spot
from comics.actions.series import change_series
from comics.actions.takes import choose_take
from comics.actions.translation_files import MOST_ASIDE, read_translations, write_translations
from comics.jobs import queue
from comics.jobs.compose import balloons_of, page_panels
from comics.jobs.sweep import sweep
from comics.models import Lettering, Page, Take, Translation
from comics.scripting.tables import read_table, write_table
from tests.studio import flat_engine, launch, make_issue, make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    with queue.here() as work:
        translations.add_language(issue, "AR", by=people.owner)
        work_off(work)
    return issue


@pytest.fixture
def line(issue):
    return Lettering.objects.select_related("panel__page__issue__series").get(speaker="Ren")


def told(line, language="ar"):
    return Translation.objects.get(lettering=line, language=language)


def test_a_new_language_shows_the_original_in_its_places(issue, line):
    assert issue.languages == ["ar"]
    assert told(line).text == ""
    assert told(line).balloons()[0].text == "Are you lost?"
    assert {one.language for one in told(line).balloons()} == {"ar"}


@pytest.mark.parametrize(
    ("typed", "sentence"), [("bubble!", "as a tag"), ("xx", "no language"), ("EN", "already"), ("ar", "already")]
)
def test_what_is_no_new_language_is_refused(issue, people, typed, sentence):
    with pytest.raises(Refusal, match=sentence):
        translations.add_language(issue, typed, by=people.owner)
    issue.refresh_from_db()
    assert issue.languages == ["ar"]


def test_a_translation_is_lettered_at_once_and_the_original_stays(line, people):
    before = line.placed
    kept = translations.translate(line, "ar", "  هل ضعت؟ ", by=people.owner)
    assert kept.text == "هل ضعت؟"
    assert kept.balloons()[0].text == "هل ضعت؟"
    line.refresh_from_db()
    assert line.placed == before
    assert line.text == "Are you lost?"


def test_a_translation_is_marked_once_the_original_says_something_else(line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    assert not told(line).outdated
    lettering.change_lettering(line, by=people.owner, kind="speech", text="Where is your mother?", speaker="Ren")
    assert told(line).outdated
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    assert not told(line).outdated


@pytest.mark.parametrize(("language", "text", "sentence"), [("ar", "x" * 1001, "Shorten"), ("ja", "迷子?", "any more")])
def test_a_translation_that_cannot_be_kept_is_refused(line, people, language, text, sentence):
    with pytest.raises(Refusal, match=sentence):
        translations.translate(line, language, text, by=people.owner)


def test_a_change_of_the_original_reaches_every_language(line, people):
    with queue.here() as work:
        lettering.change_lettering(line, by=people.owner, kind="shout", text="Stop right there!", speaker="Ren")
        assert told(line).balloons()[0].text == "Are you lost?"
        work_off(work)
    assert told(line).balloons()[0].text == "Stop right there!"


def test_a_lost_piece_of_work_is_found_by_the_sweep(line, people):
    with queue.here() as work:
        lettering.change_lettering(line, by=people.owner, kind="shout", text="Stop right there!", speaker="Ren")
        work.clear()
        sweep()
        work_off(work)
    assert told(line).balloons()[0].text == "Stop right there!"
    page = Page.objects.get(pk=line.panel.page_id)
    assert page.preview_stamp == page.content_stamp


def test_another_take_and_another_format_letter_every_language(line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    Translation.objects.update(placed=[])
    with queue.here() as work:
        choose_take(Take.objects.get(panel=line.panel), by=people.owner)
        work_off(work)
    assert told(line).placed
    Translation.objects.update(placed=[])
    with queue.here() as work:
        change_series(line.panel.page.issue.series, by=people.owner, page_format="manga")
        work_off(work)
    assert told(line).balloons()[0].text == "هل ضعت؟"


def test_pages_that_are_launched_later_speak_every_language(people):
    issue = make_issue(people)
    issue.languages = ["ja"]
    issue.save()
    with flat_engine():
        launch(issue, people)
    page = issue.live_pages().get()
    texts = [balloon.text for balloon in balloons_of(page_panels(page), "ja")]
    assert texts == [balloon.text for balloon in balloons_of(page_panels(page))]
    assert Translation.objects.filter(language="ja").count() == Lettering.objects.count()


def test_a_place_set_by_hand_serves_every_language(line, people):
    with queue.here() as work:
        moved = lettering.move_lettering(line, by=people.owner, at=Spot(0.6, 0.3))
        work_off(work)
    assert told(line).balloons()[0].box.centre == pytest.approx(moved.balloons()[0].box.centre, abs=0.5)


def test_a_language_goes_with_as_many_pieces_as_were_told(issue, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    with pytest.raises(Refusal, match="1 translated pieces would go"):
        translations.remove_language(issue, "ar", by=people.owner, expected=0)
    assert told(line).text == "هل ضعت؟"
    assert translations.remove_language(issue, "ar", by=people.owner, expected=1) == 1
    assert not Translation.objects.exists()
    issue.refresh_from_db()
    assert issue.languages == []
    with pytest.raises(Refusal, match="does not have"):
        translations.remove_language(issue, "ar", by=people.owner, expected=0)


def table(issue):
    return read_table(write_translations(issue, delimiter=","))


def test_the_table_has_every_piece_in_reading_order(issue, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    head, *rows = table(issue)
    assert head == ["key", "page", "panel", "kind", "speaker", "original", "ar"]
    assert [row[5] for row in rows] == [one.text for panel in page_panels(line.panel.page) for one in panel.lettering.all()]
    assert [str(line.pk), "1", "2", "Speech", "Ren", "Are you lost?", "هل ضعت؟"] in rows


def test_the_table_comes_back_and_nothing_else_changes(issue, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    head, *rows = table(issue)
    for row in rows:
        row[6] = row[6] or f"«{row[5]}»"
    with queue.here() as work:
        report = read_translations(issue, write_table([head, *rows], delimiter="\t"), by=people.owner)
        work_off(work)
    assert (report.changed, report.same, report.aside) == (len(rows) - 1, 1, [])
    assert table(issue) == [head, *rows]
    assert all(one.balloons()[0].text for one in Translation.objects.all())
    again = read_translations(issue, write_table([head, *rows]), by=people.owner)
    assert (again.changed, again.same) == (0, len(rows))


def test_what_does_not_match_is_told_and_what_matches_is_kept(issue, line, people):
    rows = [
        ["key", "Original", "AR", "klingon"],
        [str(line.pk), "Are you hungry?", "هل أنت جائع؟", "Qapla"],
        ["999999", "Gone", "ذهب", ""],
        [str(line.pk), "Are you lost?", "مرة أخرى", ""],
        [str(line.pk + 1), "", "x" * 1001, ""],
    ]
    report = read_translations(issue, write_table(rows), by=people.owner)
    assert told(line).text == "هل أنت جائع؟"
    assert told(line).outdated
    assert (report.changed, report.outdated) == (1, 1)
    assert [sentence.partition(" ")[0] for sentence in report.aside] == ["The", "Row", "Row", "Row"]
    assert "klingon" in report.aside[0]
    assert "not in this issue" in report.aside[1]
    assert "twice" in report.aside[2]
    assert "1,001" in report.aside[3]


def test_an_outdated_translation_stays_marked_when_its_table_comes_back(issue, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    lettering.change_lettering(line, by=people.owner, kind="speech", text="Where is your mother?", speaker="Ren")
    read_translations(issue, write_translations(issue, delimiter=","), by=people.owner)
    assert told(line).outdated


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "no column named"),
        ([["original", "ar"]], "no column named"),
        ([["key", "original"]], "no column for any language"),
        ([["key", "ar", "AR"]], "two columns"),
    ],
)
def test_a_table_that_cannot_be_matched_is_refused(issue, people, rows, sentence):
    with pytest.raises(Refusal, match=sentence):
        read_translations(issue, write_table(rows), by=people.owner)


def test_a_report_does_not_tell_of_every_row_of_a_wrong_table(issue, line, people):
    columns = ",".join(f"column {number}" for number in range(30))
    report = read_translations(issue, f"key,ar,{columns}\n".encode() + b"0,x\n" * 400, by=people.owner)
    assert len(report.aside) == MOST_ASIDE
    assert len(report.aside) + report.more == 30 + 400


def test_an_import_is_undone_as_one_edit(issue, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    head, *rows = table(issue)
    for row in rows:
        row[6] = f"«{row[5]}»"
    read_translations(issue, write_table([head, *rows]), by=people.owner)
    edit = undoable(issue, people.owner)
    assert edit.label == "import translations"
    undo(edit)
    assert {one.text for one in Translation.objects.all()} == {"هل ضعت؟", ""}


def test_an_issue_without_lettering_takes_no_table(people):
    issue = make_issue(people)
    issue.languages = ["ar"]
    with pytest.raises(Refusal, match="no lettering"):
        read_translations(issue, write_table([["key", "ar"]]), by=people.owner)
