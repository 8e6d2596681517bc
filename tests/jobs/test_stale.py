"""Which panels are stale, and why: found from what an engine was really told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comics.actions.cast import adopt_cast, save_character, save_location
from comics.actions.edits import undo
from comics.actions.launch import Plan
from comics.actions.lettering import add_lettering
from comics.actions.references import add_reference
from comics.actions.scripts import save_script
from comics.actions.series import bin_it, bring_back, change_series
from comics.actions.splitting import merge_panels, split_panel
from comics.actions.stale import redraw_stale
from comics.actions.takes import choose_take
from comics.jobs import queue
from comics.jobs import stale as checking
from comics.jobs.stale import check_issue
from comics.models import Drawing, Edit, Generation, Issue, Panel, Take
from comics.models.sources import DIALOGUE_CHANGED, DIALOGUE_STAYS, SCRIPT_CHANGED, STYLE_CHANGED, WORDS_CHANGED
from tests.studio import flat_engine, launch, make_issue, make_people, picture_bytes
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    """Three drawn panels: Meet (Ren and Mino), Ask (Ren, and Mino who only speaks), Walk (nobody by name)."""
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    return issue


@pytest.fixture(autouse=True)
def worker(monkeypatch):
    """Everything that is put on the queue is done at once; portraits are flat."""
    with flat_engine() as flat:
        monkeypatch.setattr(queue, "_send", lambda function, ids: queue.run((function, ids)))
        yield flat


def stale(issue):
    """What is said of each panel, by its objective."""
    rows = Panel.objects.filter(page__issue=issue, page__binned_at=None).order_by("page__position", "position")
    return {panel.objective: panel.stale for panel in rows}


def edit(people, issue, *changes):
    """Save the script with each pair's first text made the second."""
    text = Issue.objects.get(pk=issue.pk).script.text
    for before, now in changes:
        assert before in text
        text = text.replace(before, now)
    save_script(issue, by=people.owner, text=text)


def test_nothing_is_stale_after_a_launch_and_checking_touches_nothing(issue):
    stamp = Issue.objects.get(pk=issue.pk).stamp
    check_issue(issue.pk)
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}
    assert Issue.objects.get(pk=issue.pk).stamp == stamp
    assert set(Take.objects.first().source) == {"style", "cast", "place", "words", "script", "dialogue"}


def test_who_is_changed_makes_stale_where_they_are_shown_and_nowhere_else(people, issue):
    adopt_cast(issue, by=people.owner)
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}  # the script said the same of them
    mino = issue.series.characters.get(name="Mino")
    before = Issue.objects.get(pk=issue.pk).stamp
    save_character(issue.series, by=people.owner, character=mino, dress="red raincoat")
    assert stale(issue) == {"Meet": ["Mino changed."], "Ask": ["Mino changed."], "Walk": []}
    told = Panel.objects.filter(page__issue=issue, stamp__gt=before)
    assert sorted(panel.objective for panel in told) == ["Ask", "Meet"]
    save_character(issue.series, by=people.owner, character=mino, dress="")
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}


def test_somebody_whom_the_words_name_comes_and_goes(people, issue):
    edit(people, issue, ("- Name: Mino\n  - Role: child\n  - Appearance: yellow raincoat\n", ""))
    assert stale(issue)["Meet"] == ["Mino is gone."]
    save_character(issue.series, by=people.owner, name="Mino", role="child", appearance="yellow raincoat")
    assert stale(issue)["Meet"] == []
    save_character(issue.series, by=people.owner, name="Lantern")
    assert stale(issue) == {"Meet": ["Lantern is new."], "Ask": [], "Walk": []}
    lantern = issue.series.characters.get(name="Lantern")
    bin_it(lantern)
    assert stale(issue)["Meet"] == []
    bring_back(lantern)
    assert stale(issue)["Meet"] == ["Lantern is new."]


def test_a_state_counts_where_the_character_is_in_it(people, issue):
    edit(people, issue, ("Ren kneels", "Ren (disguise) kneels"))
    ren = save_character(issue.series, by=people.owner, name="Ren", states=[{"name": "disguise", "appearance": "beard"}])
    launch(Issue.objects.get(pk=issue.pk), people)
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}
    save_character(issue.series, by=people.owner, character=ren, states=[{"name": "disguise", "appearance": "wig"}])
    assert stale(issue) == {"Meet": [], "Ask": ["Ren changed."], "Walk": []}


