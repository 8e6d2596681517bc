"""LlamaGen: how an issue is cut, what is sent, and how replies of all ages read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comics.engines.contract import Brief, PanelBrief, Price, Style
from comics.engines.errors import Busy, CreditExhausted, EngineError, Garbled, KeyRejected, OutcomeUnknown, Refused, Unsupported
from comics.engines.llamagen import LlamaGenEngine
from comics.engines.llamagen_cut import Grid, grids
from comics.engines.llamagen_request import UPLOAD_LIMIT
from comics.engines.llamagen_watch import SETTLE
from comics.engines.remote import Call, Progress, Ticket
from tests.engines.remote.bench import ALLEY, MINO, REN, Bench, panels, reference
from tests.services.base import TOKEN, Answer
from tests.services.llamagen import LlamaGenServer

SITE = "https://cdn.llamagen.example"


class Clock:
    """Seconds of the epoch that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[LlamaGenServer]:
    with LlamaGenServer() as running:
        yield running


@pytest.fixture
def bench(server: LlamaGenServer, clock: Clock) -> Bench:
    return Bench(LlamaGenEngine(clock=clock), server)


def body_of(call: Call) -> dict[str, Any]:
    return dict(call.request["body"])


def replying(answer: Mapping[str, Any], *, status: int = 200) -> Any:
    """A transport on which every request gets this answer, unread as from a wire."""
    data, headers = json.dumps(answer).encode(), {"Content-Type": "application/json"}
    return lambda: httpx.MockTransport(lambda request: httpx.Response(status, headers=headers, stream=httpx.ByteStream(data)))


def told(bench: Bench, answer: Mapping[str, Any], *, count: int = 2, **ticket: Any) -> Progress:
    """What a check makes of a reply, for a create of so many panels on one page."""
    (call,) = bench.plan(bench.brief(count))
    return bench.check(Ticket("gen_1", ticket), call, replying(answer))


def urls(progress: Progress) -> dict[str, str]:
    return {found.key: found.url for found in progress.pictures}


