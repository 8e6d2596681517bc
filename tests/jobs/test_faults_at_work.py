"""What goes wrong at the four services after they accepted: nothing is paid again, and everything that was drawn is kept."""

import gzip
import io
import json
import threading
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone
from PIL import Image

from comics.actions.budgets import set_budget
from comics.actions.decisions import give_up, wait_on
from comics.actions.errors import Refusal
from comics.actions.keys import replace_token, revoke_key
from comics.actions.launch import Plan
from comics.actions.missing import draw_missing, missing_panels
from comics.engines import http
from comics.engines.pictures import download
from comics.jobs import watch_fetching
from comics.models import Charge, Drawing, Generation, Issue, Key, Page, Panel, Series, Submission, Take
from tests.four import (
    ASKING,
    CALLS,
    NAMES,
    check_pictures,
    issue_at,
    kept_takes,
    launch_at,
    of_four,
    outcomes,
    quick_engines,
    standing,
    until,
)
from tests.live import eventually
from tests.services.base import Answer, StrictServer
from tests.studio import picture_bytes
from tests.watching import QUICK

pytestmark = pytest.mark.django_db(transaction=True)


def paid_once(four):
    """Every call was sent once and accepted once, and every take is the right picture."""
    assert four.sent() == four.billed() == CALLS
    check_pictures(four, kept_takes())


def all_is_there(four):
    paid_once(four)
    assert len(kept_takes()) == 12
    assert not Panel.objects.filter(chosen=None).exists()
    assert outcomes() == of_four("charged")


# Questions


VAIN = {
    "500": Answer(500, {"error": "internal"}),
    "503": Answer(503, "<html>Service Unavailable</html>"),
    "503 with Retry-After": Answer(503, {}, {"Retry-After": "0"}),
    "429": Answer(429, {"message": "slow down"}),
    "429 with Retry-After": Answer(429, {"message": "slow down"}, {"Retry-After": "0"}),
    "HTML with 200": Answer(200, "<!doctype html><title>Just a moment…</title>"),
    "malformed JSON": Answer(200, b'{"status": "PROC'),
    "a list": Answer(200, b"[]"),
    "dropped": Answer(drop=True),
    "cut": Answer(200, {"status": "x" * 200}, cut=20),
}


@pytest.mark.parametrize("answer", VAIN.values(), ids=VAIN)
def test_a_question_in_vain_is_put_again(launched, four, at_work, answer):
    four.fault("GET", ASKING, answer, times=4)
    with at_work():
        until(of_four("ready"))
    all_is_there(four)


def test_a_question_that_gets_no_answer_is_put_again(launched, four, at_work, monkeypatch):
    monkeypatch.setattr(http, "DEADLINE", 0.2)
    let_go = threading.Event()
    faults = four.fault("GET", ASKING, Answer(drop=True), wait=lambda seen: let_go.wait(20))
    with at_work():
        eventually("each is asked", lambda: not any(fault.times for fault in faults))
        eventually("and asked again", lambda: all(count > CALLS[name] for name, count in four.asked().items()))
        until(of_four("ready"))
    let_go.set()
    all_is_there(four)


def with_status(word):
    """A change of a reply's status into that word, wherever it stands."""

    def change(value):
        if isinstance(value, dict):
            return {
                name: word if name in ("status", "task_status") and isinstance(each, str) else change(each)
                for name, each in value.items()
            }
        return [change(each) for each in value] if isinstance(value, list) else value

    return change


def test_an_unknown_status_is_no_success_and_no_failure(launched, four, at_work):
    four.spoil_questions(with_status("QUANTUM_LEAP"), times=9)
    with at_work():
        until(of_four("ready"))
        assert all(count > 9 for count in four.asked().values())
    all_is_there(four)


