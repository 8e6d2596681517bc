"""Exports by programs: asked for, watched, and fetched by whoever has the address, whole or in parts, until it is void."""

import datetime
import json
from dataclasses import asdict
from typing import get_args

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from comics.jobs import queue
from comics.models import ApiPlan, Export, Member, Team, Token
from comics.models.export_addresses import SALT, addressed_export
from comics.models.plans import DEMO
from comics.publishing.editions import EDITIONS, PICTURE_FORMATS
from comics.vocabulary import Scope
from comics.wire_exports import Edition, PictureFormat
from tests.studio import flat_issue, make_issue, make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return flat_issue(people, pages=2, per_page=2)


def program(person, team, scopes=(Scope.EXPORT,)):
    _, secret = Token.objects.make(person, team, name="program", scopes=list(scopes))
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def owner(people):
    return program(people.owner, people.team)


def where(issue):
    return f"/v1/comics/generations/gen_{issue.pk}/exports"


def order(client, issue, body=None, *, make=True, **given):
    with queue.here() as work:
        answer = client.post(where(issue), json.dumps(body or given), content_type="application/json")
        if make:
            work_off(work)
    return answer


def make_ready(client, issue, **given):
    """A finished export as a program is told of it."""
    made = order(client, issue, **given)
    assert made.status_code == 202, made.content
    return client.get(f"/v1/exports/{made.json()['id']}").json()


def path_of(told):
    assert told["fileUrl"].startswith("http://testserver/v1/files/")
    return told["fileUrl"].removeprefix("http://testserver")


def whole(answer):
    return b"".join(answer.streaming_content)


def test_the_words_are_those_of_the_binders():
    assert set(get_args(Edition)) == set(EDITIONS)
    assert set(get_args(PictureFormat)) == {name for names in PICTURE_FORMATS.values() for name in names}


@pytest.mark.parametrize("edition", EDITIONS)
def test_on_a_plan_with_watermark_all_that_has_pages_is_a_draft(owner, issue, edition):
    ApiPlan.objects.all().delete()
    ApiPlan.objects.create(**asdict(DEMO), is_default=True)
    assert make_ready(owner, issue, edition=edition)["status"] == "PROCESSED"
    assert Export.objects.get().options.get("draft", False) is (edition != "text")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_is_made_and_fetched_by_whoever_has_its_address(owner, issue, edition):
    asked = order(owner, issue, edition=edition, make=False).json()
    assert (asked["status"], asked["edition"], asked["fileUrl"], asked["progress"]) == ("LOADING", edition, None, 0.0)
    told = make_ready(owner, issue, edition=edition)
    assert (told["status"], told["progress"], told["error"]) == ("PROCESSED", 1.0, None)
    answer = Client().get(path_of(told))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == EDITIONS[edition].media_type
    assert f'attachment; filename="{told["fileName"]}"' == answer.headers["Content-Disposition"]
    data = whole(answer)
    assert len(data) == told["size"] == int(answer.headers["Content-Length"])
    assert data[:4] in (b"%PDF", b"PK\x03\x04")


def test_options_reach_the_binder(owner, issue):
    options = {"pages": "2", "covers": False, "draft": True, "marks": True}
    told = make_ready(owner, issue, edition="print", language="", options=options)
    assert told["options"] == options
    assert Export.objects.get().pages == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "edition"),
        ({"edition": "papyrus"}, "edition"),
        ({"edition": "pdf", "colour": "red"}, "colour"),
        ({"edition": "pdf", "options": {"pages": "9"}}, "no page 9"),
        ({"edition": "pdf", "options": {"draft": "yes"}}, "draft"),
        ({"edition": "pdf", "language": "ja"}, "not lettered in that language"),
        ({"edition": "pdf", "language": "\x00"}, "NUL"),
        ({"edition": "cbz", "options": {"picture": "png"}}, "no format"),
        ([], "valid dictionary"),
    ],
)
def test_what_cannot_be_bound_is_told(owner, issue, body, said):
    answer = owner.post(where(issue), json.dumps(body), content_type="application/json")
    assert answer.status_code == 422
    assert said in answer.json()["message"]
    assert not Export.objects.exists()


