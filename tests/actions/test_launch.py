"""Launching: what is made, what is refused, what a second press does."""

import pytest

from comics.actions.errors import Refusal
from comics.actions.launch import BEST_FIT, Plan, default_plan, launch, preflight
from comics.models import Drawing, Generation, Lettering, Page, Panel, Take
from comics.vocabulary import SIZES
from tests.studio import SCRIPT, flat_engine, make_issue, make_people
from tests.studio import launch as launch_and_draw

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


def test_a_launch_draws_every_panel_of_the_script(people):
    issue = make_issue(people)
    with flat_engine() as flat:
        made = launch_and_draw(issue, people)
    made.refresh_from_db()
    assert made.state == "ready"
    assert [panel.objective for panel in Panel.objects.filter(page__issue=issue)] == ["Meet", "Ask", "Walk"]
    assert sorted(flat.drawn) == sorted(str(pk) for pk in Panel.objects.values_list("pk", flat=True))
    for panel in Panel.objects.all():
        assert panel.chosen == panel.takes.get(number=1)
        assert panel.frame.area > 0
    assert all(line.balloons() for line in Lettering.objects.all())
    assert Page.objects.get(issue=issue).preview is not None


def test_pages_times_panels_cuts_the_script(people):
    issue = make_issue(people)
    with flat_engine():
        launch_and_draw(issue, people, pages=2, per_page=2)
    assert [page.panels.count() for page in issue.live_pages()] == [2, 1]


def test_the_engine_hears_of_cast_style_and_what_went_before(people):
    issue = make_issue(people)
    with flat_engine() as flat:
        launch_and_draw(issue, people)
    last = flat.briefs[-1]
    assert [member.name for member in last.cast] == ["Ren", "Mino"]
    assert last.style.genre == "mystery"
    assert "rainy alley" in last.panels[0].context[0]
    second = next(brief.panels[0] for brief in flat.briefs if brief.panels[0].objective == "Ask")
    assert second.speakers == ("Ren", "Mino")


def test_a_voice_from_a_radio_or_from_outside_is_nobody_to_draw(people):
    issue = make_issue(
        people, text="[Panels]\n1) Panel objective: Listen\n   - Dialogue / caption: Ship (radio): Hm. / Ren: Yes?\n"
    )
    with flat_engine() as flat:
        launch_and_draw(issue, people)
    assert flat.briefs[0].panels[0].speakers == ("Ren",)


@pytest.mark.parametrize("size", sorted(SIZES))
def test_each_of_the_nine_sizes_is_drawn_as_asked(people, size):
    issue = make_issue(people)
    launch_and_draw(issue, people, draw=False, size=size)
    assert {(d.width, d.height) for d in Drawing.objects.all()} == {SIZES[size]}


def test_best_fit_takes_a_supported_size_of_the_frames_own_shape(people):
    issue = make_issue(people)
    launch_and_draw(issue, people, draw=False, size=BEST_FIT)
    for drawing in Drawing.objects.select_related("panel"):
        frame = drawing.panel.frame
        assert (drawing.width, drawing.height) in SIZES.values()
        assert (frame.w > frame.h) == (drawing.width > drawing.height) or 0.75 < frame.w / frame.h < 1.34


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan(pages=21, per_page=1), "pages"),
        (Plan(pages=1, per_page=21), "per_page"),
        (Plan(pages=0, per_page=1), "pages"),
        (Plan(pages=2), "pages"),
        (Plan(size="13x13"), "size"),
        (Plan(engine="etch-a-sketch"), "engine"),
    ],
)
def test_numbers_sizes_and_engines_that_there_are_not_are_refused(people, plan, field):
    issue = make_issue(people)
    with pytest.raises(Refusal) as refused:
        launch(issue, plan, by=people.owner, nonce="n" * 20)
    assert refused.value.field == field
    assert not Generation.objects.exists()
    assert not Page.objects.exists()


@pytest.mark.parametrize("text", ["", "   \n\n", "[Panels]\n", "[Story]\n- Premise:\n"])
def test_an_empty_script_is_refused_and_nothing_is_made(people, text):
    issue = make_issue(people, text=text)
    with pytest.raises(Refusal, match=r"[Pp]anel"):
        launch(issue, Plan(), by=people.owner, nonce="n" * 20)
    assert not Page.objects.exists()


def test_an_idea_without_panels_is_cut_into_panels(people):
    issue = make_issue(people, text="[Story]\n- Premise: A robot finds a flower on the moon.\n")
    launch_and_draw(issue, people, draw=False, pages=1, per_page=3)
    assert Panel.objects.count() == 3


def test_a_second_press_makes_nothing_more(people):
    issue = make_issue(people)
    first = launch(issue, Plan(), by=people.owner, nonce="same-number-of-the-button")
    second = launch(issue, Plan(), by=people.owner, nonce="same-number-of-the-button")
    assert first == second
    assert Page.objects.count() == 1


def test_launching_again_puts_the_former_pages_into_the_bin(people):
    issue = make_issue(people)
    launch_and_draw(issue, people, draw=False)
    old = issue.live_pages().get()
    launch_and_draw(issue, people, draw=False)
    old.refresh_from_db()
    assert old.binned_at is not None
    assert issue.live_pages().get().position == 1


def test_a_panel_that_cannot_be_drawn_says_why_and_the_others_are_drawn(people):
    issue = make_issue(people)
    with flat_engine(fails="bridge"):
        made = launch_and_draw(issue, people)
    made.refresh_from_db()
    assert made.state == "failed"
    assert Take.objects.count() == 2
    failed = Drawing.objects.get(state="failed")
    assert failed.panel.objective == "Walk"
    assert "draw it again" in failed.error


def test_the_preflight_counts_prices_and_changes_nothing(people):
    issue = make_issue(people)
    ready = preflight(issue, Plan(pages=2, per_page=4))
    assert ready.may_launch
    assert str(ready.price) == "free"
    assert any("8 panels were asked for" in remark.text for remark in ready.remarks)
    assert not Page.objects.exists()


def test_the_default_plan_reads_the_size_from_the_script(people):
    issue = make_issue(people, text=SCRIPT.replace("1024x1024", "576x1024"))
    assert default_plan(issue).size == "576x1024"


def test_the_preflight_knows_that_a_place_goes_on_from_the_panels_before(people):
    panels = "[Panels]\n1) Scene: Wide shot of a harbour at dusk\n   - Action: Ren waits.\n2) Action: Ren smiles.\n"
    remarks = [remark.text for remark in preflight(make_issue(people, text=panels), Plan()).remarks]
    assert not any("no place" in text for text in remarks)
    lost = preflight(make_issue(people, text="[Panels]\n1) Action: Ren smiles.\n", title="Lost"), Plan()).remarks
    assert any("no place" in remark.text for remark in lost)
