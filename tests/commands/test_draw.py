"""`manage.py draw`: a book from a script without server or worker, and nothing at all from what is no script."""

import errno
import io
import os
import sys
import zipfile

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from comics.actions import headless
from comics.management.commands import draw as draw_command
from comics.models import Drawing, Generation, Issue, Page, Series, Team
from comics.vocabulary import GenerationState
from tests.live import manage
from tests.rows import ONE_PANEL
from tests.studio import flat_engine, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = """[Characters]
- Name: Ren
- Name: Mino

[Panels]
1) Panel objective: Meet
2) Panel objective: Ask
3) Panel objective: Walk
   - Scene description: Tracking shot of an old bridge
"""


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "the_fox-detective.txt"
    path.write_text(SCRIPT)
    return path


def draw(script, out, *options):
    """Run it in this process with a flat engine; what it said on both outputs."""
    said, told = io.StringIO(), io.StringIO()
    with flat_engine():
        call_command("draw", str(script), *options, "--out", str(out), stdout=said, stderr=told)
    return said.getvalue(), told.getvalue()


def left_in(folder, *beside):
    """What lies in the folder beside those files."""
    return sorted(path.name for path in folder.iterdir() if path not in beside and path.name != "media")


def test_a_new_database_gets_a_book(tmp_path):
    """The real command, in a process of its own, with the real engine, on a folder in which there is nothing yet."""
    script, out = tmp_path / "s.txt", tmp_path / "book.cbz"
    script.write_text(ONE_PANEL)
    done = manage(tmp_path / "data", "draw", str(script), "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "1 page," in done.stdout
    assert "1 of 1 panels" in done.stderr
    with zipfile.ZipFile(out) as book:
        assert "ComicInfo.xml" in book.namelist()
    script.write_text(" \n ")
    failed = manage(tmp_path / "data", "draw", str(script), "--out", str(tmp_path / "other.pdf"))
    assert failed.returncode == 2
    assert failed.stderr == "CommandError: This file is empty. Choose the file that holds your script.\n"
    assert left_in(tmp_path, script, out) == ["data"]
    usage = manage(tmp_path / "data", "draw", str(script), "--pages", "two")
    assert (usage.returncode, usage.stdout) == (2, "")
    assert "usage: manage.py draw" in usage.stderr


@pytest.mark.parametrize(("options", "name"), [((), "b.epub"), ((), "b.zip"), (("--edition", "text"), "t.zip")])
def test_an_edition_can_be_named(tmp_path, script, options, name):
    draw(script, tmp_path / name, *options)
    with zipfile.ZipFile(tmp_path / name) as book:
        names = book.namelist()
    assert names[0].endswith({"b.epub": "mimetype", "b.zip": " - 0001.jpg", "t.zip": " script.txt"}[name])


@pytest.mark.django_db
def test_an_edition_that_does_not_go_with_the_file_is_told(tmp_path, script):
    for edition, sentence in (("text", "A file of the edition text ends in .zip; b.pdf does not."), ("x", "no edition x")):
        with pytest.raises(CommandError, match=sentence):
            draw(script, tmp_path / "b.pdf", "--edition", edition)
    assert not Series.objects.exists()


@pytest.mark.parametrize("ending", ["pdf", "cbz", "PDF"])
def test_the_ending_says_the_edition(tmp_path, script, ending):
    out = tmp_path / f"book.{ending}"
    said, told = draw(script, out)
    assert f"{out}: 1 page" in said
    assert told.endswith("3 of 3 panels\n")
    if ending == "cbz":
        with zipfile.ZipFile(out) as book:
            assert book.testzip() is None
            assert len(book.namelist()) == 2
    else:
        with pikepdf.open(out) as book:
            assert len(book.pages) == 1
    assert left_in(tmp_path, script, out) == []


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        ((), [3]),
        (("--pages", "2"), [2, 1]),
        (("--panels", "2"), [2]),
        (("--pages", "3", "--panels", "1"), [1, 1, 1]),
        (("--pages", "20", "--panels", "20"), [3]),
    ],
)
def test_pages_and_panels_cut_the_script(tmp_path, script, options, pages):
    draw(script, tmp_path / "b.cbz", *options)
    assert [page.panels.count() for page in Page.objects.order_by("position")] == pages


