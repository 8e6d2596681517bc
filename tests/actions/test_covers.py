"""Covers: added once, written on in every language, given art of the issue, and in every edition."""

import pytest
from django.urls import reverse
from PIL import ImageChops

from comics.actions import covers, pages, panels, splitting
from comics.actions.edits import redo, redoable, undo, undoable
from comics.actions.errors import Conflict, Refusal
from comics.jobs.compose import drawing_of, page_panels
from comics.jobs.cover_words import cover_of
from comics.jobs.page_pictures import page_picture
from comics.jobs.stale import check_issue
from comics.models import Page, Picture
from tests.rows import draw_issue
from tests.studio import SCRIPT, make_issue, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def issue(people, django_capture_on_commit_callbacks):
    return draw_issue(people, django_capture_on_commit_callbacks, text=SCRIPT)


def said(group):
    """The alternative texts of a drawing, in painting order."""
    for item in getattr(group, "items", ()):
        if getattr(item, "alt", ""):
            yield item.alt
        yield from said(item)


def test_a_cover_has_art_and_words_at_once_and_stands_before_the_story(issue, people):
    front = covers.add_cover(issue, by=people.owner, kind="front")
    back = covers.add_cover(issue, by=people.owner, kind="back")
    assert (issue.bound_pages()[0].pk, issue.bound_pages()[2].pk) == (front.pk, back.pk)
    assert [page.position for page in issue.live_pages()] == [1], "covers are not counted"
    panel = page_panels(front)[0]
    assert panel.chosen is not None
    assert panel.frame.x == -front.format().bleed
    words = list(said(drawing_of(front, [panel])))
    assert "The Fox Detective" in words
    assert "#1" in words


def test_an_issue_has_one_cover_of_a_kind(issue, people):
    assert covers.add_cover(issue, by=people.owner, kind="front") == covers.add_cover(issue, by=people.owner, kind="front")
    with pytest.raises(Refusal):
        covers.add_cover(issue, by=people.owner, kind="story")


def test_a_cover_never_has_a_second_panel(issue, people):
    front = Page.objects.select_related("issue__series").get(pk=covers.add_cover(issue, by=people.owner, kind="front").pk)
    story = issue.live_pages().select_related("issue__series").first()
    for add in (
        lambda: panels.insert_panel(front, by=people.owner),
        lambda: splitting.split_panel(page_panels(front)[0], by=people.owner, across=True),
        lambda: panels.move_panel(page_panels(story)[0], by=people.owner, page=front, position=0),
    ):
        with pytest.raises(Refusal, match="one picture"):
            add()
    assert front.panels.live().count() == 1


def test_the_frame_of_a_cover_offers_nothing_that_changes_its_panels(issue, people, client):
    front = covers.add_cover(issue, by=people.owner, kind="front")
    client.force_login(people.owner)
    asked = {"page": front.pk, "panel": page_panels(front)[0].pk, "tab": "frame"}
    shown = client.get(reverse("editor", args=[issue.pk]), asked).content.decode()
    assert 'id="panel-border"' in shown
    assert 'id="split-down"' not in shown
    assert 'id="move-page"' not in shown


def test_doing_again_never_gives_an_issue_two_covers_of_a_kind(issue, people):
    covers.add_cover(issue, by=people.owner, kind="front")
    undo(undoable(issue, people.owner))
    covers.add_cover(issue, by=people.member, kind="front")
    with pytest.raises(Conflict):
        redo(redoable(issue, people.owner))
    assert issue.pages.filter(kind="front", binned_at=None).count() == 1


def test_an_empty_issue_gets_a_cover_without_art(people):
    front = covers.add_cover(make_issue(people), by=people.owner, kind="front")
    assert page_panels(front)[0].chosen is None
    assert "The Fox Detective" in list(said(drawing_of(front, page_panels(front))))


def test_words_are_kept_for_each_language_and_fall_back_to_the_original(issue, people):
    front = covers.add_cover(issue, by=people.owner, kind="front")
    issue.languages = ["id"]
    issue.save()
    covers.change_cover(front, by=people.owner, words={"title": "Fox", "tagline": "Who is lost?", "design": "poster"})
    covers.change_cover(front, by=people.owner, words={"tagline": "Siapa yang hilang?"}, language="id")
    assert (cover_of(front).title, cover_of(front).tagline) == ("Fox", "Who is lost?")
    assert (cover_of(front, "id").title, cover_of(front, "id").tagline) == ("Fox", "Siapa yang hilang?")
    assert cover_of(front, "id").design == "poster"


def test_words_left_empty_are_the_series_own(issue, people):
    back = covers.add_cover(issue, by=people.owner, kind="back")
    issue.series.summary = "A fox finds what is lost."
    issue.series.save()
    back = Page.objects.select_related("issue__series__team").get(pk=back.pk)
    covers.change_cover(back, by=people.owner, words={"text": "", "title": ""})
    assert (cover_of(back).text, cover_of(back).title) == ("A fox finds what is lost.", "The Fox Detective")


