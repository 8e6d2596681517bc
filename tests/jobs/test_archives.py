"""Series as archives: out of one team, into another, equal in every page; and the work of the worker around it."""

import datetime
import json
import re
import secrets

import pytest
from django.utils import timezone

from comics.actions.archives import bring_archive, cancel_archive, request_archive
from comics.actions.errors import Refusal
from comics.jobs import archives as jobs
from comics.jobs import queue
from comics.jobs.archive_import import take_in
from comics.jobs.sweep import sweep
from comics.models import Activity, Archive, Charge, Drawing, Generation, Key, Lettering, Member, Page, Picture, Series
from comics.models.takes import MAX_ATTEMPTS
from tests.archives import archive_in, elsewhere, make_series, members, packed, rendered, small_series
from tests.studio import make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def series(people):
    return small_series(people)


def asked(series, people, run=True):
    with queue.here() as work:
        archive = request_archive(series, by=people.owner, nonce=secrets.token_urlsafe(24))
        if run:
            work_off(work)
    return Archive.objects.get(pk=archive.pk)


class Brought:
    """An uploaded file."""

    def __init__(self, path, name="fox.zip"):
        self.file, self.name, self.size = path.open("rb"), name, path.stat().st_size

    def read(self, size=-1):
        return self.file.read(size)


def brought(path, team, by, run=True):
    with queue.here() as work:
        archive = bring_archive(Brought(path), team=team, by=by, nonce=secrets.token_urlsafe(24))
        if run:
            work_off(work)
    return Archive.objects.get(pk=archive.pk)


def test_the_copy_is_equal_in_every_page_and_packs_to_the_same_bytes(people, tmp_path):
    series = make_series(people)
    first = packed(series, tmp_path)
    # Rows in between, so that no key is what it was.
    filler = take_in(first, team=elsewhere(), by=None)
    copy = take_in(first, team=elsewhere(), by=people.owner)
    assert rendered(copy) == rendered(series)
    assert len(rendered(copy)) == 6
    assert packed(copy, tmp_path, "again.zip").read_bytes() == first.read_bytes()
    assert copy.created_by == people.owner
    assert filler.created_by is None
    for picture in Picture.objects.filter(team=copy.team):
        assert picture.path.read_bytes() == Picture.objects.get(team=series.team, sha256=picture.sha256).path.read_bytes()
        assert picture.thumb_path.exists()
    # Lettering that is placed anew keeps the hand that drew it.
    lines = list(Lettering.objects.filter(panel__page__issue__series=copy))
    assert all(line.seed and line.placed[0]["key"].partition(":")[0] == str(line.pk) for line in lines)


def test_no_secret_and_no_address_travels(people, series, tmp_path):
    Key.objects.create(owner=people.owner, team=people.team, engine="kling", name="Olga’s Kling", account="f" * 64)
    Drawing.objects.update(remote={"url": "https://cdn.example.test/a?signature=canary"})
    everything = b"".join(members(packed(series, tmp_path)).values())
    for secret in (b"@example.test", b"canary", b"f" * 64):
        assert secret not in everything
    nonces = Generation.objects.values_list("nonce", flat=True)
    assert not [nonce for nonce in nonces if nonce.encode() in everything]


def test_what_moves_or_lies_in_the_bin_stays_at_home(people, series, tmp_path):
    Generation.objects.update(state="drawing")
    Drawing.objects.update(state="unknown")
    page = Page.objects.filter(issue__series=series, kind="story").last()
    page.bin()
    copy = take_in(packed(series, tmp_path), team=elsewhere(), by=None)
    assert set(copy.issues.get().generations.values_list("state", flat=True)) == {"cancelled"}
    assert not Drawing.objects.moving().exists()
    assert Page.objects.filter(issue__series=copy, kind="story").count() == 1


def test_a_line_of_the_ledger_comes_as_history(people, tmp_path):
    series = make_series(people)
    copy = take_in(packed(series, tmp_path), team=elsewhere(), by=None)
    line = Charge.objects.get(team=copy.team)
    assert line.imported
    assert line.by_name
    assert line.by is line.key is line.submission is None
    assert Charge.objects.filter(team=copy.team).totals() == {"panels": 0}
    assert Charge.objects.filter(team=series.team).totals() != {"panels": 0}


def test_a_page_whose_preview_is_old_gets_a_new_one(series, tmp_path):
    Page.objects.filter(issue__series=series, position=1).update(content_stamp=10**6)
    copy = take_in(packed(series, tmp_path), team=elsewhere(), by=None)
    old, fresh = (Page.objects.get(issue__series=copy, position=at) for at in (1, 2))
    assert old.preview is None
    assert old.preview_stamp < old.content_stamp
    assert fresh.preview_stamp == fresh.content_stamp


def test_lettering_in_a_font_that_is_not_here_is_set_anew(series, tmp_path):
    line = Lettering.objects.filter(panel__page__issue__series=series).first()
    line.placed[0]["font"] = "noto-of-elsewhere"
    line.save()
    with queue.here() as work:
        copy = take_in(packed(series, tmp_path), team=elsewhere(), by=None)
        strange = Lettering.objects.filter(panel__page__issue__series=copy).first()
        assert strange.placed == []
        assert ("arrange.letter_page", (strange.panel.page_id,)) in work
        work_off(work)
    strange.refresh_from_db()
    assert strange.placed


