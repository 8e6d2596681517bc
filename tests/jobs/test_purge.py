"""What goes for good, what stays, and that nothing in use is ever lost."""

import datetime
import os
import threading
import time

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.utils import timezone

from comics.actions.uploads import keep_upload
from comics.jobs import purge as purging
from comics.jobs.purge import discard, pointing_at_pictures, purge, purge_files, purge_pictures
from comics.jobs.sweep import sweep
from comics.models import (
    Activity,
    Charge,
    Drawing,
    Edit,
    Export,
    Invitation,
    Issue,
    Page,
    Panel,
    Picture,
    Series,
    Submission,
    Take,
)
from tests.rows import make_everything
from tests.studio import make_people, picture_bytes

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def all_of_it(people, django_capture_on_commit_callbacks):
    return make_everything(people, django_capture_on_commit_callbacks)


def lie(thing, days):
    """Have it lie in the bin for so many days."""
    type(thing).objects.filter(pk=thing.pk).update(binned_at=timezone.now() - days * DAY)


def age(picture, days=2):
    """Have a picture be stored so long ago."""
    Picture.objects.filter(pk=picture.pk).update(created_at=timezone.now() - days * DAY)
    for path in (picture.path, picture.thumb_path):
        if path.exists():
            os.utime(path, (time.time() - days * 86400,) * 2)


def stored(people, shade=(64, 48)):
    """A picture that nothing points at."""
    return keep_upload(SimpleUploadedFile("a.png", picture_bytes(size=shade)), team=people.team)


@pytest.mark.parametrize("name", ["series", "issue", "page", "panel", "character", "location"])
def test_thirty_days_in_the_bin_and_not_one_less(all_of_it, name):
    thing = getattr(all_of_it, name)
    purge()
    lie(thing, 29.9)
    purge()
    assert type(thing).objects.filter(pk=thing.pk).exists()
    lie(thing, 30.1)
    assert purge() >= 1
    assert not type(thing).objects.filter(pk=thing.pk).exists()
    assert purge() == 0


def test_a_series_goes_with_all_that_hangs_on_it_but_the_ledger_keeps_its_words(
    people, all_of_it, django_capture_on_commit_callbacks
):
    Charge.objects.filter(pk=all_of_it.charge.pk).update(submission=all_of_it.submission)
    Drawing.objects.update(submission=all_of_it.submission)
    lie(all_of_it.series, 31)
    with django_capture_on_commit_callbacks(execute=True):
        purge()
    for model in (Series, Issue, Page, Panel, Take, Drawing, Export, Submission):
        assert not model.objects.exists(), model
    assert not all_of_it.export.path.exists()
    charge = Charge.objects.get(pk=all_of_it.charge.pk)
    assert (charge.series, charge.submission) == (None, None)
    assert charge.series_title == "The Fox Detective"
    assert charge.by_name


def test_the_activity_of_a_year_can_be_read_and_no_more(all_of_it, people):
    old, fresh = all_of_it.activity, all_of_it.invitation
    Activity.objects.filter(pk=old.pk).update(updated_at=timezone.now() - 364 * DAY)
    assert purging.purge_history() == 0
    Activity.objects.filter(pk=old.pk).update(updated_at=timezone.now() - 366 * DAY)
    Invitation.objects.create(
        team=people.team, role="viewer", digest="o" * 64, by=people.owner, expires_at=timezone.now() - 366 * DAY
    )
    purge()
    assert not Activity.objects.filter(pk=old.pk).exists()
    assert list(Invitation.objects.all()) == [fresh]


def test_what_hangs_on_others_stays(all_of_it):
    other = Issue.objects.create(series=all_of_it.series, number=2)
    lie(all_of_it.issue, 31)
    purge()
    assert list(Issue.objects.all()) == [other]
    assert Series.objects.filter(pk=all_of_it.series.pk).exists()
    assert all_of_it.series.characters.exists()


def test_what_is_being_drawn_waits(all_of_it):
    Drawing.objects.update(state="drawing")
    for thing in (all_of_it.series, all_of_it.issue, all_of_it.page, all_of_it.panel):
        lie(thing, 31)
        assert not discard(thing)
    Drawing.objects.update(state="ready")
    assert discard(all_of_it.series)


def test_what_was_brought_back_is_not_discarded(all_of_it):
    lie(all_of_it.page, 31)
    seen = Page.objects.get(pk=all_of_it.page.pk)
    seen.unbin()
    assert not discard(Page.objects.get(pk=seen.pk))
    lie(seen, 1)
    assert discard(seen)


def test_pictures_go_when_nothing_points_at_them(people, all_of_it):
    used, unused, new = all_of_it.picture, stored(people), stored(people, (80, 40))
    age(used), age(unused)
    assert purge_pictures() == 1
    assert set(Picture.objects.filter(pk__in=[used.pk, unused.pk, new.pk])) == {used, new}
    assert purge_files() == 2
    assert not unused.path.exists()
    assert not unused.thumb_path.exists()
    for kept in (used, new):
        assert kept.path.exists()
        assert kept.thumb_path.exists()
    assert purge_files() == 0


