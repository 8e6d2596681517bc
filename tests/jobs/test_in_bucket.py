"""A studio whose pictures, exports and archives lie in an S3 bucket: the same as on a disk, and nothing but in the bucket."""

import datetime
import hashlib
import io
import os
import threading
import tracemalloc
import zipfile

import pytest
from django.db import connection
from django.urls import reverse
from PIL import Image

from comics.jobs import purge_bucket
from comics.jobs.backup import write_backup
from comics.jobs.purge import purge_files, purge_pictures, purge_scraps
from comics.jobs.restore import open_backup, restore
from comics.jobs.sweep import sweep
from comics.models import Export, Panel, Picture, Series, files
from comics.models.references import signed_address
from studio import bucket, health
from studio.bucket import BucketFile
from tests.archives import make_series, packed, rendered
from tests.bucket import BUCKET, PREFIX, age
from tests.jobs.test_archives import asked, brought
from tests.jobs.test_exports import exported
from tests.studio import flat_issue, make_people, picture_bytes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_bucket")]
DATA = picture_bytes(size=(1000, 500))
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def _unseen():
    """Have the bucket be asked whether it is there."""
    health._bucket_seen.clear()


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people):
    return flat_issue(people, pages=2, per_page=2)


def names(server):
    return [key.rpartition("/")[2] for key in server.names()]


