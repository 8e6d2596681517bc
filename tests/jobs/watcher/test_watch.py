"""The watcher when all goes well: what goes out once, what comes in, and several watchers at once."""

from dataclasses import replace

import pytest
from django.db import connection

from comics.jobs import queue, watch
from comics.models import Charge, Drawing, Generation, Key, Lettering, Panel, Submission, Take
from tests.live import eventually
from tests.studio import launch, make_issue
from tests.watching import (
    QUICK,
    drawn,
    right_pictures,
    states,
    the_first,
    until,
    watching,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_all_is_sent_once_and_every_picture_arrives(launched, server, work):
    with watching():
        until("ready", "ready")
    assert len(server.creates) == 2
    assert drawn() == ["ready"] * 3
    assert right_pictures(server)
    assert Take.objects.count() == 3
    assert not Panel.objects.filter(chosen=None).exists()
    assert [(charge.outcome, charge.reported) for charge in Charge.objects.order_by("pk")] == [("charged", 4), ("charged", 2)]
    assert Generation.objects.get().state == "ready"
    assert Generation.objects.get().finished_at
    assert Key.objects.get().last_used_at
    assert {drawing.remote["from"] for drawing in Drawing.objects.all()} == {f"{p.pk}:0" for p in Panel.objects.all()}
    pages = set(Panel.objects.values_list("page_id", flat=True))
    assert {ids[0] for name, ids in work if name == "arrange.letter_page"} == pages
    assert set(Submission.objects.values_list("lease_owner", "lease_until")) == {("", None)}


def test_a_picture_is_shown_when_it_is_there_not_when_all_are(launched, server):
    server.polls_until_ready = 1

    def second_poll(seen):
        if server.jobs["job-1"]["polls"] == 1:
            first = Take.objects.filter(drawing__submission=the_first())
            eventually("the first picture is kept before the second is there", first.exists)
        connection.close()

    server.fault("GET", "/jobs/job-1", wait=second_poll, times=10**6)
    with watching():
        until("ready", "ready")


def test_several_variations_become_several_takes(launched, server):
    server.variations = 3
    with watching():
        until("ready", "ready")
    assert Take.objects.count() == 9
    assert right_pictures(server)
    assert set(Panel.objects.values_list("chosen__ordinal", flat=True)) == {0}


def test_a_caption_of_the_service_letters_a_panel_without_words(launched, server):
    server.caption = "Meanwhile …"
    bare, *_ = Panel.objects.order_by("pk")
    Panel.objects.filter(pk=bare.pk).update(objective="", scene="", action="")
    Lettering.objects.filter(panel=bare).delete()
    others = set(Lettering.objects.values_list("pk", flat=True))
    with watching():
        until("ready", "ready")
    (line,) = Lettering.objects.exclude(pk__in=others)
    assert (line.panel, line.kind, line.text) == (bare, "narration", "Meanwhile …")


def test_a_poll_without_news_writes_nothing(launched, server, monkeypatch):
    server.polls_until_ready = 10**6
    with watching(replace(QUICK, renew=100.0)) as at_work:
        until("drawing", "drawing")
        calls = []
        whole = at_work.watcher.threads.rows

        async def counted(function, *args, **options):
            calls.append(function)
            return await whole(function, *args, **options)

        at_work.watcher.threads.rows = counted
        before = len(server.asked("GET", "/jobs/"))
        eventually("many polls", lambda: len(server.asked("GET", "/jobs/")) > before + 20)
        assert {function.__name__ for function in calls} <= {"_claim", "poked", "claim"}  # one question each


# Several watchers


def test_two_watchers_share_the_work_and_do_nothing_twice(engine, people, key, work, server):
    with watching(replace(QUICK, claims=2)), watching(replace(QUICK, claims=2)):
        for _ in range(6):
            launch(make_issue(people), people, draw=False, engine="paper")
        until(*["ready"] * 12, within=40)
    assert len(server.creates) == 12
    assert Take.objects.count() == 18
    assert right_pictures(server)


def test_a_watcher_that_stops_gives_everything_back(launched, server):
    server.polls_until_ready = 10**6
    with watching():
        until("drawing", "drawing")
    assert not Submission.objects.exclude(lease_owner="").exists()
    server.polls_until_ready = 1
    with watching():
        until("ready", "ready")
    assert len(server.creates) == 2


def test_a_watcher_that_stops_waits_for_the_answer_to_a_call(launched, server):
    with watching() as at_work:
        server.fault("POST", "/jobs", wait=lambda seen: at_work.ask_to_stop())
        at_work.ended()
    assert "unknown" not in states()
    assert "submitting" not in states()


def test_one_generation_can_be_drawn_in_this_process(engine, people, key, server, settings):
    settings.FETCH_ALLOW = frozenset({("127.0.0.1", server.port)})
    told = []
    with queue.here():
        made = launch(make_issue(people), people, draw=False, engine="paper")
        other = launch(make_issue(people), people, draw=False, engine="paper")
        watch.run_until(made.pk, lambda done, total: told.append((done, total)), pace=QUICK)
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.state, other.finished_at) == ("ready", None)
    assert told[-1] == (3, 3)
    assert right_pictures(server)
