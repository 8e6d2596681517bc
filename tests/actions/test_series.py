"""Series and issues: start, change, number, bin."""

import pytest
from django.db import IntegrityError

from comics.actions import series as actions
from comics.actions.errors import Refusal
from comics.actions.headless import issue_from_script
from comics.actions.start import start_series
from comics.jobs import queue
from comics.models import Issue, Script, Series
from tests.rows import draw_issue
from tests.studio import SCRIPT, make_issue, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def series(people):
    return actions.create_series(people.team, by=people.owner, title="Rain")


def test_a_page_format_that_there_is_not_is_refused_and_nothing_is_made(people, series):
    with pytest.raises(Refusal) as refused:
        actions.create_series(people.team, by=people.owner, title="New", page_format="tapestry")
    assert refused.value.field == "page_format"
    with pytest.raises(Refusal):
        actions.change_series(series, by=people.owner, title="Other", page_format="tapestry")
    assert list(Series.objects.values_list("title", "page_format")) == [("Rain", "us_comic")]


def test_fields_that_are_not_a_series_own_are_left_alone(people, series):
    actions.change_series(series, by=people.owner, team=people.stranger.personal_team, pk=99, title="New")
    series.refresh_from_db()
    assert (series.team, series.title) == (people.team, "New")


def test_issues_are_numbered_from_one_and_numbers_are_never_given_twice(people, series):
    first, second = (actions.create_issue(series, by=people.owner) for _ in range(2))
    actions.bin_it(second)
    third = actions.create_issue(series, by=people.owner)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert Script.objects.filter(issue=third).exists()


def test_two_who_press_at_once_get_a_number_each(people, series, monkeypatch):
    """The first try finds its number taken, as when somebody else's issue was committed in between."""
    create, tries = Issue.objects.create, []

    def taken_once(**fields):
        tries.append(fields["number"])
        if len(tries) == 1:
            create(**{**fields, "title": "The other one"})
        return create(**fields)

    monkeypatch.setattr(Issue.objects, "create", taken_once)
    issue = actions.create_issue(series, by=people.owner)
    assert issue.script is not None
    assert tries == [1, 1]
    assert Issue.objects.filter(series=series).count() == 1  # the other one was made inside the try that was taken back


def test_when_it_never_works_out_it_is_said(people, series, monkeypatch):
    def taken(**fields):
        raise IntegrityError

    monkeypatch.setattr(Issue.objects, "create", taken)
    with pytest.raises(Refusal, match="Try again"):
        actions.create_issue(series, by=people.owner)


@pytest.mark.parametrize("changed", [{"page_format": "manga"}, {"direction": "rtl"}, {"language": "de"}])
def test_other_paper_lays_all_pages_out_again(people, changed, django_capture_on_commit_callbacks):
    issue = draw_issue(people, django_capture_on_commit_callbacks)
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        actions.change_series(issue.series, by=people.owner, **changed)
    assert work == [("arrange.arrange_page", (issue.live_pages().get().pk,))]


@pytest.mark.parametrize(
    "changed",
    [{"dialogue_font": "delius"}, {"sfx_font": "lilita"}, {"capitals": False}, {"vertical": True}, {"border": "thick"}],
)
def test_another_manner_letters_all_pages_anew(people, changed, django_capture_on_commit_callbacks):
    issue = draw_issue(people, django_capture_on_commit_callbacks)
    page = issue.live_pages().get()
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        actions.change_series(issue.series, by=people.owner, **changed)
    assert work == [("arrange.letter_page", (page.pk,))]
    page.refresh_from_db()
    assert page.preview_stamp < page.content_stamp


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"dialogue_font": "comic"}, "dialogue_font"),
        ({"sfx_font": "dialogue"}, "sfx_font"),
        ({"border": "wavy"}, "border"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_manner_that_there_is_not_is_refused(people, series, changed, field):
    with pytest.raises(Refusal) as refused:
        actions.change_series(series, by=people.owner, **changed)
    assert refused.value.field == field


def test_other_words_lay_nothing_out_again(people, django_capture_on_commit_callbacks):
    issue = draw_issue(people, django_capture_on_commit_callbacks)
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        actions.change_series(issue.series, by=people.owner, title="New", genre="noir")
    assert work == [("stale.check_series", (issue.series_id,))]  # the look is another, the pages are not


@pytest.mark.parametrize("title", ["", "  Rain  at\nnight ", "x" * 201, "a\x00b"])
def test_titles_are_one_line_that_fits(people, title):
    issue = make_issue(people)
    kept = actions.rename_issue(issue, by=people.member, title=title).title
    assert kept == " ".join(title.replace("\x00", "").split())[:200]
    assert issue.touched_by == people.member


def test_binning_twice_keeps_the_first_time_and_bringing_back_twice_does_no_harm(series):
    actions.bin_it(series)
    first = series.binned_at
    actions.bin_it(series)
    assert series.binned_at == first
    for _ in range(2):
        actions.bring_back(series)
    assert Series.objects.live().get() == series


def test_starting_from_a_script_takes_title_style_and_cast_from_it(people, django_capture_on_commit_callbacks):
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        issue = start_series(people.team, by=people.owner, text="Title: Rain\n\n" + SCRIPT)
    made = issue.series
    assert (made.title, made.genre, made.art_style) == ("Rain", "mystery", "clean line-art")
    assert made.summary == "A fox detective helps a lost child."
    assert list(made.characters.values_list("name", "role")) == [("Ren", "fox detective"), ("Mino", "child")]
    assert [function for function, _ in work] == ["draw.draw_portrait"] * 2


def test_overlong_words_of_a_script_are_cut_to_what_fits(people):
    text = "Title: " + "t" * 999 + "\n\n[Visual Style]\n- Genre: " + "g" * 999 + "\n\n[Characters]\n- Name: " + "n" * 999 + "\n"
    issue = start_series(people.team, by=people.owner, text=text)
    assert len(issue.series.title) == 200
    assert len(issue.series.genre) == 300
    assert len(issue.series.characters.get().name) == 120
    assert issue.script.text == text


def test_a_character_described_twice_joins_once(people):
    text = "[Characters]\n- Name: Ren\n- Name: REN\n- Name:  \n"
    assert start_series(people.team, by=people.owner, text=text).series.characters.count() == 1


def test_the_people_of_an_idea_join_the_cast(people):
    issue = issue_from_script(people.team, "A shy robot named Pim meets the town's goat, Mayor Bell.", by=people.owner)
    cast = {character.name: character.appearance for character in issue.series.characters.all()}
    assert cast == {"Pim": "shy robot", "Mayor Bell": "town's goat"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A robot finds a flower on the moon.", "A robot finds a flower on…"),
        ("[Story]\n- Premise: A lost whale.", "A lost whale"),
        ("Title: Saltmoor\n\nA lost whale.", "Saltmoor"),
        ("", "Untitled"),
    ],
)
def test_an_idea_without_a_title_is_called_by_its_first_words(people, text, title):
    assert issue_from_script(people.team, text, by=people.owner).series.title == title


def test_a_new_series_takes_age_gender_and_dress_from_its_script(people):
    text = "[Characters]\n- Name: Ada\n  - Age: 68\n  - Gender: female\n  - Dress: navy coat\n"
    ada = issue_from_script(people.team, text, by=people.owner).series.characters.get()
    assert (ada.age, ada.gender, ada.dress) == ("68", "female", "navy coat")
