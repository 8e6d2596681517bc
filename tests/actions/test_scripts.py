"""Scripts are saved whole, and never over somebody else's words."""

import pytest

from comics.actions.errors import Conflict, Refusal
from comics.actions.scripts import save_script
from comics.models import Script
from comics.models.scripts import MAX_SCRIPT
from tests.studio import make_issue, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return make_issue(people, text="One")


def test_every_save_counts_and_says_who(people, issue):
    for number, text in enumerate(("Two", "Three"), start=2):
        kept = save_script(issue, by=people.member, text=text, version=number - 1)
        assert (kept.text, kept.version, kept.updated_by) == (text, number, people.member)
    issue.refresh_from_db()
    assert issue.touched_by == people.member


@pytest.mark.parametrize("version", [0, -1, 2, 2**63, 10**40])
def test_an_outdated_version_overwrites_nothing(people, issue, version):
    with pytest.raises(Conflict, match="Your words are still here"):
        save_script(issue, by=people.member, text="Two", version=version)
    kept = Script.objects.get()
    assert (kept.text, kept.version) == ("One", 1)
    issue.refresh_from_db()
    assert issue.touched_by == people.owner


def test_two_tabs_at_once_save_one(people, issue):
    save_script(issue, by=people.owner, text="First tab", version=1)
    with pytest.raises(Conflict):
        save_script(issue, by=people.owner, text="Second tab", version=1)
    assert Script.objects.get().text == "First tab"


def test_last_words_overtake_ones_own_save_that_is_under_way_and_nobody_elses(people, issue):
    save_script(issue, by=people.owner, text="One tw", version=1)
    save_script(issue, by=people.owner, text="One two", version=1, under_way=True)
    with pytest.raises(Conflict):
        save_script(issue, by=people.owner, text="One two three", version=1, under_way=True)
    with pytest.raises(Conflict):
        save_script(issue, by=people.member, text="Mine", version=2, under_way=True)
    assert Script.objects.get().text == "One two"


def test_without_a_version_the_latest_wins(people, issue):
    save_script(issue, by=people.owner, text="Imported")
    assert Script.objects.get().text == "Imported"


def test_the_limit_is_two_hundred_thousand_characters(people, issue):
    save_script(issue, by=people.owner, text="🦊" * MAX_SCRIPT)
    with pytest.raises(Refusal, match="200,001") as refused:
        save_script(issue, by=people.owner, text="x" * (MAX_SCRIPT + 1))
    assert refused.value.field == "text"
    assert Script.objects.get().text == "🦊" * MAX_SCRIPT


def test_line_ends_and_nuls_are_made_plain(people, issue):
    assert save_script(issue, by=people.owner, text="a\r\nb\x00c\r\n").text == "a\nbc\n"
    assert save_script(issue, by=people.owner, text="").text == ""
