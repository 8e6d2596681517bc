"""The library and the three ways to start."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comics.models import Issue, Series
from comics.scripting.samples import SAMPLES
from tests.studio import SCRIPT, flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


def start(client, person, **data):
    client.force_login(person)
    with flat_engine():
        return client.post(reverse("create_series"), data)


def test_owner_and_member_see_the_series_and_a_stranger_sees_an_empty_library(client, people):
    make_issue(people)
    for person in (people.owner, people.member):
        client.force_login(person)
        assert "The Fox Detective" in client.get("/").content.decode()
    client.force_login(people.stranger)
    shown = client.get("/").content.decode()
    assert "The Fox Detective" not in shown
    assert SAMPLES[0].title in shown


def test_a_cover_tells_how_far_the_issue_is_and_shows_its_first_page(client, people):
    issue = make_issue(people)
    client.force_login(people.owner)
    assert "Not drawn yet" in client.get("/").content.decode()
    with flat_engine():
        launch(issue, people, pages=1, per_page=3)
    shown = client.get("/").content.decode()
    page = issue.live_pages().get()
    assert "1 page" in shown
    assert reverse("picture", args=[page.preview_id, "thumb.webp"]) in shown
    assert "olga" in shown


def test_the_library_asks_as_much_for_many_issues_as_for_one(client, people, django_assert_max_num_queries):
    issue = make_issue(people)
    for number in range(2, 30):
        Issue.objects.create(series=issue.series, number=number)
    client.force_login(people.owner)
    with django_assert_max_num_queries(8):
        client.get("/")


def test_a_blank_start_makes_a_titled_series_and_goes_to_its_script(client, people):
    answer = start(client, people.owner, source="blank", title="Quiet Harbor", team=people.team.pk)
    issue = Issue.objects.get()
    assert answer.url == reverse("script", args=[issue.pk])
    assert (issue.series.title, issue.series.team) == ("Quiet Harbor", people.team)


def test_a_blank_start_without_a_title_says_so_and_makes_nothing(client, people):
    answer = start(client, people.owner, source="blank", title=" ")
    assert answer.status_code == 422
    assert "Give the series a title" in answer.content.decode()
    assert not Series.objects.exists()


def test_an_example_brings_its_script_style_and_cast(client, people):
    start(client, people.owner, source="example", example=SAMPLES[0].key)
    issue = Issue.objects.get()
    assert issue.script.text == SAMPLES[0].text
    assert issue.series.title == SAMPLES[0].title
    assert issue.series.palette
    assert issue.series.characters.filter(name="Ren").exists()


def test_pasted_words_and_a_file_are_read_as_a_script(client, people):
    start(client, people.owner, source="script", text=SCRIPT)
    assert Series.objects.get().genre == "mystery"
    file = SimpleUploadedFile("harbor.md", b"\xef\xbb\xbfTitle: Harbor\n\nPanels:\n1) Wide shot of a harbor; a cat waits.\n")
    start(client, people.owner, source="script", file=file)
    assert Series.objects.filter(title="Harbor").exists()


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ\x00\x01"), ("b.txt", b"\x89PNG\r\n\x1a\n\x00\x00"), ("c.txt", b"x" * 2_200_000)]
)
def test_a_file_that_is_no_script_is_refused_in_a_sentence(client, people, name, content):
    answer = start(client, people.owner, source="script", file=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert 'class="field-errors"' in answer.content.decode()
    assert not Series.objects.exists()


def test_nothing_at_all_is_refused_and_too_much_as_well(client, people):
    assert "Paste a script or an idea" in start(client, people.owner, source="script").content.decode()
    assert start(client, people.owner, source="script", text="x" * 200_001).status_code == 422
    assert start(client, people.owner, source="nonsense").status_code == 422
    assert not Series.objects.exists()


def test_a_member_who_may_only_read_cannot_start_in_that_team(client, people):
    answer = start(client, people.member, source="blank", title="Mine", team=people.team.pk)
    assert answer.status_code == 422
    assert not Series.objects.exists()
    start(client, people.member, source="blank", title="Mine")
    assert Series.objects.get().team == people.member.personal_team


def test_nobody_starts_without_an_account(client, people):
    assert client.get(reverse("start")).status_code == 302
    assert client.post(reverse("create_series"), {"source": "blank", "title": "x"}).status_code == 302
    assert not Series.objects.exists()
