"""Whatever is thrown at the studio: a clear sentence, the right status, nothing lost and nothing half-written."""

from html import escape
from types import SimpleNamespace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from comics.models import Character, Page, Series
from tests.rows import make_everything, make_session
from tests.studio import make_issue, make_people
from tests.web.test_routes import PUBLIC, TABLE

pytestmark = pytest.mark.django_db
MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return make_issue(people, text="[Panels]\n1) Panel objective: Meet\n")


@pytest.fixture
def owner(client, people):
    client.force_login(people.owner)
    return client


@pytest.fixture
def everything(people, django_capture_on_commit_callbacks):
    return make_everything(people, django_capture_on_commit_callbacks)


def test_markup_in_every_field_of_every_form_is_shown_as_text(owner, everything):
    character, place, series = everything.character, everything.location, everything.series
    words = dict.fromkeys(("age", "gender", "dress", "role", "appearance", "personality", "signature"), MARKUP[:40])
    sent = {"name": MARKUP, **words, "state_name": [MARKUP], "state_appearance": [MARKUP]}
    assert owner.post(reverse("change_character", args=[character.pk]), sent).status_code == 302
    sent = {"name": MARKUP, "description": MARKUP}
    assert owner.post(reverse("change_place", args=[place.pk]), sent).status_code == 302
    style = dict.fromkeys(("title", "summary", "genre", "art_style", "palette", "lighting", "camera", "preset"), MARKUP)
    sent = {**style, "page_format": "us_comic", "direction": "ltr", "border": "line"}
    refused = owner.post(reverse("change_series", args=[series.pk]), {**sent, "language": "<b>en"})
    assert refused.status_code == 422
    assert "<b>en" not in refused.content.decode()
    assert owner.post(reverse("change_series", args=[series.pk]), {**sent, "language": "en"}).status_code == 302
    assert owner.post(reverse("rename_issue", args=[everything.issue.pk]), {"title": MARKUP}).status_code == 302
    sent = {"kind": "speech", "text": MARKUP, "speaker": MARKUP}
    assert owner.post(reverse("change_lettering", args=[everything.lettering.pk]), sent).status_code == 302
    pages = [
        *("/", reverse("start"), reverse("series", args=[series.pk]), reverse("series_style", args=[series.pk])),
        *(reverse("character", args=[character.pk]), reverse("place", args=[place.pk])),
        *(reverse(name, args=[everything.issue.pk]) for name in ("script", "launch", "editor", "reader", "exports")),
        *(
            f"{reverse('editor', args=[everything.issue.pk])}?panel={everything.panel.pk}&tab={tab}"
            for tab in ("lettering", "takes")
        ),
    ]
    for page in pages:
        shown = owner.get(page).content.decode()
        assert "<script>alert" not in shown, page
        assert "<img src=x" not in shown, page
    assert escape(MARKUP) in owner.get(reverse("character", args=[character.pk])).content.decode()


@pytest.mark.parametrize(
    ("route", "row", "field", "sent"),
    [
        ("change_character", "character", "name", {}),
        ("change_place", "location", "name", {}),
        ("create_character", "series", "name", {}),
        (
            "change_series",
            "series",
            "title",
            {"preset": "render", "page_format": "us_comic", "direction": "ltr", "language": "en"},
        ),
        ("create_series", None, "title", {"source": "blank"}),
    ],
)
@pytest.mark.parametrize("value", ["x" * 10_000, "", "   ", "a\x00b"])
def test_a_name_that_cannot_be_is_told_and_changes_nothing(owner, everything, route, row, field, sent, value):
    before = list(Series.objects.values_list("title")), list(Character.objects.values_list("name"))
    address = reverse(route, args=[getattr(everything, row).pk] if row else [])
    answer = owner.post(address, {**sent, field: value})
    assert answer.status_code == 422
    assert 'class="field-errors"' in answer.content.decode()
    assert (list(Series.objects.values_list("title")), list(Character.objects.values_list("name"))) == before


@pytest.mark.parametrize("route", ["create_issue", "rename_issue"])
def test_the_title_of_an_issue_is_cut_to_what_fits(owner, everything, route):
    row = everything.series if route == "create_issue" else everything.issue
    owner.post(reverse(route, args=[row.pk]), {"title": " a\x00b\n" + "x" * 10_000})
    title = everything.series.issues.order_by("number").last().title
    assert title.startswith("ab xxx")
    assert 190 < len(title) <= 200


