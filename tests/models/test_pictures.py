"""Stored pictures: once for each team, whole or not at all."""

import errno
import hashlib
import io
import os
import tracemalloc

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


# A file that was fetched


def incoming(settings, data=DATA):
    path = settings.MEDIA_ROOT / "incoming"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


KINDS = [("PNG", "image/png", "png"), ("JPEG", "image/jpeg", "jpg"), ("WEBP", "image/webp", "webp")]


@pytest.mark.parametrize(("kind", "media_type", "ending"), KINDS)
def test_a_file_is_moved_to_its_place_as_it_is(people, settings, kind, media_type, ending):
    data = picture_bytes(kind, size=(1600, 800))
    kept = Picture.objects.keep_file(people.team, incoming(settings, data), media_type)
    assert kept.path.read_bytes() == data
    assert (kept.width, kept.height, kept.size, kept.media_type) == (1600, 800, len(data), media_type)
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    with Image.open(kept.thumb_path) as thumb:
        assert (thumb.format, thumb.size) == ("WEBP", (480, 240))
    assert files(settings) == sorted([f"{kept.sha256}.{ending}", f"{kept.sha256}.thumb.webp"])


def test_a_file_and_bytes_that_are_the_same_are_one_picture(people, settings):
    by_file = Picture.objects.keep_file(people.team, incoming(settings), "image/png")
    assert Picture.objects.keep(people.team, DATA, "image/png") == by_file
    assert Picture.objects.keep_file(people.team, incoming(settings), "image/png") == by_file
    other = Picture.objects.keep_file(people.stranger.personal_team, incoming(settings), "image/png")
    assert other.path != by_file.path
    assert Picture.objects.count() == 2


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_mode_gets_its_small_one(people, settings, mode):
    out = io.BytesIO()
    Image.new(mode, (900, 300)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    media_type = "image/jpeg" if mode == "CMYK" else "image/png"
    kept = Picture.objects.keep_file(people.team, incoming(settings, out.getvalue()), media_type)
    with Image.open(kept.thumb_path) as thumb:
        assert thumb.size == (480, 160)


def test_what_is_broken_leaves_no_row_and_stays_where_it_was(people, settings):
    path = incoming(settings, DATA[:100])
    with pytest.raises(OSError, match="truncated"):
        Picture.objects.keep_file(people.team, path, "image/png")
    assert not Picture.objects.exists()
    assert files(settings) == ["incoming"]


def test_a_full_disk_leaves_the_file_where_it_was(people, settings, monkeypatch):
    def full(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = incoming(settings)
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space left"):
            Picture.objects.keep_file(people.team, path, "image/png")
    assert not Picture.objects.exists()
    assert files(settings) == ["incoming"]
    assert Picture.objects.keep_file(people.team, path, "image/png").path.read_bytes() == DATA


def test_the_bytes_are_on_the_disk_before_the_row_is_there(people, settings, monkeypatch):
    synced = []
    real = os.fsync

    def fsync(descriptor):
        synced.append((os.readlink(f"/proc/self/fd/{descriptor}"), Picture.objects.count()))
        real(descriptor)

    path = incoming(settings)
    monkeypatch.setattr(os, "fsync", fsync)
    kept = Picture.objects.keep_file(people.team, path, "image/png")
    assert synced == [(str(path), 0), (str(kept.path.parent), 0)]


def test_a_large_file_is_never_in_memory_as_a_whole(people, settings):
    out = io.BytesIO()
    Image.effect_noise((3000, 3000), 90).convert("RGB").save(out, "PNG", compress_level=0)
    path, size = incoming(settings, out.getvalue()), out.tell()
    del out
    tracemalloc.start()
    Picture.objects.keep_file(people.team, path, "image/png")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size / 4
