from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comics.engines.contract import Brief, PanelBrief, Place, Style
from comics.engines.storyboard.parts import Expression, Pose
from comics.engines.storyboard.plan import Part, Plan
from comics.engines.storyboard.reading import read
from comics.vocabulary import Shot
from tests.engines.storyboard.helpers import BOB, FOX_PANELS, GRAN, MINO, REN, brief


def plans(*texts: str, **how: object) -> list[Plan]:
    asked = brief(*texts, **how)  # type: ignore[arg-type]
    return [read(asked, panel) for panel in asked.panels]


def parts(plan: Plan) -> dict[str, Part]:
    return {part.name: part for part in plan.parts}


def test_the_example_of_the_documentation_is_understood() -> None:
    alley, offer, bridge, home = plans(*FOX_PANELS)
    assert [plan.place for plan in (alley, offer, bridge, home)] == ["alley", "alley", "bridge", "bridge"]
    assert [plan.shot for plan in (alley, offer, bridge, home)] == [Shot.LONG, Shot.MEDIUM, Shot.FULL, Shot.CLOSE]
    assert {(plan.time, plan.weather) for plan in (alley, offer, bridge, home)} == {("dusk", "rain")}
    assert alley.props == ("lantern",)
    assert parts(alley)["Mino"].expression is Expression.SAD
    assert (parts(offer)["Ren"].pose, parts(offer)["Ren"].holding) == (Pose.KNEEL, "map")
    assert (parts(offer)["Mino"].pose, parts(offer)["Mino"].holding) == (Pose.STAND, "")
    assert parts(offer)["Mino"].expression in (Expression.TENDER, Expression.HAPPY, Expression.THOUGHTFUL)
    assert {part.pose for part in bridge.parts} == {Pose.WALK}
    assert set(parts(home)) == {"Mino", "Ren", "the mother", "the father"}
    assert parts(home)["Ren"].away
    assert not parts(home)["Mino"].away
    assert parts(home)["the mother"].pose is parts(home)["Mino"].pose is Pose.HUG


@pytest.mark.parametrize(
    ("text", "who", "pose", "face"),
    [
        ("Ren and Mino run through the park.", "Ren Mino", Pose.RUN, Expression.DETERMINED),
        ("The detective sits, tired.", "Ren", Pose.SIT, Expression.TIRED),
        ("The child cries.", "Mino", Pose.STAND, Expression.CRYING),
        ("Mino jumps for joy!", "Mino", Pose.JUMP, Expression.HAPPY),
        ("Ren hugs Mino.", "Ren Mino", Pose.HUG, Expression.TENDER),
        ("Ren points at the door, furious.", "Ren", Pose.POINT, Expression.ANGRY),
        ("Suddenly Ren trips and falls.", "Ren", Pose.FALL, Expression.SURPRISED),
    ],
)
def test_verbs_and_feelings_go_to_their_people(text: str, who: str, pose: Pose, face: Expression) -> None:
    (plan,) = plans(text)
    assert {part.name for part in plan.parts} == set(who.split())
    assert {part.pose for part in plan.parts} == {pose}
    assert {part.expression for part in plan.parts} == {face}


def test_what_stands_after_a_comma_goes_back_to_the_subject() -> None:
    (plan,) = plans("Ren sees Mino and waves. Mino is afraid.")
    assert parts(plan)["Ren"].pose is Pose.WAVE
    assert parts(plan)["Mino"].expression is Expression.AFRAID


def test_both_and_they_mean_the_people_of_the_panels_before() -> None:
    _, after = plans("Ren meets Mino in the forest.", "They laugh together.")
    assert {part.name for part in after.parts} == {"Ren", "Mino"}
    assert {part.expression for part in after.parts} == {Expression.LAUGHING}
    assert after.place == "forest"


def test_he_and_she_follow_gender() -> None:
    (plan,) = plans("Bob hands Rosa a letter. She is surprised.", cast=(BOB, GRAN))
    assert parts(plan)["Rosa"].expression is Expression.SURPRISED
    assert parts(plan)["Bob"].holding == "letter"


def test_negated_words_are_not_acted() -> None:
    (plan,) = plans("Ren does not run. He waits.")
    assert parts(plan)["Ren"].pose is Pose.STAND


