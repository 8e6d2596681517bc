"""Statement 7: whatever is no page comes with our own type, runs nothing, stays on our own pages, and is for who may see it.

How long a signed reference lasts and what it is bound to is held by `tests/web/test_pictures.py`.
"""

from types import SimpleNamespace

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client
from django.urls import reverse

from comics.models import Archive, Picture
from comics.models.references import signed_address, signed_picture
from tests.rows import make_everything, make_session
from tests.studio import make_people, picture_bytes
from tests.web.test_routes import TABLE

pytestmark = pytest.mark.django_db
OURS = {
    *("image/png", "image/jpeg", "image/webp", "image/svg+xml", "application/pdf", "application/zip", "application/json"),
    *("application/vnd.comicbook+zip", "application/epub+zip", "text/csv", "text/tab-separated-values", "text/plain"),
}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def rows(people, django_capture_on_commit_callbacks):
    made = make_everything(people, django_capture_on_commit_callbacks)
    return SimpleNamespace(**vars(made), session=make_session(people))


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def is_harmless(answer):
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "private" in answer.headers["Cache-Control"] or "no-store" in answer.headers["Cache-Control"]


def test_whatever_is_no_page_is_harmless_at_every_address(people, rows):
    owner, seen = signed_in(people.owner), set()
    for route in TABLE:
        with transaction.atomic():
            answer = getattr(owner, route.method)(route.address(rows), route.sent)
            transaction.set_rollback(True)
        kind = answer.headers.get("Content-Type", "text/html").partition(";")[0]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", route.name
        if kind != "text/html":
            assert kind in OURS, route.name
            is_harmless(answer)
            seen.add(route.name)
        else:
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"], route.name
    assert {"picture", "download_export", "page_picture"} & seen
    assert len(seen) >= 4


def test_a_table_that_is_fetched_is_harmless(people, rows):
    is_harmless(signed_in(people.owner).get(reverse("download_team_usage", args=[rows.team.pk])))


@pytest.mark.parametrize("name", ["full.png", "thumb.webp", "full.html", "full.svg", "thumb"])
def test_the_type_of_a_picture_is_that_of_its_row_whatever_its_name_says(people, rows, name):
    answer = signed_in(people.owner).get(reverse("picture", args=[rows.picture.pk, name]))
    assert answer.headers["Content-Type"] == ("image/webp" if name.startswith("thumb") else rows.picture.media_type)
    is_harmless(answer)


def test_neither_a_mark_of_an_earlier_visit_nor_a_range_opens_anything(people, rows):
    address = reverse("picture", args=[rows.picture.pk, "full.png"])
    export = reverse("download_export", args=[rows.export.pk])
    first = signed_in(people.owner).get(address)
    assert signed_in(people.member).get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    is_harmless(signed_in(people.owner).get(address, headers={"If-None-Match": first["ETag"]}))
    stranger = signed_in(people.stranger)
    for where in (address, export):
        for headers in (
            {"If-None-Match": first["ETag"]},
            {"If-None-Match": "*"},
            {"Range": "bytes=0-9"},
            {"If-Range": first["ETag"]},
        ):
            answer = stranger.get(where, headers=headers)
            assert answer.status_code == 404
            assert "ETag" not in answer.headers
            assert Client().get(where, headers=headers).status_code == 302


def test_media_of_one_team_are_not_there_for_another(people, rows):
    archive = Archive.objects.create(
        team=people.team, series=rows.series, by=people.owner, way=Archive.Way.OUT, state=Archive.State.READY, nonce="n" * 24
    )
    addresses = [
        *(reverse("picture", args=[rows.picture.pk, name]) for name in ("full.png", "thumb.webp")),
        reverse("download_export", args=[rows.export.pk]),
        reverse("download_archive", args=[archive.pk]),
    ]
    for address in addresses:
        assert signed_in(people.stranger).get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_a_signed_reference_shows_its_own_picture_and_nothing_else(people, rows, settings):
    settings.PUBLIC_URL = "https://comics.example.org"
    other = Picture.objects.keep(people.team, picture_bytes(size=(30, 30)), "image/png")
    address = signed_address(rows.picture).removeprefix(settings.PUBLIC_URL)
    answer = Client().get(address)
    assert answer.status_code == 200
    is_harmless(answer)
    assert b"".join(answer.streaming_content) != b""
    text = address.rstrip("/").rpartition("/")[2]
    moved = f"{other.pk}:{text.partition(':')[2]}"
    for forged in (
        moved,
        text[:-1],
        text + "a",
        "1",
        f"{rows.picture.pk}",
        signing.TimestampSigner().sign(str(rows.picture.pk)),
    ):
        assert signed_picture(forged) is None
    assert Client().get(reverse("download_export", args=[rows.export.pk]) + f"?signed={text}").status_code == 302
    assert "ETag" in answer.headers
    settings.SECRET_KEY = "another-" * 9
    settings.SECRET_KEY_FALLBACKS = []
    assert signed_picture(text) is None