@given(st.lists(st.integers(1, 20), min_size=1, max_size=20).map(tuple))
def test_a_cut_holds_every_panel_once_within_the_limits(pages: tuple[int, ...]) -> None:
    some = tuple(PanelBrief(str(number)) for number in range(sum(pages)))
    calls = LlamaGenEngine().plan(Brief(some, pages=pages, text="Rain."), {})
    assert [key for call in calls for key in call.keys] == [panel.key for panel in some]
    assert len(calls) <= 2
    for call in calls:
        body = body_of(call)
        assert ("fixPanelNum" in body) != ("pagination" in body)
        grid = Grid(1, body.get("fixPanelNum", 0)) if "fixPanelNum" in body else Grid(*body["pagination"].values())
        assert grid.count == len(call.keys)
        assert 1 <= grid.pages <= 20
        assert 1 <= grid.panels <= 20
    if any(sum(pages) % by == 0 and sum(pages) // by <= 20 for by in range(1, 21)):
        assert len(calls) == 1


@pytest.mark.parametrize(
    ("pages", "cut"),
    [
        ((4,), [(1, 4)]),
        ((4, 4), [(2, 4)]),
        ((3, 4), [(1, 7)]),
        ((6, 5, 6, 7), [(4, 6)]),
        ((6, 5, 6, 6), [(1, 11), (2, 6)]),
        ((23,), [(1, 11), (1, 12)]),
        ((20,) * 21, [(10, 20), (11, 20)]),
    ],
)
def test_pages_of_unequal_length_are_divided_anew(pages: tuple[int, ...], cut: list[tuple[int, int]]) -> None:
    assert [(grid.pages, grid.panels) for grid in grids(pages)] == cut


def test_another_division_is_said(bench: Bench) -> None:
    assert "4 × 6" in bench.said(bench.brief(24, pages=(6, 5, 6, 7)))
    assert "4 × 6" not in bench.said(bench.brief(24, pages=(6, 6, 6, 6)))
    assert "drawn in 2" in bench.said(bench.brief(23, pages=(6, 5, 6, 6)))


def test_the_parts_of_a_split_issue_tell_their_own_panels_only(bench: Bench) -> None:
    first, second = bench.plan(bench.brief(23, pages=(6, 5, 6, 6)))
    assert "for the 10. time" in body_of(first)["prompt"]
    assert "for the 11. time" not in body_of(first)["prompt"]
    assert "for the 11. time" in body_of(second)["prompt"]
    assert "tan coat" in body_of(second)["prompt"]


def test_an_issue_from_an_idea_sends_everything_the_service_takes(bench: Bench) -> None:
    some = tuple(PanelBrief(f"k{number}", width=1000, height=560) for number in range(8))
    brief = bench.brief(
        panels=some,
        pages=(4, 4),
        text="",
        prompt="Ren and Mino find a lake.",
        language="pt-BR",
        places=(replace(ALLEY, name="Ren’s Home"),),
        cast=(replace(REN, reference=reference("ren")), replace(MINO, age="seven")),
        references=(reference("mood"),),
        options={"model": "m-1", "style": "ink wash", "upscale": "2K", "preset": "nihonga"},
    )
    (call,) = bench.plan(brief)
    bench.submit(call)
    sent = bench.server.creates[0].json()
    assert sent["prompt"].startswith("Ren and Mino find a lake.")
    assert "clean line art" in sent["prompt"]
    assert sent["pagination"] == {"totalPages": 2, "panelsPerPage": 4}
    assert "fixPanelNum" not in sent
    wanted = {"model": "m-1", "style": "ink wash", "upscale": "2K", "preset": "nihonga", "size": "1024x576"}
    assert {name: sent[name] for name in wanted} == wanted
    assert sent["language"] == "Brazilian Portuguese"
    ren, mino = sent["comicRoles"]
    assert (ren["name"], ren["age"], ren["gender"], ren["dress"]) == ("Ren", 34, "male", "tan coat")
    assert mino["age"] == "seven"
    uploads = bench.server.uploads  # type: ignore[attr-defined]
    assert {ren["image"], sent["attachments"][0]["url"]} == set(uploads)
    assert sent["comicLocations"][0]["name"] == "Ren’s Home"


def test_a_script_is_sent_as_it_is_written(bench: Bench) -> None:
    brief = bench.brief(2, style=Style(preset="klimt"), prompt="", cast=(), places=(), options={})
    (call,) = bench.plan(brief)
    assert body_of(call)["prompt"] == brief.text
    assert body_of(call)["preset"] == "klimt"


def test_a_story_at_an_address_is_read_there(bench: Bench) -> None:
    (call,) = bench.plan(bench.brief(2, prompt_url="https://example.org/story.txt"))
    assert body_of(call)["promptUrl"] == "https://example.org/story.txt"
    assert "prompt" not in body_of(call)
    assert bench.blocks(bench.brief(23, prompt_url="https://example.org/story.txt"))
    assert bench.blocks(bench.brief(2, prompt_url="ftp://example.org"))


def test_nothing_to_draw_from_blocks(bench: Bench) -> None:
    assert bench.blocks(Brief((PanelBrief("a"),)))
    assert not bench.blocks(Brief((PanelBrief("a"),), prompt="A cat."))


def test_references_that_are_too_large_are_left_out_and_said(bench: Bench) -> None:
    large = replace(reference("mood"), size=UPLOAD_LIMIT + 1, description="the harbour")
    brief = bench.brief(2, references=(large,), cast=(replace(REN, reference=large),))
    (call,) = bench.plan(brief)
    assert call.references == ()
    assert "attachments" not in body_of(call)
    assert "“the harbour” is larger than the 10 MB" in bench.said(brief)
    public = replace(large, url="https://studio.example.org/1")
    (call,) = bench.plan(replace(brief, references=(public,)))
    assert body_of(call)["attachments"] == [{"type": "image", "url": "https://studio.example.org/1"}]


def test_a_character_in_one_state_all_through_is_shown_in_it(bench: Bench) -> None:
    ren = replace(REN, reference=reference("usual"), state_references={"disguise": reference("beard")})
    both = tuple(replace(panel, states={"Ren": "disguise"}) for panel in panels(2))
    (call,) = bench.plan(bench.brief(panels=both, cast=(ren,)))
    assert [each.sha256 for each in call.references] == [reference("beard").sha256]
    (call,) = bench.plan(bench.brief(panels=(both[0], panels(2)[1]), cast=(ren,)))
    assert [each.sha256 for each in call.references] == [reference("usual").sha256]
    assert "Panel 1, Ren (disguise): a false beard" in body_of(call)["prompt"]


def test_an_upload_without_an_address_is_garbled_and_nothing_is_created(bench: Bench) -> None:
    (call,) = bench.plan(bench.brief(1, references=(reference("mood"),)))
    bench.server.fault("POST", "/upload", Answer(200, {"code": 500}))
    with pytest.raises(Garbled):
        bench.submit(call)
    assert bench.server.creates == []


def drawn_follows(bench: Bench, count: int = 3, **more: Any) -> dict[str, Any]:
    (drawn,) = bench.draw(bench.brief(count, **more))
    return dict(drawn.last.pictures[-1].remote)


def test_a_continuation_appends_several_pages(bench: Bench) -> None:
    follows = drawn_follows(bench, 4, pages=(2, 2))
    assert (follows["page"], follows["panel"], follows["pages"]) == (1, 1, 2)
    fresh = tuple(PanelBrief(f"n{number}") for number in range(6))
    brief = Brief(fresh, kind="continue", pages=(3, 3), prompt="They reach the sea.", follows=follows)
    (call,) = bench.plan(brief)
    assert body_of(call) == {
        "action": "continueWrite",
        "prompt": "They reach the sea.",
        "pagination": {"totalPages": 2, "panelsPerPage": 3},
    }
    drawn = bench.watch(call, bench.submit(call))
    assert drawn.ticket.reported is None
    assert [(found.remote["page"], found.remote["panel"]) for found in drawn.last.pictures] == [
        (page, panel) for page in (2, 3) for panel in range(3)
    ]


def test_a_continuation_after_another_one_finds_its_own_pages(bench: Bench) -> None:
    follows = drawn_follows(bench, 2)
    one, two = (Brief((PanelBrief(key),), kind="continue", prompt="On.", follows=follows) for key in "ab")
    tickets = [(call, bench.submit(call)) for brief in (one, two) for call in bench.plan(brief)]
    places = [bench.watch(call, ticket).last.pictures[0].remote["page"] for call, ticket in tickets]
    assert places == [1, 2]


def test_only_one_part_of_a_split_continuation_appends(bench: Bench) -> None:
    follows = {"generation": "gen_1", "page": 0, "panel": 0, "url": "", "pages": 1}
    first, second = bench.plan(bench.brief(23, pages=(6, 5, 6, 6), kind="continue", follows=follows))
    assert body_of(first)["action"] == "continueWrite"
    assert "action" not in body_of(second)
    assert second.request["before"] == {}


def test_the_success_of_before_does_not_end_a_continuation(bench: Bench, clock: Clock) -> None:
    follows = {"generation": "gen_1", "page": 0, "panel": 0, "url": "", "pages": 1}
    (call,) = bench.plan(bench.brief(4, pages=(2, 2), kind="continue", follows=follows))
    old = {"page": 0, "panels": [{"assetUrl": f"{SITE}/old.png"}]}
    new = {"page": 1, "panels": [{"assetUrl": f"{SITE}/1.png"}, {"assetUrl": f"{SITE}/2.png"}]}
    ticket = Ticket("gen_1", {"first": 1, "issued": clock.now})
    for comics in ([old], [old, new]):
        answer = {"status": "PROCESSED", "comics": comics}
        assert bench.check(ticket, call, replying(answer)).state == "running"
    clock.now += SETTLE
    progress = bench.check(ticket, call, replying({"status": "PROCESSED", "comics": [old, new]}))
    assert progress.state == "done"
    assert urls(progress) == {"p0": f"{SITE}/1.png", "p1": f"{SITE}/2.png"}


def redraw_brief(bench: Bench, remote: Mapping[str, Any], **more: Any) -> Brief:
    panel = replace(panels(3)[1], **{"prompt": "Ren climbs a tower", "remote": remote, **more})
    return bench.brief(panels=(panel,), kind="redraw", pages=(1,), text="")


def test_a_redraw_sends_words_caption_and_pictures(bench: Bench) -> None:
    follows = drawn_follows(bench, 3)
    brief = redraw_brief(bench, follows, references=(reference("tower"),))
    (call,) = bench.plan(replace(brief, cast=(replace(REN, reference=reference("ren")), MINO)))
    ticket = bench.submit(call)
    sent = bench.server.creates[-1].json()
    assert sent["action"] == "regeneratePanel"
    assert (sent["page"], sent["panel"], sent["caption"]) == (0, 2, "Ren: Who is there?")
    assert sent["prompt"].startswith("Ren climbs a tower")
    assert "tan coat" in sent["prompt"]
    assert sent["images"] == list(bench.server.uploads)  # type: ignore[attr-defined]
    assert len(sent["images"]) == 2
    assert ticket.reported == Price(Decimal(1), "credits")


def test_the_old_picture_is_not_taken_for_the_new_one(bench: Bench, clock: Clock) -> None:
    follows = drawn_follows(bench, 3)
    (call,) = bench.plan(redraw_brief(bench, follows))
    ticket = bench.submit(call)
    assert ticket.data["url"] == follows["url"]
    assert bench.check(ticket, call).state == "running"
    last = bench.watch(call, ticket).last
    assert last.state == "done"
    assert last.pictures[0].url != follows["url"]
    assert last.pictures[0].remote == {**follows, "url": last.pictures[0].url}


def test_the_same_address_counts_only_when_the_status_has_settled(bench: Bench, clock: Clock) -> None:
    remote = {"generation": "gen_1", "page": 0, "panel": 1, "url": f"{SITE}/a.png?sig=1", "pages": 1}
    (call,) = bench.plan(redraw_brief(bench, remote))
    ticket = Ticket("gen_1", {"url": remote["url"], "issued": clock.now})
    signed_again = {"status": "PROCESSED", "data": {"assetUrl": f"{SITE}/a.png?sig=2"}}
    assert bench.check(ticket, call, replying(signed_again)).state == "running"
    clock.now += SETTLE
    assert bench.check(ticket, call, replying({**signed_again, "status": "LOADING"})).state == "running"
    assert urls(bench.check(ticket, call, replying(signed_again))) == {"p1": f"{SITE}/a.png?sig=2"}
    whole = {"status": "LOADING", "comics": [{"page": 0, "panels": [{"assetUrl": ""}, {"assetUrl": f"{SITE}/b.png"}]}]}
    assert urls(bench.check(ticket, call, replying(whole))) == {"p1": f"{SITE}/b.png"}


def test_a_failed_look_before_a_change_sends_nothing(bench: Bench) -> None:
    follows = drawn_follows(bench, 3)
    (call,) = bench.plan(redraw_brief(bench, follows))
    bench.server.fault("GET", "/generations/", Answer(200, "<html>down</html>"))
    with pytest.raises(Garbled):
        bench.submit(call)
    assert bench.server.asked("PATCH", "") == []


@pytest.mark.parametrize("shape", ["comics", "comicData", "comicDataText", "panels", "artwork"])
@pytest.mark.parametrize("relative", [False, True])
def test_every_shape_of_a_result_is_read(bench: Bench, shape: str, relative: bool) -> None:
    bench.server.shape, bench.server.relative = shape, relative  # type: ignore[attr-defined]
    (drawn,) = bench.draw(bench.brief(4, pages=(2, 2)))
    assert drawn.last.state == "done"
    assert [found.key for found in drawn.last.pictures] == ["p0", "p1", "p2", "p3"]
    assert {found.url.partition("/files/")[0] for found in drawn.last.pictures} == {f"http://{bench.server.host_port}"}


def test_one_address_as_output_is_the_picture_of_one_panel(bench: Bench) -> None:
    bench.server.shape, bench.server.done_word = "output", "SUCCEEDED"  # type: ignore[attr-defined]
    (drawn,) = bench.draw(bench.brief(1))
    assert [found.key for found in drawn.last.pictures] == ["p0"]


@pytest.mark.parametrize("word", ["processed", "COMPLETED", "Succeeded"])
def test_words_for_success(bench: Bench, word: str) -> None:
    answer = {
        "status": word,
        "panels": [{"assetUrl": f"{SITE}/1.png", "image": "x"}, {"assetUrl": f"{SITE}/2.png", "image": []}],
    }
    assert told(bench, answer).state == "done"


@pytest.mark.parametrize("word", ["LOADING", "PENDING", "QUEUED", "", "SOMETHING_NEW", None, 7])
def test_every_other_word_means_that_it_goes_on(bench: Bench, word: Any) -> None:
    progress = told(bench, {"status": word, "panels": [{"assetUrl": f"{SITE}/1.png"}, {"assetUrl": ""}]})
    assert progress.state == "running"
    assert urls(progress) == {"p0": f"{SITE}/1.png"}


@pytest.mark.parametrize("empty", [{"assetUrl": ""}, {}, {"assetUrl": None}, {"image": f"{SITE}/reference.png"}])
def test_success_without_a_picture_is_not_the_end(bench: Bench, empty: dict[str, Any]) -> None:
    progress = told(bench, {"status": "PROCESSED", "panels": [{"assetUrl": f"{SITE}/1.png"}, empty]})
    assert progress.state == "running"
    assert told(bench, {"status": "PROCESSED", "comics": []}).state == "running"


def test_fewer_panels_than_asked_are_the_end_and_keep_their_places(bench: Bench) -> None:
    comics = [{"page": 0, "panels": [{"panel": at, "assetUrl": f"{SITE}/{at}.png"} for at in (3, 0)]}]
    progress = told(bench, {"status": "PROCESSED", "comics": comics}, count=4)
    assert progress.state == "done"
    assert urls(progress) == {"p0": f"{SITE}/0.png", "p3": f"{SITE}/3.png"}


def test_more_panels_than_asked_are_ignored(bench: Bench) -> None:
    bench.server.surplus = 2  # type: ignore[attr-defined]
    (drawn,) = bench.draw(bench.brief(4, pages=(2, 2)))
    assert [(found.key, found.remote["page"], found.remote["panel"]) for found in drawn.last.pictures] == [
        ("p0", 0, 0),
        ("p1", 0, 1),
        ("p2", 1, 0),
        ("p3", 1, 1),
    ]


def test_panels_that_the_service_divides_otherwise_are_taken_in_reading_order(bench: Bench) -> None:
    pages = [
        {"page": page, "panels": [{"panel": at, "assetUrl": f"{SITE}/{page}{at}.png"} for at in (0, 1)]} for page in (1, 0)
    ]
    assert list(urls(told(bench, {"status": "PROCESSED", "comics": pages}, count=4)).values()) == [
        f"{SITE}/{name}.png" for name in ("00", "01", "10", "11")
    ]


@pytest.mark.parametrize(
    ("error", "kind", "says"),
    [
        ("The model is down", EngineError, "It says: The model is down."),
        ({"code": "insufficient_credits", "message": "Insufficient credits"}, CreditExhausted, "no credits left"),
        ({"code": "content_policy_violation", "message": "Blocked."}, Refused, "refuses these words"),
        (f"bad key {TOKEN}", EngineError, "bad key …"),
        (None, EngineError, "could not draw this."),
    ],
)
def test_failures_say_why(bench: Bench, error: Any, kind: type[EngineError], says: str) -> None:
    progress = told(bench, {"status": "FAILED", "error": error, "panels": [{"assetUrl": f"{SITE}/1.png"}, {"assetUrl": ""}]})
    assert progress.state == "failed"
    assert type(progress.error) is kind
    assert says in str(progress.error)
    assert urls(progress) == {"p0": f"{SITE}/1.png"}


def test_the_failure_of_before_does_not_end_a_change(bench: Bench, clock: Clock) -> None:
    remote = {"generation": "gen_1", "page": 0, "panel": 1, "url": f"{SITE}/a.png", "pages": 1}
    (call,) = bench.plan(redraw_brief(bench, remote))
    answer = replying({"status": "FAILED", "data": {"assetUrl": f"{SITE}/a.png"}})
    ticket = Ticket("gen_1", {"url": remote["url"], "issued": clock.now, "failed": True})
    assert bench.check(ticket, call, answer).state == "running"
    clock.now += SETTLE
    assert bench.check(ticket, call, answer).state == "failed"


def test_json_that_tells_nothing_is_garbled(bench: Bench) -> None:
    with pytest.raises(Garbled):
        told(bench, {"hello": "world"})


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, {"error": "Too Many Requests"}, Busy),
        (429, {"error": "You have no credits left"}, CreditExhausted),
        (402, {}, CreditExhausted),
        (403, {"message": "Access denied"}, KeyRejected),
        (403, {"message": "Rejected by content moderation"}, Refused),
        (400, {"error": {"code": "bad_size", "message": "size is not supported"}}, Unsupported),
        (500, {"error": "insufficient credits"}, OutcomeUnknown),
        (200, {"status": "LOADING"}, OutcomeUnknown),
    ],
)
def test_errors_of_a_create_call(bench: Bench, status: int, body: dict[str, Any], kind: type[EngineError]) -> None:
    (call,) = bench.plan(bench.brief(1))
    with pytest.raises(EngineError) as caught:
        bench.submit(call, replying(body, status=status))
    assert type(caught.value) is kind


