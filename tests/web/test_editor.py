"""The editor: who may see it, what it shows, what it asks of the database, and its buttons."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from comics.engines.contract import Price
from comics.engines.remote import Call
from comics.jobs import queue
from comics.models import Drawing, Generation, Lettering, Page, Panel, Submission, Take
from tests.studio import flat_engine, flat_issue, launch, make_people, picture_bytes, work_off
from tests.toy import toy_engine, toy_key

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return flat_issue(people, pages=2, per_page=2)


def as_person(client, person):
    client.force_login(person)
    return client


def addresses(issue):
    """Every route of the table with what it asks for: (name, key, method, the least role that may)."""
    page, panel = issue.live_pages().first(), Panel.objects.get(objective="Ask")
    line, take = panel.lettering.first(), panel.takes.first()
    return [
        ("editor", issue.pk, "get", "viewer"),
        ("news", issue.pk, "get", "viewer"),
        ("reader", issue.pk, "get", "viewer"),
        ("exports", issue.pk, "get", "viewer"),
        ("take", take.pk, "get", "viewer"),
        ("change_lettering", line.pk, "post", "letterer"),
        ("move_lettering", line.pk, "post", "letterer"),
        ("free_lettering", line.pk, "post", "letterer"),
        ("add_lettering", panel.pk, "post", "letterer"),
        ("continue_issue", issue.pk, "post", "editor"),
        ("check_continue", issue.pk, "post", "editor"),
        ("draw_missing", issue.pk, "post", "editor"),
        ("check_missing", issue.pk, "post", "editor"),
        ("choose_layout", page.pk, "post", "editor"),
        ("check_redraw", panel.pk, "post", "editor"),
        ("redraw_panel", panel.pk, "post", "editor"),
        ("choose_take", take.pk, "post", "editor"),
        ("remove_lettering", line.pk, "post", "letterer"),
        ("bin_page", page.pk, "post", "editor"),
    ]


def test_owner_member_and_stranger_at_every_address(client, people, issue):
    for name, key, method, least in addresses(issue):
        address = reverse(name, args=[key])
        assert getattr(as_person(client, people.stranger), method)(address).status_code == 404, name
        expected = 200 if least == "viewer" else 403
        assert getattr(as_person(client, people.member), method)(address).status_code == expected, name
        client.logout()
        assert getattr(client, method)(address).status_code == 302, name
    for name, key, method, _ in addresses(issue):
        assert getattr(as_person(client, people.owner), method)(reverse(name, args=[key])).status_code < 400, name


def test_the_editor_shows_the_page_with_vector_lettering(client, people, issue):
    shown = as_person(client, people.owner).get(reverse("editor", args=[issue.pk])).content.decode()
    assert 'data-name="balloon:' in shown
    assert "<text " not in shown
    assert shown.count("data-panel=") == 2
    assert "style=" not in shown


def test_the_editor_asks_as_much_for_two_hundred_panels_as_for_few(client, people, issue, django_assert_max_num_queries):
    page = issue.live_pages().first()
    others = [Page.objects.create(issue=issue, position=n) for n in range(3, 21)]
    take = Take.objects.first()
    for home in [page, *others]:
        panels = [Panel(page=home, position=n, box=[10, 10, 50, 50], chosen=take) for n in range(2, 12)]
        Panel.objects.bulk_create(panels)
    Lettering.objects.bulk_create(Lettering(panel=p, kind="speech", text="Hm.") for p in Panel.objects.filter(position__gt=1))
    as_person(client, people.owner)
    with django_assert_max_num_queries(12):
        client.get(reverse("editor", args=[issue.pk]), {"page": page.pk})
    for tab in ("prompt", "lettering", "takes"):
        with django_assert_max_num_queries(12):
            client.get(reverse("editor", args=[issue.pk]), {"page": page.pk, "panel": page.panels.first().pk, "tab": tab})


def test_a_quiet_poll_of_a_moving_issue_is_204_from_three_queries(client, people, issue, django_assert_max_num_queries):
    launch(issue, people, draw=False)
    issue.refresh_from_db()
    as_person(client, people.owner)
    with django_assert_max_num_queries(3):
        answer = client.get(reverse("news", args=[issue.pk]), {"since": issue.stamp}, headers=HTMX)
    assert answer.status_code == 204


def test_the_poll_brings_what_changed_and_ends_when_all_is_still(client, people, issue):
    launch(issue, people, draw=False)
    issue.refresh_from_db()
    since, page = issue.stamp, issue.live_pages().first()
    as_person(client, people.owner)
    shown = client.get(reverse("editor", args=[issue.pk])).content.decode()
    assert 'hx-trigger="every 1s"' in shown
    Drawing.objects.moving().update(state="ready")
    Page.objects.update(preview_stamp=10**9)
    news = client.get(reverse("news", args=[issue.pk]), {"since": since, "page": page.pk}, headers=HTMX)
    assert news.status_code == 200
    assert 'id="poll"' in news.content.decode()
    assert "every 1s" not in news.content.decode()


def test_the_poll_leaves_fields_that_are_typed_in_alone(client, people, issue):
    panel = Panel.objects.get(objective="Ask")
    as_person(client, people.owner)
    asked = {"since": 0, "page": panel.page_id, "panel": panel.pk, "tab": "prompt"}
    news = client.get(reverse("news", args=[issue.pk]), asked, headers=HTMX).content.decode()
    assert 'id="panel-state"' in news
    assert "<textarea" not in news


def test_redraw_from_the_inspector_makes_a_take(client, people, issue):
    panel = Panel.objects.get(objective="Ask")
    as_person(client, people.owner)
    values = {"prompt": "Close shot of Mino", "caption": "Mino: Yes.", "nonce": "n" * 24}
    for _ in range(2):
        answer = client.post(reverse("redraw_panel", args=[panel.pk]), values, headers=HTMX)
        assert answer.status_code == 200
    assert Drawing.objects.moving().filter(panel=panel).count() == 1
    assert 'id="inspector"' in answer.content.decode()


def test_without_javascript_a_button_leads_back_to_the_editor(client, people, issue):
    panel = Panel.objects.get(objective="Ask")
    answer = as_person(client, people.owner).post(reverse("redraw_panel", args=[panel.pk]), {"prompt": "x"})
    assert answer.status_code == 302
    assert f"panel={panel.pk}" in answer.url


@pytest.mark.parametrize("values", [{"at_x": "nan", "at_y": "0"}, {"at_x": "inf", "at_y": "1"}, {"at_x": "a", "at_y": "b"}])
def test_nonsense_places_are_refused_in_words(client, people, issue, values):
    line = Lettering.objects.first()
    answer = as_person(client, people.owner).post(reverse("move_lettering", args=[line.pk]), values, headers=HTMX)
    assert answer.status_code == 422
    assert "could not be read" in answer.headers["HX-Trigger"]
    line.refresh_from_db()
    assert not line.by_hand


def test_markup_in_every_field_is_shown_as_text(client, people, issue):
    evil = '"><script>alert(1)</script><b hx-get="/x">'
    panel = Panel.objects.get(objective="Ask")
    Panel.objects.filter(pk=panel.pk).update(scene=evil, action=evil)
    Lettering.objects.filter(panel=panel).update(text=evil, speaker=evil)
    as_person(client, people.owner)
    for tab in ("prompt", "lettering", "takes"):
        asked = {"page": panel.page_id, "panel": panel.pk, "tab": tab}
        shown = client.get(reverse("editor", args=[issue.pk]), asked).content.decode()
        assert "<script>alert" not in shown
        assert "<b hx-get" not in shown
    assert "<script>alert" not in client.get(reverse("reader", args=[issue.pk])).content.decode()


def test_a_page_tells_what_a_letterer_would_say(client, people, issue):
    as_person(client, people.owner)
    address, page = reverse("editor", args=[issue.pk]), issue.live_pages().first()
    assert "Lettering to look at" not in client.get(address, {"page": page.pk}).content.decode()
    Lettering.objects.filter(panel__page=page, speaker="Ren").update(text="so " * 30)
    assert "has 30 words" in client.get(address, {"page": page.pk}).content.decode()


def test_a_binned_page_can_be_brought_back(client, people, issue):
    first = issue.live_pages().first()
    as_person(client, people.owner)
    shown = client.post(reverse("bin_page", args=[first.pk]), follow=True).content.decode()
    assert reverse("bring_back_page", args=[first.pk]) in shown
    assert [page.position for page in issue.live_pages()] == [1]
    client.post(reverse("bring_back_page", args=[first.pk]))
    assert next(page.pk for page in issue.live_pages()) == first.pk
    assert [page.position for page in issue.live_pages()] == [1, 2]


def test_pages_that_a_launch_replaced_can_be_brought_back_one_by_one(client, people, issue):
    old = issue.live_pages().first()
    launch(issue, people, draw=False)
    shown = as_person(client, people.owner).get(reverse("editor", args=[issue.pk])).content.decode()
    assert "In the bin: 2 pages" in shown
    assert reverse("bring_back_page", args=[old.pk]) in shown
    client.post(reverse("bring_back_page", args=[old.pk]))
    assert old in issue.live_pages()


def test_a_reference_is_kept_and_shown_with_its_take(client, people, issue):
    panel = Panel.objects.get(objective="Ask")
    file = SimpleUploadedFile("reference.png", picture_bytes())
    with flat_engine(), queue.here() as work:
        as_person(client, people.owner).post(reverse("redraw_panel", args=[panel.pk]), {"prompt": "x", "reference": file})
        work_off(work)
    asked = {"page": panel.page_id, "panel": panel.pk, "tab": "takes"}
    assert "with this reference" in client.get(reverse("editor", args=[issue.pk]), asked).content.decode()


def test_unknown_pages_panels_and_tabs_show_the_first_page(client, people, issue):
    as_person(client, people.owner)
    for asked in ({"page": "999999"}, {"page": "x"}, {"panel": "-1"}, {"tab": "<b>"}, {"page": "9" * 40}):
        assert client.get(reverse("editor", args=[issue.pk]), asked).status_code == 200


@pytest.fixture
def toy():
    with toy_engine() as made:
        yield made


def opened(client, panel, tab="prompt"):
    asked = {"page": panel.page_id, "panel": panel.pk, "tab": tab}
    return client.get(reverse("editor", args=[panel.page.issue_id]), asked).content.decode()


def redraws(of, /, **values):
    token = f"toy:{of.pk}"
    return {"prompt": "Closer", "engine": "toy", "options_of": "toy", "options_key": str(of.pk), "priced": token, **values}


def test_a_redraw_elsewhere_tells_its_price_and_then_draws(client, people, issue, toy):
    key, panel = toy_key(people.owner), Panel.objects.get(objective="Ask")
    as_person(client, people.owner)
    asked = redraws(key, priced="")
    shown = client.post(reverse("check_redraw", args=[panel.pk]), asked, headers=HTMX).content.decode()
    assert "1 panel · Toy · about 2 credits" in shown
    assert f'name="priced" value="toy:{key.pk}"' in shown
    assert not Submission.objects.exists()
    early = client.post(reverse("redraw_panel", args=[panel.pk]), asked, headers=HTMX)
    assert early.status_code == 422
    assert "Look at the price" in early.headers["HX-Trigger"]
    assert not Submission.objects.exists()
    done = client.post(reverse("redraw_panel", args=[panel.pk]), redraws(key, **{"option.toy.look": "wash"}), headers=HTMX)
    assert done.status_code == 200
    assert Submission.objects.get().generation.options["look"] == "wash"


def test_the_next_redraw_starts_with_the_engine_and_options_of_the_last(client, people, issue, toy):
    key, panel = toy_key(people.owner), Panel.objects.get(objective="Ask")
    as_person(client, people.owner)
    client.post(reverse("redraw_panel", args=[panel.pk]), redraws(key, **{"option.toy.look": "wash"}), headers=HTMX)
    shown = opened(client, panel)
    assert '<option value="toy" selected>' in shown
    assert '<option value="wash" selected>' in shown
    assert 'hx-trigger="load, input' in shown
    key.revoked_at = timezone.now()
    key.save()
    assert '<option value="storyboard" selected>' in opened(client, panel)


def test_without_scripts_settings_and_price_come_on_a_page_of_their_own(client, people, issue, toy):
    key, panel = toy_key(people.owner), Panel.objects.get(objective="Ask")
    as_person(client, people.owner)
    address = reverse("redraw_panel", args=[panel.pk])
    shown = client.post(address, {"prompt": "Closer", "engine": "toy"}).content.decode()
    assert "about 2 credits" in shown
    assert "Closer</textarea>" in shown
    assert not Submission.objects.exists()
    assert client.post(address, redraws(key)).status_code == 302
    assert Submission.objects.count() == 1


def test_continuing_elsewhere_tells_its_price_and_then_adds_pages(client, people, issue, toy):
    key = toy_key(people.owner)
    as_person(client, people.owner)
    asked = redraws(key, prompt="They sail away.", pages="1", per_page="3")
    shown = client.post(reverse("check_continue", args=[issue.pk]), asked, headers=HTMX).content.decode()
    assert "3 panels · Toy · about 6 credits" in shown
    assert issue.live_pages().count() == 2
    assert client.post(reverse("continue_issue", args=[issue.pk]), asked, headers=HTMX).status_code == 200
    assert issue.live_pages().count() == 3
    assert Submission.objects.count() == 2


def test_an_empty_continuation_is_told_what_it_needs_without_alarm(client, people, issue, toy):
    key = toy_key(people.owner)
    as_person(client, people.owner)
    address = reverse("check_continue", args=[issue.pk])
    empty = client.post(address, redraws(key, prompt="", pages="1"), headers=HTMX).content.decode()
    assert '<p class="hint">Every panel of the script has its place already.' in empty
    wrong = client.post(address, redraws(key, prompt="They sail.", pages="99"), headers=HTMX).content.decode()
    assert "hint-warning" in wrong


def test_what_is_missing_is_told_and_drawn_and_nothing_else(client, people, issue, toy):
    key = toy_key(people.owner)
    Panel.objects.filter(objective="Ask").update(chosen=None)
    as_person(client, people.owner)
    assert "1 panel has no picture" in client.get(reverse("editor", args=[issue.pk])).content.decode()
    shown = client.post(reverse("check_missing", args=[issue.pk]), redraws(key), headers=HTMX).content.decode()
    assert "1 panel · Toy · about 2 credits" in shown
    for _ in range(2):
        asked = redraws(key, nonce="n" * 24)
        assert client.post(reverse("draw_missing", args=[issue.pk]), asked, headers=HTMX).status_code == 200
    assert Submission.objects.get().drawings.get().panel.objective == "Ask"
    assert "no picture</h3>" not in client.get(reverse("editor", args=[issue.pk])).content.decode()


def test_what_cannot_be_drawn_is_said_and_has_no_price_to_agree_to(client, people, issue, toy):
    key, panel = toy_key(people.owner), Panel.objects.get(objective="Ask")
    Panel.objects.filter(pk=panel.pk).update(action="a dragon")
    as_person(client, people.owner)
    shown = client.post(reverse("check_redraw", args=[panel.pk]), redraws(key), headers=HTMX).content.decode()
    assert "Toy draws no dragons." in shown
    assert 'name="priced"' not in shown


@pytest.mark.parametrize("name", ["check_redraw", "check_continue", "check_missing"])
def test_nonsense_is_answered_in_words(client, people, issue, toy, name):
    key, panel = toy_key(people.owner), Panel.objects.get(objective="Ask")
    as_person(client, people.owner)
    address = reverse(name, args=[panel.pk if name == "check_redraw" else issue.pk])
    for values in ({"engine": "psychic"}, redraws(key, key="x"), redraws(key, **{"option.toy.n": "lots"}), {}):
        assert client.post(address, values, headers=HTMX).status_code == 200


def stand(panel, state, **changes):
    """A newest drawing of the panel that stands there, at the toy engine."""
    made = Generation.objects.create(issue=panel.page.issue, kind="redraw", engine="toy", size="fit", nonce=state)
    row = Submission.objects.create(
        generation=made, account="a", engine="toy", panels=4, done=1, call_data={}, state=state, **changes
    )
    return Drawing.objects.create(
        generation=made, panel=panel, submission=row, width=1, height=1, state=state, error=changes.get("error", "")
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("drawing", "being drawn"),
        ("collecting", "1 of the 4 pictures asked for together are there."),
        ("queued", "waits its turn"),
        ("failed", "Try again"),
        ("refused", "Change the words"),
        ("unknown", "perhaps drawn"),
        ("held", "on hold"),
    ],
)
def test_every_state_is_told_with_its_reason_and_the_next_step(client, people, issue, toy, state, words):
    panel = Panel.objects.get(objective="Ask")
    call = Call((), "redraw", {}, Price(2)).to_json()
    stand(panel, state, error="Because." if state in ("failed", "refused", "unknown", "held") else "")
    Submission.objects.update(call_data=call)
    shown = opened(as_person(client, people.owner), panel)
    assert words in shown
    if state in ("failed", "refused", "unknown", "held"):
        assert "Because." in shown


def test_takes_tell_their_engine_and_variation(client, people, issue, toy):
    panel = Panel.objects.get(objective="Ask")
    drawing, picture = stand(panel, "ready"), Take.objects.first().picture
    for ordinal in range(2):
        Take.objects.create(panel=panel, drawing=drawing, ordinal=ordinal, picture=picture, number=ordinal + 2, engine="toy")
    shown = opened(as_person(client, people.owner), panel, "takes")
    assert "Toy, variation 2 of 2" in shown
    assert "Storyboard" in shown


def test_the_editor_of_a_remote_issue_asks_no_more_of_the_database(client, people, issue, toy, django_assert_max_num_queries):
    toy_key(people.owner)
    launch(issue, people, draw=False, engine="toy", pages=2, per_page=1)
    Submission.objects.update(state="held")
    Drawing.objects.update(state="held")
    as_person(client, people.owner)
    page = issue.live_pages().first()
    with django_assert_max_num_queries(12):
        client.get(reverse("editor", args=[issue.pk]))
    for tab in ("prompt", "lettering", "takes"):
        with django_assert_max_num_queries(12):
            client.get(reverse("editor", args=[issue.pk]), {"page": page.pk, "panel": page.panels.first().pk, "tab": tab})
