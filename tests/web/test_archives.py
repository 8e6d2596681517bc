"""Archives in the browser: made, watched, fetched, brought; and what is refused before it is read."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from comics.jobs import queue
from comics.models import Archive, Series
from tests.archives import archive_bytes, small_series
from tests.studio import make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people("viewer")


def as_(user, **options):
    client = Client(**options)
    client.force_login(user)
    return client


def brought(client, people, data, name="fox.zip", **sent):
    file = SimpleUploadedFile(name, data, "application/zip")
    with queue.here() as work:
        answer = client.post(reverse("import_archive"), {"file": file, "team": people.team.pk, **sent})
        work_off(work)
    return answer


def test_an_archive_is_made_watched_fetched_and_brought(people):
    series = small_series(people)
    owner, address = as_(people.owner), reverse("series_archive", args=[series.pk])
    with queue.here() as work:
        assert owner.post(reverse("make_archive", args=[series.pk])).url == address
        page = owner.get(address).content.decode()
        assert f'hx-get="{address}"' in page
        assert "Waiting for its turn" in page
        work_off(work)
    made = Archive.objects.get()
    fragment = owner.get(address, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith('<div id="archives"')
    assert "hx-get" not in fragment
    answer = owner.get(reverse("download_archive", args=[made.pk]))
    data = b"".join(answer.streaming_content)
    assert "The Fox Detective (archive).zip" in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/zip"
    assert data == made.path.read_bytes()
    assert brought(owner, people, data).url == reverse("import")
    copy = Series.objects.exclude(pk=series.pk).get()
    page = owner.get(reverse("import")).content.decode()
    assert reverse("series", args=[copy.pk]) in page
    assert owner.get(reverse("series", args=[copy.pk])).status_code == 200
    assert owner.get(reverse("editor", args=[copy.issues.get().pk])).status_code == 200


def test_what_is_refused_is_told_where_it_was_brought(people):
    owner = as_(people.owner)
    brought(owner, people, b"PK nothing", name="<script>.zip")
    page = owner.get(reverse("import")).content.decode()
    assert "This file is not an archive of the studio." in page
    assert "Nothing of it was kept." in page
    assert "&lt;script&gt;.zip" in page
    assert not Series.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(people, settings):
    settings.MAX_ARCHIVE_BYTES = 1000
    owner = as_(people.owner)
    body = io.BytesIO(b"x" * 2_000_000)
    answer = owner.generic("POST", reverse("import_archive"), body.getvalue(), "multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "This file is too large" in answer.content.decode()
    answer = brought(owner, people, b"x" * 2000)
    assert answer.status_code == 422
    assert "This file is too large" in answer.content.decode()
    assert not Archive.objects.exists()


def test_nothing_is_brought_without_the_token_of_the_form(people):
    owner = as_(people.owner, enforce_csrf_checks=True)
    file = SimpleUploadedFile("fox.zip", archive_bytes())
    assert owner.post(reverse("import_archive"), {"file": file}).status_code == 403
    form = owner.get(reverse("import")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    with queue.here():
        sent = {"file": SimpleUploadedFile("fox.zip", archive_bytes()), "csrfmiddlewaretoken": token}
        assert owner.post(reverse("import_archive"), sent).status_code == 302


def test_nobody_brings_one_for_a_team_where_they_may_not(people):
    viewer = as_(people.member)
    assert brought(viewer, people, archive_bytes()).status_code == 422
    assert not Archive.objects.exists()
    # Without a team named, it goes to one's own.
    with queue.here():
        viewer.post(reverse("import_archive"), {"file": SimpleUploadedFile("fox.zip", archive_bytes())})
    assert Archive.objects.get().team == people.member.personal_team


def test_three_people(people):
    series = small_series(people)
    with queue.here() as work:
        as_(people.owner).post(reverse("make_archive", args=[series.pk]))
        work_off(work)
    made = Archive.objects.get()
    for name, pk in (("series_archive", series.pk), ("download_archive", made.pk)):
        codes = [as_(who).get(reverse(name, args=[pk])).status_code for who in (people.owner, people.member, people.stranger)]
        assert codes == ([200, 200, 404] if name == "series_archive" else [200, 403, 404])
    page = as_(people.member).get(reverse("series_archive", args=[series.pk])).content.decode()
    assert "Your role does not make archives" in page
    assert reverse("download_archive", args=[made.pk]) not in page
    series.bin()
    assert as_(people.owner).get(reverse("download_archive", args=[made.pk])).status_code == 404


def test_too_many_at_once_are_told(people):
    series = small_series(people)
    owner = as_(people.owner)
    with queue.here():
        for _ in range(3):
            owner.post(reverse("make_archive", args=[series.pk]))
        answer = owner.post(reverse("make_archive", args=[series.pk]))
    assert answer.status_code == 422
    assert "still at work" in answer.content.decode()


def test_one_that_is_brought_can_be_cancelled_by_who_may_edit(people):
    owner = as_(people.owner)
    with queue.here():
        owner.post(reverse("import_archive"), {"file": SimpleUploadedFile("fox.zip", archive_bytes()), "team": people.team.pk})
    archive = Archive.objects.get()
    address = reverse("cancel_archive", args=[archive.pk])
    assert as_(people.member).post(address).status_code == 403
    assert owner.post(address).url == reverse("import")
    assert not archive.path.exists()
    assert "cancelled" in owner.get(reverse("import")).content.decode()
