"""`manage.py draw --engine`: the whole way from a script to a bound book at each service, in one process."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from comics.jobs import submissions
from comics.models import Issue, Page, Panel, Submission
from tests.four import CALLS, NAMES, PANELS, check_pictures, kept_takes, of_four
from tests.services.base import Answer
from tests.studio import SCRIPT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "the-fox.txt"
    path.write_text(SCRIPT)
    return path


def draw(script, name, people):
    """Run it; what it said on standard error."""
    told = io.StringIO()
    out = script.parent / f"{name}.cbz"
    call_command("draw", str(script), "--engine", name, "--as", people.owner.email, "--out", str(out), stdout=told, stderr=told)
    return out, told.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_a_book_is_drawn_lettered_and_bound(four, keys, people, script, name):
    out, told = draw(script, name, people)
    assert four.billed() == of_four(0) | {name: CALLS[name]}
    assert f"{PANELS} of {PANELS} panels" in told
    assert keys[name].name in told
    check_pictures(four, kept_takes())
    assert not Panel.objects.filter(chosen=None).exists()
    assert not [page for page in Page.objects.all() if page.preview_stamp < page.content_stamp]
    lines = [line for panel in Panel.objects.all() for line in panel.lettering.all()]
    assert lines
    assert all(line.placed for line in lines)
    colours = {take.picture.path.read_bytes() for panel in Panel.objects.all() for take in [panel.chosen]}
    with zipfile.ZipFile(out) as book:
        pages = [each for each in book.namelist() if each.endswith((".png", ".jpg", ".webp"))]
        seen = {pixel for page in pages for pixel in _colours(book.read(page))}
    for data in colours:
        with Image.open(io.BytesIO(data)) as picture:
            wanted = picture.convert("RGB").getpixel((1, 1))
        assert any(max(abs(a - b) for a, b in zip(wanted, pixel, strict=True)) < 12 for pixel in seen), "a picture is missing"


def _colours(data):
    with Image.open(io.BytesIO(data)) as page:
        small = page.convert("RGB").resize((200, 280), Image.Resampling.NEAREST)
    return {colour for _, colour in small.getcolors(60_000)}


@pytest.mark.parametrize("name", ["llamagen", "llamagen_artworks"])
def test_a_lost_reply_ends_it_in_words_and_nothing_is_sent_again(four, keys, people, script, monkeypatch, name):
    monkeypatch.setattr(submissions, "RECONCILES", (0.02, 0.02))
    four.servers[name].fault("POST", "", Answer(drop=True), after=True)
    with pytest.raises(CommandError, match=r"may or may not have arrived.*kept in the studio"):
        draw(script, name, people)
    assert four.sent() == four.billed() == of_four(0) | {name: 1}
    assert Submission.objects.get().state == "unknown"
    assert not list(script.parent.glob("*.cbz"))


@pytest.mark.parametrize(("status", "words"), [(401, "does not accept the key"), (402, "no credits left")])
def test_a_key_that_cannot_draw_ends_it_in_words(four, keys, people, script, status, words):
    four.kling.fault("POST", "", Answer(status, {"message": "no"}), times=9)
    with pytest.raises(CommandError, match=words):
        draw(script, "kling", people)
    assert four.billed() == of_four(0)


@pytest.mark.parametrize("name", NAMES)
def test_without_a_key_nothing_is_made(four, people, script, name):
    with pytest.raises(CommandError, match="draws with a key of yours") as error:
        draw(script, name, people)
    assert error.value.returncode == 2
    assert not Issue.objects.exists()
