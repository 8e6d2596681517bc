"""Pictures that are none, that are too heavy, and disks that are full: told, and nothing is changed."""

import errno
import io
import os
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, RequestFactory
from django.urls import reverse

from comics.jobs.exports import bind
from comics.models import Character, Export, Generation, Location, Picture, Script
from tests.rows import make_everything
from tests.studio import make_issue, make_people, picture_bytes

pytestmark = pytest.mark.django_db


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
    assert from_queue == [("comics.jobs.exports.bind", (export.pk,))]
    bind(export.pk)
    shown = owner.get(reverse("exports", args=[everything.issue.pk])).content.decode()
    assert "The disk is full. Nothing was kept of this export" in shown
    assert owner.get(reverse("download_export", args=[export.pk])).status_code == 404
    assert not export.path.exists()
    assert scraps(settings) == []
