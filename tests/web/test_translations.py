"""The Languages screen: side by side, saved as it is written, progress, tables, and asking before a language goes."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comics.actions import translations
from comics.models import Lettering, Page, Panel, Translation
from tests.studio import flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return make_people("letterer")


@pytest.fixture
def issue(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    for tag in ("ar", "ja"):
        translations.add_language(issue, tag, by=people.owner)
    return issue


@pytest.fixture
def line(issue):
    return Lettering.objects.select_related("panel__page__issue__series").get(speaker="Ren")


@pytest.fixture
def letterer(client, people):
    client.force_login(people.member)
    return client


def screen(client, issue, asked=""):
    return client.get(reverse("translations", args=[issue.pk]) + asked).content.decode()


def test_every_piece_stands_beside_its_translations(letterer, issue, line, people):
    translations.translate(line, "ar", "هل <ضعت>؟", by=people.owner)
    shown = screen(letterer, issue)
    assert 'lang="ar" dir="rtl" data-piece="ar"' in shown
    assert 'lang="ja" dir="ltr" data-piece="ja"' in shown
    assert "هل &lt;ضعت&gt;؟" in shown
    assert f"1 of {Lettering.objects.count()} translated" in shown


def test_one_language_can_be_shown_alone(letterer, issue):
    shown = screen(letterer, issue, "?in=ja")
    assert 'data-piece="ja"' in shown
    assert 'data-piece="ar"' not in shown


def test_a_viewer_reads_and_does_not_write(client, people, issue):
    people.team.members.filter(user=people.member).update(role="viewer")
    client.force_login(people.member)
    shown = screen(client, issue)
    assert "readonly" in shown
    assert "Add a language" not in shown
    assert "?remove=" not in shown


def test_a_translation_is_saved_and_only_its_state_comes_back(letterer, issue, line):
    address = reverse("translate_lettering", args=[line.pk])
    answer = letterer.post(address, {"language": "ar", "text": "هل ضعت؟"}, headers=HTMX)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert f'id="state-{line.pk}-ar" hx-swap-oob="true"' in said
    assert f"1 of {Lettering.objects.count()} translated" in said
    assert "<textarea" not in said
    assert Translation.objects.get(lettering=line, language="ar").text == "هل ضعت؟"


def test_a_translation_that_is_too_long_is_refused_and_the_old_one_stays(letterer, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    address = reverse("translate_lettering", args=[line.pk])
    answer = letterer.post(address, {"language": "ar", "text": "x" * 1001}, headers=HTMX)
    assert answer.status_code == 422
    assert "1,001" in json.loads(answer.headers["HX-Trigger"])["toast"]["text"]
    assert Translation.objects.get(lettering=line, language="ar").text == "هل ضعت؟"


def test_an_outdated_translation_shows_what_the_original_was(letterer, issue, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    Lettering.objects.filter(pk=line.pk).update(text="Where is your mother?")
    shown = screen(letterer, issue)
    assert "It was: “<bdi>Are you lost?</bdi>”" in shown
    assert "1 to look at again" in shown
    letterer.post(reverse("translate_lettering", args=[line.pk]), {"language": "ar", "text": "هل ضعت؟"})
    assert "The original changed" not in screen(letterer, issue)


def test_a_language_is_added_or_refused_beside_its_field(letterer, issue):
    address = reverse("add_language", args=[issue.pk])
    refused = letterer.post(address, {"language": "klingonese"})
    assert refused.status_code == 422
    assert 'value="klingonese"' in refused.content.decode()
    assert letterer.post(address, {"language": "zh-hans"}).status_code == 302
    assert "简体中文" in screen(letterer, issue)


def test_removing_a_language_asks_first_and_says_what_goes(letterer, issue, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    asked = screen(letterer, issue, "?remove=ar")
    assert "1 translated piece of lettering" in asked
    address = reverse("remove_language", args=[issue.pk])
    for pieces in ("", "0", "7"):
        assert letterer.post(address, {"language": "ar", "pieces": pieces}).url.endswith("?remove=ar")
    issue.refresh_from_db()
    assert issue.languages == ["ar", "ja"]
    letterer.post(address, {"language": "ar", "pieces": "1"})
    issue.refresh_from_db()
    assert issue.languages == ["ja"]
    assert not Translation.objects.filter(language="ar").exists()


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_the_table_goes_out_and_comes_back(letterer, issue, line, kind):
    got = letterer.get(reverse("download_translations", args=[issue.pk]), {"as": kind})
    assert got.headers["Content-Disposition"].endswith(f'lettering.{kind}"')
    filled = got.content.decode("utf-8-sig").replace("Are you lost?", "Are you lost?", 1)
    mark = "\t" if kind == "tsv" else ","
    filled = filled.replace(f"Are you lost?{mark}", f"Are you lost?{mark}هل ضعت؟")
    upload = SimpleUploadedFile(f"table.{kind}", filled.encode())
    answer = letterer.post(reverse("import_translations", args=[issue.pk]), {"file": upload})
    assert "1 translation imported" in answer.content.decode()
    assert Translation.objects.get(lettering=line, language="ar").text == "هل ضعت؟"


def test_a_file_that_is_no_table_is_refused_in_a_sentence(letterer, issue):
    upload = SimpleUploadedFile("table.csv", b"\x00\x01")
    answer = letterer.post(reverse("import_translations", args=[issue.pk]), {"file": upload})
    assert answer.status_code == 422
    assert "not text" in answer.content.decode()


def test_the_screen_asks_the_same_of_the_database_however_much_is_lettered(
    letterer, issue, line, django_assert_max_num_queries
):
    Lettering.objects.bulk_create(
        [Lettering(panel=line.panel, position=10 + number, kind="speech", text="Hm.") for number in range(30)]
    )
    with django_assert_max_num_queries(9):
        screen(letterer, issue)


def test_a_long_issue_is_shown_some_pages_at_once(letterer, issue, line, people):
    for number in range(2, 15):
        page = Page.objects.create(issue=issue, position=number)
        panel = Panel.objects.create(page=page, position=0, box=[10, 10, 300, 200])
        Lettering.objects.create(panel=panel, kind="speech", text=f"Page {number}.")
    first, last = screen(letterer, issue), screen(letterer, issue, f"?page={page.pk}")
    assert "Page 12." in first
    assert "Page 13." not in first
    assert "Page 14." in last
    assert "Are you lost?" not in last
    for one in Lettering.objects.exclude(text="Page 14."):
        translations.keep_translation(one, "ar", "…")
    assert f"?in=ar&amp;page={page.pk}#next" in screen(letterer, issue)
