"""Pictures for programs: whoever has the address sees that picture, from anywhere, until its team withdraws its addresses."""

import os

import pytest
from django.core import signing
from django.test import Client, RequestFactory

from comics.drawing.watermark import stamped
from comics.jobs.purge import purge_files
from comics.models import ApiPlan, Picture, Team, watermarks
from comics.models.assets import SALT, asset_address, asset_picture, site_address
from comics.models.watermarks import marked
from tests.studio import make_people, picture_bytes
from tests.together import at_once

pytestmark = pytest.mark.django_db
BASE = "https://comics.example.org"


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def picture(people):
    return Picture.objects.keep(people.team, picture_bytes(), "image/png")


def path_of(picture):
    address = asset_address(picture, base=BASE)
    assert address.startswith(f"{BASE}/v1/assets/")
    return address.removeprefix(BASE)


def signed_in(path):
    return path.split("/")[3]


def is_shown(answer, picture):
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == picture.path.read_bytes()


# Whose it is


def test_owner_member_stranger_and_whoever_has_no_account_see_it(people, picture):
    path = path_of(picture)
    for person in (people.owner, people.member, people.stranger, None):
        client = Client()
        if person:
            client.force_login(person)
        is_shown(client.get(path), picture)


def test_nothing_but_what_was_signed_here_shows_anything(client, people, picture):
    other = Picture.objects.keep(people.team, picture_bytes(size=(30, 30)), "image/png")
    signed = signed_in(path_of(picture))
    named, _, signature = signed.partition(":")
    assert named == f"{picture.pk}.{people.team.pk}.1"
    forged = (
        f"{other.pk}.{people.team.pk}.1:{signature}",
        f"{picture.pk}.{people.team.pk}.2:{signature}",
        *(named, signed[:-1], signed + "a", "1", ":", "a.b.c"),
        signing.Signer(salt="another").sign(named),
        signing.TimestampSigner(salt=SALT).sign(named),
        signing.Signer(salt=SALT).sign(str(picture.pk)),
    )
    for text in forged:
        assert asset_picture(text) is None, text
        assert client.get(f"/v1/assets/{text}/panel.png").status_code == 404, text


def test_a_secret_key_that_is_rotated_out_takes_its_addresses_along(picture, settings):
    signed, before = signed_in(path_of(picture)), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-" * 9, [before]
    assert asset_picture(signed) == picture
    assert signed_in(path_of(picture)) != signed
    settings.SECRET_KEY_FALLBACKS = []
    assert asset_picture(signed) is None


def test_it_is_void_at_once_when_the_team_withdraws_its_addresses(client, people, picture):
    path = path_of(picture)
    etag = client.get(path).headers["ETag"]
    Team.objects.filter(pk=people.team.pk).update(asset_version=2)
    assert client.get(path).status_code == 404
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 404
    picture = Picture.objects.get(pk=picture.pk)
    is_shown(client.get(path_of(picture)), picture)


def test_it_goes_with_the_picture_and_with_the_team(client, people, picture):
    other = Picture.objects.keep(people.team, picture_bytes(size=(30, 30)), "image/png")
    paths = path_of(picture), path_of(other)
    other.delete()
    assert client.get(paths[1]).status_code == 404
    people.team.delete()
    assert client.get(paths[0]).status_code == 404


def test_a_file_that_is_missing_is_told_as_json(client, picture):
    path = path_of(picture)
    picture.path.unlink()
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"] == "not_found"


# How it comes


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_the_address_ends_as_the_picture_is(client, people, kind, ending):
    media_type = f"image/{kind.lower()}"
    picture = Picture.objects.keep(people.team, picture_bytes(kind=kind), media_type)
    path = path_of(picture)
    assert path.endswith(f"/panel.{ending}")
    assert client.get(path).headers["Content-Type"] == media_type
    assert client.get(path.replace(f".{ending}", ".html")).headers["Content-Type"] == media_type


def test_it_can_be_shown_anywhere_and_runs_nothing(client, picture):
    path = path_of(picture)
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"], "Origin": "https://blog.example"})
    assert again.status_code == 304
    for answer in (first, again):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert not answer.cookies


def test_a_head_tells_all_but_the_bytes(client, picture):
    whole, head = client.get(path_of(picture)), client.head(path_of(picture))
    assert head.content == b""
    told = ("Content-Type", "Content-Length", "ETag", "Access-Control-Allow-Origin", "Content-Security-Policy")
    assert {name: head.headers[name] for name in told} == {name: whole.headers[name] for name in told}
    assert int(head.headers["Content-Length"]) == picture.size