@pytest.mark.parametrize("value", ["-1", "0", "21", "9" * 30, "9" * 5000, "1.5", "1e3", "²", "NaN", "٣٣", "\u202e4"])
def test_numbers_that_are_none_or_too_large_add_no_page(owner, everything, value):
    address = reverse("continue_issue", args=[everything.issue.pk])
    for field in ("pages", "per_page"):
        answer = owner.post(address, {"prompt": "On they go", field: value}, headers={"HX-Request": "true"})
        assert answer.status_code == 422
        assert "toast" in answer.headers["HX-Trigger"]
    assert Page.objects.count() == 1


def test_bytes_in_the_wrong_encoding_break_nothing(owner, everything):
    body = b"name=Ren%E9%FF&appearance=\xff\xfe\xe9"
    address = reverse("change_character", args=[everything.character.pk])
    answer = owner.generic("POST", address, body, "application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert Character.objects.get().name == "Ren\ufffd\ufffd"
    for kind in ("application/x-www-form-urlencoded; charset=klingon", "multipart/form-data", "text/xml"):
        assert owner.generic("POST", address, b"name=x", kind).status_code in (302, 400, 422)
    assert Character.objects.get().name != ""


def test_overlong_and_broken_query_strings_show_the_page(owner, everything):
    for name in ("editor", "reader", "news", "exports"):
        address = reverse(name, args=[everything.issue.pk])
        for asked in ("page=" + "9" * 5000, "p=%00&mode=%ff", "tab=" + quote(MARKUP), "x=" * 900, "panel=-1&since=1e9"):
            answer = owner.get(f"{address}?{asked}")
            assert answer.status_code == 200, (name, asked)
            assert b"<script>alert" not in answer.content


def test_a_lost_session_leads_to_the_door_and_back(client, people, everything):
    rows = SimpleNamespace(**vars(everything), session=make_session(people))
    page = f"{reverse('editor', args=[everything.issue.pk])}?panel={everything.panel.pk}"
    for route in TABLE:
        address = route.address(rows)
        if route.name == "library" or route.least == PUBLIC:
            continue  # it is where the door leads anyway, or open without an account
        answer = getattr(client, route.method)(address, route.sent, headers={"Referer": f"http://testserver{page}"})
        back = page if route.method == "post" else address
        assert answer.status_code == 302, route.name
        assert urlsplit(answer.url).path == reverse("account_login"), route.name
        assert parse_qs(urlsplit(answer.url).query) == {"next": [back]}, route.name
        quiet = getattr(client, route.method)(address, route.sent, headers={"HX-Request": "true"})
        assert quiet.status_code == 401, route.name


@pytest.mark.parametrize(
    "referer", ["", "https://evil.test/x", "//evil.test/", "javascript:alert(1)", "http://testserver//evil.test"]
)
def test_a_lost_session_never_leads_to_another_host(client, people, issue, referer):
    answer = client.post(reverse("rename_issue", args=[issue.pk]), {"title": "x"}, headers={"Referer": referer})
    entered = client.post(answer.url, {"login": people.owner.email, "password": "pass-word-9"})
    assert entered.status_code == 302
    assert entered.url == "/"


def test_a_form_of_another_session_is_told_and_changes_nothing(everything, people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.owner)
    address = reverse("rename_issue", args=[everything.issue.pk])
    client.get(reverse("series", args=[everything.series.pk]))
    for token in ("", "x" * 32, "x" * 10_000, "<b>"):
        answer = client.post(address, {"title": "Stolen", "csrfmiddlewaretoken": token})
        assert answer.status_code == 403
        assert "Nothing was changed" in answer.content.decode()
    everything.issue.refresh_from_db()
    assert everything.issue.title == ""
    good = client.cookies["studio_csrf"].value
    assert client.post(address, {"title": "Mine", "csrfmiddlewaretoken": good}).status_code == 302


def test_a_made_up_session_is_nobody(client, everything):
    for value in ("x" * 32, "../../etc/passwd", "'; drop table comics_user; --", "\xff"):
        client.cookies["studio_session"] = value
        assert client.get(reverse("series", args=[everything.series.pk])).status_code == 302
