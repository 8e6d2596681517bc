"""Going on with a comic by API, drawing a panel of it again, and who may."""

import json

import pytest

from comics.actions.series import create_issue, create_series
from comics.actions.states import set_state
from comics.models import Drawing, Lettering, Page
from comics.vocabulary import Scope
from comics.wire_answers import Continued, Redrawn
from tests.api.asking import COMICS, Program, issue_of
from tests.api.comics.orders import STORY, panels_of
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


# Going on with one


def test_a_comic_goes_on(program, comic):
    told = program.patch(
        comic["id"], action="continueWrite", prompt="They swim.", pagination={"totalPages": 2, "panelsPerPage": 1}
    )
    Continued.model_validate(told)
    assert {name: told[name] for name in ("id", "status", "usage", "page", "pagination", "model")} == {
        "id": comic["id"],
        "status": "LOADING",
        "usage": {"total_comics": 2, "continued_pages": 2},
        "page": 1,
        "pagination": {"totalPages": 2, "panelsPerPage": 1},
        "model": "storyboard",
    }
    pages = program.get(comic["id"])["comics"]
    facts = [(page["prompt"], page["beginPageIndex"], page["totalPages"], page["panelsPerPage"]) for page in pages]
    assert facts == [(STORY, 0, 1, 2), ("They swim.", 1, 2, 1), ("They swim.", 1, 2, 1)]
    assert all(panel["assetUrl"] for page in pages for panel in page["panels"])


@pytest.mark.parametrize(("shape", "panels"), [({}, 2), ({"fixPanelNum": 3}, 3), ({"fixPanelNum": None}, 2)])
def test_a_page_more_has_as_many_panels_as_the_last_unless_told(waiting, comic, shape, panels):
    told = waiting.patch(comic["id"], action="continueWrite", prompt="They swim.", **shape)
    assert (told["usage"], told["page"]) == ({"total_comics": panels, "continued_pages": 1}, 1)
    assert waiting.get(comic["id"])["status"] == "LOADING"


def test_going_on_keeps_size_and_language(waiting):
    made = waiting.create(prompt=STORY, fixPanelNum=1, size="1024x512", language="Japanese")
    waiting.patch(made["id"], action="continueWrite", prompt="They swim.")
    waiting.patch(made["id"], action="continueWrite", prompt="They run.")
    newest = issue_of(made).generations.first()
    assert (newest.size, newest.language, newest.kind) == ("1024x512", "ja", "continue")


def test_attachments_of_a_continuation_stand_with_its_first_page(waiting, comic):
    files = [{"type": "document", "url": "https://x.example/a.pdf"}]
    more = {"pagination": {"totalPages": 2, "panelsPerPage": 1}, "attachments": files}
    waiting.patch(comic["id"], action="continueWrite", prompt="They swim.", **more)
    assert [page["attachments"] for page in waiting.get(comic["id"])["comics"]] == [[], files, []]


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"prompt": " "},
        {"prompt": "x" * 10_001},
        {"prompt": "x", "fixPanelNum": 21},
        {"prompt": "x", "fixPanelNum": 1, "pagination": {"totalPages": 1, "panelsPerPage": 1}},
        {"prompt": "x", "pagination": {}},
        {"prompt": "x", "model": "nobody:1"},
        {"prompt": "x", "model": "kling"},
    ],
)
def test_what_cannot_go_on_is_refused_and_leaves_nothing(waiting, comic, order):
    waiting.patch(comic["id"], 422, action="continueWrite", **order)
    assert issue_of(comic).generations.count() == 1
    assert issue_of(comic).pages.count() == 1


# One panel again


@pytest.mark.parametrize("action", [{}, {"action": "regeneratePanel"}, {"action": None}])
@pytest.mark.parametrize("place", [{"panel": 1}, {"panelIndex": 1, "pageIndex": 0}, {"panel_index": 1, "page_index": 0}])
def test_a_panel_is_drawn_again(waiting, comic, place, action):
    told = waiting.patch(comic["id"], prompt="A lake.", **place, **action)
    Redrawn.model_validate(told)
    assert {name: told[name] for name in ("id", "status", "panel", "usage", "model")} == {
        "id": comic["id"],
        "status": "LOADING",
        "panel": {"page": 0, "panel": 1},
        "usage": {"redraw_panels": 1},
        "model": "storyboard",
    }
    drawing = Drawing.objects.get(generation=issue_of(comic).generations.first())
    assert (drawing.panel.position, drawing.generation.prompt) == (1, "A lake.")


def test_a_panel_drawn_again_has_another_picture(program, comic):
    before = program.get(comic["id"])
    program.patch(comic["id"], panel=1, prompt="A lake.")
    after = program.get(comic["id"])
    assert after["status"] == "PROCESSED"
    changed = [old["assetUrl"] != new["assetUrl"] for old, new in zip(panels_of(before), panels_of(after), strict=True)]
    assert changed == [False, True]


@pytest.mark.parametrize("name", ["prompt", "panelPrompt", "panel_prompt"])
def test_the_words_of_a_panel_by_every_spelling(waiting, comic, name):
    waiting.patch(comic["id"], panel=0, **{name: "A lake."})
    assert issue_of(comic).generations.first().prompt == "A lake."


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("The scenery is so beautiful!", "The scenery is so beautiful!"),
        ("Alice: Look!\nSFX: SPLASH", None),
    ],
)
def test_a_caption_alone_is_the_new_dialogue(program, comic, sent, told):
    program.patch(comic["id"], panel=1, caption=sent)
    caption = program.get(comic["id"], panel=1)["data"]["caption"]
    assert caption == told if told else "Look!" in caption
    lines = list(Lettering.objects.filter(panel__page__issue=issue_of(comic)).values_list("text", flat=True))
    assert lines == [line.partition(": ")[2] or line for line in sent.split("\n")]
    program.patch(comic["id"], panel=1, prompt="A lake.", caption="")
    assert program.get(comic["id"], panel=1)["data"]["caption"] == caption  # nothing was said of it


