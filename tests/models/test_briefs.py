"""What an engine is told of series, script and panels."""

import pytest

from comics.models import Character, CharacterState, Location, Page, Panel
from comics.models.briefs import CONTEXT_PANELS, issue_brief, panels_before, series_cast
from comics.scripting.model import ScriptCharacter
from tests.studio import make_issue, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return make_issue(make_people(), genre="noir", palette="ink blue", language="de", direction="rtl")


def test_the_series_goes_before_the_script_and_the_script_fills_the_gaps(issue):
    ren = Character.objects.create(series=issue.series, name="REN", role="owl inspector")
    CharacterState.objects.create(character=ren, name="Wet", appearance="dripping")
    gone = Character.objects.create(series=issue.series, name="Gone")
    gone.bin()
    cast = issue_brief(issue, ()).cast
    assert [(one.name, one.role, one.appearance) for one in cast] == [
        ("REN", "owl inspector", "tan coat"),
        ("Mino", "child", "yellow raincoat"),
    ]
    assert cast[0].states == {"Wet": "dripping"}


def test_age_gender_and_dress_of_the_script_fill_the_gaps_too(issue):
    Character.objects.create(series=issue.series, name="Ren", age="40")
    told = [ScriptCharacter(name, extra="Age: 68\nSex: female\nOutfit: navy coat") for name in ("Ren", "Ada")]
    cast = series_cast(issue.series, told)
    assert [(one.name, one.age, one.gender, one.dress) for one in cast] == [
        ("Ren", "40", "female", "navy coat"),
        ("Ada", "68", "female", "navy coat"),
    ]


def test_the_scripts_style_goes_before_the_series(issue):
    style = issue_brief(issue, ()).style
    assert (style.genre, style.art_style, style.palette) == ("mystery", "clean line-art", "ink blue")


def test_language_direction_and_places_come_from_the_series(issue):
    Location.objects.create(series=issue.series, name="Bridge", description="of stone")
    Location.objects.create(series=issue.series, name="Gone").bin()
    brief = issue_brief(issue, ())
    assert (brief.language, brief.direction) == ("de", "rtl")
    assert [(place.name, place.description) for place in brief.places] == [("Bridge", "of stone")]
    assert issue_brief(issue, (), language="ja").language == "ja"


def test_the_cast_asks_the_database_as_much_for_many_as_for_few(issue, django_assert_max_num_queries):
    for number in range(20):
        one = Character.objects.create(series=issue.series, name=f"Extra {number}")
        CharacterState.objects.create(character=one, name="Old", appearance="grey")
    with django_assert_max_num_queries(2):
        assert len(series_cast(issue.series, [ScriptCharacter("Somebody")])) == 21


def test_what_went_before_reaches_over_pages_but_not_into_the_bin(issue):
    pages = [Page.objects.create(issue=issue, position=position) for position in (1, 2, 3)]
    panels = [
        Panel.objects.create(page=page, position=place, objective=f"{page.position}.{place}")
        for page in pages
        for place in range(4)
    ]
    told = [panel.objective for panel in panels_before(panels[9])]
    assert told == ["1.3", "2.0", "2.1", "2.2", "2.3", "3.0"][-CONTEXT_PANELS:]
    pages[1].bin()
    assert [panel.objective for panel in panels_before(panels[9])] == ["1.0", "1.1", "1.2", "1.3", "3.0"]
    assert panels_before(panels[0]) == []
