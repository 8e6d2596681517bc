"""Whatever is thrown at the studio: a clear sentence, the right status, nothing lost and nothing half-written."""

import errno
import io
import os
import tracemalloc
from html import escape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, RequestFactory
from django.urls import reverse

from comics.jobs.render import bind
from comics.models import Character, Export, Generation, Location, Page, Picture, Script, Series
from tests.rows import make_everything
from tests.studio import make_issue, make_people, picture_bytes
from tests.web.test_routes import TABLE

pytestmark = pytest.mark.django_db
MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
JSON = {"Accept": "application/json"}

ABSURD = {
    "nothing": "",
    "spaces": " \n\t\n ",
    "bytes": "".join(chr(33 + (i * 7919) % 0x2FF) for i in range(3000)),
    "one line": "x" * 200_000,
    "one sentence": "Ren walks on, " * 14_000,
    "NULs": "[Panels]\x00\n1) Panel objective: Me\x00et\n",
    "right to left": "\u202e" * 500 + "[Panels]\n1) Panel objective: \u202eMeet\n",
    "emoji": "\U0001f98a\U0001f469\u200d\U0001f680" * 2000,
    "punctuation": "!?.,;:'\"()[]{}<>/\\|-–—" * 400,
    "numbers": "1) 2) 3) " * 500,
    "headings": "[Panels]\n" * 500,
    "markup": f"[Panels]\n1) Panel objective: {MARKUP}\n   - Dialogue / caption: {MARKUP}: {MARKUP}\n",
}


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


def address_of(everything, route):
    return reverse(route.name, args=[getattr(everything, route.row).pk, *route.more] if route.row else [])


# Scripts


@pytest.mark.parametrize("name", ABSURD)
def test_an_absurd_script_is_kept_shown_and_told_what_can_be_drawn_of_it(owner, issue, name):
    text = ABSURD[name]
    saved = owner.post(reverse("save_script", args=[issue.pk]), {"side": "text", "text": text}, headers=JSON)
    assert saved.status_code == 200
    assert Script.objects.get().text == text.replace("\x00", "")
    shown = owner.get(reverse("script", args=[issue.pk]))
    assert shown.status_code == 200
    assert "<script>alert" not in shown.content.decode()
    assert owner.get(reverse("launch", args=[issue.pk])).status_code == 200
    plan = {"cut": "one", "panels": "1", "size": "fit", "engine": "storyboard", "language": "en"}
    launched = owner.post(reverse("launch_issue", args=[issue.pk]), plan)
    assert launched.status_code in (302, 422)
    assert Page.objects.exists() is (launched.status_code == 302)
    assert launched.status_code == 302 or "panel" in launched.content.decode()


def test_a_script_that_is_too_long_is_refused_and_the_former_one_kept(owner, issue):
    answer = owner.post(reverse("save_script", args=[issue.pk]), {"text": "y" * 200_001}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["error"] == "A script may have 200,000 characters; this one has 200,001."
    assert Script.objects.get().text.startswith("[Panels]")
    assert "200,001" in owner.post(reverse("save_script", args=[issue.pk]), {"text": "y" * 200_001}).content.decode()


@pytest.mark.parametrize("cut", [{"cut": "one", "panels": "21"}, {"cut": "grid", "pages": "1", "per_page": "21"}])
def test_twenty_one_panels_and_unknown_sizes_are_told(owner, issue, cut):
    plan = {"size": "fit", "engine": "storyboard", "language": "en"}
    answer = owner.post(reverse("launch_issue", args=[issue.pk]), {**plan, **cut})
    assert answer.status_code == 422
    assert "Choose 1 to 20 panels" in answer.content.decode()
    unknown = owner.post(reverse("launch_issue", args=[issue.pk]), {**plan, "cut": "script", "size": "31x7"})
    assert unknown.status_code == 422
    assert "31x7 is not one of the available choices" in unknown.content.decode()
    assert not Generation.objects.exists()


@pytest.mark.parametrize("name", ["s.exe", "s.docx", "s", "../../etc/passwd", "x" * 300 + ".pdf"])
def test_files_that_are_no_script_are_told_and_the_former_script_kept(owner, issue, name):
    for data in (b"MZ\x00\x01", b"[Panels]\n"):
        file = SimpleUploadedFile(name, data)
        answer = owner.post(reverse("import_script", args=[issue.pk]), {"file": file}, headers=JSON)
        assert answer.status_code == 422
        assert "cannot read" in answer.json()["error"]
    assert Script.objects.get().text.startswith("[Panels]")


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"", "empty"), (b"\x00\x01\xff", "no readable text"), (b"x" * 2_200_000, "a script may have 2 MB")]
)
def test_a_script_file_of_nonsense_is_told(owner, issue, data, sentence):
    file = SimpleUploadedFile("s.txt", data)
    assert sentence in owner.post(reverse("import_script", args=[issue.pk]), {"file": file}, headers=JSON).json()["error"]
    start = owner.post(reverse("create_series"), {"source": "script", "file": SimpleUploadedFile("s.txt", data)})
    assert start.status_code == 422
    assert sentence in start.content.decode()
    assert Series.objects.count() == 1