def test_places_and_style_are_told(people, issue):
    bridge = save_location(issue.series, by=people.owner, name="Old bridge", description="of stone")
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": ["The place Old bridge is new."]}
    launch(issue, people)
    save_location(issue.series, by=people.owner, location=bridge, name="Old bridge", description="of wood")
    change_series(issue.series, by=people.owner, palette="ink blue")
    assert stale(issue) == {
        "Meet": [STYLE_CHANGED],
        "Ask": [STYLE_CHANGED],
        "Walk": ["The place Old bridge changed.", STYLE_CHANGED],
    }


def test_reference_pictures_count_for_engines_that_look_at_them(people, issue):
    add_reference(issue.series, by=people.owner, picture=SimpleUploadedFile("ink.png", picture_bytes()), description="Ink")
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}
    Take.objects.update(engine="kling")
    check_issue(issue.pk)
    assert stale(issue)["Meet"] == [STYLE_CHANGED]


def test_a_line_of_the_script_makes_its_panel_stale_until_it_is_written_back(people, issue):
    edit(people, issue, ("Ren kneels and offers a map", "Ren runs away"))
    assert stale(issue) == {"Meet": [], "Ask": [SCRIPT_CHANGED], "Walk": []}
    assert Panel.objects.get(objective="Ask").action == "Ren kneels and offers a map"
    edit(people, issue, ("Ren runs away", "Ren kneels and offers a map"))
    assert stale(issue)["Ask"] == []


def test_panels_put_in_shift_the_others_and_make_nothing_stale(people, issue):
    bell = "2) Panel objective: Bell\n   - Character action: A bell rings\n3) Panel objective: Ask"
    edit(people, issue, ("2) Panel objective: Ask", bell))
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}
    assert list(Panel.objects.order_by("pk").values_list("script_index", flat=True)) == [0, 2, 3]


def test_a_panel_that_was_cut_out_and_pasted_elsewhere_is_found_again(people, issue):
    whole = issue.script.text
    start, end = whole.index("2) Panel"), whole.index("3) Panel")
    save_script(issue, by=people.owner, text=whole[:start] + whole[end:])
    assert Panel.objects.get(objective="Ask").script_index is None
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}
    first = whole.index("1) Panel")
    save_script(issue, by=people.owner, text=whole[:first] + whole[start:end] + whole[first:start] + whole[end:])
    assert list(Panel.objects.order_by("pk").values_list("script_index", flat=True)) == [1, 0, 2]


def test_new_dialogue_is_told_apart_from_lettering_that_hands_changed(people, issue):
    edit(people, issue, ("Are you lost?", "Where is home?"))
    assert stale(issue)["Ask"] == [DIALOGUE_CHANGED]
    ask = Panel.objects.get(objective="Ask")
    add_lettering(ask, by=people.owner, kind="sfx", text="DRIP")
    check_issue(issue.pk)
    assert stale(issue)["Ask"] == [DIALOGUE_STAYS]
    ask.lettering.filter(kind="sfx").delete()
    ask.lettering.filter(speaker="Ren").update(text="Where is home?")
    check_issue(issue.pk)
    assert stale(issue)["Ask"] == []


def test_lettering_alone_never_makes_a_picture_stale(people, issue):
    walk = Panel.objects.get(objective="Walk")
    add_lettering(walk, by=people.owner, kind="speech", text="Home.", speaker="Mino")
    Panel.objects.get(objective="Ask").lettering.filter(speaker="Mino").delete()
    check_issue(issue.pk)
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}


def test_uploads_and_takes_of_before_are_never_stale(people, issue):
    Take.objects.update(source={})
    change_series(issue.series, by=people.owner, palette="ink blue")
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}


def test_another_take_is_judged_by_what_it_was_drawn_from(people, issue):
    change_series(issue.series, by=people.owner, palette="ink blue")
    meet = Panel.objects.get(objective="Meet")
    fresh = Take.objects.create(panel=meet, picture=meet.chosen.picture, number=2, engine="upload")
    old = meet.chosen
    choose_take(fresh, by=people.owner)
    assert stale(issue)["Meet"] == []
    choose_take(old, by=people.owner)
    assert stale(issue)["Meet"] == [STYLE_CHANGED]


