"""Drawing in the background: claimed once, finished whatever dies, never half-kept."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from comics.composition.model import Balloon
from comics.jobs import queue
from comics.jobs.compose import letter, page_panels
from comics.jobs.draw import draw_panel
from comics.jobs.sweep import sweep
from comics.models import Drawing, Generation, Lettering, Page, Panel, Picture, Take
from tests.studio import flat_engine, launch, make_issue, make_people, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    issue = make_issue(people)
    launch(issue, people, draw=False)
    return issue


def some_drawing():
    return Drawing.objects.order_by("pk").first()


def test_a_task_that_is_delivered_twice_draws_once(issue):
    with flat_engine() as flat:
        draw_panel(some_drawing().pk)
        draw_panel(some_drawing().pk)
    assert len(flat.drawn) == 1
    assert Take.objects.count() == 1


def test_two_workers_at_once_draw_once(issue):
    pk, barrier = some_drawing().pk, threading.Barrier(2)

    def work():
        barrier.wait()
        draw_panel(pk)
        connection.close()

    with flat_engine() as flat:
        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(flat.drawn) == 1
    assert Take.objects.count() == 1


def test_a_drawing_whose_worker_died_is_drawn_by_the_next(issue):
    drawing = some_drawing()
    assert Drawing.objects.claim(drawing.pk)
    with flat_engine() as flat:
        draw_panel(drawing.pk)
        assert flat.drawn == []
        Drawing.objects.filter(pk=drawing.pk).update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
        draw_panel(drawing.pk)
    drawing.refresh_from_db()
    assert drawing.state == "ready"
    assert drawing.attempts == 2


def test_a_drawing_that_kills_every_worker_is_given_up_with_a_sentence(issue):
    drawing = some_drawing()
    Drawing.objects.filter(pk=drawing.pk).update(attempts=4)
    with flat_engine() as flat:
        draw_panel(drawing.pk)
    drawing.refresh_from_db()
    assert (drawing.state, flat.drawn) == ("failed", [])
    assert "interrupted" in drawing.error


def test_a_worker_that_was_taken_for_dead_keeps_nothing(issue, monkeypatch):
    drawing = some_drawing()
    with flat_engine() as flat:
        whole = flat.draw

        def slow(brief, key):
            Drawing.objects.filter(pk=drawing.pk).update(attempts=2)
            return whole(brief, key)

        flat.draw = slow
        draw_panel(drawing.pk)
    drawing.refresh_from_db()
    assert drawing.state == "drawing"
    assert not Take.objects.exists()


def test_a_full_disk_fails_the_panel_with_a_sentence_and_leaves_no_take(issue, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(Picture.objects), "keep", full)
    drawing = some_drawing()
    with flat_engine():
        draw_panel(drawing.pk)
    drawing.refresh_from_db()
    assert drawing.state == "failed"
    assert "disk may be full" in drawing.error
    assert not Take.objects.exists()


def test_the_sweep_puts_stranded_drawings_on_the_queue_again(issue, monkeypatch):
    sent = []
    monkeypatch.setattr("comics.jobs.queue.async_task", lambda *call: sent.append(call))
    assert sweep() == 0
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    first, second, third = Drawing.objects.order_by("pk")
    Drawing.objects.filter(pk=first.pk).update(queued_at=long_ago)
    Drawing.objects.filter(pk=second.pk).update(state="drawing", lease_until=long_ago)
    Drawing.objects.filter(pk=third.pk).update(state="failed")
    assert sweep() == 2
    assert sent == [("comics.jobs.draw.draw_panel", first.pk), ("comics.jobs.draw.draw_panel", second.pk)]
    assert sweep() == 0


def test_words_that_change_while_the_panel_is_drawn_are_lettered_as_they_are_at_the_end(issue):
    panel = Panel.objects.get(objective="Ask")
    line = panel.lettering.get(speaker="Ren")
    with flat_engine() as flat:
        whole = flat.draw

        def meanwhile(brief, key):
            Lettering.objects.filter(pk=line.pk).update(text="Where do you live?")
            return whole(brief, key)

        flat.draw = meanwhile
        draw_panel(Drawing.objects.get(panel=panel).pk)
    line.refresh_from_db()
    assert " ".join(line.balloons()[0].lines).upper().replace("  ", " ") == "WHERE DO YOU LIVE?"


def test_the_generation_is_finished_by_its_last_panel(issue):
    with flat_engine():
        for drawing in Drawing.objects.all():
            assert Generation.objects.get().state == "drawing"
            draw_panel(drawing.pk)
    made = Generation.objects.get()
    assert made.state == "ready"
    assert made.finished_at is not None


def test_a_worker_killed_before_the_lettering_leaves_it_to_the_sweep(issue, monkeypatch):
    def killed(*args):
        raise SystemExit

    *others, last = Drawing.objects.filter(panel__lettering__isnull=False).distinct().order_by("pk")
    with flat_engine(), queue.here() as work:
        for drawing in others:
            draw_panel(drawing.pk)
        with monkeypatch.context() as patch:
            patch.setattr("comics.jobs.draw.reletter_all", killed)
            with pytest.raises(SystemExit):
                draw_panel(last.pk)
        assert not Drawing.objects.moving().exists()
        sweep()
        work_off(work)
    page = Page.objects.select_related("issue__series").get()
    around_actors = letter(page, page_panels(page))
    for line in Lettering.objects.all():
        assert line.balloons() == [Balloon.from_json(one.to_json()) for one in around_actors[line.pk]]
    assert page.preview_stamp == page.content_stamp