@pytest.mark.parametrize(
    ("text", "place", "time", "weather"),
    [
        ("A misty forest at dawn", "forest", "dawn", "fog"),
        ("On the bridge of the spaceship", "spaceship", "dusk", "clear"),
        ("Thunder over the harbour, midnight", "harbour", "night", "storm"),
        ("Malam hujan di pasar", "market", "night", "rain"),
        ("Una playa al amanecer", "beach", "dawn", "clear"),
        ("Schnee fällt im Wald, Nacht", "forest", "night", "snow"),
        ("La cuisine, le matin", "kitchen", "day", "clear"),
        ("The classroom in the afternoon, a city outside the window", "classroom", "day", "clear"),
    ],
)
def test_places_hours_and_weather(text: str, place: str, time: str, weather: str) -> None:
    (plan,) = plans(text)
    assert (plan.place, plan.time, plan.weather) == (place, time, weather)


def test_weather_ends_with_a_new_hour_and_else_goes_on() -> None:
    _, same, later, latest = plans("Rain in the alley at night.", "Ren waits.", "Morning in the park.", "Mino smiles.")
    assert (same.weather, later.weather, latest.weather) == ("rain", "clear", "clear")


def test_an_authors_own_place_is_known_by_name_and_description() -> None:
    panel = PanelBrief(key="a", scene="Dreamwood, noon")
    asked = Brief((panel,), places=(Place("Dreamwood", "a quiet library full of old books"),))
    plan = read(asked, panel)
    assert (plan.place, plan.place_name, plan.seed) == ("library", "Dreamwood", "dreamwood")


def test_the_prompt_of_a_redraw_counts_most() -> None:
    panel = PanelBrief(key="a", action="Ren sits in the park at noon.", prompt="Close-up: Ren runs on a beach at night", take=1)
    plan = read(Brief((panel,), (REN,)), panel)
    assert (plan.shot, plan.place, plan.time) == (Shot.CLOSE, "beach", "night")
    assert plan.parts[0].pose is Pose.RUN


def test_a_prompt_can_take_people_out() -> None:
    panel = PanelBrief(key="a", action="Ren and Mino walk in the park.", prompt="without Mino")
    assert [part.name for part in read(Brief((panel,), (REN, MINO)), panel).parts] == ["Ren"]


def test_a_prompt_can_leave_one_alone() -> None:
    panel = PanelBrief(key="a", action="Ren and Mino walk in the park.", prompt="Only Mino, at night in the snow, smiling")
    plan = read(Brief((panel,), (REN, MINO)), panel)
    assert [part.name for part in plan.parts] == ["Mino"]
    assert (plan.place, plan.time, plan.weather) == ("park", "night", "snow")
    assert plan.parts[0].expression is Expression.HAPPY


def test_speakers_are_on_stage_and_talk() -> None:
    panel = PanelBrief(key="a", scene="A park.", dialogue="Mino: Look!\nGuard: Halt!!", speakers=("Mino", "Guard"))
    plan = read(Brief((panel,), (REN, MINO)), panel)
    assert {part.name for part in plan.parts if part.talking} == {"Mino", "Guard"}
    assert parts(plan)["Guard"].expression is Expression.ANGRY
    assert any("Guard" in text for text in plan.guessed)


@pytest.mark.parametrize("voice", ["Narrator", "Caption", "Radio", "Voice from above", "Everyone"])
def test_voices_are_heard_and_not_seen(voice: str) -> None:
    panel = PanelBrief(key="a", action="Ren waits.", dialogue=f"{voice}: Hello.", speakers=(voice,))
    plan = read(Brief((panel,), (REN,)), panel)
    assert [part.name for part in plan.parts] == ["Ren"]


def test_friends_are_the_cast_and_no_strangers() -> None:
    _, after = plans("Ren meets Mino.", "The two friends laugh in the park.")
    assert {part.name for part in after.parts} == {"Ren", "Mino"}


def test_a_thing_handed_over_is_in_the_givers_hand_and_a_smile_is_the_subjects() -> None:
    (plan,) = plans("Ren hands Mino a red balloon with a tender smile. Mino is surprised.")
    assert (parts(plan)["Ren"].holding, parts(plan)["Mino"].holding) == ("balloon", "")
    assert parts(plan)["Mino"].expression is Expression.SURPRISED


def test_a_feeling_after_a_comma_is_the_subjects() -> None:
    (plan,) = plans("Rosa hugs Bob, crying with relief. Bob smiles.", cast=(GRAN, BOB))
    assert parts(plan)["Rosa"].expression is Expression.CRYING
    assert parts(plan)["Bob"].expression is Expression.HAPPY


@pytest.mark.parametrize(
    ("scene", "place"),
    [
        ("A little bakery in a narrow street at night", "alley"),
        ("At the bakery door", "street"),
        ("Inside the bakery", "kitchen"),
        ("The alley, among tall houses", "alley"),
    ],
)
def test_outside_and_inside_of_houses(scene: str, place: str) -> None:
    assert plans(scene)[0].place == place