def test_what_changes_while_the_worker_draws_is_found_when_all_is_drawn(people, issue, worker):
    made = {"once": False}
    draw = worker.draw

    def meanwhile(brief, key):
        if not made["once"]:
            made["once"] = True
            change_series(issue.series, by=people.owner, palette="ink blue")
        return draw(brief, key)

    worker.draw = meanwhile
    launch(issue, people)
    assert stale(issue) == {"Meet": [STYLE_CHANGED], "Ask": [], "Walk": []}


def test_dialogue_that_is_edited_while_the_worker_draws_is_found_too(people, issue, worker):
    draw, made = worker.draw, []

    def meanwhile(brief, key):
        if not made:
            made.append(key)
            edit(people, issue, ("Are you lost?", "Where is home?"))
        return draw(brief, key)

    worker.draw = meanwhile
    launch(issue, people)
    assert stale(issue) == {"Meet": [], "Ask": [DIALOGUE_CHANGED], "Walk": []}


def test_the_halves_of_a_split_panel_follow_the_script_together(people, issue):
    ask = Panel.objects.get(objective="Ask")
    second = split_panel(ask, by=people.owner, across=True)
    edit(people, issue, ("1) Panel objective: Meet", "1) Panel objective: Dawn\n2) Panel objective: Meet"))
    assert set(Panel.objects.filter(objective="Ask").values_list("script_index", flat=True)) == {2}
    edit(people, issue, ("Ren kneels", "Ren leaps"))
    said = Panel.objects.in_bulk([ask.pk, second.pk])
    assert [SCRIPT_CHANGED in panel.stale for panel in said.values()] == [True, True]


def test_a_merged_panel_is_stale_until_it_is_redrawn_and_keeps_all_its_words(people, issue):
    meet = Panel.objects.get(objective="Meet")
    merge_panels(meet, by=people.owner)
    meet.refresh_from_db()
    assert meet.stale == [WORDS_CHANGED]
    words = meet.words()
    redraw_stale(Issue.objects.get(pk=issue.pk), Plan(), by=people.owner, nonce="n" * 24)
    meet.refresh_from_db()
    assert (meet.stale, meet.words()) == ([], words)
    edit(people, issue, ("Ren notices Mino", "Ren misses Mino"))
    meet.refresh_from_db()
    assert meet.stale == [SCRIPT_CHANGED]


def test_what_is_undone_is_judged_again(people, issue):
    merge_panels(Panel.objects.get(objective="Meet"), by=people.owner)
    undo(Edit.objects.get())
    assert stale(issue) == {"Meet": [], "Ask": [], "Walk": []}
    assert list(Panel.objects.order_by("pk").values_list("script_index", flat=True)) == [0, 1, 2]


def test_a_remote_take_was_drawn_from_what_was_said_at_its_launch(people, issue):
    toy_key(people.owner)
    with toy_engine():
        made = launch(issue, people, draw=False, engine="toy")
    sources = list(Drawing.objects.filter(generation=made).values_list("source", flat=True))
    assert [sorted(source["cast"]) for source in sources] == [["Mino", "Ren"], ["Mino", "Ren"], []]
    change_series(issue.series, by=people.owner, palette="ink blue")
    assert list(Drawing.objects.filter(generation=made).values_list("source", flat=True)) == sources


def test_an_idea_that_was_cut_into_panels_is_no_script_that_lost_them(people):
    issue = make_issue(people, text="A fox detective finds a lost child. They walk home.")
    launch(issue, people)
    check_issue(issue.pk)
    assert set(map(tuple, stale(issue).values())) == {()}
    assert None not in Panel.objects.values_list("script_index", flat=True)


def test_what_is_saved_during_a_check_is_what_counts(people, issue, monkeypatch):
    judge, made = checking.judge, []

    def meanwhile(*args):
        if not made:
            made.append(True)
            change_series(issue.series, by=people.owner, palette="ink blue")
        return judge(*args)

    monkeypatch.setattr(checking, "judge", meanwhile)
    monkeypatch.setattr(queue, "_send", lambda function, ids: None)
    check_issue(issue.pk)
    assert stale(issue)["Meet"] == [STYLE_CHANGED]


def test_checking_asks_as_much_for_many_panels_as_for_few(issue):
    def count():
        with CaptureQueriesContext(connection) as captured:
            check_issue(issue.pk)
        return len(captured)

    few = count()
    page, take = issue.live_pages().first(), Take.objects.first()
    Panel.objects.bulk_create(Panel(page=page, position=n, chosen=take, objective="Meet") for n in range(10, 60))
    check_issue(issue.pk)
    assert count() == few
    assert Generation.objects.count() == 1