def test_the_size_is_drawn_as_asked(tmp_path, script):
    draw(script, tmp_path / "b.cbz", "--size", "512x768")
    assert {(one.width, one.height) for one in Drawing.objects.all()} == {(512, 768)}


def test_it_is_the_owners_work_or_that_of_the_person_named(tmp_path, script):
    owner, other = make_user("ona"), make_user("tim")
    owner.is_superuser = True
    owner.save()
    draw(script, tmp_path / "a.cbz")
    draw(script, tmp_path / "b.cbz", "--as", "TIM@example.test")
    first, second = Series.objects.order_by("pk")
    assert (first.team, first.created_by) == (owner.personal_team, owner)
    assert (second.team, second.created_by) == (other.personal_team, other)


def test_before_anybody_signs_up_the_work_waits_for_the_first_account(tmp_path, script):
    draw(script, tmp_path / "a.cbz")
    draw(script, tmp_path / "b.cbz")
    assert Team.objects.get().name == "The studio"
    ada = make_user("ada")
    assert {series.team for series in Series.objects.all()} == {ada.personal_team}


@pytest.mark.parametrize(("title", "expected"), [("", "The Fox Detective"), ("Title: Rain\n\n", "Rain")])
def test_the_title_is_the_scripts_own_or_the_files_name(tmp_path, script, title, expected):
    script.write_text(title + SCRIPT)
    draw(script, tmp_path / "a.cbz")
    assert Series.objects.get().title == expected


@pytest.mark.django_db  # nothing is launched, so nothing waits for a commit
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--pages", "21"), "Choose 1 to 20 pages; 21 was asked for."),
        (("--pages", "0"), "Choose 1 to 20 pages; 0 was asked for."),
        (("--panels", "21"), "Choose 1 to 20 panels; 21 was asked for."),
        (("--pages", "-1", "--panels", "4"), "Choose 1 to 20 pages; -1 was asked for."),
        (("--pages", "9" * 30), "Choose 1 to 20 pages;"),
        (("--size", "7x7"), "The size 7x7 is not supported. Choose one of: 1024x1024"),
        (("--engine", "dali"), "There is no engine named dali."),
        (("--as", "nobody@example.test"), "Nobody here has the address nobody@example.test."),
    ],
)
def test_a_bad_option_is_told_with_code_2_and_leaves_nothing(tmp_path, script, options, sentence):
    with pytest.raises(CommandError, match=sentence) as told:
        draw(script, tmp_path / "b.pdf", *options)
    assert told.value.returncode == 2
    assert left_in(tmp_path, script) == []
    assert not Series.objects.exists()


@pytest.mark.django_db  # nothing is launched, so nothing waits for a commit
@pytest.mark.parametrize("options", [("--pages", "two"), ("--panels", "1.5"), ("--colour", "red")])
def test_options_that_are_none_are_refused_by_the_parser(tmp_path, script, options):
    with pytest.raises(CommandError, match=r"invalid int value|unrecognized arguments"):
        call_command("draw", str(script), *options, "--out", str(tmp_path / "b.pdf"))
    assert left_in(tmp_path, script) == []


@pytest.mark.django_db  # nothing is launched, so nothing waits for a commit
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("s.txt", b"", "This file is empty"),
        ("s.txt", b"  \r\n\t\n", "This file is empty"),
        ("s.txt", b"\x00\x01\x02\xff", "holds no readable text"),
        ("s.md", b"\xff\xfe\x00", "holds no readable text"),
        ("s.docx", b"PK", "cannot read files ending in .docx"),
        ("s.txt", b"x" * 2_000_001, "a script may have 2 MB"),
        ("s.txt", b"[Panels]\n", "The script has no panels yet"),
    ],
)
def test_a_bad_script_is_told_with_code_2_and_leaves_nothing(tmp_path, name, data, sentence):
    script = tmp_path / name
    script.write_bytes(data)
    with pytest.raises(CommandError, match=sentence) as told:
        draw(script, tmp_path / "b.pdf")
    assert told.value.returncode == 2
    assert left_in(tmp_path, script) == []
    assert not Series.objects.exists()


