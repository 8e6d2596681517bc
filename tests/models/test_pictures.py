"""Stored pictures: once for each team, whole or not at all."""

import errno
import os

import pytest
from PIL import Image, UnidentifiedImageError

from comics.models import Picture
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db
DATA = picture_bytes(size=(1000, 500))


@pytest.fixture
def people():
    return make_people()


def files(settings):
    return sorted(path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def test_bytes_are_kept_as_they_are_with_a_small_one_beside_them(people, settings):
    kept = Picture.objects.keep(people.team, DATA, "image/png")
    assert kept.path.read_bytes() == DATA
    assert (kept.width, kept.height, kept.size) == (1000, 500, len(DATA))
    with Image.open(kept.thumb_path) as thumb:
        assert (thumb.format, thumb.size) == ("WEBP", (480, 240))
    assert files(settings) == [f"{kept.sha256}.png", f"{kept.sha256}.thumb.webp"]


def test_each_team_has_its_own_copy_and_only_one(people):
    first = Picture.objects.keep(people.team, DATA, "image/png")
    again = Picture.objects.keep(people.team, DATA, "image/png")
    other = Picture.objects.keep(people.stranger.personal_team, DATA, "image/png")
    assert first == again != other
    assert first.path != other.path


def test_a_missing_file_is_written_again_for_the_row_that_is_there(people):
    kept = Picture.objects.keep(people.team, DATA, "image/png")
    kept.path.unlink()
    assert Picture.objects.keep(people.team, DATA, "image/png") == kept
    assert kept.path.read_bytes() == DATA


@pytest.mark.parametrize("broken", [b"", b"no picture", DATA[:100]])
def test_what_does_not_decode_leaves_neither_row_nor_file(people, settings, broken):
    with pytest.raises((UnidentifiedImageError, OSError)):
        Picture.objects.keep(people.team, broken, "image/png")
    assert not Picture.objects.exists()
    assert files(settings) == []


def test_a_full_disk_leaves_neither_row_nor_scraps(people, settings, monkeypatch):
    def full(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        Picture.objects.keep(people.team, DATA, "image/png")
    assert not Picture.objects.exists()
    assert files(settings) == []
