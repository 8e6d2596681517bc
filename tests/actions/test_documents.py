"""The text that programs name by its address, and documents that would harm whoever reads them."""

import subprocess
import sys
import time
import zlib

import pytest
from django.utils import timezone

from comics.actions import documents
from comics.actions.documents import document_text, text_at
from comics.actions.errors import Refusal
from comics.models import ApiUpload, Picture, Team
from comics.models.assets import asset_address, text_address
from comics.scripting.documents import CPU_SECONDS
from tests.actions.test_fetched import Site
from tests.live import ROOT
from tests.papers import locked, pdf, with_part, word
from tests.services.base import Answer
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db
BASE = "http://testserver"


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def site(settings):
    with Site() as server:
        settings.FETCH_ALLOW = frozenset({("127.0.0.1", server.port)})
        yield server


def sent(team, text="A fox helps."):
    return ApiUpload.objects.create(team=team, text=text, sent_at=timezone.now())


KINDS = {
    "story.txt": b"A fox helps.",
    "picture.png": b"\xff\xfe" + "A fox helps.".encode("utf-16-le"),
    "story.pdf": pdf(["A fox helps."]),
    "story": word(("A fox helps.", "")),
    "story.html": b"<!doctype html><title>No</title><p>A fox helps.</p>",
}


@pytest.mark.parametrize("name", KINDS)
def test_what_it_is_is_told_by_its_content(people, site, name):
    site.files[f"/{name}"] = KINDS[name]
    assert text_at(f"{site.base_url}/{name}", team=people.team).strip() == "A fox helps."


def test_the_teams_own_is_recognised_without_a_request(people):
    upload = sent(people.team)
    for base in (BASE, "https://a-cdn.example"):
        assert text_at(text_address(upload, base=base, team=people.team), team=people.team) == "A fox helps."


def test_another_teams_withdrawn_and_made_up_ones_are_not_there(people, site):
    others = Team.objects.create(name="Others")
    mine, theirs = sent(people.team), sent(others)
    addresses = [
        text_address(theirs, base=site.base_url, team=others),
        text_address(mine, base=site.base_url, team=Team(asset_version=2)),
        f"{site.base_url}/v1/uploads/a/b.txt",
    ]
    for address in addresses:
        with pytest.raises(Refusal, match="no such text here"):
            text_at(address, team=people.team)
    assert not site.seen


def test_a_picture_is_no_text(people, site):
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    with pytest.raises(Refusal, match="shows a picture"):
        text_at(asset_address(picture, base=BASE), team=people.team)
    with pytest.raises(Refusal, match="gave no text that can be read"):
        text_at(site.picture(), team=people.team)


def test_what_cannot_be_fetched_is_told(people, site):
    site.fault("GET", "/large", Answer(200, b"a" * (10 * 2**20 + 1)))
    site.fault("GET", "/inside", Answer(302, "", {"Location": "http://10.0.0.1/"}))
    for path, words in {"/nothing": "not there yet", "/large": "larger than 10 MB", "/inside": "not be contacted"}.items():
        with pytest.raises(Refusal, match=f"The document .*{words}"):
            text_at(site.base_url + path, team=people.team)
    with pytest.raises(Refusal, match="private network"):
        text_at("https://127.0.0.1/a.txt", team=people.team)


def packed_page(size):
    """A PDF whose one page unpacks to so many bytes."""
    data = pdf(["MARK"])
    content = zlib.compress(b"(a)Tj " * (size // 6), 9)
    start, end = data.index(b"<</Length", data.index(b"Helvetica")), data.index(b"\nendstream")
    return data[:start] + b"<</Filter/FlateDecode/Length %d>>stream\n" % len(content) + content + data[end:]


HOSTILE = {
    "a password": (locked(pdf(["x"]), password="hush"), "password"),
    "no words": (pdf([]), "scanned"),
    "ten thousand pages": (pdf(["x"], kids=10_000), "500 pages"),
    "a zip that unpacks to 100 MB": (with_part(word(), "word/document.xml", bytes(100_000_000)), "no text that can be read"),
    "a page that unpacks to 300 MB": (packed_page(300_000_000), "no text|more than"),
    "tags without end": (b"<!doctype html>" + b"<![" * 2_000_000, "no text"),
    "a pdf within a pdf, deep": (b"%PDF-1.7\n1 0 obj" + b"[" * 3_000_000, "no text"),
    "too long": (b"a" * 200_001, "more than 200,000 characters"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_over_in_time(name):
    data, words = HOSTILE[name]
    began = time.monotonic()
    with pytest.raises(Refusal, match=words):
        document_text(data)
    assert time.monotonic() - began < documents.DEADLINE + 3


def test_a_reader_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(documents, "DEADLINE", 0.05)
    with pytest.raises(Refusal, match="no text that can be read"):
        document_text(b"A fox helps.")


def test_the_reader_knows_no_secret(monkeypatch):
    monkeypatch.setenv("STUDIO_SECRET_KEY", "canary")
    seen = {}
    real = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *args, **more: seen.update(more) or real(*args, **more))
    assert document_text(b"A fox helps.") == "A fox helps."
    assert set(seen["env"]) <= set(documents.PASSED_ON)
    assert "canary" not in str(seen)


def within(program):
    """What a program comes to that is confined as the reader is."""
    source = f"from comics.scripting.documents import _confine; _confine(); {program}"
    return subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, check=False)


def test_memory_files_and_time_of_the_reader_have_limits(tmp_path):
    assert b"MemoryError" in within("bytes(600 * 2**20)").stderr
    assert b"File too large" in within(f"open({str(tmp_path / 'a')!r}, 'wb', 0).write(b'a')").stderr
    told = within("import resource; print(resource.getrlimit(resource.RLIMIT_CPU))")
    assert told.stdout.decode().strip() == str((CPU_SECONDS, CPU_SECONDS))


def test_the_reader_does_not_load_the_studio():
    loaded = "import sys; print('django' in sys.modules, 'comics.models' in sys.modules)"
    assert within(loaded).stdout.split() == [b"False", b"False"]
