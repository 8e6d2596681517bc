"""Scripts that are none, and plans that cannot be: kept or refused, and told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comics.models import Generation, Page, Script, Series
from tests.studio import make_issue, make_people

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


@pytest.mark.parametrize("version", ["²", "9" * 5000, "9" * 18, "-1", "one", "٣"])
def test_a_version_that_is_none_breaks_nothing(owner, issue, version):
    sent = {"side": "text", "text": "New", "version": version}
    assert owner.post(reverse("save_script", args=[issue.pk]), sent, headers=JSON).status_code in (200, 409)