@pytest.mark.django_db  # nothing is launched, so nothing waits for a commit
@pytest.mark.parametrize(
    ("out", "sentence"),
    [
        ("b.mobi", "must have a name that ends in .pdf, .cbz, .epub or .zip; b.mobi does not"),
        ("b", "must have a name that ends in"),
        (".pdf", "must have a name that ends in"),
        ("nowhere/b.pdf", "There is no folder"),
        ("folder.pdf", "is a folder"),
    ],
)
def test_a_book_that_could_not_be_written_is_told_before_anything_is_drawn(tmp_path, script, out, sentence):
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    with pytest.raises(CommandError, match=sentence) as told:
        draw(script, tmp_path / out)
    assert told.value.returncode == 2
    assert not Series.objects.exists()
    assert left_in(tmp_path, script, folder) == []


@pytest.mark.django_db
def test_a_script_that_is_not_there_or_a_folder_is_told(tmp_path):
    for path, sentence in ((tmp_path / "none.txt", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(CommandError, match=sentence) as told:
            draw(path, tmp_path / "b.pdf")
        assert told.value.returncode == 2


def test_a_full_disk_leaves_no_scraps_and_the_former_book_as_it_was(tmp_path, script, monkeypatch):
    out = tmp_path / "b.cbz"
    out.write_bytes(b"the former book")

    def full(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", lambda s, t: full(s, t) if str(t) == str(out) else os.rename(s, t))
    with pytest.raises(CommandError, match=r"No space left on device.*kept in the studio") as told:
        draw(script, out)
    assert told.value.returncode == 1
    assert out.read_bytes() == b"the former book"
    assert left_in(tmp_path, script, out) == []
    assert not Drawing.objects.exclude(state="ready").exists()


def test_a_panel_that_cannot_be_drawn_is_told_and_no_book_is_made(tmp_path, script):
    with flat_engine(fails="bridge"), pytest.raises(CommandError, match="could not draw this panel") as told:
        call_command("draw", str(script), "--out", str(tmp_path / "b.pdf"))
    assert told.value.returncode == 1
    assert left_in(tmp_path, script) == []
    assert Generation.objects.get().state == "failed"


def test_panels_that_a_running_worker_took_over_are_waited_for(tmp_path, script, monkeypatch):
    """A sweep gives what has waited for long to the worker; the command may not take that for a failure."""
    naps, run = [], headless.queue.run

    def taken_over(work):
        function, (pk, *_) = work
        if function == "draw.draw_panel" and not naps:
            Drawing.objects.claim(pk)  # another process holds the first panel from now on
        run(work)

    def nap(seconds):
        naps.append(seconds)
        if len(naps) == 3:
            Drawing.objects.moving().update(state=GenerationState.QUEUED, lease_until=None)  # it died and its lease ran out

    monkeypatch.setattr(headless.queue, "run", taken_over)
    monkeypatch.setattr(headless.time, "sleep", nap)
    draw(script, tmp_path / "b.cbz", "--panels", "1")
    assert len(naps) >= 3
    assert Drawing.objects.get().attempts == 2
    assert Drawing.objects.get().state == "ready"
    assert (tmp_path / "b.cbz").exists()


def test_the_bar_fills_in_a_terminal(tmp_path, script, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    _, told = draw(script, tmp_path / "b.cbz")
    bars = told.split("\r")[1:]
    assert [bar.count("#") for bar in bars] == [10, 20, 30]
    assert bars[0].strip() == "[##########....................] 1 of 3 panels"
    assert [bar.endswith("\n") for bar in bars] == [False, False, True]


def test_the_book_is_an_issue_like_any_other_afterwards(tmp_path, script):
    draw(script, tmp_path / "b.pdf")
    issue = Issue.objects.get()
    assert issue.script.text == SCRIPT
    assert [character.name for character in issue.series.characters.all()] == ["Ren", "Mino"]
    assert issue.live_pages().get().preview is not None


def test_settings_of_an_engine_are_given_by_name():
    assert draw_command._settings(["n=2", "comicRoles=hero", "comicRoles=robot"]) == {"n": "2", "comicRoles": ["hero", "robot"]}


def test_a_setting_without_a_value_is_refused(script, tmp_path):
    with pytest.raises(CommandError, match="no equals sign"):
        draw(script, tmp_path / "book.pdf", "--option", "model")


def test_nobodys_key_is_spent_with_unless_they_are_named(script, tmp_path):
    with pytest.raises(CommandError, match="Say with whose key"):
        draw(script, tmp_path / "book.pdf", "--engine", "kling")
    assert not Series.objects.exists()
