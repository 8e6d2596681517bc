"""Lettering at the desk: in the language that is on it, in order, in its dress."""

import json

import pytest
from django.urls import reverse

from comics.actions import translations
from comics.models import Edit, Lettering, Translation
from tests.studio import flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return make_people("letterer")


@pytest.fixture
def issue(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people)
    translations.add_language(issue, "ar", by=people.owner)
    return issue


@pytest.fixture
def line(issue):
    return Lettering.objects.select_related("panel__page__issue__series").get(speaker="Ren")


@pytest.fixture
def letterer(client, people):
    client.force_login(people.member)
    return client


def post(client, name, line, **sent):
    return client.post(reverse(name, args=[line.pk]), sent, headers=HTMX)


def told(line):
    return Translation.objects.get(lettering=line, language="ar")


def desk(client, line, **asked):
    page = line.panel.page
    asked = {"page": page.pk, "panel": line.panel_id, "tab": "lettering", **asked}
    return client.get(reverse("editor", args=[page.issue_id]), asked).content.decode()


def test_the_desk_speaks_the_language_of_its_address(letterer, line, people):
    translations.translate(line, "ar", "هل ضعت؟", by=people.owner)
    arabic, own, unknown = (desk(letterer, line, lang=tag) for tag in ("ar", "", "xx"))
    assert 'hx-vals=\'{"lang": "ar"}\'' in arabic
    assert 'aria-label="Speech: هل ضعت؟"' in arabic
    assert 'lang="ar" dir="rtl"' in arabic
    assert 'aria-label="Speech: Are you lost?"' in own
    assert "hx-vals" not in own
    assert 'aria-label="Speech: Are you lost?"' in unknown


def test_words_typed_in_a_language_are_that_translation(letterer, line):
    answer = post(letterer, "change_lettering", line, kind="shout", speaker="Ren", text="هل ضعت؟", lang="ar")
    line.refresh_from_db()
    assert (line.text, line.kind) == ("Are you lost?", "shout")
    assert told(line).text == "هل ضعت؟"
    assert told(line).balloons()[0].kind == "shout"
    assert line.balloons()[0].kind == "shout"
    assert "lang=ar" in answer.headers["HX-Replace-Url"]


def test_a_place_set_in_a_language_is_its_own(letterer, line):
    before = line.placed
    post(letterer, "move_lettering", line, at_x="0.6", at_y="0.3", lang="ar")
    frame = line.panel.frame
    assert told(line).balloons()[0].box.centre == pytest.approx((frame.x + 0.6 * frame.w, frame.y + 0.3 * frame.h), abs=0.5)
    line.refresh_from_db()
    assert not line.by_hand
    assert line.placed == before
    post(letterer, "free_lettering", line, lang="ar")
    assert not told(line).by_hand


def test_an_issue_of_one_language_offers_no_choice(letterer, issue, line):
    issue.languages = []
    issue.save()
    assert "Translate side by side" not in desk(letterer, line)


def test_the_order_is_changed_and_undone(letterer, line):
    assert [one.text for one in line.panel.lettering.all()] == ["Are you lost?", "A little."]
    post(letterer, "order_lettering", line, place="2")
    assert [one.text for one in line.panel.lettering.all()] == ["A little.", "Are you lost?"]
    letterer.post(reverse("undo_edit", args=[line.panel.page.issue_id]))
    assert [one.text for one in line.panel.lettering.all()] == ["Are you lost?", "A little."]


@pytest.mark.parametrize("place", ["0", "3", "", "x"])
def test_a_place_that_there_is_not_is_refused(letterer, line, place):
    assert post(letterer, "order_lettering", line, place=place).status_code == 422


def test_only_balloons_of_one_speaker_hang_together(letterer, line):
    second = line.panel.lettering.last()
    assert post(letterer, "join_lettering", second, joined="on").status_code == 422
    Lettering.objects.filter(pk=second.pk).update(speaker="Ren")
    assert post(letterer, "join_lettering", second, joined="on").status_code == 200
    second.refresh_from_db()
    assert second.joined
    post(letterer, "change_lettering", second, kind="sfx", text="A little.", speaker="Ren")
    second.refresh_from_db()
    assert not second.joined


