"""The page of a series, its style, and its issues."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comics.models import Character, Issue, Series, SeriesReference
from comics.web.appearances import appearances
from tests.studio import make_issue, make_people, picture_bytes

pytestmark = pytest.mark.django_db
STYLE = {
    "title": "The Fox Detective",
    "preset": "render",
    "page_format": "us_comic",
    "direction": "ltr",
    "language": "en",
    "border": "line",
}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return make_issue(people)


def addresses(issue):
    """(name, key, method, the least role that may)."""
    series = issue.series
    return [
        ("series", series.pk, "get", "viewer"),
        ("series_style", series.pk, "get", "editor"),
        ("change_series", series.pk, "post", "editor"),
        ("create_issue", series.pk, "post", "editor"),
        ("rename_issue", issue.pk, "post", "editor"),
        ("delete_issue", issue.pk, "post", "editor"),
        ("restore_issue", issue.pk, "post", "editor"),
        ("delete_series", series.pk, "post", "editor"),
        ("restore_series", series.pk, "post", "editor"),
    ]


def test_owner_member_and_stranger_at_every_address(client, people, issue):
    for name, key, method, least in addresses(issue):
        address = reverse(name, args=[key])
        client.force_login(people.stranger)
        assert getattr(client, method)(address).status_code == 404, name
        client.force_login(people.member)
        assert getattr(client, method)(address).status_code == (200 if least == "viewer" else 403), name
        client.logout()
        assert getattr(client, method)(address).url.startswith(reverse("account_login")), name
        if method == "post":
            client.force_login(people.owner)
            assert client.get(address).status_code == 405, name
    for name, key, method, _ in addresses(issue):
        client.force_login(people.owner)
        assert getattr(client, method)(reverse(name, args=[key])).status_code in (200, 302, 422), name


def test_the_series_shows_issues_cast_and_style_and_who_appears_where(client, people, issue):
    Character.objects.create(series=issue.series, name="Ren", role="fox detective")
    Character.objects.create(series=issue.series, name="Tuva")
    client.force_login(people.member)
    shown = client.get(reverse("series", args=[issue.series.pk])).content.decode()
    assert "fox detective" in shown
    assert "In issue 1" in shown
    assert "In no script yet" in shown
    assert "New character" not in shown  # a viewer is offered nothing that is refused later
    client.force_login(people.owner)
    assert "New character" in client.get(reverse("series", args=[issue.series.pk])).content.decode()


def test_names_are_found_as_words_only(people, issue):
    Character.objects.create(series=issue.series, name="Re")
    Character.objects.create(series=issue.series, name="mino")
    assert appearances(issue.series) == {"Re": [], "mino": [1]}


def test_changing_the_style(client, people, issue):
    client.force_login(people.owner)
    changed = {**STYLE, "genre": "noir", "direction": "rtl", "page_format": "manga", "preset": "klimt"}
    assert client.post(reverse("change_series", args=[issue.series.pk]), changed).status_code == 302
    series = Series.objects.get()
    assert (series.genre, series.direction, series.page_format, series.preset) == ("noir", "rtl", "manga", "klimt")
    assert series.touched_by == people.owner


OWN = {"page_format": "custom", "custom_width": "170", "custom_height": "240", "custom_unit": "mm", "custom_bleed": "3"}
OWN_SIZE = {**OWN, "custom_margin_x": "9", "custom_margin_y": "10.5"}


def test_a_size_of_ones_own_is_kept_and_shown_again(client, people, issue):
    client.force_login(people.owner)
    style = reverse("series_style", args=[issue.series.pk])
    assert 'value="170' in client.get(style).content.decode()  # something usual to start from
    client.post(reverse("change_series", args=[issue.series.pk]), {**STYLE, **OWN_SIZE})
    assert Series.objects.get().page_format == "custom:170x240mm;bleed=3;margin=9x10.5"
    shown = client.get(style).content.decode()
    assert '<option value="custom" selected>' in shown
    assert 'name="custom_margin_y" value="10.5"' in shown
    assert "Custom, 170 × 240 mm" in client.get(reverse("series", args=[issue.series.pk])).content.decode()
    assert client.get(reverse("library")).status_code == client.get(reverse("launch", args=[issue.pk])).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"custom_height": "2400"}, "between 50.8 mm and 1016 mm"),
        ({"custom_margin_x": ""}, "all of its six fields"),
        ({"custom_unit": "ells"}, "Select a valid choice"),
        ({"custom_bleed": "-1"}, "greater than or equal to 0"),
        ({"custom_width": "wide"}, "Enter a number"),
        ({"custom_width": "nan"}, "Enter a number"),
    ],
)
def test_a_size_that_cannot_be_printed_is_told_and_nothing_is_lost(client, people, issue, wrong, said):
    client.force_login(people.owner)
    answer = client.post(reverse("change_series", args=[issue.series.pk]), {**STYLE, **OWN_SIZE, "genre": "noir", **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="noir"' in answer.content.decode()
    assert Series.objects.get().page_format == "us_comic"


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"title": "x" * 10_000}, {"page_format": "tapestry"}, {"direction": "up"}, {"language": "x" * 21}]
)
def test_a_wrong_style_is_told_and_changes_nothing(client, people, issue, wrong):
    client.force_login(people.owner)
    answer = client.post(reverse("change_series", args=[issue.series.pk]), {**STYLE, "genre": "noir", **wrong})
    assert answer.status_code == 422
    assert 'class="field-errors"' in answer.content.decode()
    assert Series.objects.get().genre == ""


def test_deleting_offers_undo_and_undo_brings_everything_back(client, people, issue):
    client.force_login(people.owner)
    answer = client.post(reverse("delete_series", args=[issue.series.pk]), follow=True)
    undo = reverse("restore_series", args=[issue.series.pk])
    assert f'action="{undo}"' in answer.content.decode()
    assert client.get(reverse("script", args=[issue.pk])).status_code == 404
    client.post(undo)
    assert client.get(reverse("script", args=[issue.pk])).status_code == 200


def test_an_issue_is_added_renamed_deleted_and_brought_back(client, people, issue):
    client.force_login(people.owner)
    client.post(reverse("create_issue", args=[issue.series.pk]))
    second = Issue.objects.get(number=2)
    client.post(reverse("rename_issue", args=[second.pk]), {"title": "  The <Bridge>  "})
    shown = client.get(reverse("series", args=[issue.series.pk])).content.decode()
    assert "The &lt;Bridge&gt;" in shown
    client.post(reverse("delete_issue", args=[second.pk]))
    assert reverse("script", args=[second.pk]) not in client.get(reverse("series", args=[issue.series.pk])).content.decode()
    client.post(reverse("restore_issue", args=[second.pk]))
    assert Issue.objects.live().count() == 2


def test_markup_in_every_word_of_a_series_stays_text(client, people):
    markup = "<img src=x onerror=alert(1)>"
    made = make_issue(people, title=markup, summary=markup, genre=markup, palette=markup, preset=markup[:20])
    client.force_login(people.owner)
    for address in ("/", reverse("series", args=[made.series.pk]), reverse("series_style", args=[made.series.pk])):
        assert "<img src=x" not in client.get(address).content.decode()


def upload(client, series, description="Ink and color", data=None):
    file = SimpleUploadedFile("look.png", data or picture_bytes())
    return client.post(reverse("add_reference", args=[series.pk]), {"picture": file, "description": description})


def test_reference_pictures_are_added_shown_with_their_words_and_removed(client, people, issue):
    client.force_login(people.owner)
    assert upload(client, issue.series, "Ink <b>and</b> color").status_code == 302
    reference = SeriesReference.objects.get()
    assert (reference.series, reference.picture.team) == (issue.series, people.team)
    shown = client.get(reverse("series_style", args=[issue.series_id])).content.decode()
    assert "Ink &lt;b&gt;and&lt;/b&gt; color" in shown
    assert reverse("picture", args=[reference.picture_id, "thumb.webp"]) in shown
    assert "Depicta" in shown
    client.post(reverse("remove_reference", args=[reference.pk]))
    assert not SeriesReference.objects.exists()


def test_a_reference_needs_a_picture_and_words_and_no_more_than_five_fit(client, people, issue):
    client.force_login(people.owner)
    address = reverse("add_reference", args=[issue.series_id])
    assert "Choose a picture." in client.post(address, {"description": "Ink"}).content.decode()
    assert upload(client, issue.series, "").status_code == 422
    bad = upload(client, issue.series, data=b"<svg/>")
    assert bad.status_code == 422
    assert "not a picture that can be read" in bad.content.decode()
    for number in range(5):
        assert upload(client, issue.series, f"Number {number}").status_code == 302
    assert "Remove one" in upload(client, issue.series).content.decode()
    assert SeriesReference.objects.count() == 5


def test_only_who_may_edit_the_series_changes_its_references(client, people, issue):
    client.force_login(people.owner)
    upload(client, issue.series)
    reference = SeriesReference.objects.get()
    for person, status in ((people.stranger, 404), (people.member, 403)):
        client.force_login(person)
        assert upload(client, issue.series).status_code == status
        assert client.post(reverse("remove_reference", args=[reference.pk])).status_code == status
    assert SeriesReference.objects.count() == 1
