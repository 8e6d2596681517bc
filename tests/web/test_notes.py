"""Notes and mentions: who may what, where they stand, who hears of them."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from comics.actions import covers, edits, mentions, notes, page_order, pages, panels
from comics.actions.errors import Refusal
from comics.jobs import queue
from comics.jobs.mentions import mail_mention
from comics.models import Activity, Member, Mention, Note, Page, Panel, User
from tests.rows import draw_issue
from tests.studio import SCRIPT, make_people

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return make_people("viewer")


@pytest.fixture
def issue(people, django_capture_on_commit_callbacks):
    return draw_issue(people, django_capture_on_commit_callbacks, text=SCRIPT)


@pytest.fixture
def page(issue):
    return issue.live_pages().select_related("issue__series__team").first()


@pytest.fixture
def panel(page):
    return page.panels.get(objective="Ask")


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def olga(people):
    return signed_in(people.owner)


@pytest.fixture
def mila(people):
    return signed_in(people.member)


def new_mentions(person):
    return User.objects.get(pk=person.pk).new_mentions


def test_a_viewer_pins_a_note_and_names_the_owner_who_sees_it_at_a_glance(mila, olga, people, page):
    sent = {"text": "@olga is this <b>too</b> dark?", "x": "0.25", "y": "0.5"}
    shown = mila.post(reverse("add_note", args=[page.pk]), sent, headers=HTMX).content.decode()
    note = Note.objects.get()
    assert (note.number, note.x, note.y, note.by_name) == (1, 0.25, 0.5, "mila")
    assert '<b class="mention">@olga</b> is this &lt;b&gt;too&lt;/b&gt; dark?' in shown
    assert f'id="pin-{note.pk}"' in shown
    assert new_mentions(people.owner) == 1
    library = olga.get("/").content.decode()
    assert "1 new note mentions you" in library
    assert "1 new mention" in library
    assert "@olga is this" in olga.get(reverse("mentions")).content.decode()
    # Following it is having seen it.
    there = olga.get(reverse("note", args=[note.pk]))
    assert there.url.endswith(f"?page={page.pk}&tab=notes#note-{note.pk}")
    assert new_mentions(people.owner) == 0
    assert "new note" not in olga.get("/").content.decode()


def test_only_members_are_mentioned_and_the_longest_name_counts(people, page):
    User.objects.filter(pk=people.owner.pk).update(first_name="Olga", last_name="Moth")
    other = User.objects.create_user("o@example.test", first_name="Olga")
    Member.objects.create(team=page.issue.series.team, user=other, role="viewer")
    note = notes.add_note(page, by=people.member, text="@Olga Moth and @stan, not mila@olga or @mila")
    assert [one.user for one in note.mentions.all()] == [people.owner]
    notes.change_note(note, by=people.member, text="@olga: look")
    assert [one.user for one in note.mentions.all()] == [other]
    assert (new_mentions(people.owner), new_mentions(other)) == (0, 1)


def test_answers_resolving_and_reopening(olga, mila, people, page):
    note = notes.add_note(page, by=people.member, text="Darker?")
    olga.post(reverse("answer_note", args=[note.pk]), {"text": "Yes, @mila"}, headers=HTMX)
    assert new_mentions(people.member) == 1
    shown = mila.post(reverse("resolve_note", args=[note.pk]), headers=HTMX).content.decode()
    assert "resolved by mila" in shown
    address = reverse("notes", args=[page.issue_id])
    assert "Darker?" not in olga.get(address).content.decode()
    assert "Darker?" in olga.get(address, {"show": "resolved"}).content.decode()
    assert "Darker?" in mila.get(address, {"show": "mine"}).content.decode()
    assert "mentions you" in olga.get(address, {"show": "mine"}).content.decode()
    # An answer opens it again.
    answer = Note.objects.get(parent=note)
    mila.post(reverse("answer_note", args=[answer.pk]), {"text": "Still."})
    note.refresh_from_db()
    assert note.resolved_at is None
    assert note.answers.count() == 2
    mila.post(reverse("resolve_note", args=[note.pk]))
    mila.post(reverse("resolve_note", args=[note.pk]), {"reopen": "on", "from": "list"})
    told = set(Activity.objects.filter(issue=page.issue).values_list("deed", flat=True))
    assert {"wrote a note", "answered a note", "resolved a note", "reopened a note"} <= told


def test_notes_are_changed_and_deleted_by_their_authors_and_by_owners(olga, mila, people, page):
    note = notes.add_note(page, by=people.owner, text="Darker?")
    assert mila.post(reverse("change_note", args=[note.pk]), {"text": "No"}, headers=HTMX).status_code == 422
    assert mila.post(reverse("delete_note", args=[note.pk]), headers=HTMX).status_code == 422
    assert olga.post(reverse("change_note", args=[note.pk]), {"text": " "}, headers=HTMX).status_code == 422
    assert olga.post(reverse("change_note", args=[note.pk]), {"text": "Lighter?"}, headers=HTMX).status_code == 200
    assert "changed" in olga.get(reverse("editor", args=[page.issue_id]), {"tab": "notes"}).content.decode()
    own = notes.add_note(page, by=people.member, text="Mine")
    notes.answer_note(own, by=people.owner, text="@mila hm")
    with pytest.raises(Refusal, match="Others answered"):
        notes.delete_note(own, by=people.member, any_of_them=False)
    assert olga.post(reverse("delete_note", args=[own.pk]), headers=HTMX).status_code == 200
    assert Note.objects.count() == 1
    assert new_mentions(people.member) == 0


@pytest.mark.parametrize(
    "sent", [{"text": ""}, {"text": "x" * 4001}, {"text": "x", "x": "2", "y": "0"}, {"text": "x", "x": "a", "y": "0"}]
)
def test_what_is_no_note_is_refused(mila, page, sent):
    assert mila.post(reverse("add_note", args=[page.pk]), sent, headers=HTMX).status_code == 422
    assert not Note.objects.exists()


def test_the_numbers_of_an_issue_end_somewhere(people, page, monkeypatch):
    monkeypatch.setattr(notes, "MOST_NOTES", 1)
    notes.add_note(page, by=people.owner, text="One")
    with pytest.raises(Refusal, match="at most"):
        notes.add_note(page, by=people.owner, text="Two")


def test_a_note_falls_back_to_its_page_when_its_panel_goes_and_returns_with_it(olga, people, page, panel):
    note = notes.add_note(page, by=people.owner, panel=panel, text="This face")
    panels.delete_panel(panel, by=people.owner)
    shown = olga.get(reverse("editor", args=[page.issue_id]), {"page": page.pk, "tab": "notes"}).content.decode()
    assert "This face" in shown
    edits.undo(edits.undoable(page.issue, people.owner))
    shown = olga.get(reverse("editor", args=[page.issue_id]), {"panel": panel.pk, "tab": "notes"}).content.decode()
    assert "This face" in shown
    Panel.objects.filter(pk=panel.pk).delete()
    note.refresh_from_db()
    assert (note.panel, note.page) == (None, page)


def test_a_note_goes_along_with_its_panel_and_with_joined_pages(people, page, panel):
    note = notes.add_note(page, by=people.owner, panel=panel, text="This face")
    other = page_order.add_page(page.issue, by=people.owner, after=page)
    panels.move_panel(panel, by=people.owner, page=other, position=0)
    note.refresh_from_db()
    assert note.page == other
    edits.undo(edits.undoable(page.issue, people.owner))
    note.refresh_from_db()
    assert note.page == page
    late = notes.add_note(other, by=people.owner, text="Empty")
    page_order.join_pages(Page.objects.get(pk=page.pk), by=people.owner)
    late.refresh_from_db()
    assert late.page == page


def test_notes_of_a_binned_page_wait_with_it(olga, people, page):
    notes.add_note(page, by=people.owner, text="Too dark")
    pages.bin_page(page, by=people.owner)
    shown = olga.get(reverse("notes", args=[page.issue_id])).content.decode()
    assert "(in the bin)" in shown
    pages.bring_back_page(Page.objects.get(pk=page.pk), by=people.owner)
    assert "(in the bin)" not in olga.get(reverse("notes", args=[page.issue_id])).content.decode()


def test_notes_can_be_written_on_covers_and_on_locked_pages(mila, people, page):
    cover = covers.add_cover(page.issue, by=people.owner, kind="front")
    Page.objects.filter(pk=cover.pk).update(state="locked")
    assert mila.post(reverse("add_note", args=[cover.pk]), {"text": "Good"}, headers=HTMX).status_code == 200


@pytest.fixture
def smtp(settings):
    settings.EMAIL_HOST, settings.PUBLIC_URL = "mail.test", "https://studio.test"


def test_a_mention_is_mailed_once(people, page, smtp, django_capture_on_commit_callbacks):
    with queue.here() as work, django_capture_on_commit_callbacks(execute=True):
        note = notes.add_note(page, by=people.member, text="@olga look & see")
    assert ("mentions.mail_mention", (Mention.objects.get().pk,)) in work
    for _ in range(2):
        mail_mention(Mention.objects.get().pk)
    (sent,) = mail.outbox
    assert sent.to == [people.owner.email]
    assert sent.subject.startswith("mila mentioned you: The Fox Detective #1")
    assert "look & see" in sent.body
    assert f"https://studio.test/notes/{note.pk}/" in sent.body


@pytest.mark.parametrize("why", ["left", "closed", "seen", "binned", "no mail server", "gone"])
def test_a_mention_is_not_mailed_to_who_may_not_read_it_or_has(people, page, smtp, settings, why):
    notes.add_note(page, by=people.member, text="@olga look")
    mention = Mention.objects.get()
    if why == "left":
        Member.objects.filter(user=people.owner, team=people.team).delete()
    elif why == "closed":
        User.objects.filter(pk=people.owner.pk).update(is_active=False)
    elif why == "seen":
        mentions.see(people.owner)
    elif why == "binned":
        page.issue.bin()
    elif why == "gone":
        Mention.objects.all().delete()
    else:
        settings.EMAIL_HOST = ""
    mail_mention(mention.pk)
    assert mail.outbox == []


def test_a_mail_that_cannot_be_sent_costs_nothing(people, page, smtp, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    notes.add_note(page, by=people.member, text="@olga look")
    mail_mention(Mention.objects.get().pk)
    assert new_mentions(people.owner) == 1


def test_who_left_finds_no_mention_any_more(olga, people, page):
    notes.add_note(page, by=people.member, text="@olga look")
    Member.objects.filter(user=people.owner, team=people.team).delete()
    assert "Nobody has mentioned you" in olga.get(reverse("mentions")).content.decode()
    olga.post(reverse("see_mentions"))
    assert new_mentions(people.owner) == 0


def test_the_filmstrip_counts_open_notes(olga, people, page):
    notes.add_note(page, by=people.member, text="One")
    notes.resolve_note(notes.add_note(page, by=people.member, text="Two"), by=people.owner, resolved=True)
    assert "1 open note" in olga.get(reverse("editor", args=[page.issue_id])).content.decode()


def test_the_notes_ask_as_much_for_many_as_for_few(olga, people, page, django_assert_max_num_queries):
    for number in range(12):
        note = notes.add_note(page, by=people.member, text=f"{number} @olga", at=(0.1, 0.1))
        notes.answer_note(note, by=people.owner, text="Hm")
    address = reverse("editor", args=[page.issue_id])
    with django_assert_max_num_queries(16):
        olga.get(address, {"tab": "notes"})
    panel = page.panels.first().pk
    for asked in ({}, {"panel": panel}, {"panel": panel, "tab": "lettering"}, {"panel": panel, "tab": "takes"}):
        with django_assert_max_num_queries(12):
            olga.get(address, asked)
    with django_assert_max_num_queries(9):
        olga.get(reverse("notes", args=[page.issue_id]))
    with django_assert_max_num_queries(6):
        olga.get(reverse("mentions"))
