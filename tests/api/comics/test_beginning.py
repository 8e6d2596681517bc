"""Beginning a comic by API, field by field as the documents of the Comic API have it."""

import datetime

import pytest

from comics.actions.scripts import save_script
from comics.actions.series import bin_it, create_series
from comics.jobs import queue
from comics.models import ApiComic, Drawing, Generation, Issue, Panel, Series
from comics.models.assets import asset_picture, signed_part
from comics.wire_answers import ComicTold, Made
from tests.api.asking import COMICS, Program, issue_of
from tests.api.comics.orders import EXAMPLE, STORY, panels_of
from tests.studio import SCRIPT
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_comic_from_its_beginning_to_its_pictures(waiting):
    with queue.here() as work:
        made = waiting.create(**EXAMPLE)
    Made.model_validate(made)
    key = issue_of(made).pk
    told = {name: made[name] for name in ("id", "status", "prompt", "usage", "model")}
    expected = {"id": f"gen_{key}", "status": "LOADING", "prompt": STORY, "usage": {"total_comics": 2}, "model": "storyboard"}
    assert told == expected
    before = waiting.get(made["id"])
    ComicTold.model_validate(before)
    assert before["status"] == "LOADING"
    assert [panel["assetUrl"] for panel in panels_of(before)] == ["", ""]
    assert before["output"] == ""
    assert "error" not in before
    assert not work  # the program's own block took it


def test_a_finished_comic_is_told_as_the_documents_tell_it(program, people):
    made = program.create(**EXAMPLE)
    told = program.get(made["id"])
    ComicTold.model_validate(told)
    assert {"id", "status", "prompt", "comics"} <= set(told)
    assert (told["status"], told["prompt"]) == ("PROCESSED", STORY)
    for index, page in enumerate(told["comics"]):
        rest = {name: page[name] for name in page if name not in ("panels", "attachments")}
        expected = {"page": index, "prompt": STORY, "beginPageIndex": 0, "totalPages": 2, "panelsPerPage": 1}
        assert rest == {**expected, "layout": "Layout0"}
        (panel,) = page["panels"]
        assert {name: panel[name] for name in ("panel", "caption", "image")} == {"panel": 0, "caption": "", "image": []}
        shown = asset_picture(signed_part(panel["assetUrl"]))
        taken = Panel.objects.get(page__issue=issue_of(made), page__position=index + 1)
        assert shown == taken.chosen.picture
        assert panel["assetUrl"].startswith("http://testserver/v1/assets/")
    assert told["output"] == told["comics"][0]["panels"][0]["assetUrl"]
    assert (told["model"], told["series"]["title"]) == ("storyboard", "API")
    assert told["issue"]["url"].endswith(f"/issues/{issue_of(made).pk}/pages/")
    assert datetime.datetime.fromisoformat(told["createdAt"]).tzinfo is not None


def test_what_was_asked_for_is_a_script_that_can_be_edited_in_the_studio(program, people):
    made = program.create(**EXAMPLE | {"preset": "japanese_manga", "size": "768x512", "style": "soft watercolor"})
    issue = issue_of(made)
    assert ApiComic.objects.get(issue=issue).prompt == STORY
    text = issue.script.text
    for line in (
        STORY,
        "- Art style: soft watercolor",
        "- Preset: japanese_manga",
        "- Name: Alice",
        "- Age: 12",
        "- Gender: female",
        "- Dress: a light brown explorer jacket",
        "- Aspect ratio / size: 768x512",
    ):
        assert line in text, text
    assert set(Drawing.objects.filter(generation__issue=issue).values_list("width", "height")) == {(768, 512)}
    with queue.here():
        save_script(issue, by=people.owner, text=text.replace("Alice", "Ada"))
    assert program.get(made["id"])["prompt"] == STORY  # the program's own words stay


def test_roles_fill_what_the_script_says_of_the_same_people(program):
    roles = [
        {"name": "ren", "age": 40.5, "clothing": "a grey hat", "description": "a tall fox"},
        {"name": "Tuva", "age": "old", "dress": "a\nred  coat", "clothing": "nothing"},
    ]
    text = issue_of(program.create(prompt=SCRIPT, comicRoles=roles)).script.text
    assert text.count("Name: ") == 3
    ren = text[text.index("Name: Ren") : text.index("Name: Mino")]
    assert "Appearance: tan coat" in ren
    assert "a tall fox" not in ren
    assert "- Age: 40.5" in ren
    assert "- Dress: a grey hat" in ren
    assert "- Name: Tuva\n  - Age: old\n  - Dress: a red coat" in text


@pytest.mark.parametrize(
    ("shape", "panels"),
    [
        ({}, [3]),  # a script's own
        ({"fixPanelNum": 2}, [2]),
        ({"pagination": {"totalPages": 2, "panelsPerPage": 2}}, [2, 1]),
        ({"pagination": {"totalPages": 3, "panelsPerPage": 1}, "fixPanelNum": None}, [1, 1, 1]),
    ],
)
def test_pages_and_panels_are_as_many_as_were_asked_for(waiting, shape, panels):
    made = waiting.create(prompt=SCRIPT, **shape)
    assert made["usage"]["total_comics"] == sum(panels)
    assert [page["panelsPerPage"] for page in waiting.get(made["id"])["comics"]] == panels