@pytest.mark.parametrize("reply", [{"id": "g7"}, {"artwork": {"id": "g7"}}, {"data": {"id": "g7"}}])
def test_ids_of_old_and_new_servers(bench: Bench, reply: dict[str, Any]) -> None:
    (call,) = bench.plan(bench.brief(1))
    ticket = bench.submit(call, replying({**reply, "usage": {"total_comics": 4}}))
    assert ticket.id == "g7"
    assert ticket.reported == Price(Decimal(4), "credits")


@pytest.mark.parametrize(
    ("usage", "credits", "rate"),
    [
        ({"apiUsageCount": 12, "apiMaxUsage": 100, "credits": 88, "isPaidPlan": True}, "88 credits", 10),
        ({"creditBalance": "7"}, "7 credits", 4),
        ({"remaining": 0, "isPaidPlan": False}, "0 credits", 4),
    ],
)
def test_usage_tells_credits_and_rate(bench: Bench, usage: dict[str, Any], credits: str, rate: int) -> None:
    account = bench.run(bench.engine.test, replying(usage))
    assert (account.credits, account.per_minute) == (credits, rate)
    assert f"{credits} left" in account.says
    json.dumps(account.facts)
    with pytest.raises(Garbled):
        bench.run(bench.engine.test, replying({"ok": True}))