def test_a_range_gets_the_whole(client, picture):
    is_shown(client.get(path_of(picture), headers={"Range": "bytes=0-9"}), picture)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(client, picture, method):
    answer = getattr(client, method)(path_of(picture))
    assert answer.status_code == 405
    assert answer.json()["error"] == "method_not_allowed"


def test_it_comes_out_of_a_bucket_too(client, people, in_bucket):
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    is_shown(client.get(path_of(picture)), picture)
    assert client.head(path_of(picture)).headers["Content-Length"] == str(picture.size)


# On a plan for trying out


@pytest.fixture
def plans(people):
    """Gives the team a plan."""
    ApiPlan.objects.make_built_in()

    def give(name):
        Team.objects.filter(pk=people.team.pk).update(api_plan=ApiPlan.objects.filter(name=name).first())

    return give


def test_a_plan_with_watermark_marks_pictures_when_they_are_shown(client, people, plans, picture):
    path, plain = path_of(picture), picture.path.read_bytes()
    first = client.get(path)
    assert b"".join(first.streaming_content) == plain
    plans("demo")
    answer = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    marked = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert marked == stamped(plain, "image/png")
    assert picture.path.read_bytes() == plain
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.head(path).headers["Content-Length"] == str(len(marked))
    plans("standard")
    assert b"".join(client.get(path).streaming_content) == plain


def test_the_default_plan_may_have_one_too(client, plans, picture):
    ApiPlan.objects.filter(is_default=True).update(watermark=True)
    assert b"".join(client.get(path_of(picture)).streaming_content) != picture.path.read_bytes()


def test_members_see_their_own_pictures_without_it(client, people, plans, picture):
    plans("demo")
    client.force_login(people.owner)
    is_shown(client.get(f"/pictures/{picture.pk}/full.png"), picture)


def test_it_is_stamped_once_and_goes_with_its_picture(client, people, plans, picture, monkeypatch):
    plans("demo")
    stampings = []
    monkeypatch.setattr(watermarks, "stamped", lambda *args: stampings.append(args) or stamped(*args))
    at_once([lambda: marked(picture)] * 4)
    client.get(path_of(picture))
    assert len(stampings) == 1
    place = picture.marked_path
    os.utime(place, (0, 0))
    purge_files()
    assert place.exists()
    Picture.objects.filter(pk=picture.pk).delete()
    purge_files()
    assert not place.exists()


def test_it_is_marked_in_a_bucket_too(client, people, plans, in_bucket):
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    plans("demo")
    for _ in range(2):
        assert b"".join(client.get(path_of(picture)).streaming_content) == stamped(picture.path.read_bytes(), "image/png")


def test_a_missing_file_is_told_before_it_is_marked(client, plans, picture):
    plans("demo")
    picture.path.unlink()
    assert client.get(path_of(picture)).status_code == 404


# What it costs


@pytest.mark.parametrize("plan", ["standard", "demo", None])
def test_showing_one_asks_once(client, plans, picture, plan, django_assert_num_queries):
    plans(plan)
    path = path_of(picture)
    with django_assert_num_queries(1):
        client.get(path)


def test_writing_addresses_asks_nothing(people, picture, django_assert_num_queries):
    bare = Picture.objects.get(pk=picture.pk)
    with django_assert_num_queries(0):
        assert asset_address(bare, base=BASE, team=people.team) == asset_address(picture, base=BASE)


# Where the studio is


def test_the_studio_is_where_the_request_came_to(settings):
    settings.PUBLIC_URL = BASE
    assert site_address(RequestFactory().get("/v1/x", headers={"Host": "localhost:8000"})) == "http://localhost:8000"
    assert site_address(RequestFactory().get("/v1/x", secure=True, headers={"Host": "localhost"})) == "https://localhost"


@pytest.mark.parametrize(
    ("host", "https", "address"),
    [
        ("127.0.0.1", False, "http://127.0.0.1:8123"),
        ("0.0.0.0", False, "http://127.0.0.1:8123"),  # noqa: S104 - a setting of the test, nothing is bound
        ("::", True, "https://[::1]:8123"),
        ("comics.example.org", True, "https://comics.example.org:8123"),
    ],
)
def test_without_a_request_it_is_where_the_operator_says_or_here(settings, host, https, address):
    settings.PUBLIC_URL, settings.HOST, settings.PORT, settings.HTTPS = "", host, "8123", https
    assert site_address() == address
    settings.PUBLIC_URL = BASE
    assert site_address() == BASE
