"""Pictures that programs name by their addresses: the studio's own, and those of other sites."""

import datetime
import time

import pytest
from django.utils import timezone
from PIL import Image

from comics.actions import fetched
from comics.actions.errors import Refusal
from comics.actions.fetched import picture_at, pictures_at
from comics.models import Picture, Team
from comics.models.assets import asset_address
from tests.services.base import Answer, StrictServer
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db
BASE = "http://testserver"


class Site(StrictServer):
    """A site with pictures; what is not there is answered with 404, and `/away` leads on."""

    def unauthorized(self):
        return Answer(404, "nothing here")


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def site(settings):
    with Site() as server:
        settings.FETCH_ALLOW = frozenset({("127.0.0.1", server.port)})
        yield server


def test_a_picture_of_another_site_is_kept_as_an_upload_is(people, site):
    address = site.picture((96, 64))
    site.files["/files/photo.png"] = picture_bytes("JPEG") + b"my home address"
    kept = picture_at(address, team=people.team)
    assert (kept.team, kept.width, kept.height, kept.media_type) == (people.team, 96, 64, "image/png")
    photo = picture_at(f"{site.base_url}/files/photo.png", team=people.team)
    assert b"home address" not in photo.path.read_bytes()
    with Image.open(photo.path) as image:
        assert image.format == "PNG"


def test_an_address_that_is_named_twice_is_asked_once(people, site):
    addresses = [site.picture() for _ in range(6)]
    found = pictures_at([*addresses, *addresses], team=people.team)
    assert list(found) == addresses
    assert len({picture.pk for picture in found.values()}) == 6
    assert len(site.seen) == 6


# The studio's own


def test_the_teams_own_is_recognised_without_a_request(people):
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    for base in (BASE, "https://comics.example.org", "https://a-cdn.example"):
        assert picture_at(asset_address(picture, base=base), team=people.team) == picture


def test_the_purge_leaves_it_for_a_day(people):
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    Picture.objects.update(created_at=timezone.now() - datetime.timedelta(days=9))
    picture_at(asset_address(picture, base=BASE), team=people.team)
    assert Picture.objects.get().created_at > timezone.now() - datetime.timedelta(minutes=1)


def test_another_teams_own_is_not_there(people, site):
    other = Picture.objects.keep(Team.objects.create(name="Others"), picture_bytes(), "image/png")
    for base in (BASE, site.base_url):
        with pytest.raises(Refusal, match="no such picture here"):
            picture_at(asset_address(other, base=base), team=people.team)
    assert not site.seen


def test_neither_is_one_that_was_withdrawn_or_made_up(people, site, settings):
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    address = asset_address(picture, base=site.base_url)
    Team.objects.update(asset_version=2)
    for url in (address, address.replace("/panel", "x/panel"), f"{site.base_url}/v1/assets/a/b.png"):
        with pytest.raises(Refusal, match="no such picture here"):
            picture_at(url, team=people.team)
    assert not site.seen


def test_a_picture_of_another_studio_is_fetched(people, site, settings):
    settings.ALLOWED_HOSTS = ["comics.example.org", "*"]
    settings.HOST = "comics.example.org"
    site.files["/v1/assets/3.1.1:abc/panel.png"] = picture_bytes()
    assert picture_at(f"{site.base_url}/v1/assets/3.1.1:abc/panel.png", team=people.team).width == 64


# What is refused, in words

REFUSED = {
    "": "must begin with https",
    "a picture": "no spaces",
    "https://example.org/a picture": "no spaces",
    "data:image/png;base64,iVBORw0KGgo=": "Send its data to /v1/comics/upload",
    "file:///etc/passwd": "must begin with https",
    "ftp://example.org/a.png": "must begin with https",
    "http://example.org/a.png": "must begin with https",
    "https://127.0.0.1/a.png": "private network",
    "https://169.254.169.254/latest/meta-data/": "private network",
    "https://localhost/a.png": "private network",
    "https://user:secret@example.org/a.png": "must not hold a name or password",
    "https://[::1/a.png": "cannot be read|not an address",
    "https://example.org/" + "a" * 9000: "too long",
}


@pytest.mark.parametrize("url", REFUSED)
def test_what_may_not_be_asked_is_refused(people, url):
    with pytest.raises(Refusal, match=REFUSED[url]) as refused:
        picture_at(url, team=people.team)
    assert "secret" not in str(refused.value)
    assert len(str(refused.value)) < 300
    assert not Picture.objects.exists()


SPOILT = {
    "nothing there": (Answer(404, "no"), "not there yet"),
    "no picture": (Answer(200, "<!doctype html><p>Hello"), "not a picture that can be read"),
    "too large": (Answer(200, b"x" * (10 * 2**20 + 1)), "larger than 10 MB"),
    "into the inside": (Answer(302, "", {"Location": "http://10.0.0.1/a.png"}), "may not be contacted"),
    "into the house": (Answer(302, "", {"Location": "http://127.0.0.1:1/a.png"}), "may not be contacted"),
    "cut short": (Answer(200, picture_bytes(), cut=60), "could not be fetched|cut short"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_comes_and_is_no_picture_is_refused_with_its_address(people, site, name):
    answer, words = SPOILT[name]
    site.fault("GET", "/a.png", answer)
    with pytest.raises(Refusal, match=words) as refused:
        picture_at(f"{site.base_url}/a.png?token=hush", team=people.team)
    assert "127.0.0.1/a.png" in str(refused.value)
    assert "hush" not in str(refused.value)
    assert not Picture.objects.exists()


def test_all_of_them_share_one_deadline(people, site, monkeypatch):
    monkeypatch.setattr(fetched, "DEADLINE", 0.6)
    addresses = [site.picture() for _ in range(9)]
    for address in addresses:
        site.fault("GET", address.removeprefix(site.base_url), wait=lambda seen: time.sleep(0.4))
    began = time.monotonic()
    with pytest.raises(Refusal, match="too long to arrive"):
        pictures_at(addresses, team=people.team)
    assert time.monotonic() - began < 1.5