def test_an_issue_without_pages_has_nothing_to_bind(owner, people):
    answer = order(owner, make_issue(people), edition="pdf")
    assert answer.status_code == 422
    assert "no pages" in answer.json()["message"]


def test_a_failure_is_told_in_words(owner, issue, people):
    made = order(owner, issue, edition="pdf", make=False).json()
    Export.objects.update(state="failed", error="The disk is full.", finished_at=timezone.now())
    told = owner.get(f"/v1/exports/{made['id']}").json()
    assert (told["status"], told["error"], told["fileUrl"], told["expiresAt"]) == ("FAILED", "The disk is full.", None, None)


def test_the_list_comes_in_parts_newest_first(owner, issue, django_assert_max_num_queries):
    made = [order(owner, issue, edition=name, make=False).json()["id"] for name in ("pdf", "cbz", "epub")]
    first = owner.get(where(issue), {"limit": 2}).json()
    rest = owner.get(where(issue), {"limit": 2, "cursor": first["nextCursor"]}).json()
    assert [row["id"] for row in first["data"] + rest["data"]] == made[::-1]
    assert rest["nextCursor"] is None
    Export.objects.bulk_create(Export(issue=issue, edition="pdf", nonce=f"n{n}", state="ready") for n in range(60))
    with django_assert_max_num_queries(6):
        assert len(owner.get(where(issue), {"limit": 100}).json()["data"]) == 63


def test_a_key_makes_one_export(owner, issue):
    def keyed(key, **body):
        with queue.here():
            headers = {"Idempotency-Key": key}
            return owner.post(where(issue), json.dumps(body), content_type="application/json", headers=headers)

    first, again = keyed("one", edition="text"), keyed("one", edition="text")
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert keyed("one", edition="pdf").status_code == 422
    assert keyed("two", edition="text").json()["id"] != first.json()["id"]
    assert Export.objects.count() == 2


