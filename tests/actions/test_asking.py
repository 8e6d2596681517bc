"""Launching on a remote engine: with whose key, at what price, and what the watcher finds."""

from dataclasses import replace
from decimal import Decimal

import pytest

from comics.actions.asking import usable_keys
from comics.actions.errors import Refusal
from comics.actions.launch import Plan, preflight
from comics.actions.launch import launch as launch_issue
from comics.actions.redraw import Wish, continue_issue, quote_continue, quote_redraw, redraw
from comics.jobs import queue
from comics.models import Budget, Charge, Drawing, Generation, Page, Panel, Submission
from tests.studio import flat_engine, launch, make_issue, make_people
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)
TOY = Plan(engine="toy")


@pytest.fixture
def toy():
    with toy_engine() as engine:
        yield engine


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people):
    return make_issue(people)


def ask(issue, by, plan=TOY, nonce="n" * 20):
    with queue.here() as work:
        made = launch_issue(issue, plan, by=by, nonce=nonce)
    return made, work


def test_a_launch_writes_what_the_watcher_needs_and_queues_nothing_for_the_worker(toy, people, issue):
    key = toy_key(people.owner)
    generation, work = ask(issue, people.owner)
    assert not [function for function, _ in work if function == "draw.draw_panel"]
    rows = list(Submission.objects.filter(generation=generation))
    assert [(row.state, row.panels, row.key, row.account) for row in rows] == [
        ("queued", 2, key, key.account),
        ("queued", 1, key, key.account),
    ]
    panels = [
        str(pk)
        for pk in Panel.objects.filter(page__issue=issue).order_by("page__position", "position").values_list("pk", flat=True)
    ]
    assert [name for row in rows for name in row.call.keys] == panels
    for row in rows:
        assert [str(pk) for pk in row.drawings.values_list("panel_id", flat=True)] == list(row.call.keys)


def test_every_call_has_its_line_in_the_ledger(toy, people, issue):
    toy_key(people.owner)
    ask(issue, people.owner)
    lines = [(c.panels, c.estimated, c.outcome, c.by, c.team) for c in Charge.objects.order_by("pk")]
    assert lines == [
        (2, Decimal(4), "reserved", people.owner, people.team),
        (1, Decimal(2), "reserved", people.owner, people.team),
    ]


def test_the_preflight_tells_key_price_and_what_is_ignored_before_anything_is_made(toy, people, issue):
    key = toy_key(people.owner)
    ready = preflight(issue, TOY, by=people.owner)
    assert (ready.quote.key, str(ready.price), ready.quote.panels) == (key, "6 credits", 3)
    assert "Toy knows no states." in [remark.text for remark in ready.remarks]
    assert ready.may_launch
    assert not Page.objects.exists()
    assert not Submission.objects.exists()


def test_without_a_key_nothing_is_launched(toy, people, issue):
    assert not preflight(issue, TOY, by=people.owner).may_launch
    with pytest.raises(Refusal, match="Add one under Engine keys"):
        ask(issue, people.owner)
    assert not Generation.objects.exists()


def test_owner_member_and_stranger_may_spend_with_what_is_theirs_or_shared(toy, people):
    own, shared = toy_key(people.owner), toy_key(people.owner, team=people.team, token="another-token-1234")
    assert set(usable_keys("toy", by=people.owner, team=people.team)) == {own, shared}
    assert usable_keys("toy", by=people.member, team=people.team) == [shared]
    assert usable_keys("toy", by=people.stranger, team=people.stranger.personal_team) == []
    assert usable_keys("toy", by=None, team=people.team) == []


def test_somebody_elses_key_cannot_be_named(toy, people, issue):
    own = toy_key(people.owner)
    with pytest.raises(Refusal, match="not there any more") as refusal:
        ask(issue, people.member, replace(TOY, key=own.pk))
    assert refusal.value.field == "key"
    assert not Page.objects.exists()


def test_two_presses_make_one_generation_and_one_set_of_charges(toy, people, issue):
    toy_key(people.owner)
    first, _ = ask(issue, people.owner)
    second, _ = ask(issue, people.owner)
    assert first == second
    assert Submission.objects.count() == 2


def test_what_the_engine_would_refuse_stops_the_launch_and_changes_nothing(toy, people):
    issue = make_issue(people, text="[Panels]\n1) Panel objective: Fly\n   - Character action: a dragon lands\n")
    toy_key(people.owner)
    with pytest.raises(Refusal, match="no dragons"):
        ask(issue, people.owner)
    assert not Page.objects.exists()


def test_a_budget_stops_the_launch_before_it_is_exceeded(toy, people, issue):
    toy_key(people.owner)
    Budget.objects.create(team=people.team, unit="credits", amount=5)
    ready = preflight(issue, TOY, by=people.owner)
    assert not ready.may_launch
    with pytest.raises(Refusal):
        ask(issue, people.owner)
    assert not Charge.objects.exists()
    Budget.objects.update(amount=6)
    ask(issue, people.owner)
    with pytest.raises(Refusal):
        ask(issue, people.owner, nonce="m" * 20)


