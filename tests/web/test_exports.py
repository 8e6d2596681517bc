"""The exports screen: choosing, the preflight beside it, what was made, and the names of the files."""

import pytest
from django.urls import reverse

from comics.jobs import queue
from comics.models import Export, Page, Panel
from comics.publishing.editions import EDITIONS
from tests.studio import flat_issue, make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return flat_issue(people, pages=2, per_page=2)


@pytest.fixture
def owner(client, people):
    client.force_login(people.owner)
    return client


def ask(client, issue, **given):
    with queue.here() as work:
        answer = client.post(reverse("request_export", args=[issue.pk]), given)
        work_off(work)
    return answer


def check(client, issue, **given):
    return client.post(reverse("check_export", args=[issue.pk]), given).content.decode()


def test_every_edition_is_offered_made_and_fetched_under_its_name(owner, issue):
    shown = owner.get(reverse("exports", args=[issue.pk])).content.decode()
    names = {}
    for edition in EDITIONS:
        assert f'value="{edition}"' in shown
        assert ask(owner, issue, edition=edition).status_code == 302
        export = Export.objects.get(edition=edition)
        answer = owner.get(reverse("download_export", args=[export.pk]))
        assert answer.status_code == 200
        assert answer["Content-Type"] == EDITIONS[edition].media_type
        assert len(b"".join(answer.streaming_content)) == export.size
        names[edition] = answer["Content-Disposition"].partition("filename=")[2].strip('"')
    assert names == {
        "pdf": "The Fox Detective 001.pdf",
        "print": "The Fox Detective 001 (print).pdf",
        "cbz": "The Fox Detective 001.cbz",
        "webtoon": "The Fox Detective 001 (webtoon).zip",
        "epub": "The Fox Detective 001.epub",
        "pictures": "The Fox Detective 001 (pictures).zip",
        "contact": "The Fox Detective 001 (contact sheet).pdf",
        "text": "The Fox Detective 001 (script and transcript).zip",
    }


def test_choices_reach_the_file_and_are_told_beside_it(owner, issue):
    ask(owner, issue, edition="print", pages="2", marks="on", draft="on", sheets="spreads")
    export = Export.objects.get()
    assert export.options == {"pages": "2", "marks": True, "draft": True, "spreads": True}
    shown = owner.get(reverse("exports", args=[issue.pk])).content.decode()
    assert "1 page · " in shown
    assert "pages 2, draft, crop marks, facing pages" in shown


def test_what_cannot_be_bound_is_said_and_nothing_typed_is_lost(owner, issue):
    answer = ask(owner, issue, edition="cbz", pages="1-7", cbz_picture="webp", draft="on")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no page 7; the story has pages 1 to 2." in shown
    assert 'value="1-7"' in shown
    assert '<option value="webp" selected>' in shown
    assert 'name="draft" checked' in shown
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    "given", [{}, {"edition": "scroll"}, {"edition": "pdf", "language": "xx"}, {"edition": "cbz", "cbz_picture": "gif"}]
)
def test_nonsense_is_answered_with_422(owner, issue, given):
    assert ask(owner, issue, **given).status_code == 422
    assert owner.post(reverse("check_export", args=[issue.pk]), given).status_code == 200


def test_the_preflight_links_to_what_is_to_be_mended(owner, issue):
    panel = Panel.objects.order_by("page__position", "position").last()
    Panel.objects.filter(pk=panel.pk).update(chosen=None)
    shown = check(owner, issue, edition="pdf")
    assert f"Page 2, panel {panel.position + 1} has no picture yet." in shown
    assert f"?page={panel.page_id}&amp;panel={panel.pk}" in shown
    assert "no picture yet" not in check(owner, issue, edition="pdf", pages="1")
    assert "There is no page 9" in check(owner, issue, edition="pdf", pages="9")


def test_covers_can_be_left_out_once_there_are_any(owner, issue):
    address = reverse("exports", args=[issue.pk])
    assert 'name="covers"' not in owner.get(address).content.decode()
    Page.objects.create(issue=issue, kind="front", position=1)
    assert 'name="covers"' in owner.get(address).content.decode()
    ask(owner, issue, edition="pdf", covers=["no"])
    ask(owner, issue, edition="pdf", covers=["no", "yes"])
    assert list(Export.objects.order_by("pk").values_list("pages", flat=True)) == [2, 3]
