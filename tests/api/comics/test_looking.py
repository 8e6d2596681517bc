"""Looking at a comic by API: whole, or one panel of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comics.actions.pages import bin_page
from comics.actions.series import bin_it
from comics.models import Lettering, Page, Panel
from comics.models.assets import asset_picture, signed_part
from comics.programs import generations
from comics.programs.generations import told_json
from comics.wire_answers import OnePanel
from tests.api.asking import Program, issue_of
from tests.api.comics.orders import STORY, panels_of
from tests.studio import SCRIPT, flat_engine, launch, make_issue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "query",
    [
        {"panel": 1},
        {"panel": 1, "page": 0},
        {"panel_index": 1, "page_index": 0},
        {"panelIndex": 1, "pageIndex": 0},
        {"panel": 1, "panel_index": 7},
    ],
)
def test_one_panel_is_told_by_every_spelling(program, comic, query):
    told = program.get(comic["id"], **query)
    OnePanel.model_validate(told)
    whole = program.get(comic["id"])
    expected = {"id": comic["id"], "status": "PROCESSED", "prompt": STORY, "page": 0, "panel": 1, "pagePrompt": STORY}
    assert told == {**expected, "layout": "Layout0", "data": whole["comics"][0]["panels"][1]}


@pytest.mark.parametrize("query", [{"panel": 2}, {"panel": 0, "page": 1}, {"panel": 10**30}])
def test_a_panel_that_there_is_not_is_404(program, comic, query):
    assert program.get(comic["id"], 404, **query)["error"] == "not_found"


@pytest.mark.parametrize("query", [{"panel": -1}, {"panel": "x"}, {"panel": 0, "page": -1}, {"panel": ""}])
def test_what_is_no_place_is_422(program, comic, query):
    program.get(comic["id"], 422, **query)


def test_a_page_without_a_panel_asks_for_the_whole(program, comic):
    assert "comics" in program.get(comic["id"], page=0)


@pytest.mark.parametrize(
    "id", ["gen_0", "gen_999999", "gen_", "gen_01", "1", "x", "gen_1x", "gen_99999999999999999999", "exp_1"]
)
def test_an_id_that_there_is_not_is_404(program, id):
    program.get(id, 404)
    program.patch(id, 404, panel=0, prompt="x")


def test_what_was_made_in_the_studio_can_be_read_and_changed(program, people):
    issue = make_issue(people)
    launch(issue, people)
    id = f"gen_{issue.pk}"
    told = program.get(id)
    assert (told["status"], told["prompt"]) == ("PROCESSED", SCRIPT)
    captions = [panel["caption"] for panel in panels_of(told)]
    assert (
        captions == ["Place: “Dusk. Lantern Street.”", "Ren: “Are you lost?”\nMino: “A little.”", "SFX: “TAP TAP”"] or captions
    )
    assert "Are you lost?" in captions[1]
    assert captions[1].count("\n") == 1
    program.patch(id, panel=0, prompt="Closer")
    assert len(Panel.objects.filter(page__issue=issue)[0].takes.all()) == 2


def test_an_issue_that_was_never_launched_or_lies_in_the_bin_is_not_there(program, people, comic):
    issue = make_issue(people)
    program.get(f"gen_{issue.pk}", 404)
    bin_it(issue_of(comic), by=people.owner)
    program.get(comic["id"], 404)
    program.patch(comic["id"], 404, panel=0, prompt="x")


def test_what_lies_in_the_bin_is_not_counted(program, people):
    made = program.create(prompt=STORY, pagination={"totalPages": 3, "panelsPerPage": 1})
    second = Page.objects.get(issue=issue_of(made), position=2)
    bin_page(second, by=people.owner)
    told = program.get(made["id"])
    assert [page["page"] for page in told["comics"]] == [0, 1]
    shown = Panel.objects.get(page__issue=issue_of(made), page__binned_at=None, page__position=2)
    told = program.get(made["id"], page=1, panel=0)
    assert asset_picture(signed_part(told["data"]["assetUrl"])) == shown.chosen.picture


def test_pages_without_panels_keep_their_place(program, comic):
    issue = issue_of(comic)
    Page.objects.create(issue=issue, position=2)
    issue.next_stamp()
    told = program.get(comic["id"])
    assert [(page["page"], page["panels"] == []) for page in told["comics"]] == [(0, False), (1, True)]
    program.get(comic["id"], 404, page=1, panel=0)


def test_a_comic_that_failed_says_why(people):
    with flat_engine(fails="Establishing"):
        program = Program(people.owner, people.team, draws=True)
        made = program.create(prompt=STORY, fixPanelNum=2)
    told = program.get(made["id"])
    assert told["status"] == "FAILED"
    assert "could not draw" in told["error"]["message"]
    assert [bool(panel["assetUrl"]) for panel in panels_of(told)] == [False, True]
    assert program.get(made["id"], panel=0)["error"] == told["error"]
    with flat_engine():
        program.patch(made["id"], panel=0, prompt="A fox.")
    told = program.get(made["id"])
    assert told["status"] == "PROCESSED"
    assert "error" not in told


def test_as_many_queries_tell_a_comic_however_long_it_is(program, comic, monkeypatch):
    monkeypatch.setattr(generations, "told_json", told_json)  # without the comparison of conftest.py, which asks too
    issue = issue_of(comic)
    program.get(comic["id"])

    def asked(*, changed=True, **query):
        if changed:
            issue.next_stamp()  # as whatever changes pages does
        with CaptureQueriesContext(connection) as queries:
            program.get(comic["id"], **query)
        return [each["sql"] for each in queries.captured_queries if each["sql"] not in ("BEGIN", "COMMIT")]

    few = asked()
    for position in range(2, 22):
        page = Page.objects.create(issue=issue, position=position)
        for at in range(4):
            panel = Panel.objects.create(page=page, position=at)
            Lettering.objects.create(panel=panel, kind="speech", speaker="Ren", text="Lost?")
    many = asked()
    assert len(panels_of(program.get(comic["id"]))) == 82
    assert len(few) == len(many) <= 6, many
    assert len(asked(page=20, panel=3)) <= 6
    program.get(comic["id"])
    assert len(asked(changed=False)) == len(many) - 2  # what was told is kept


def test_a_long_prompt_is_not_told_again_with_every_page(program):
    made = program.create(prompt=f"{'Fox. ' * 1000}", pagination={"totalPages": 2, "panelsPerPage": 1})
    told = program.get(made["id"])
    assert len(told["prompt"]) == 5000
    assert [len(page["prompt"]) for page in told["comics"]] == [1000, 1000]