def test_the_brief_names_pages_people_places_and_the_script_of_its_panels(toy, people, issue):
    toy_key(people.owner)
    ask(issue, people.owner)
    brief = toy.briefs[-1]
    assert brief.pages == (3,)
    assert [panel.present for panel in brief.panels] == [("Ren", "Mino"), ("Ren", "Mino"), ()]
    assert "Ren kneels and offers a map" in brief.text
    assert "tan coat" in brief.text
    assert brief.premise.startswith("A fox detective")
    assert brief.prompt == ""


def test_an_idea_is_sent_as_it_was_typed(toy, people):
    issue = make_issue(people, text="A fox and a crow steal the moon.")
    toy_key(people.owner)
    ask(issue, people.owner)
    assert toy.briefs[-1].prompt == "A fox and a crow steal the moon."
    assert toy.briefs[-1].text == ""
    assert len(toy.briefs[-1].panels) == 4


def test_an_address_stands_for_the_words(toy, people):
    issue = make_issue(people, text="")
    toy_key(people.owner)
    ask(issue, people.owner, replace(TOY, prompt_url="https://1.1.1.1/story.txt", pages=2, per_page=3))
    brief = toy.briefs[-1]
    assert (brief.prompt_url, brief.pages, brief.text, brief.prompt) == ("https://1.1.1.1/story.txt", (3, 3), "", "")


@pytest.mark.parametrize("address", ["http://1.1.1.1/a", "https://127.0.0.1/a", "ftp://x", "story"])
def test_an_address_that_nobody_may_fetch_is_refused(toy, people, issue, address):
    toy_key(people.owner)
    with pytest.raises(Refusal) as refusal:
        ask(issue, people.owner, replace(TOY, prompt_url=address))
    assert refusal.value.field == "prompt_url"


def test_the_storyboard_reads_no_address(people, issue):
    with pytest.raises(Refusal, match="cannot read a prompt at an address"):
        ask(issue, people.owner, Plan(prompt_url="https://1.1.1.1/story.txt"))


def test_options_are_checked_and_kept(toy, people, issue):
    toy_key(people.owner)
    with pytest.raises(Refusal) as refusal:
        ask(issue, people.owner, replace(TOY, options={"look": "oil"}))
    assert refusal.value.field == "look"
    made, _ = ask(issue, people.owner, replace(TOY, options={"look": "wash"}))
    made.refresh_from_db()
    assert made.options == {"look": "wash", "n": 1, "bright": False}
    assert toy.briefs[-1].options["look"] == "wash"


def test_a_redraw_tells_what_the_engine_left_with_the_panel_under_the_same_account(toy, people, issue):
    key = toy_key(people.owner)
    with flat_engine():
        launch(issue, people)
    panel = Panel.objects.filter(page__issue=issue).first()
    ask(issue, people.owner, nonce="o" * 20)
    first = Panel.objects.filter(page__issue=issue, page__binned_at=None).first()
    Drawing.objects.filter(panel=first).update(state="ready", remote={"generation": "gen_1", "panel": 0})
    wish = Wish(engine="toy", prompt="Closer")
    assert str(quote_redraw(first, wish, by=people.owner).price) == "2 credits"
    redraw(first, wish, by=people.owner, nonce="p" * 20)
    assert toy.briefs[-1].panels[0].remote == {"generation": "gen_1", "panel": 0}
    assert toy.briefs[-1].panels[0].prompt == "Closer"
    assert toy.briefs[-1].kind == "redraw"
    Drawing.objects.filter(panel=first, generation__kind="redraw").update(state="ready")
    other = toy_key(people.owner, token="of-another-account-1")
    redraw(first, replace(wish, key=other.pk), by=people.owner, nonce="q" * 20)
    assert toy.briefs[-1].panels[0].remote == {}
    assert panel.pk != first.pk
    assert key.account != other.account


def test_new_pages_follow_what_was_drawn_last(toy, people, issue):
    toy_key(people.owner)
    ask(issue, people.owner)
    rows = Drawing.objects.filter(panel__page__issue=issue).order_by("pk")
    for number, row in enumerate(rows):
        Drawing.objects.filter(pk=row.pk).update(state="ready", remote={"generation": "gen_1", "panel": number})
    plan = replace(TOY, pages=1, per_page=2)
    assert str(quote_continue(issue, plan, by=people.owner, prompt="They walk on.").price) == "4 credits"
    continue_issue(issue, plan, by=people.owner, nonce="r" * 20, prompt="They walk on.")
    brief = toy.briefs[-1]
    assert (brief.kind, brief.prompt, brief.pages) == ("continue", "They walk on.", (2,))
    assert brief.follows == {"generation": "gen_1", "panel": 2}