def test_the_price_is_what_the_person_typed_or_a_credit_a_panel(bench: Bench) -> None:
    brief = bench.brief(4)
    assert bench.engine.price(brief, {}) == Price(Decimal(4), "credits")
    assert bench.engine.price(brief, {"unit_price": "0.05", "unit": "EUR"}) == Price(Decimal("0.20"), "EUR")


GOOD = {"prompt": "A fox.", "preset": "render", "size": "1024x1024", "fixPanelNum": 2}


@pytest.mark.parametrize(
    "change",
    [
        {"size": "100x100"},
        {"model": None},
        {"colour": "red"},
        {"pagination": {"totalPages": 1, "panelsPerPage": 1}},
        {"fixPanelNum": "2"},
        {"fixPanelNum": 21},
        {"fixPanelNum": True},
        {"prompt": " "},
        {"comicRoles": []},
        {"comicRoles": [{"name": "Ren", "image": "https://s.llamagen.example/uploads/9.png"}]},
        {"attachments": [{"type": "image", "url": "reference:abc"}]},
        {"upscale": ""},
    ],
    ids=str,
)
def test_the_server_takes_no_sloppy_request(server: LlamaGenServer, change: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(trust_env=False, headers=headers) as client:
        refused = client.post(f"{server.base_url}/comics/generations", json={**GOOD, **change})
        assert refused.status_code == 400
        assert refused.json()["error"]
        assert client.post(f"{server.base_url}/comics/generations", json=GOOD).status_code == 200
    assert len(server.creates) == 1