@pytest.mark.parametrize(
    ("words", "field"), [({"title": "x" * 121}, "title"), ({"design": "golden"}, "design"), ({"colour": "mud"}, "colour")]
)
def test_what_a_cover_cannot_be_is_told(issue, people, words, field):
    front = covers.add_cover(issue, by=people.owner, kind="front")
    with pytest.raises(Refusal) as refusal:
        covers.change_cover(front, by=people.owner, words=words)
    assert refusal.value.field == field
    assert Page.objects.get(pk=front.pk).cover == {}


def test_a_page_of_the_story_is_no_cover(issue, people):
    page = issue.live_pages().select_related("issue__series__team").first()
    with pytest.raises(Refusal):
        covers.change_cover(page, by=people.owner, words={"title": "x"})
    with pytest.raises(Refusal):
        covers.use_take(page, page_panels(page)[0].chosen, by=people.owner)


def test_the_art_is_a_take_of_any_panel_of_the_issue_and_is_taken_back(issue, people, django_capture_on_commit_callbacks):
    front = covers.add_cover(issue, by=people.owner, kind="front")
    before = page_panels(front)[0].chosen.picture_id
    takes = [panel.chosen for panel in page_panels(issue.live_pages().first())]
    other = next(take for take in takes if take.picture_id != before)
    covers.use_take(front, other, by=people.owner)
    assert page_panels(front)[0].chosen.picture_id == other.picture_id
    covers.use_take(front, other, by=people.owner)
    assert page_panels(front)[0].takes.count() == 2, "the same picture is not kept twice"
    undo(undoable(issue, people.owner))
    assert page_panels(front)[0].chosen.picture_id == before


def test_art_of_another_issue_is_refused(issue, people, django_capture_on_commit_callbacks):
    front = covers.add_cover(issue, by=people.owner, kind="front")
    other = draw_issue(people, django_capture_on_commit_callbacks, title="Another")
    with pytest.raises(Refusal, match="another issue"):
        covers.use_take(front, page_panels(other.live_pages().first())[0].chosen, by=people.owner)


def test_the_words_of_a_cover_are_seen_in_its_picture(issue, people):
    front = covers.add_cover(issue, by=people.owner, kind="front")
    panels = page_panels(front)
    with_words, without = page_picture(front, panels, 300), page_picture(front, panels, 300, lettered=False)
    assert ImageChops.difference(with_words, without).getbbox() is not None


def test_credits_are_read_line_by_line(issue, people):
    covers.set_credits(issue, by=people.owner, lines="Words: Ann\n\nletterer: Ben")
    assert issue.credits == [["Writer", "Ann"], ["Letterer", "Ben"]]
    assert covers.credit_lines(issue) == "Words: Ann\nLetters: Ben"
    for broken in ("Ann", "Cook: Ann", "Words:"):
        with pytest.raises(Refusal, match="no credit"):
            covers.set_credits(issue, by=people.owner, lines=broken)
    assert issue.credits == [["Writer", "Ann"], ["Letterer", "Ben"]]


def test_a_deleted_cover_does_not_come_back_beside_a_new_one(issue, people):
    old = covers.add_cover(issue, by=people.owner, kind="front")
    pages.bin_page(old, by=people.owner)
    new = covers.add_cover(issue, by=people.owner, kind="front")
    assert new.pk != old.pk
    with pytest.raises(Refusal, match="another cover"):
        pages.bring_back_page(old, by=people.owner)
    pages.bin_page(new, by=people.owner)
    pages.bring_back_page(old, by=people.owner)
    assert issue.bound_pages().first().pk == old.pk


def test_the_art_of_a_cover_is_not_stale_for_the_words_of_its_first_panel(issue, people, django_capture_on_commit_callbacks):
    front = covers.add_cover(issue, by=people.owner, kind="front")
    check_issue(issue.pk)
    panel = page_panels(front)[0]
    assert panel.stale == []
    other = next(one.chosen for one in page_panels(issue.live_pages().first()) if one.chosen.pk != panel.chosen_id)
    covers.use_take(front, other, by=people.owner)
    check_issue(issue.pk)
    assert page_panels(front)[0].stale == []


def test_a_cover_starts_with_the_picture_that_fills_it_best(issue, people):
    panels = page_panels(issue.live_pages().first())
    tall = panels[-1].chosen.picture
    Picture.objects.exclude(pk=tall.pk).update(width=1024, height=512)
    Picture.objects.filter(pk=tall.pk).update(width=768, height=1024)
    front = covers.add_cover(issue, by=people.owner, kind="front")
    assert page_panels(front)[0].chosen.picture_id == tall.pk