def test_every_way_to_point_at_a_picture_is_known(people, all_of_it):
    """A new foreign key is found by itself; this fails if Django's bookkeeping ever stops telling of it."""
    fields = {
        (model, field.name)
        for model in apps.get_app_config("comics").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Picture
    }
    assert {(relation.related_model, relation.field.name) for relation in pointing_at_pictures()} == fields
    assert (Take, "picture") in fields


def test_a_picture_that_a_call_still_to_be_sent_names_stays(people, all_of_it):
    picture = stored(people)
    age(picture)
    Submission.objects.filter(pk=all_of_it.submission.pk).update(state="queued", call_data={"uploads": [picture.sha256]})
    purge_pictures()
    assert Picture.objects.filter(pk=picture.pk).exists()
    Submission.objects.update(state="ready")
    purge_pictures()
    assert not Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_that_is_stored_again_is_in_use_again(people):
    old = stored(people)
    age(old)
    assert stored(people) == old
    assert purge_pictures() == 0
    assert purge_files() == 0
    assert old.path.exists()


def test_a_file_that_lost_its_row_serves_the_same_picture_again(people):
    old = stored(people)
    age(old)
    purge_pictures()
    again = stored(people)
    assert again.pk != old.pk
    assert purge_files() == 0
    assert again.path.exists()
    assert again.thumb_path.exists()


def test_a_picture_stored_while_its_file_is_taken_away_has_a_file(people, monkeypatch):
    """At every step of the removal somebody stores the same picture; its file is there in the end."""
    for moment in ("rename", "unlink"):
        picture = stored(people)
        age(picture)
        Picture.objects.all().delete()
        path_type = type(picture.path)
        real = getattr(path_type, moment)
        done = []

        def storing(path, *args, real=real, done=done, **options):
            if not done and "gone" in f"{path}{args}":
                done.append(True)
                stored(people)
            return real(path, *args, **options)

        monkeypatch.setattr(path_type, moment, storing)
        purge_files()
        monkeypatch.undo()
        assert done
        again = Picture.objects.get()
        assert again.path.exists(), moment
        assert again.thumb_path.exists(), moment
        Picture.objects.all().delete()
        age(again)
        purge_files()


def test_two_purges_at_once_do_not_stumble_over_one_another(people, monkeypatch):
    picture = stored(people)
    age(picture)
    purge_pictures()
    real = purging._remove

    def after_the_other(path):
        real(path)
        return real(path)

    monkeypatch.setattr(purging, "_remove", after_the_other)
    assert purge_files() == 0
    assert not picture.path.exists()


def test_what_killed_workers_left_of_editions_goes(people, settings):
    folder = settings.MEDIA_ROOT / "exports"
    folder.mkdir(parents=True)
    old, fresh, whole = (folder / name for name in (".binding-0a.part", ".binding-1b.part", "7.pdf"))
    for path in (old, fresh, whole):
        path.write_bytes(b"%PDF")
    for path in (old, whole):
        os.utime(path, (0, 0))
    purge()
    assert sorted(folder.iterdir()) == sorted([fresh, whole])


def test_a_file_left_aside_by_a_killed_removal_is_put_back_or_goes(people):
    kept, lost = stored(people), stored(people, (80, 40))
    for picture in (kept, lost):
        age(picture)
        picture.path.rename(picture.path.with_name(picture.path.name + purging._ASIDE))
    Picture.objects.filter(pk=lost.pk).delete()
    purge_files()
    assert kept.path.exists()
    assert [path.name for path in lost.path.parent.iterdir() if lost.sha256 in path.name] == []


@pytest.mark.django_db(transaction=True)
def test_what_comes_into_use_while_others_are_purged_is_not_lost(people, monkeypatch):
    """A picture is stored again between the first look at the rows and the second: it stays."""
    picture = stored(people)
    age(picture)
    real, threads = purging._unused, []

    def look(pictures):
        found = real(pictures)
        if not threads:
            names = list(found.values_list("pk", flat=True))
            thread = threading.Thread(target=lambda: (stored(people), connection.close()))
            threads.append(thread)
            thread.start()
            thread.join()
            assert names == [picture.pk]
            return Picture.objects.filter(pk__in=names)
        return found

    monkeypatch.setattr(purging, "_unused", look)
    assert purge_pictures() == 0
    assert Picture.objects.get() == picture


def test_edits_that_cannot_be_undone_any_more_are_forgotten(people, all_of_it):
    old, new = (Edit.objects.create(issue=all_of_it.issue, by=people.owner, label="x", before={}, after={}) for _ in range(2))
    Edit.objects.filter(pk=old.pk).update(updated_at=timezone.now() - DAY - datetime.timedelta(minutes=1))
    sweep()
    assert list(Edit.objects.all()) == [new]