# Pictures


BROKEN = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "cut off": picture_bytes(size=(300, 300))[:150],
    "a tiff": picture_bytes("TIFF"),
    "a bitmap": picture_bytes("BMP"),
    "tiny": picture_bytes(size=(4, 4)),
    "words": b"this is my face",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_picture_is_told_beside_the_field_and_changes_nothing(owner, everything, name):
    kept = Picture.objects.count()
    for route, row, field in (("change_character", "character", "portrait"), ("change_place", "location", "picture")):
        answer = owner.post(
            reverse(route, args=[getattr(everything, row).pk]),
            {"name": "Typed meanwhile", field: SimpleUploadedFile("me.png", BROKEN[name], "image/png")},
        )
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "not a picture that can be read" in shown or "too small" in shown
        assert "Typed meanwhile" in shown  # what was typed is still there
    redrawn = owner.post(
        reverse("redraw_panel", args=[everything.panel.pk]),
        {"prompt": "Closer", "reference": SimpleUploadedFile("r.png", BROKEN[name], "image/png")},
        headers={"HX-Request": "true"},
    )
    assert redrawn.status_code == 422
    assert Character.objects.get().name == "Ren"
    assert Location.objects.get().name == "Old bridge"
    assert Generation.objects.count() == 1
    assert Picture.objects.count() == kept


def test_a_picture_over_the_limit_is_told(owner, everything, settings):
    settings.MAX_UPLOAD_BYTES = 2 * 2**20
    heavy = SimpleUploadedFile("me.png", b"\x89PNG" + b"x" * (2 * 2**20))
    answer = owner.post(reverse("change_character", args=[everything.character.pk]), {"name": "Ren", "portrait": heavy})
    assert answer.status_code == 422
    assert "This file is too large. Pictures may have 2 MB." in answer.content.decode()


class Endless(io.RawIOBase):
    """The body of a form with a file of so many bytes, made while it is read."""

    HEAD = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="portrait"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    ).encode()
    TAIL = f"\r\n--{BOUNDARY}--\r\n".encode()

    def __init__(self, size):
        self.length = len(self.HEAD) + size + len(self.TAIL)
        self.size, self.at = size, 0

    def read(self, count=-1):
        end = self.length if count < 0 else min(self.length, self.at + count)
        body = len(self.HEAD) + self.size
        parts = (
            self.HEAD[self.at : end],
            b"x" * max(0, min(end, body) - max(self.at, len(self.HEAD))),
            self.TAIL[max(0, self.at - body) : max(0, end - body)],
        )
        self.at = end
        return b"".join(parts)


def test_fifty_megabytes_are_never_held_in_memory(people):
    body = Endless(50 * 2**20)
    request = RequestFactory().post("/", content_type=MULTIPART_CONTENT)
    request.environ |= {"CONTENT_LENGTH": str(body.length), "wsgi.input": body}
    request = type(request)(request.environ)
    tracemalloc.start()
    try:
        with request.FILES["portrait"] as upload:
            assert upload.size == 50 * 2**20
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * 2**20


