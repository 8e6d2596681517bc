"""The launch: what it will be, what it costs, and one generation however often it is pressed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from comics.composition.formats import page_format
from comics.engines.contract import Remark
from comics.models import Budget, Generation, Key, Member, Page, Submission
from comics.scripting.parse import parse
from comics.scripting.samples import SAMPLES
from comics.web.breakdown import break_down
from comics.web.quotes import grouped
from tests.studio import SCRIPT, make_issue, make_people
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db
PLAN = {"cut": "script", "size": "fit", "engine": "storyboard", "language": "en"}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return make_issue(people)


def check(client, issue, **plan):
    return client.post(reverse("check_launch", args=[issue.pk]), {**PLAN, **plan})


def press(client, issue, **plan):
    return client.post(reverse("launch_issue", args=[issue.pk]), {**PLAN, "nonce": "one-press", **plan})


def test_owner_member_and_stranger_at_every_address(client, people, issue):
    for name, method, least in (
        ("launch", "get", "viewer"),
        ("check_launch", "post", "editor"),
        ("launch_issue", "post", "editor"),
    ):
        address = reverse(name, args=[issue.pk])
        client.force_login(people.stranger)
        assert getattr(client, method)(address).status_code == 404, name
        client.force_login(people.member)
        assert getattr(client, method)(address, PLAN).status_code == (200 if least == "viewer" else 403), name
        client.logout()
        assert getattr(client, method)(address).status_code == 302, name
        client.force_login(people.owner)
        assert getattr(client, method)(address, PLAN).status_code in (200, 302), name


def test_the_screen_says_pages_panels_price_and_all_sizes(client, people, issue):
    client.force_login(people.owner)
    shown = client.get(reverse("launch", args=[issue.pk])).content.decode()
    assert "1 page, 3 panels" in shown
    assert "Free" in shown
    assert "Best fit for each panel" in shown
    assert shown.count("<option value=") >= 10
    client.force_login(people.member)
    assert 'id="preflight"' in client.get(reverse("launch", args=[issue.pk])).content.decode()


def test_the_preflight_follows_the_numbers_and_changes_nothing(client, people, issue):
    client.force_login(people.owner)
    shown = check(client, issue, cut="grid", pages="2", per_page="1").content.decode()
    assert "2 pages, 2 panels" in shown
    assert shown.count("<svg viewBox") >= 2
    assert "<html" not in shown
    assert not Page.objects.exists()


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({"cut": "grid", "pages": "21", "per_page": "4"}, "Choose 1 to 20 pages."),
        ({"cut": "one", "panels": "21"}, "Choose 1 to 20 panels."),
        ({"cut": "one", "panels": ""}, "Type a number."),
        ({"cut": "grid", "pages": "0", "per_page": "x"}, "Choose 1 to 20"),
        ({"size": "999x999"}, "Select a valid choice"),
        ({"engine": "psychic"}, "Select a valid choice"),
        ({"cut": "sideways"}, "Select a valid choice"),
        ({"language": ""}, "required"),
    ],
)
def test_a_plan_that_cannot_be_is_told_and_launches_nothing(client, people, issue, plan, sentence):
    client.force_login(people.owner)
    assert sentence in check(client, issue, **plan).content.decode()
    answer = press(client, issue, **plan)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Generation.objects.exists()


def test_pressing_twice_makes_one_generation_and_leads_to_the_editor(client, people, issue):
    client.force_login(people.owner)
    for _ in range(2):
        assert press(client, issue, cut="one", panels="2").url == reverse("editor", args=[issue.pk])
    generation = Generation.objects.get()
    assert generation.drawings.count() == 2
    assert Page.objects.count() == 1


def test_the_small_sheets_show_the_pages_that_are_made(client, people):
    issue = make_issue(people, text=SAMPLES[0].text)
    client.force_login(people.owner)
    press(client, issue)
    series = issue.series
    promised = break_down(parse(issue.script.text).panels, page_format(series.page_format), series.direction)
    for sheet, page in zip(promised.pages, issue.live_pages(), strict=True):
        made = [panel.box for panel in page.panels.all()]
        assert [[round(value, 2) for value in box] for box in sheet.boxes] == made


def test_going_back_gives_a_fresh_button(client, people, issue):
    client.force_login(people.owner)
    first, second = (client.get(reverse("launch", args=[issue.pk])) for _ in range(2))
    assert "no-store" in first["Cache-Control"]
    assert first.content != second.content


def test_an_empty_script_cannot_be_launched_and_says_why(client, people):
    issue = make_issue(people, text="")
    client.force_login(people.owner)
    assert "has no panels yet" in client.get(reverse("launch", args=[issue.pk])).content.decode()
    answer = press(client, issue)
    assert answer.status_code == 422
    assert not Generation.objects.exists()


def test_one_sentence_is_enough_to_launch(client, people):
    issue = make_issue(people, text="A cat walks along a harbor at night and finds a lantern.")
    client.force_login(people.owner)
    assert press(client, issue).status_code == 302
    assert Page.objects.exists()


def test_a_second_launch_says_what_becomes_of_the_pages(client, people, issue):
    client.force_login(people.owner)
    press(client, issue)
    assert "go to the bin" in client.get(reverse("launch", args=[issue.pk])).content.decode()


def test_markup_in_the_script_stays_text_in_the_preflight(client, people):
    issue = make_issue(people, text=SCRIPT.replace("Ren", "<b onclick=x>Ren"))
    client.force_login(people.owner)
    assert "<b onclick" not in client.get(reverse("launch", args=[issue.pk])).content.decode()


@pytest.fixture
def toy():
    with toy_engine() as made:
        yield made


TOY = {"engine": "toy", "options_of": "toy"}


def with_key(of, /, **plan):
    return {**TOY, "options_key": str(of.pk), **plan}


def test_an_engine_without_a_key_is_offered_and_says_what_it_needs(client, people, issue, toy):
    client.force_login(people.owner)
    assert "Toy (no key yet)" in client.get(reverse("launch", args=[issue.pk])).content.decode()
    shown = check(client, issue, **TOY).content.decode()
    assert "draws with a key of yours" in shown
    assert f'href="{reverse("new_key")}?engine=toy"' in check(client, issue, **TOY | {"options_of": ""}).content.decode()
    assert '<span id="launch-costs" hx-swap-oob="true"></span>' in shown
    assert press(client, issue, **TOY).status_code == 422
    assert not Generation.objects.exists()


def test_price_key_budget_and_remarks_are_told_before_anything_is_spent(client, people, issue, toy):
    key = toy_key(people.owner)
    Budget.objects.create(team=people.team, amount=10)
    client.force_login(people.owner)
    shown = check(client, issue, **with_key(key)).content.decode()
    for sentence in (
        "About 6 credits",
        " · about 6 credits",
        "Toy key",
        "Budget: 10 of 10 panels left",
        "Toy knows no states.",
    ):
        assert sentence in shown
    assert not Generation.objects.exists()
    assert press(client, issue, **with_key(key)).status_code == 302
    assert Submission.objects.count() == 2


def test_a_form_from_before_another_launch_is_shown_again_instead_of_paid_for(client, people, issue, toy):
    key = toy_key(people.owner)
    client.force_login(people.owner)
    assert press(client, issue, **with_key(key, nonce="first", after="")).status_code == 302
    late = press(client, issue, **with_key(key, nonce="second", after=""))
    assert late.status_code == 422
    assert late.content.decode().count("was launched meanwhile") == 1
    assert "About 6 credits" in late.content.decode()
    assert press(client, issue, **with_key(key, nonce="first", after="")).status_code == 302
    assert Generation.objects.count() == 1
    newest = str(Generation.objects.get().pk)
    assert f'name="after" value="{newest}"' in late.content.decode()
    assert press(client, issue, **with_key(key, nonce="second", after=newest)).status_code == 302
    assert Generation.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "in_label", "in_facts"),
    [
        ("good", "yours · 88 credits left", "Credits: 88 credits left"),
        ("exhausted", "yours · no credits left", "Credits: none left"),
    ],
)
def test_credits_are_told_as_they_stand(client, people, issue, toy, state, in_label, in_facts):
    key = toy_key(people.owner)
    Key.objects.update(credits="88 credits", state=state)
    client.force_login(people.owner)
    shown = check(client, issue, **with_key(key, options_of="")).content.decode()
    assert in_label in shown
    assert in_facts in shown


def test_another_engine_brings_its_options_and_keeps_what_was_typed_for_the_last(client, people, issue, toy):
    key = toy_key(people.owner)
    client.force_login(people.owner)
    shown = check(client, issue, engine="toy", options_of="storyboard", options_key="").content.decode()
    assert 'id="launch-options" hx-swap-oob="true"' in shown
    for field in ('name="option.toy.look"', 'type="number"', 'type="checkbox"', 'name="prompt_url"'):
        assert field in shown
    back = check(client, issue, options_of="toy", options_key=str(key.pk), **{"option.toy.look": "wash"}).content.decode()
    assert '<input type="hidden" name="option.toy.look" value="wash">' in back
    kept = {"engine": "toy", "options_of": ["storyboard", "toy"], "option.toy.look": "wash"}
    assert '<option value="wash" selected>' in check(client, issue, **kept).content.decode()


def test_a_field_that_is_typed_in_is_not_replaced_and_gets_its_error_beside_it(client, people, issue, toy):
    key = toy_key(people.owner)
    client.force_login(people.owner)
    shown = check(client, issue, **with_key(key, **{"option.toy.n": "9"})).content.decode()
    assert 'name="option.toy.n"' not in shown
    assert '<div id="launch-toy-n-error" hx-swap-oob="true"><p class="field-errors">Choose 1 to 4.' in shown
    answer = press(client, issue, **with_key(key, **{"option.toy.n": "9"}))
    assert answer.status_code == 422
    assert "Choose 1 to 4." in answer.content.decode()


def test_options_are_launched_as_they_were_set(client, people, issue, toy):
    key = toy_key(people.owner)
    client.force_login(people.owner)
    chosen = {"option.toy.look": "wash", "option.toy.people": ["hero", "robot"], "option.toy.n": "2", "option.toy.bright": "on"}
    press(client, issue, **with_key(key, **chosen))
    options = Generation.objects.get().options
    assert options == {"look": "wash", "n": 2, "bright": True, "people": ["hero", "robot"]}


def test_nothing_is_spent_on_an_engine_whose_price_was_not_shown(client, people, issue, toy):
    toy_key(people.owner)
    client.force_login(people.owner)
    answer = press(client, issue, engine="toy", options_of="storyboard", options_key="")
    assert answer.status_code == 422
    assert "Look at the settings and the price of Toy" in answer.content.decode()
    assert not Generation.objects.exists()
    shown = press(client, issue, engine="toy", show="1")
    assert shown.status_code == 200
    assert 'name="option.toy.look"' in shown.content.decode()


def test_a_key_that_is_gone_is_not_replaced_by_another_behind_the_back(client, people, issue, toy):
    mine, gone = toy_key(people.owner), toy_key(people.owner, token="another-token-123456")
    client.force_login(people.owner)
    asked = with_key(gone, key=str(gone.pk))
    gone.revoked_at = timezone.now()
    gone.save()
    assert press(client, issue, **asked).status_code == 422
    assert press(client, issue, **with_key(mine, key="999999")).status_code == 422
    assert not Generation.objects.exists()


def test_somebody_elses_key_is_used_when_it_is_shared_and_only_then(client, people, issue, toy):
    Member.objects.filter(user=people.member).update(role="editor")
    key = toy_key(people.owner)
    client.force_login(people.member)
    assert "draws with a key of yours" in check(client, issue, **TOY).content.decode()
    key.team = people.team
    key.save()
    shown = check(client, issue, engine="toy").content.decode()
    assert "Toy key · shared by" in shown
    assert press(client, issue, **with_key(key)).status_code == 302


def test_equal_remarks_are_told_once_with_their_panels():
    remarks = [Remark("No states.", str(n)) for n in (0, 2, 3, 4)] + [Remark("No dragons.", "1", blocking=True), Remark("All.")]
    said = grouped(remarks, lambda key: str(int(key) + 1))
    assert [(one.text, one.where, one.blocking) for one in said] == [
        ("No dragons.", "panel 2", True),
        ("No states.", "panels 1, 3–5", False),
        ("All.", "", False),
    ]