def test_a_dress_is_kept_as_far_as_it_differs(letterer, line):
    post(letterer, "dress_lettering", line, bold="on", scale="120", font="delius")
    line.refresh_from_db()
    assert line.style == {"bold": True, "scale": 1.2, "font": "delius"}
    assert line.balloons()[0].dress == line.dress()
    post(letterer, "dress_lettering", line, scale="100")
    line.refresh_from_db()
    assert line.style == {}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"scale": "20"}, "50% to 300%"),
        ({"scale": "nan"}, "not a number"),
        ({"scale": "wide"}, "not a number"),
        ({"font": "comic"}, "not one for this kind"),
        ({"design": "lava"}, "no such design"),
        ({"turn": "120"}, "90 degrees"),
        ({"arc": "-130"}, "valley"),
    ],
)
def test_a_dress_out_of_range_is_refused_in_a_sentence(letterer, line, sent, sentence):
    answer = post(letterer, "dress_lettering", line, **sent)
    assert answer.status_code == 422
    assert sentence in json.loads(answer.headers["HX-Trigger"])["toast"]["text"]
    line.refresh_from_db()
    assert line.style == {}


def test_typing_is_one_edit_and_each_language_has_its_own(letterer, line):
    for text in ("Are", "Are we", "Are we lost?"):
        post(letterer, "change_lettering", line, kind="speech", speaker="Ren", text=text)
    post(letterer, "change_lettering", line, kind="speech", speaker="Ren", text="هل ضعنا؟", lang="ar")
    assert Edit.objects.count() == 2
    letterer.post(reverse("undo_edit", args=[line.panel.page.issue_id]))
    line.refresh_from_db()
    assert line.text == "Are we lost?"
    assert not Translation.objects.filter(lettering=line, language="ar").exclude(text="").exists()
    letterer.post(reverse("undo_edit", args=[line.panel.page.issue_id]))
    line.refresh_from_db()
    assert line.text == "Are you lost?"


def test_a_balloon_is_added_where_the_hand_points(letterer, line):
    post(letterer, "add_lettering", line.panel, kind="speech", text="Hm.", speaker="Mino", at_x="0.5", at_y="0.7")
    added = Lettering.objects.get(text="Hm.")
    frame = line.panel.frame
    assert added.balloons()[0].box.centre == pytest.approx((frame.x + 0.5 * frame.w, frame.y + 0.7 * frame.h), abs=0.5)


def test_what_is_being_typed_is_drawn_and_not_kept(letterer, line):
    answer = post(letterer, "fit_lettering", line, text="Are you <quite> lost?")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert f'data-name="balloon:{line.pk}"' in answer.content.decode()
    assert 'aria-label="Are you &lt;quite&gt; lost?"' in answer.content.decode()
    line.refresh_from_db()
    assert line.text == "Are you lost?"
    assert not Edit.objects.exists()


def test_a_tail_that_is_dragged_is_drawn_and_not_kept(letterer, line):
    before = post(letterer, "fit_lettering", line).content
    assert post(letterer, "fit_lettering", line, tail_x="0.9", tail_y="0.9").content != before
    assert post(letterer, "fit_lettering", line, tail_x="nan", tail_y="0").status_code == 422
    line.refresh_from_db()
    assert not line.by_hand


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001])
def test_there_is_nothing_to_draw_of_words_that_cannot_be_kept(letterer, line, text):
    assert post(letterer, "fit_lettering", line, text=text).status_code == 204


def test_fitting_asks_little_of_the_database(letterer, line, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        post(letterer, "fit_lettering", line, text="Lost?", lang="ar")


def test_words_from_the_page_renew_the_inspector(letterer, line):
    typed, from_page = (
        post(letterer, "change_lettering", line, kind="speech", speaker="Ren", text="Lost?", **more)
        for more in ({}, {"from": "page"})
    )
    assert 'id="inspector"' not in typed.content.decode()
    assert 'id="inspector"' in from_page.content.decode()


def test_the_mouths_of_the_actors_are_told(letterer, line):
    assert 'data-mouths="[[&quot;Ren&quot;, ' in desk(letterer, line)