def test_a_key_finds_again_what_was_made_before_a_fault(owner, issue, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("a fault")

    owner.raise_request_exception = False
    body = {"data": json.dumps({"edition": "text"}), "content_type": "application/json", "headers": {"Idempotency-Key": "one"}}
    with queue.here():
        monkeypatch.setattr("comics.programs.exports.export_line", broken)
        assert owner.post(where(issue), **body).status_code == 500
        monkeypatch.undo()
        assert owner.post(where(issue), **body).status_code == 202
    assert Export.objects.count() == 1


# Whose it is


def test_who_may_export(people, issue, owner):
    told = make_ready(owner, issue, edition="text")
    ways = [("get", where(issue)), ("get", f"/v1/exports/{told['id']}"), ("post", where(issue))]

    def answers(client):
        body = {"data": {"edition": "text"}, "content_type": "application/json"}
        return [getattr(client, way)(path, **(body if way == "post" else {})).status_code for way, path in ways]

    assert answers(owner) == [200, 200, 202]
    assert answers(program(people.member, people.team)) == [403, 403, 403]  # a viewer
    Member.objects.filter(user=people.member).update(role="letterer")
    assert answers(program(people.member, people.team)) == [200, 200, 202]
    assert answers(program(people.owner, people.team, [Scope.READ, Scope.DRAW])) == [403, 403, 403]
    assert answers(program(people.stranger, people.stranger.personal_team)) == [404, 404, 404]
    assert answers(program(people.owner, people.owner.personal_team)) == [404, 404, 404]
    assert answers(Client()) == [401, 401, 401]


@pytest.mark.parametrize("id", ["gen_0", "gen_", "gen_x", "exp_1", "1", "gen_99999999999999999999", "gen_9223372036854775807"])
def test_what_is_no_id_is_not_there(owner, id):
    assert owner.get(f"/v1/comics/generations/{id}/exports").status_code == 404
    assert owner.get(f"/v1/exports/{id.replace('exp', 'gen')}").status_code == 404


# Until when


def test_nothing_but_what_was_signed_here_opens_a_file(client, owner, issue):
    signed = path_of(make_ready(owner, issue, edition="text")).split("/")[3]
    named, _, signature = signed.partition(":")
    other = order(owner, issue, edition="text").json()["id"].removeprefix("exp_")
    forged = (
        named,
        signed + "a",
        f"{other}.{named.partition('.')[2]}:{signature}",
        signing.Signer(salt="other").sign(named),
        "a.b.c",
    )
    for text in (*forged, signing.Signer(salt=SALT).sign("1")):
        assert addressed_export(text) is None, text
        assert client.get(f"/v1/files/{text}/x.zip").status_code == 404, text


def test_the_address_is_void_when_the_team_withdraws_its_addresses(client, owner, issue, people):
    path = path_of(make_ready(owner, issue, edition="text"))
    assert client.get(path).status_code == 200
    Team.objects.filter(pk=people.team.pk).update(asset_version=2)
    assert client.get(path).status_code == 404


def test_the_address_ends_with_the_export(client, owner, issue):
    told = make_ready(owner, issue, edition="text")
    month = datetime.timedelta(days=30)
    export = Export.objects.get()
    kept = datetime.datetime.fromisoformat(told["expiresAt"]) - export.finished_at
    assert abs(kept - month) < datetime.timedelta(seconds=1)  # JSON has milliseconds
    Export.objects.update(finished_at=timezone.now() - month)
    assert client.get(path_of(told)).status_code == 404
    Export.objects.update(finished_at=timezone.now(), state="expired")
    assert client.get(path_of(told)).status_code == 404
    assert owner.get(f"/v1/exports/{told['id']}").json()["status"] == "EXPIRED"


def test_what_lies_in_the_bin_cannot_be_fetched(client, owner, issue):
    path = path_of(make_ready(owner, issue, edition="text"))
    issue.bin()
    assert client.get(path).status_code == 404


# How it comes


def parts(client, path, wanted, **headers):
    answer = client.get(path, headers={"Range": wanted, **headers})
    return answer.status_code, answer.headers.get("Content-Range"), whole(answer) if answer.streaming else answer.content


@pytest.mark.parametrize("place", ["disk", "bucket"])
def test_a_file_comes_in_parts_too(client, owner, issue, place, request):
    if place == "bucket":
        request.getfixturevalue("in_bucket")
    path = path_of(make_ready(owner, issue, edition="text"))
    first = client.get(path)
    data, size = whole(first), int(first.headers["Content-Length"])
    assert len(data) == size > 300
    assert first.headers["Accept-Ranges"] == "bytes"
    last = size - 1
    assert parts(client, path, "bytes=0-99") == (206, f"bytes 0-99/{size}", data[:100])
    assert parts(client, path, "bytes=100-") == (206, f"bytes 100-{last}/{size}", data[100:])
    assert parts(client, path, "bytes=-7") == (206, f"bytes {size - 7}-{last}/{size}", data[-7:])
    assert parts(client, path, f"bytes=5-{size * 2}") == (206, f"bytes 5-{last}/{size}", data[5:])
    assert parts(client, path, f"bytes=-{size * 2}") == (206, f"bytes 0-{last}/{size}", data)
    for outside in (f"bytes={size}-", "bytes=-0"):
        assert parts(client, path, outside)[:2] == (416, f"bytes */{size}")
    for unread in ("bytes=9-3", "bytes=-", "bytes=0-1,4-5", "pages=1-2", "x"):
        assert parts(client, path, unread) == (200, None, data)
    etag = first.headers["ETag"]
    assert parts(client, path, "bytes=0-9", **{"If-Range": etag})[0] == 206
    assert parts(client, path, "bytes=0-9", **{"If-Range": '"other"'})[0] == 200
    answer = client.get(path, headers={"Range": "bytes=0-9"})
    for name in ("Content-Type", "Content-Disposition", "ETag"):
        assert answer.headers[name] == first.headers[name]
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    whole(answer)
    head = client.head(path)
    assert (head.content, head.headers["Content-Length"], head.headers["ETag"]) == (b"", str(size), etag)


def test_a_file_that_is_gone_is_told_as_json(client, owner, issue):
    path = path_of(make_ready(owner, issue, edition="text"))
    Export.objects.get().path.unlink()
    answer = client.get(path)
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