def test_a_free_prompt_is_one_page_of_four(waiting):
    made = waiting.create(prompt=STORY)
    assert [page["panelsPerPage"] for page in waiting.get(made["id"])["comics"]] == [4]
    assert made["warnings"] == []


def test_of_a_story_that_is_too_long_the_end_is_said_to_be_left_out(waiting):
    made = waiting.create(prompt="A fox runs home. " * 700)
    assert [said for said in made["warnings"] if "the first 10,000 characters" in said]


def test_page_breaks_of_a_script_stand(waiting):
    text = SCRIPT.replace("[Panels]\n1)", "[Panels]\nPage 1\n1)").replace("\n2)", "\nPage 2\n2)")
    made = waiting.create(prompt=text)
    assert [page["panelsPerPage"] for page in waiting.get(made["id"])["comics"]] == [1, 2]


@pytest.mark.parametrize("prompt", ["[Story]", "-", "?", "1)", "Title: Fox", "[Panels]", "# Notes", "Page 1", "狐が歩く。"])
def test_any_words_make_panels(waiting, prompt):
    told = waiting.get(waiting.create(prompt=prompt)["id"])
    assert told["prompt"] == prompt
    assert panels_of(told)


def test_a_comic_lands_in_the_series_that_is_named(waiting, people):
    mine = create_series(people.team, by=people.owner, title="The Fox")
    first = issue_of(waiting.create(prompt="Fox", fixPanelNum=1, series="the  fox", title="Rain"))
    assert (first.series, first.title) == (mine, "Rain")
    other = issue_of(waiting.create(prompt="Fox", fixPanelNum=1, series="The Owl", language="Deutsch"))
    assert (other.series.title, other.series.language, other.series.team) == ("The Owl", "de", people.team)
    api = [issue_of(waiting.create(prompt="Fox", fixPanelNum=1)) for _ in range(2)]
    assert [(issue.series.title, issue.number) for issue in api] == [("API", 1), ("API", 2)]


def test_a_series_in_the_bin_and_one_of_another_team_are_not_meant(waiting, people):
    gone = create_series(people.team, by=people.owner, title="API")
    bin_it(gone, by=people.owner)
    theirs = create_series(people.stranger.personal_team, by=people.stranger, title="API")
    made = issue_of(waiting.create(prompt="Fox", fixPanelNum=1))
    assert made.series not in (gone, theirs)


def test_many_at_once_make_one_series_and_issues_with_numbers(people):
    programs = [Program(people.owner, people.team) for _ in range(6)]
    told = at_once([lambda one=one: one.create(prompt="A fox walks.", fixPanelNum=1) for one in programs])
    assert all(isinstance(each, dict) for each in told), told
    assert Series.objects.count() == 1
    assert sorted(Issue.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("language", "tag"), [("English", "en"), ("japanese", "ja"), ("Français", "fr"), ("pt-br", "pt-BR"), ("", "en")]
)
def test_a_language_is_a_name_or_a_tag(waiting, language, tag):
    made = waiting.create(prompt="Fox", fixPanelNum=1, language=language)
    assert Generation.objects.get(issue=issue_of(made)).language == tag
    assert not any("language" in said for said in made["warnings"])


def test_a_language_that_there_is_not_is_told_and_changes_nothing(waiting):
    made = waiting.create(prompt="Fox", fixPanelNum=1, language="Klingon")
    assert any("Klingon" in said for said in made["warnings"])
    assert Generation.objects.get(issue=issue_of(made)).language == "en"


def test_what_is_sent_beyond_the_documents_is_ignored(waiting):
    made = waiting.create(prompt="Fox", fixPanelNum=1, comicRoles=[{"name": "Ren", "mood": 3}], seed=5, webhook={"url": "x"})
    assert made["status"] == "LOADING"


def test_null_is_as_good_as_nothing(waiting):
    names = "model preset size pagination promptUrl comicRoles comicLocations attachments language upscale style images series"
    made = waiting.create(prompt="Fox", fixPanelNum=1, **dict.fromkeys(names.split()))
    assert made["usage"] == {"total_comics": 1}


