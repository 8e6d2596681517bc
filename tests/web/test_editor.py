"""The editor: who may see it, what it shows, what it asks of the database, and its buttons."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comics.jobs import queue
from comics.models import Drawing, Lettering, Page, Panel, Take
from tests.studio import flat_engine, launch, make_issue, make_people, picture_bytes, work_off

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, pages=2, per_page=2)
    return issue


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
        ("request_export", issue.pk, "post", "letterer"),
        ("change_lettering", line.pk, "post", "letterer"),
        ("move_lettering", line.pk, "post", "letterer"),
        ("free_lettering", line.pk, "post", "letterer"),
        ("add_lettering", panel.pk, "post", "letterer"),
        ("continue_issue", issue.pk, "post", "editor"),
        ("choose_layout", page.pk, "post", "editor"),
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
    assert shown.count("data-panel ") == 2
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


def test_the_reader_shows_pages_spreads_and_the_scroll(client, people, issue):
    as_person(client, people.owner)
    for mode, leaves in (("page", 1), ("spread", 1), ("scroll", 2), ("nonsense", 1)):
        shown = client.get(reverse("reader", args=[issue.pk]), {"mode": mode}).content.decode()
        assert shown.count('class="leaf"') == leaves
    assert "A little." in client.get(reverse("reader", args=[issue.pk]), {"mode": "scroll"}).content.decode()