def test_the_worker_makes_it_and_takes_it_in(people, series):
    made = asked(series, people)
    assert (made.state, made.done, made.size) == ("ready", made.total, made.path.stat().st_size)
    taken = brought(made.path, people.team, people.member)
    assert (taken.state, taken.title, taken.done) == ("ready", series.title, taken.total)
    assert taken.series != series
    assert not taken.path.exists()
    assert Activity.objects.filter(series=taken.series, deed="imported an archive", by=people.member).count() == 1


def test_a_second_press_makes_nothing_more(people, series, tmp_path):
    nonce = "n" * 20
    with queue.here() as work:
        first = request_archive(series, by=people.owner, nonce=nonce)
        assert request_archive(series, by=people.owner, nonce=nonce) == first
        path = archive_in(tmp_path)
        one = bring_archive(Brought(path), team=people.team, by=people.owner, nonce="m" * 20)
        assert bring_archive(Brought(path), team=people.team, by=people.owner, nonce="m" * 20) == one
        assert len([each for each in work if each[0] == "archives.unpack"]) == 1


def test_whom_the_team_let_go_gets_nothing(people, series, tmp_path):
    for role in ("letterer", "viewer"):
        Member.objects.filter(user=people.member).update(role=role)
        refused = brought(archive_in(tmp_path), people.team, people.member)
        assert (refused.state, refused.error) == ("failed", jobs.NOT_ALLOWED)
        assert not refused.path.exists()
    Member.objects.filter(user=people.owner).delete()
    assert asked(series, people).error == jobs.NOT_ALLOWED


def test_cancelling_leaves_nothing(people, series, tmp_path, monkeypatch):
    made = asked(series, people, run=False)
    cancel_archive(made)
    jobs.pack(made.pk)
    assert not made.path.exists()
    taken = brought(archive_in(tmp_path), people.team, people.owner, run=False)
    tell = jobs._tell
    monkeypatch.setattr(jobs, "_tell", lambda archive, *rest: (cancel_archive(archive), tell(archive, *rest)))
    jobs.unpack(taken.pk)
    assert Series.objects.count() == 1
    assert Archive.objects.get(pk=taken.pk).state == "cancelled"
    assert not taken.path.exists()


def test_who_lost_the_work_makes_no_second_series(people, tmp_path, monkeypatch):
    """Another worker took over at the very end: the rows of this one are undone."""
    taken = brought(archive_in(tmp_path), people.team, people.owner, run=False)
    close = jobs._close

    def robbed(archive, state, **fields):
        Archive.objects.filter(pk=archive.pk).update(attempts=archive.attempts + 1)
        return close(archive, state, **fields)

    monkeypatch.setattr(jobs, "_close", robbed)
    jobs.unpack(taken.pk)
    assert not Series.objects.exists()
    assert not Picture.objects.exists()


def test_lost_work_is_found_and_given_up_in_the_end(people, series, tmp_path):
    taken = brought(archive_in(tmp_path), people.team, people.owner, run=False)
    made = asked(series, people, run=False)
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    Archive.objects.update(queued_at=long_ago)
    Archive.objects.filter(pk=made.pk).update(state="working", lease_until=long_ago, attempts=MAX_ATTEMPTS)
    with queue.here() as work:
        sweep()
    assert {("archives.unpack", (taken.pk,)), ("archives.pack", (made.pk,))} <= set(work)
    jobs.pack(made.pk)
    assert Archive.objects.get(pk=made.pk).error == jobs.TOO_OFTEN


def test_an_old_archive_expires(people, series, settings):
    made = asked(series, people)
    Archive.objects.filter(pk=made.pk).update(finished_at=timezone.now() - datetime.timedelta(days=settings.EXPORT_DAYS + 1))
    sweep()
    made.refresh_from_db()
    assert made.state == "expired"
    assert not made.path.exists()


def test_a_full_disk_is_told(people, series, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jobs, "write_archive", full)
    assert re.search("disk is full", asked(series, people).error)


def test_a_picture_that_is_gone_makes_no_archive(people, series):
    Picture.objects.filter(team=people.team).first().path.unlink()
    made = asked(series, people)
    assert (made.state, made.path.exists()) == ("failed", False)


def test_too_many_and_too_large_are_refused(people, series, tmp_path, settings):
    for _ in range(3):
        asked(series, people, run=False)
    with pytest.raises(Refusal, match="still at work"):
        asked(series, people)
    settings.MAX_ARCHIVE_BYTES = 1000
    with pytest.raises(Refusal, match="too large"):
        brought(archive_in(tmp_path), people.team, people.owner)


def test_rows_are_lines_of_json_without_keys_of_this_database(series, tmp_path):
    content = members(packed(series, tmp_path))
    rows = [json.loads(line) for line in content["rows/panels.jsonl"].splitlines()]
    assert [row["id"] for row in rows] == [1, 2, 3]
    assert rows[0]["chosen"] in (1, 2, 3)