def test_words_about_the_camera_are_no_actors() -> None:
    (plan,) = plans("Bird's eye view of the market, full body shot of Ren")
    assert [part.name for part in plan.parts] == ["Ren"]
    assert plan.shot is Shot.BIRDS_EYE


def test_over_whose_shoulder() -> None:
    (plan,) = plans("Over the shoulder of Ren: Mino smiles.")
    assert (plan.shot, plan.shoulder) == (Shot.OVER_SHOULDER, "Ren")


def test_animals_and_crowds() -> None:
    (plan,) = plans("A cat sleeps in the street. A crowd watches Mino.")
    assert parts(plan)["the cat"].animal == "cat"
    assert plan.crowd


def test_a_place_without_people_stays_empty_and_is_established() -> None:
    (plan,) = plans("A quiet harbour at dawn.")
    assert (plan.parts, plan.shot) == ((), Shot.ESTABLISHING)


def test_unknown_words_still_show_the_lead_and_say_what_was_guessed() -> None:
    (plan,) = plans("Xyzzy plugh quux.", style=Style())
    assert [part.name for part in plan.parts] == ["Ren"]
    assert plan.guessed


@pytest.mark.parametrize(
    "text",
    [
        "Ren keeps walking.",
        "They see somebody.",
        "That is mine.",
        "It's not fair.",
        "His feet are sore.",
        "Ren waits under the moon.",
    ],
)
def test_everyday_words_name_no_place_and_no_hour(text: str) -> None:
    (plan,) = plans(text)
    assert (plan.place, plan.time) == (plans("Ren waits.")[0].place, plans("Ren waits.")[0].time)
    assert plan.guessed


@pytest.mark.parametrize("text", ["The whale leaps out of the water.", "Waves crash against the pier.", "The door opens."])
def test_what_strangers_and_things_do_the_cast_does_not(text: str) -> None:
    assert {part.pose for part in plans(text)[0].parts} <= {Pose.STAND}
    (plan,) = plans(f"{text} Ren and Mino hug, smiling.")
    assert {name: part.pose for name, part in parts(plan).items()} == {"Ren": Pose.HUG, "Mino": Pose.HUG}


def test_a_hand_that_reaches_and_a_hug_belong_to_the_cast() -> None:
    reach, hug = plans("A hand reaches out toward the map.", "A long hug.")
    assert parts(reach)["Ren"].pose is Pose.REACH
    assert parts(hug)["Ren"].pose is Pose.HUG


@pytest.mark.parametrize("word", ["cow", "pig", "sheep", "goat", "deer", "lion", "tiger", "elephant", "donkey"])
def test_every_animal_that_can_be_drawn_is_read(word: str) -> None:
    (plan,) = plans(f"A {word} stands in a field.")
    assert [part.animal for part in plan.parts] == [word]


def test_relatives_and_trades_join_in_one_action() -> None:
    (plan,) = plans("The old lighthouse keeper and her grandson run along the beach.", cast=())
    assert {name: part.pose for name, part in parts(plan).items()} == {"the keeper": Pose.RUN, "the boy": Pose.RUN}


def test_they_are_the_people_before_where_there_is_no_cast() -> None:
    plan = plans("An old keeper and her grandson stand on the beach.", "They stop and look, wide-eyed.", cast=())[1]
    assert set(parts(plan)) == {"the keeper", "the boy"}


def test_an_objective_is_no_stage_direction_but_names_people() -> None:
    asked = brief("")
    storm, ren = (
        read(asked, replace(asked.panels[0], scene="Wide shot of a harbour", objective=text))
        for text in ("Show the coming storm", "Ren waits")
    )
    assert storm.parts == ()
    assert set(parts(ren)) == {"Ren"}


def test_a_state_in_brackets_is_no_weather_and_parts_nobody() -> None:
    ren = replace(REN, states={"storm gear": "red raincoat"})
    (plan,) = plans("Ren (storm gear) and Mino run down the street.", cast=(ren, MINO))
    assert plan.weather == "clear"
    assert {part.pose for part in plan.parts} == {Pose.RUN}


def test_a_calm_sea_ends_the_storm() -> None:
    assert [plan.weather for plan in plans("A harbour in a storm.", "A calm sea. Ren waits.")] == ["storm", "clear"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=40), st.lists(st.text(max_size=30), max_size=2))
def test_any_text_gives_a_plan_and_always_the_same(text: str, name: str, past: list[str]) -> None:
    panel = PanelBrief(key="a", action=text, dialogue=text, prompt=name, speakers=(name,), context=tuple(past))
    asked = Brief((panel,), (REN, MINO, BOB))
    plan = read(asked, panel)
    assert plan == read(asked, panel)
    assert len(plan.parts) <= 4