def on_disk(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def chunks(body):
    return iter(lambda: body.read(1 << 16), b"")


def coming(data=DATA):
    path = files.incoming() / "coming-1"
    path.write_bytes(data)
    return path


# Pictures


def test_bytes_are_kept_in_the_bucket_alone_below_the_prefix(people, in_bucket, settings):
    kept = Picture.objects.keep(people.team, DATA, "image/png")
    folder = f"{PREFIX}/pictures/{people.team.pk}/{SHA[:2]}"
    assert in_bucket.names() == [f"{folder}/{SHA}.png", f"{folder}/{SHA}.thumb.webp"]
    assert kept.path.read_bytes() == DATA
    with kept.path.open() as file, Image.open(file) as image:
        assert image.size == (1000, 500)
    with files.image(kept.thumb_path) as thumb:
        assert thumb.size == (480, 240)
    assert on_disk(settings) == []
    assert Picture.objects.keep(people.team, DATA, "image/png") == kept


def test_a_fetched_file_goes_into_the_bucket_and_from_the_disk(people, in_bucket, settings):
    kept = Picture.objects.keep_file(people.team, coming(), "image/png")
    assert kept.path.read_bytes() == DATA
    assert on_disk(settings) == []
    assert names(in_bucket) == [f"{SHA}.png", f"{SHA}.thumb.webp"]
    kept.path.unlink()
    assert Picture.objects.keep_file(people.team, coming(), "image/png").path.read_bytes() == DATA


def test_a_large_file_is_never_in_memory_as_a_whole(people, monkeypatch):
    out = io.BytesIO()
    Image.effect_noise((3000, 3000), 90).convert("RGB").save(out, "PNG", compress_level=0)
    path, size = coming(out.getvalue()), out.tell()
    del out
    kept = []
    # The server of this test keeps what it gets in the memory of this very process, so the sending alone is looked at.
    monkeypatch.setattr(BucketFile, "_put", lambda self, body: kept.append(sum(map(len, chunks(body)))))
    monkeypatch.setattr(BucketFile, "touch", lambda self: True)
    tracemalloc.start()
    Picture.objects.keep_file(people.team, path, "image/png")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert max(kept) == size
    assert peak < size / 4


def test_a_bucket_that_is_gone_leaves_no_row_and_the_file_where_it_was(people, in_bucket, settings):
    in_bucket.client.delete_bucket(Bucket=BUCKET)
    path = coming()
    try:
        with pytest.raises(OSError, match=r"bucket|no such object"):
            Picture.objects.keep(people.team, DATA, "image/png")
        with pytest.raises(OSError, match=r"bucket|no such object"):
            Picture.objects.keep_file(people.team, path, "image/png")
        assert not Picture.objects.exists()
        assert path.read_bytes() == DATA
        assert health._files() == "the bucket cannot be reached"
    finally:
        in_bucket.client.create_bucket(Bucket=BUCKET)


def test_what_is_not_there_is_said_as_on_a_disk():
    place = files.stored("pictures", "1", "ab", "none.png")
    assert not place.exists()
    assert not place.touch()
    place.unlink(missing_ok=True)
    for ask in (place.open, place.read_bytes, place.stream, lambda: files.image(place)):
        with pytest.raises(FileNotFoundError):
            ask()
    with pytest.raises(FileNotFoundError), files.local(place):
        pass
    with pytest.raises(ValueError, match="reading only"):
        place.open("wb")


# Serving


def test_a_picture_is_streamed_by_the_studio_itself_with_the_same_headers(client, people, in_bucket, settings):
    picture = Picture.objects.keep(people.team, DATA, "image/png")
    address = reverse("picture", args=[picture.pk, "full.png"])
    client.force_login(people.stranger)
    assert client.get(address).status_code == 404
    client.force_login(people.owner)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == DATA
    inside = {name: answer.headers[name] for name in answer.headers}
    assert in_bucket.address not in str(inside)
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    files.save(picture.path, DATA)
    outside = client.get(address)
    outside.close()
    assert {name: outside.headers[name] for name in outside.headers if name != "X-Request-Id"} == {
        name: value for name, value in inside.items() if name != "X-Request-Id"
    }


def test_a_missing_object_is_not_found_and_a_reference_is_served_by_its_signed_address(client, people, settings):
    picture = Picture.objects.keep(people.team, DATA, "image/png")
    settings.PUBLIC_URL = "https://comics.example.org"
    address = signed_address(picture).removeprefix(settings.PUBLIC_URL)
    assert b"".join(client.get(address).streaming_content) == DATA
    picture.path.unlink()
    assert client.get(address).status_code == 404


# Exports and archives


@pytest.mark.parametrize("edition", ["pdf", "cbz", "webtoon", "epub", "pictures", "contact"])
def test_an_edition_is_bound_from_the_bucket_into_the_bucket(client, issue, people, in_bucket, settings, edition):
    export = exported(issue, people, edition)
    assert export.state == "ready", export.error
    assert on_disk(settings) == []
    client.force_login(people.owner)
    answer = client.get(reverse("download_export", args=[export.pk]))
    body = b"".join(answer.streaming_content)
    assert len(body) == export.size == int(answer.headers["Content-Length"])
    assert "attachment" in answer.headers["Content-Disposition"]
    Export.objects.update(finished_at="2020-01-01T00:00Z")
    sweep()
    assert not export.path.exists()


def test_an_export_that_fails_leaves_nothing(issue, people, in_bucket, settings):
    Panel.objects.first().chosen.picture.path.unlink()
    before = in_bucket.names()
    assert exported(issue, people, "pictures").state == "failed"
    assert in_bucket.names() == before
    assert on_disk(settings) == []


def test_a_series_goes_out_as_an_archive_and_comes_in_from_one(people, in_bucket, settings, tmp_path):
    series = make_series(people)
    archive = asked(series, people)
    assert archive.state == "ready", archive.error
    with files.local(archive.path) as path:
        assert zipfile.ZipFile(path).testzip() is None
    path = packed(series, tmp_path)
    came = brought(path, people.team, people.owner)
    assert came.state == "ready", came.error
    assert rendered(came.series) == rendered(series)
    assert [name for name in names(in_bucket) if name.endswith(".zip")] == [f"{archive.pk}.zip"]
    assert on_disk(settings) == []
    assert Series.objects.count() == 2


def test_a_backup_of_a_bucket_comes_back_into_it_and_onto_a_disk(people, in_bucket, settings, tmp_path):
    series = make_series(people)
    before, pages = in_bucket.names(), rendered(series)
    write_backup(tmp_path / "backup.zip")
    in_bucket.empty()
    with open_backup(tmp_path / "backup.zip") as backup:
        restore(backup)
        assert in_bucket.names() == before
        assert rendered(series) == pages
        assert on_disk(settings) == []
        settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
        restore(backup)
    in_bucket.empty()
    assert rendered(series) == pages
    assert len(on_disk(settings)) == len(before)


# The purge


def test_what_has_no_row_goes_once_it_is_old(people, in_bucket):
    kept = Picture.objects.keep(people.team, DATA, "image/png")
    lost = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    in_bucket.client.put_object(Bucket=BUCKET, Key="elsewhere/pictures/1/ab/x.png", Body=b"not ours")
    lost.delete()
    assert purge_files() == 0
    age(in_bucket)
    assert purge_files() == 2
    assert [kept.path.exists(), kept.thumb_path.exists()] == [True, True]
    assert [lost.path.exists(), lost.thumb_path.exists()] == [False, False]
    assert "elsewhere/pictures/1/ab/x.png" in in_bucket.names()


def test_a_picture_that_is_stored_again_is_in_use_again(people, in_bucket):
    first = Picture.objects.keep(people.team, DATA, "image/png")
    Picture.objects.all().delete()
    age(in_bucket)
    Picture.objects.keep(people.team, DATA, "image/png")
    Picture.objects.all().delete()
    assert purge_files() == 0
    assert first.path.exists()
    assert purge_pictures() == 0


@pytest.mark.parametrize("moment", ["changed", "unlink"])
def test_a_picture_stored_while_its_object_is_removed_is_there(people, in_bucket, monkeypatch, moment):
    """Whoever stores it begins at the worst moment; the picture is in the bucket in the end."""
    picture = Picture.objects.keep(people.team, DATA, "image/png")
    Picture.objects.all().delete()
    age(in_bucket)
    real, threads = getattr(BucketFile, moment), []

    def store():
        try:
            Picture.objects.keep(people.team, DATA, "image/png")
        finally:
            connection.close()

    def storing(self, *args, **options):
        if not threads and threading.current_thread() is threading.main_thread():
            threads.append(threading.Thread(target=store))
            threads[0].start()
            threads[0].join(0.5)  # it may have to wait for this removal to end
        return real(self, *args, **options)

    monkeypatch.setattr(BucketFile, moment, storing)
    purge_bucket.purge_objects(datetime.timedelta(days=1))
    threads[0].join(30)
    assert Picture.objects.filter(sha256=SHA).exists()
    assert [picture.path.exists(), picture.thumb_path.exists()] == [True, True]


def test_what_killed_workers_left_on_the_disk_goes(settings):
    fresh, old = files.scratch(), files.scratch()
    for path in (fresh, old):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert purge_scraps() == 1
    assert on_disk(settings) == [fresh]


def test_the_bucket_answers_and_lists(people):
    bucket.check()
    assert health._files() == "ok"
    Picture.objects.keep(people.team, DATA, "image/png")
    assert [found.key.partition("/")[0] for found, _ in bucket.listed("pictures")] == ["pictures", "pictures"]