@pytest.mark.parametrize(
    ("order", "says"),
    [
        ({"panel": 1}, "one of them is needed"),
        ({"panel": 1, "prompt": " ", "caption": "", "images": [], "images_url": ""}, "one of them is needed"),
        ({"prompt": "x"}, "which panel"),
        ({"panel": None, "prompt": "x"}, "which panel"),
        ({"panel": -1, "prompt": "x"}, "panel"),
        ({"panel": "1", "prompt": "x"}, "whole number"),
        ({"panel": True, "prompt": "x"}, "whole number"),
        ({"panel": 1, "page": -1, "prompt": "x"}, "page"),
        ({"panel": 1, "prompt": "x", "action": "erase"}, "no such action"),
        ({"panel": 1, "prompt": "x", "action": ""}, "no such action"),
        ({"panel": 1, "prompt": "x", "action": 5}, "no such action"),
        ({"panel": 1, "prompt": "x" * 10_001}, "prompt"),
        ({"panel": 1, "caption": "x" * 5001}, "caption"),
        ({"panel": 1, "caption": "a\x00"}, "NUL"),
        ({"panel": 1, "images": ["lake.png"]}, "https://"),
        ({"panel": 1, "images_url": "lake.png"}, "https://"),
        ({"panel": 1, "prompt": "x", "model": "depicta"}, "Engine keys"),
    ],
)
def test_what_cannot_be_drawn_again_is_refused(waiting, comic, order, says):
    told = waiting.patch(comic["id"], 422, **order)
    assert says in told["message"], told
    assert issue_of(comic).generations.count() == 1


@pytest.mark.parametrize("place", [{"panel": 2}, {"panel": 0, "page": 1}, {"panel": 10**30}])
def test_a_panel_that_there_is_not_is_not_drawn_again(waiting, comic, place):
    assert waiting.patch(comic["id"], 404, prompt="x", **place)["error"] == "not_found"


def test_a_panel_that_is_being_drawn_is_not_drawn_again(waiting, comic):
    waiting.patch(comic["id"], panel=0, prompt="A lake.")
    assert waiting.patch(comic["id"], 409, panel=0, prompt="Another.")["error"] == "conflict"
    waiting.patch(comic["id"], panel=1, prompt="Another.")


def test_of_two_at_once_one_draws_the_panel_again(people, comic):
    programs = [Program(people.owner, people.team) for _ in range(4)]
    asked = [
        lambda one=one: one.ask("PATCH", f"{COMICS}/{comic['id']}", {"panel": 0, "prompt": "A lake."}).status_code
        for one in programs
    ]
    assert sorted(at_once(asked)) == [200, 409, 409, 409]
    assert issue_of(comic).generations.count() == 2


def test_two_that_go_on_at_once_add_their_pages_one_after_the_other(people, comic):
    programs = [Program(people.owner, people.team) for _ in range(3)]
    order = {"action": "continueWrite", "prompt": "They swim.", "fixPanelNum": 1}
    told = at_once([lambda one=one: one.patch(comic["id"], **order) for one in programs])
    assert sorted(each["page"] for each in told) == [1, 2, 3], told
    assert sorted(issue_of(comic).live_pages().values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_locked_page_is_not_touched(waiting, comic, people):
    page = Page.objects.get(issue=issue_of(comic))
    set_state(page.issue, [page], "locked", by=people.owner, unlocks=True)
    told = waiting.patch(comic["id"], 423, panel=0, prompt="A lake.")
    assert told["error"] == "locked"
    assert "locked" in told["message"]
    assert waiting.patch(comic["id"], action="continueWrite", prompt="They swim.")["page"] == 1


def test_what_is_drawn_goes_on_with_words_of_the_studio(program, people):
    """An issue that was begun in the studio and never drawn goes on by API once it has a page."""
    series = create_series(people.team, by=people.owner, title="Fox")
    issue = create_issue(series, by=people.owner)
    Page.objects.create(issue=issue, position=1)
    told = program.patch(f"gen_{issue.pk}", action="continueWrite", prompt="They swim.", fixPanelNum=1)
    assert told["page"] == 1
    assert program.get(f"gen_{issue.pk}")["status"] == "PROCESSED"


# Who may


def test_an_editor_may_and_a_scope_is_needed(people, comic):
    editor = Program(people.member, people.team)
    editor.get(comic["id"])
    editor.patch(comic["id"], panel=0, prompt="x")
    reads, draws = (Program(people.owner, people.team, [scope]) for scope in (Scope.READ, Scope.DRAW))
    assert reads.get(comic["id"])["id"] == comic["id"]
    for answer in (
        reads.create(403, prompt="x"),
        reads.patch(comic["id"], 403, panel=1, prompt="x"),
        draws.get(comic["id"], 403),
    ):
        assert answer["error"] == "forbidden"
    draws.patch(comic["id"], panel=1, prompt="x")
    stranger = Program(people.stranger, people.stranger.personal_team)
    stranger.get(comic["id"], 404)
    stranger.patch(comic["id"], 404, panel=0, prompt="x")


def test_no_answer_tells_of_another_team(people, comic):
    stranger = Program(people.stranger, people.stranger.personal_team)
    made = stranger.create(prompt="Owl", fixPanelNum=1)
    assert "Crystal" not in json.dumps(stranger.get(made["id"]))