WRONG = [
    ({}, "prompt"),
    ({"prompt": ""}, "prompt"),
    ({"prompt": " \n\t "}, "prompt"),
    ({"prompt": None}, "prompt"),
    ({"prompt": 5}, "prompt"),
    ({"prompt": ["x"]}, "prompt"),
    ({"prompt": "a\x00b"}, "NUL"),
    ({"prompt": "a\ud800b"}, "half a character"),
    ({"prompt": "x" * 200_001}, "200000"),
    ({"promptUrl": "file:///etc/passwd"}, "https://"),
    ({"prompt": "x", "size": "1024"}, "size"),
    ({"prompt": "x", "size": "1024x1025"}, "size"),
    ({"prompt": "x", "size": ""}, "size"),
    ({"prompt": "x", "fixPanelNum": 0}, "fixPanelNum"),
    ({"prompt": "x", "fixPanelNum": 21}, "fixPanelNum"),
    ({"prompt": "x", "fixPanelNum": True}, "whole number"),
    ({"prompt": "x", "fixPanelNum": "4"}, "whole number"),
    ({"prompt": "x", "fixPanelNum": 1.5}, "fixPanelNum"),
    ({"prompt": "x", "pagination": {"totalPages": 2}}, "panelsPerPage"),
    ({"prompt": "x", "pagination": {"totalPages": 21, "panelsPerPage": 1}}, "totalPages"),
    ({"prompt": "x", "pagination": {"totalPages": 1, "panelsPerPage": 21}}, "panelsPerPage"),
    ({"prompt": "x", "pagination": {"totalPages": False, "panelsPerPage": 1}}, "whole number"),
    ({"prompt": "x", "pagination": {"totalPages": 1, "panelsPerPage": 1}, "fixPanelNum": 1}, "not both"),
    ({"prompt": "x", "upscale": "8K"}, "upscale"),
    ({"prompt": "x", "upscale": "true"}, "upscale"),
    ({"prompt": "x", "upscale": 1}, "upscale"),
    ({"prompt": "x", "comicRoles": [{}]}, "comicRoles.0.name"),
    ({"prompt": "x", "comicRoles": [{"name": " "}]}, "comicRoles.0.name"),
    ({"prompt": "x", "comicRoles": [{"name": "n" * 81}]}, "comicRoles.0.name"),
    ({"prompt": "x", "comicRoles": [{"name": "Ren", "age": True}]}, "comicRoles.0.age"),
    ({"prompt": "x", "comicRoles": [{"name": "Ren", "age": [1]}]}, "comicRoles.0.age"),
    ({"prompt": "x", "comicRoles": [{"name": "Ren", "image": "ren.png"}]}, "comicRoles.0.image"),
    ({"prompt": "x", "comicRoles": [{"name": f"R{n}"} for n in range(21)]}, "comicRoles"),
    ({"prompt": "x", "comicRoles": {"name": "Ren"}}, "comicRoles"),
    ({"prompt": "x", "comicLocations": [{"description": "dark"}]}, "comicLocations.0.name"),
    ({"prompt": "x", "attachments": [{"type": "sound", "url": "https://x.example/a"}]}, "attachments.0.type"),
    ({"prompt": "x", "attachments": [{"type": "image"}]}, "attachments.0.url"),
    ({"prompt": "x", "images": ["javascript:alert(1)"]}, "images.0"),
    ({"prompt": "x", "model": "midjourney:6"}, "midjourney"),
    ({"prompt": "x", "model": "llamagen"}, "Engine keys"),
    ({"prompt": "x", "series": "s" * 201}, "series"),
]


@pytest.mark.parametrize(("order", "says"), WRONG, ids=[str(number) for number in range(len(WRONG))])
def test_what_cannot_be_made_is_refused_in_words_and_leaves_nothing(waiting, order, says):
    told = waiting.create(422, **order)
    assert says in told["message"], told
    assert told["error"] == "invalid"
    assert not Issue.objects.exists()
    assert not Series.objects.exists()
    assert not Generation.objects.exists()


@pytest.mark.parametrize("body", [b"{", b"", b"\xff", b"[" * 100_000, b'{"prompt": 1e99999}', b"null", b"[]", b'"x"'])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_what_is_no_order_at_all_is_told_as_json(waiting, comic, method, body):
    path = COMICS if method == "POST" else f"{COMICS}/{comic['id']}"
    answer = waiting.client.generic(method, path, body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] == answer.status_code


@pytest.mark.parametrize("model", ["storyboard", " Storyboard ", "", None])
def test_the_storyboard_draws_unless_another_is_named(waiting, model):
    made = waiting.create(prompt="A fox in a park.", fixPanelNum=1, model=model)
    assert made["model"] == "storyboard"
    assert not any("engine" in said for said in made["warnings"])


def test_models_of_hosted_services_are_drawn_by_the_usual_engine_and_told(waiting):
    made = waiting.create(prompt="Fox", fixPanelNum=1, model="gemini-3.1-flash-image-preview", upscale=True)
    assert made["model"] == "storyboard"
    assert any("gemini-3.1-flash-image-preview" in said for said in made["warnings"])
    assert any("upscale" in said for said in made["warnings"])


def test_a_model_of_an_engine_that_has_none_is_told(waiting):
    made = waiting.create(prompt="Fox", fixPanelNum=1, model="storyboard:fine")
    assert any("fine" in said for said in made["warnings"])


def test_documents_and_videos_are_kept_with_the_first_page_and_told(waiting):
    files = [{"type": "video", "url": "https://x.example/a.mp4"}, {"type": "document", "url": "https://x.example/a.pdf"}]
    made = waiting.create(prompt="Fox", pagination={"totalPages": 2, "panelsPerPage": 1}, attachments=files)
    told = waiting.get(made["id"])
    assert [page["attachments"] for page in told["comics"]] == [files, []]
    assert any("videos" in said for said in made["warnings"])
