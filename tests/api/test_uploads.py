"""POST /v1/comics/upload: a picture or a document, an address for it, and how long it is kept."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from comics.actions.documents import text_at
from comics.actions.fetched import picture_at
from comics.jobs.purge import purge
from comics.models import ApiUpload, Member, Picture, Team, Token
from comics.vocabulary import Scope
from tests.api.asking import Program, issue_of
from tests.papers import pdf, word
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db
PATH = "/v1/comics/upload"


@pytest.fixture
def people():
    return make_people("editor")


def program(person, team, *scopes):
    secret = Token.objects.make(person, team, name=f"program {scopes}", scopes=list(scopes or Scope))[1]
    return Client(headers={"Authorization": f"Bearer {secret}"})


def send(client, data, name="a.png", field="file"):
    return client.post(PATH, {field: SimpleUploadedFile(name, data, "image/png")})


def address(answer):
    assert answer.status_code == 200, answer.content
    assert set(answer.json()) == {"code", "fileUrl"}
    assert answer.json()["code"] == 200
    return answer.json()["fileUrl"]


def path_of(url):
    assert url.startswith("http://testserver/v1/")
    return url.removeprefix("http://testserver")


# Who may


def test_owner_and_editor_may_others_may_not(people):
    assert send(program(people.owner, people.team), picture_bytes()).status_code == 200
    assert send(program(people.member, people.team), picture_bytes()).status_code == 200
    for role in ("letterer", "viewer"):
        Member.objects.filter(user=people.member).update(role=role)
        assert send(program(people.member, people.team), picture_bytes()).status_code == 403
    assert send(program(people.stranger, people.team), picture_bytes()).status_code == 401
    assert send(program(people.owner, people.team, Scope.READ, Scope.EXPORT), picture_bytes()).status_code == 403
    assert send(program(people.owner, people.team, Scope.DRAW), picture_bytes()).status_code == 200


def test_a_session_is_no_token(people):
    client = Client()
    client.force_login(people.owner)
    assert send(client, picture_bytes()).status_code == 401
    assert not ApiUpload.objects.exists()


# Pictures


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_gets_an_address_that_shows_it(client, people, kind):
    url = address(send(program(people.owner, people.team), picture_bytes(kind) + b"my home address", "story.pdf"))
    answer = client.get(path_of(url))
    data = b"".join(answer.streaming_content)
    assert answer.headers["Content-Type"] == "image/png"
    assert data.startswith(b"\x89PNG")
    assert b"home address" not in data
    assert picture_at(url, team=people.team) == Picture.objects.get()


def test_another_team_cannot_use_it(people):
    url = address(send(program(people.owner, people.team), picture_bytes()))
    with pytest.raises(Exception, match="no such picture here"):
        picture_at(url, team=Team.objects.create(name="Others"))


def test_the_same_picture_again_is_kept_longer(people):
    client = program(people.owner, people.team)
    first = address(send(client, picture_bytes()))
    ApiUpload.objects.update(sent_at=timezone.now() - datetime.timedelta(days=29))
    assert address(send(client, picture_bytes())) == first
    assert ApiUpload.objects.get().sent_at > timezone.now() - datetime.timedelta(minutes=1)


# Documents

KINDS = {"text": b"A fox helps.", "pdf": pdf(["A fox helps."]), "word": word(("A fox helps.", ""))}


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_document_the_text_gets_an_address(client, people, kind):
    url = address(send(program(people.owner, people.team), KINDS[kind], "a.png"))
    answer = client.get(path_of(url))
    assert answer.content.decode().strip() == "A fox helps."
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert text_at(url, team=people.team).strip() == "A fox helps."


def test_a_comic_is_made_of_what_was_sent(people):
    program = Program(people.owner, people.team)
    story = address(send(program.client, word(("A fox helps a lost child.", "")), "story.docx"))
    face = address(send(program.client, picture_bytes()))
    issue = issue_of(program.create(promptUrl=story, comicRoles=[{"name": "Ren", "image": face}], fixPanelNum=2))
    assert "A fox helps a lost child." in issue.script.text
    assert [row.picture for row in issue.references.all()] == [Picture.objects.get()]


def test_markup_in_a_text_stays_text(client, people):
    url = address(send(program(people.owner, people.team), b"<script>alert(1)</script> and words"))
    answer = client.get(path_of(url))
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_address_of_a_text_ends_with_its_teams_addresses_and_cannot_be_made_up(client, people):
    url = path_of(address(send(program(people.owner, people.team), b"A fox helps.")))
    assert client.get(url.replace("/document", "x/document")).status_code == 404
    assert client.get(url.replace("/uploads/", "/assets/")).status_code == 404
    assert client.post(url).status_code == 405
    Team.objects.filter(pk=people.team.pk).update(asset_version=2)
    assert client.get(url).status_code == 404


# What is refused


def told(answer, status, words):
    body = answer.json()
    assert answer.status_code == status == body["code"], body
    assert words in body["message"], body
    assert not ApiUpload.objects.exists()


def test_what_is_no_picture_and_no_text_is_told(people):
    client = program(people.owner, people.team)
    told(send(client, b"\0\1\2"), 422, "neither a picture")
    told(send(client, b""), 422, "empty")
    told(send(client, picture_bytes()[:60]), 422, "not a picture that can be read")
    told(send(client, pdf([])), 422, "scanned")
    told(send(client, picture_bytes(size=(8, 8))), 422, "too small")


def test_what_is_no_file_is_told(people):
    client = program(people.owner, people.team)
    told(send(client, picture_bytes(), field="image"), 422, "field “file”")
    told(client.post(PATH, {"file": "words"}), 422, "field “file”")
    told(client.post(PATH, {}), 422, "field “file”")
    told(client.post(PATH, {"file": "x"}, content_type="application/json"), 422, "multipart/form-data")
    told(client.post(PATH, picture_bytes(), content_type="image/png"), 422, "multipart/form-data")
    told(client.post(PATH, b"--x", content_type="multipart/form-data"), 400, "")


class Unread(io.BytesIO):
    """A body that must not be read."""

    def read(self, *size):
        raise AssertionError("it was read")


def test_what_is_too_large_is_told_before_it_is_read(people, settings):
    client = program(people.owner, people.team)
    large = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(11 * 2**20), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    told(client.generic("POST", PATH, **large), 413, "10 MB")
    settings.MAX_UPLOAD_BYTES = 1000
    told(send(client, b"a" * 1001), 413, "too large")


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_it_only_takes_posts(people, method):
    assert getattr(program(people.owner, people.team), method)(PATH).status_code == 405


# How long it is kept


def test_it_is_kept_for_thirty_days_and_as_long_as_something_needs_it(client, people):
    url = path_of(address(send(program(people.owner, people.team), picture_bytes())))
    text = path_of(address(send(program(people.owner, people.team), b"A fox helps.")))
    Picture.objects.update(created_at=timezone.now() - datetime.timedelta(days=60))
    ApiUpload.objects.update(sent_at=timezone.now() - datetime.timedelta(days=29))
    purge()
    assert [client.get(path).status_code for path in (url, text)] == [200, 200]
    ApiUpload.objects.update(sent_at=timezone.now() - datetime.timedelta(days=31))
    purge()
    assert [client.get(path).status_code for path in (url, text)] == [404, 404]
    assert not ApiUpload.objects.exists()
    assert not Picture.objects.exists()


def test_it_goes_with_its_team_and_stays_without_its_person(people):
    send(program(people.member, people.team), picture_bytes())
    people.member.delete()
    assert ApiUpload.objects.get().by is None
    people.team.delete()
    assert not ApiUpload.objects.exists()
