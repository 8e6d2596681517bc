"""What the worker does at its start and by the clock; its processes are tested in tests/processes."""

import datetime

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from comics.jobs import cluster, heartbeat
from tests.rows import make_everything
from tests.studio import make_people


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def queue(*, lock: datetime.timedelta) -> OrmQ:
    return OrmQ.objects.create(key="studio", payload="", lock=timezone.now() + lock)


def seconds_until_due(task: OrmQ) -> float:
    task.refresh_from_db()
    return (task.lock - timezone.now()).total_seconds()


@pytest.mark.django_db
def test_lost_work_is_due_at_once_and_waiting_work_keeps_its_place():
    lost, waiting = queue(lock=datetime.timedelta(minutes=15)), queue(lock=-datetime.timedelta(minutes=2))
    assert cluster.take_up_lost_work() == 1
    assert seconds_until_due(lost) <= 0
    assert seconds_until_due(waiting) < -119


@pytest.mark.django_db
def test_work_that_may_kill_the_worker_can_be_made_to_wait():
    lost = queue(lock=datetime.timedelta(minutes=15))
    cluster.take_up_lost_work(after=40)
    assert 35 < seconds_until_due(lost) <= 40


@pytest.mark.django_db
def test_what_a_dead_worker_held_is_free_at_once(django_capture_on_commit_callbacks):
    everything = make_everything(make_people(), django_capture_on_commit_callbacks)
    later = timezone.now() + datetime.timedelta(seconds=40)
    for row, state in ((everything.drawing, "drawing"), (everything.export, "working"), (everything.archive, "working")):
        type(row).objects.filter(pk=row.pk).update(state=state, lease_until=later)
        assert not type(row).objects.claim(row.pk)
        cluster.take_up_lost_work()
        assert type(row).objects.claim(row.pk)


@pytest.fixture
def sent(monkeypatch):
    sent = []
    monkeypatch.setattr(cluster, "async_task", sent.append)
    return sent


@pytest.mark.django_db
def test_a_silent_worker_is_sent_a_beat_and_a_busy_one_is_not(sent):
    cluster.Timetable().keep()
    assert heartbeat.BEAT in sent
    heartbeat.touch()
    sent.clear()
    cluster.Timetable().keep()
    assert heartbeat.BEAT not in sent


@pytest.mark.django_db
def test_no_beat_is_added_to_work_that_waits_already(sent):
    queue(lock=-datetime.timedelta(seconds=1))
    cluster.Timetable().keep()
    assert heartbeat.BEAT not in sent


@pytest.mark.django_db
def test_beats_and_sweeps_keep_their_distance(sent):
    timetable = cluster.Timetable()
    for _ in range(5):
        timetable.keep()
    assert sorted(sent) == [heartbeat.BEAT, cluster.PURGING, cluster.SWEEPING]


def test_the_heartbeat_knows_its_age():
    assert heartbeat.age() is None
    assert not heartbeat.is_fresh()
    heartbeat.touch()
    assert heartbeat.age() < 5
    assert heartbeat.is_fresh()