def test_a_form_of_many_megabytes_without_a_file_is_turned_away(owner, issue):
    answer = owner.post(reverse("save_script", args=[issue.pk]), {"text": "x" * 3_000_000})
    assert answer.status_code == 400
    assert "That did not arrive whole" in answer.content.decode()
    assert Script.objects.get().text.startswith("[Panels]")


def test_thousands_of_fields_are_turned_away(owner, issue):
    answer = owner.post(reverse("save_script", args=[issue.pk]), {f"f{n}": "x" for n in range(10_001)})
    assert answer.status_code == 400


# Words


def test_markup_in_every_field_of_every_form_is_shown_as_text(owner, everything):
    character, place, series = everything.character, everything.location, everything.series
    words = dict.fromkeys(("age", "gender", "dress", "role", "appearance", "personality", "signature"), MARKUP[:40])
    sent = {"name": MARKUP, **words, "state_name": [MARKUP], "state_appearance": [MARKUP]}
    assert owner.post(reverse("change_character", args=[character.pk]), sent).status_code == 302
    sent = {"name": MARKUP, "description": MARKUP}
    assert owner.post(reverse("change_place", args=[place.pk]), sent).status_code == 302
    style = dict.fromkeys(("title", "summary", "genre", "art_style", "palette", "lighting", "camera", "preset"), MARKUP)
    sent = {**style, "page_format": "us_comic", "direction": "ltr", "language": "<b>en"}
    assert owner.post(reverse("change_series", args=[series.pk]), sent).status_code == 302
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


# Sessions


def test_a_lost_session_leads_to_the_door_and_back(client, everything):
    page = f"{reverse('editor', args=[everything.issue.pk])}?panel={everything.panel.pk}"
    for route in TABLE:
        address = address_of(everything, route)
        if route.name == "library":
            continue  # it is where the door leads anyway
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


# A full disk


@pytest.fixture
def full_disk(monkeypatch):
    """No file can be put in its place any more."""

    def full(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)


def scraps(settings):
    return list(settings.MEDIA_ROOT.rglob("*.part"))


def test_a_full_disk_while_a_portrait_is_sent_is_told_and_changes_nothing(owner, everything, settings, full_disk):
    kept = Picture.objects.count()
    file = SimpleUploadedFile("me.png", picture_bytes(size=(90, 90)))
    answer = owner.post(reverse("change_character", args=[everything.character.pk]), {"name": "Renard", "portrait": file})
    assert answer.status_code == 422
    assert "the disk may be full" in answer.content.decode()
    assert "Renard" in answer.content.decode()
    assert Character.objects.get().name == "Ren"
    assert Picture.objects.count() == kept
    assert scraps(settings) == []


def test_a_full_disk_while_a_portrait_is_drawn_keeps_the_words(owner, everything, settings, full_disk):
    answer = owner.post(reverse("create_character", args=[everything.series.pk]), {"name": "Tuva", "age": "9"})
    assert answer.status_code == 302
    tuva = Character.objects.get(name="Tuva")
    assert (tuva.age, tuva.portrait) == ("9", None)
    assert owner.get(answer.url).status_code == 200
    assert scraps(settings) == []


def test_a_full_disk_during_an_export_is_told_and_leaves_nothing(
    owner, everything, settings, full_disk, django_capture_on_commit_callbacks, monkeypatch
):
    from_queue = []
    monkeypatch.setattr("comics.jobs.queue.async_task", lambda function, *ids: from_queue.append((function, ids)))
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(reverse("request_export", args=[everything.issue.pk]), {"edition": "cbz"})
    export = Export.objects.get(edition="cbz")
    assert from_queue == [("comics.jobs.render.bind", (export.pk,))]
    bind(export.pk)
    shown = owner.get(reverse("exports", args=[everything.issue.pk])).content.decode()
    assert "The disk is full. Nothing was kept of this export" in shown
    assert owner.get(reverse("download_export", args=[export.pk])).status_code == 404
    assert not export.path.exists()
    assert scraps(settings) == []