def without_addresses(value):
    """A change that empties the address of every picture, also in JSON within a text."""
    if isinstance(value, dict):
        return {
            name: "" if name in ("assetUrl", "url", "png", "jpeg", "webp") else without_addresses(each)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [without_addresses(each) for each in value]
    if isinstance(value, str) and value.startswith("{"):
        return json.dumps(without_addresses(json.loads(value)))
    return value


def test_an_address_that_is_empty_and_filled_later_is_waited_for(launched, four, at_work):
    four.set(polls_until_ready=1)
    four.spoil_questions(without_addresses, times=4)
    with at_work(replace(QUICK, patience=6)):
        until(of_four("ready"))
    all_is_there(four)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_rejected_in_mid_work_holds_it_until_its_token_is_replaced(launched, four, keys, at_work, status):
    four.set(polls_until_ready=3)
    four.fault("GET", ASKING, Answer(status, {"message": "no"}), times=9)
    with at_work():
        until(of_four("held"))
        assert standing("state", Key) == of_four("rejected")
        assert standing("state", Generation) == of_four("held")
        assert outcomes() == of_four("charged")
        four.set(faults=[], tokens={"fresh-token-0123456789"})
        for name, key in keys.items():
            key.refresh_from_db()
            replace_token(key, token="fresh-token-0123456789", base_url=four.servers[name].base_url)
        until(of_four("ready"))
    all_is_there(four)
    assert standing("state", Key) == of_four("untested")


def test_a_key_that_is_revoked_in_the_studio_holds_its_work_and_a_person_can_end_it(launched, four, keys, people, at_work):
    four.hold_all()
    with at_work():
        until(of_four("drawing"))
        for key in keys.values():
            revoke_key(key)
        until(of_four("held"))
        before = four.asked()
        assert "revoked" in Drawing.objects.first().error
        for row in Submission.objects.all():
            give_up(row, by=people.owner)
        until(of_four("failed"))
    assert four.asked() == before
    assert four.billed() == CALLS
    assert outcomes() == of_four("charged")


def test_work_that_never_ends_is_held_and_a_person_waits_on_or_gives_up(four, keys, people, work, at_work):
    four.hold_all()
    with quick_engines(deadline=0.4), at_work():
        for name in NAMES:
            launch_at(name, people.team, people.owner)
        until(of_four("held"))
        assert standing("kind_of_error") == of_four("deadline")
        before = four.asked()
        four.let_go()
        for row in Submission.objects.all():
            (give_up if row.engine in ("llamagen", "depicta") else wait_on)(row, by=people.owner)
        until(of_four("ready", llamagen="failed", depicta="failed"))
    assert four.asked()["llamagen"] == before["llamagen"]
    assert four.asked()["kling"] > before["kling"]
    paid_once(four)
    assert outcomes() == of_four("charged")


@pytest.mark.parametrize("status", [500, 200])
def test_a_service_that_is_out_of_order_until_the_deadline_is_no_endless_wait(four, keys, people, work, at_work, status):
    four.fault("GET", ASKING, Answer(status, "<html>Back soon</html>"), times=10**6)
    with quick_engines(deadline=0.4), at_work():
        for name in NAMES:
            launch_at(name, people.team, people.owner)
        until(of_four("held"))
        assert standing("kind_of_error") == of_four("deadline")
        four.set(faults=[])
        for row in Submission.objects.all():
            wait_on(row, by=people.owner)
        until(of_four("ready"))
    all_is_there(four)


def test_what_came_before_the_deadline_is_kept(four, keys, people, work, at_work):
    """One picture of the four is never delivered; whether the service says that it is done or not, the others are kept."""
    four.llamagen.short, four.depicta.missing, four.kling.withheld = 1, {1}, 1
    four.artworks.blank = 10**6
    with quick_engines(deadline=1.5), at_work():
        for name in NAMES:
            launch_at(name, people.team, people.owner)
        until(of_four("held", llamagen="failed", depicta="failed"))
    assert {name: Drawing.objects.filter(submission__engine=name, state="ready").count() for name in NAMES} == of_four(
        2, kling=0
    )
    assert len(missing_panels(issue_at("llamagen"))) == len(missing_panels(issue_at("depicta"))) == 1
    assert Drawing.objects.get(submission__engine="depicta", state="failed").error == (
        "The service delivered no picture for this panel. Draw it again."
    )
    assert outcomes() == of_four("charged")
    paid_once(four)


def break_off(four):
    """Every service fails in mid-work: three of them after the first picture, the artworks service before any."""
    four.depicta.fails, four.depicta.fails_after = "credit_insufficient", 1
    four.artworks.fails = True
    tell = four.llamagen._tell

    def told(seen, id_):
        comic = four.llamagen.generations[id_]
        if comic.panels()[0].url and len(four.llamagen.creates) == 1:
            comic.error = {"code": "insufficient_credits", "message": "Insufficient credits."}
        return tell(seen, id_)

    four.llamagen._tell = told
    look = four.kling._look

    def looked(name):
        task = four.kling.tasks.get(name)
        four.kling.fails = "balance not enough" if task and task is not next(iter(four.kling.tasks.values())) else ""
        return look(name)

    four.kling._look = looked


def mended(four):
    four.depicta.fails, four.artworks.fails = "", False
    del four.llamagen._tell, four.kling._look
    four.kling.fails = ""


def test_what_was_drawn_before_a_failure_is_kept_and_the_rest_is_launched_alone(launched, four, people, at_work):
    break_off(four)
    with at_work():
        until(of_four("failed", kling="failed ready"))
        paid_once(four)
        first = {take.panel_id: take.pk for take in Take.objects.all()}
        assert len(first) == 3
        assert standing("state", Generation) == of_four("failed")
        assert outcomes() == of_four("charged", llamagen_artworks="failed", kling="charged failed")
        mended(four)
        for name in NAMES:
            made = draw_missing(issue_at(name), Plan(engine=name), by=people.owner, nonce=f"the-rest-{name}")
            assert made.drawings.count() == (3 if name == "llamagen_artworks" else 2)
        eventually("every panel has its picture", lambda: not Panel.objects.filter(chosen=None).exists())
        until(of_four("failed ready"))
    assert four.billed() == {"llamagen": 2, "llamagen_artworks": 2, "kling": 5, "depicta": 2}
    assert {panel: Take.objects.get(panel=panel).pk for panel in first} == first
    assert Take.objects.count() == 12
    check_pictures(four, kept_takes())


@pytest.mark.parametrize("status", [301, 307])
def test_a_question_is_not_led_to_another_address(launched, four, people, at_work, status):
    with StrictServer() as private:
        faults = four.fault("GET", ASKING, Answer(status, "", {"Location": f"{private.base_url}/inner"}), times=10**6)
        with at_work():
            until(of_four("held"))
            for fault in faults:
                fault.times = 0
            for row in Submission.objects.all():
                wait_on(row, by=people.owner)
            until(of_four("ready"))
        assert private.seen == []
    all_is_there(four)


def test_a_service_that_does_not_know_its_new_work_yet_is_asked_again(launched, four, at_work):
    """A service of several machines may answer 404 for a moment after it accepted."""
    four.fault("GET", ASKING, Answer(404, {"error": "Not found"}), times=3)
    with at_work():
        until(of_four("ready"))
    all_is_there(four)


# Pictures


LATER = {
    "404": Answer(404),
    "403": Answer(403),
    "500": Answer(500),
    "dropped": Answer(drop=True),
    "empty": Answer(200, b""),
    "truncated": Answer(200, picture_bytes(size=(300, 200)), cut=100),
    "half a picture": Answer(200, picture_bytes(size=(300, 200))[:120]),
    "HTML": Answer(200, "<html>Sign in</html>"),
}


@pytest.mark.parametrize("answer", LATER.values(), ids=LATER)
def test_a_picture_that_is_not_there_yet_is_fetched_again(launched, four, at_work, answer):
    four.fault("GET", "^/files/", answer, times=2)
    with at_work():
        until(of_four("ready"))
    all_is_there(four)


def bomb():
    """A small file of too many pixels."""
    out = io.BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    return out.getvalue()


NEVER = {
    "too many bytes": (Answer(200, bytes(600_000)), "larger than"),
    "too many bytes, compressed": (
        Answer(200, gzip.compress(bytes(600_000)), {"Content-Encoding": "gzip"}),
        "larger than",
    ),
    "too many pixels": (Answer(200, bomb()), "too many"),
    "GIF": (Answer(200, picture_bytes("GIF")), "cannot be read|not a whole picture|No GIF|GIF"),
    "SVG": (Answer(200, b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a whole picture"),
    "nowhere": (Answer(404), "not there"),
}


@pytest.mark.parametrize(("answer", "says"), NEVER.values(), ids=NEVER)
def test_a_picture_that_cannot_be_had_fails_its_panel_and_no_other(launched, four, at_work, monkeypatch, answer, says):
    monkeypatch.setattr(watch_fetching, "download", partial(download, cap=500_000))
    spoil_one_picture(four, answer)
    with at_work():
        until(of_four("failed", kling="failed ready"))
    assert Drawing.objects.filter(state="ready").count() == 8
    lost = Drawing.objects.filter(state="failed")
    assert lost.count() == 4
    for drawing in lost:
        assert any(each in drawing.error for each in says.split("|")), drawing.error
    paid_once(four)
    assert outcomes() == of_four("charged", kling="charged failed")


def spoil_one_picture(four, answer):
    """The first picture that is asked for at each service is answered so, as often as it is asked for."""

    class First(dict):
        path = ""

    for server in four.servers.values():
        first = First()
        whole = server.answer

        def answered(seen, *, first=first, whole=whole, server=server):
            if seen.path.startswith("/files/"):
                with server.lock:
                    first.path = first.path or seen.path
                if seen.path == first.path:
                    return answer
            return whole(seen)

        server.answer = answered


def test_a_picture_is_not_fetched_from_a_private_address(launched, four, at_work):
    """Neither where the service's address redirects, nor where the service names it itself."""
    with StrictServer() as private:
        private.picture(name="secret.png")
        spoil_one_picture(four, Answer(302, "", {"Location": f"http://{private.host_port}/files/secret.png"}))
        with at_work():
            until(of_four("failed", kling="failed ready"))
        assert private.seen == []
    assert "may not be contacted" in Drawing.objects.filter(state="failed").first().error
    assert Drawing.objects.filter(state="ready").count() == 8
    paid_once(four)


def test_a_picture_that_redirects_to_where_it_may_be_is_fetched(launched, four, at_work):
    moved = four.kling.picture()
    four.llamagen.fault("GET", "^/files/", Answer(302, "", {"Location": moved}))
    with at_work():
        until(of_four("ready"))
    hashes = [take.picture.path.read_bytes() for take in Take.objects.filter(engine="llamagen")]
    assert four.kling.files[moved.partition(four.kling.host_port)[2]] in hashes


# What people do meanwhile


def bin_pages():
    Page.objects.update(binned_at=timezone.now())


def bin_series():
    Series.objects.update(binned_at=timezone.now())


def delete_panels():
    Panel.objects.filter(objective="Ask").delete()


@pytest.mark.parametrize(("change", "takes"), [(bin_pages, 12), (bin_series, 12), (delete_panels, 8)])
def test_what_was_paid_is_kept_although_it_was_thrown_away_meanwhile(launched, four, at_work, change, takes):
    four.hold_all()
    with at_work():
        until(of_four("drawing"))
        change()
        four.let_go()
        eventually("all is over", lambda: not Submission.objects.moving().exists())
    assert len(kept_takes()) == takes
    paid_once(four)
    assert "unknown" not in outcomes().values()


@pytest.mark.parametrize("what", [Page, Issue, Series])
def test_the_ledger_outlives_what_was_deleted_in_mid_work(launched, four, people, at_work, what):
    four.hold_all()
    with at_work() as watcher:
        until(of_four("drawing"))
        for row in what.objects.all():
            row.delete()
        four.let_go()
        eventually("nothing is watched any more", lambda: not watcher.watcher.items)
        launch_at("kling", people.team, people.owner, nonce="the-next")
        eventually("the next is drawn", lambda: Submission.objects.filter(state="ready").count() >= 3)
    assert four.billed() == CALLS | {"kling": 6}
    assert {line.outcome for line in Charge.objects.all()} <= {"charged", "failed"}
    assert Charge.objects.count() == 9


# Budgets


def test_a_budget_counts_what_may_have_cost_and_forgets_what_surely_did_not(four, keys, people, work, at_work):
    set_budget(people.team, user=None, unit="panels", amount=Decimal(4))
    four.kling.fault("POST", "", Answer(402, {"message": "no"}), times=3)
    launch_at("kling", people.team, people.owner)
    with pytest.raises(Refusal, match="budget"):
        launch_at("depicta", people.team, people.owner)
    assert not Generation.objects.filter(engine="depicta").exists()
    with at_work():
        until(of_four("", kling="failed"))
        launch_at("depicta", people.team, people.owner)
        until(of_four("", kling="failed", depicta="ready"))
        with pytest.raises(Refusal, match="1 of 4 panels left"):
            launch_at("llamagen", people.team, people.owner)
    assert four.billed() == of_four(0, depicta=1)
