"""The reader: covers, spreads, languages, and the two reading directions."""

import io
import re

import pytest
from django.urls import reverse
from PIL import Image

from comics.models import Lettering, Page, Translation
from tests.studio import flat_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def issue(people):
    return flat_issue(people, pages=3, per_page=1)


@pytest.fixture
def owner(client, people):
    client.force_login(people.owner)
    return client


def bound(issue):
    """Put covers around the story and make its second page a spread."""
    Page.objects.filter(issue=issue, position=2).update(spread=True)
    for kind in ("front", "back"):
        Page.objects.create(issue=issue, kind=kind, position=1)


def read(client, issue, **asked):
    return client.get(reverse("reader", args=[issue.pk]), asked).content.decode()


def where(shown):
    return re.search(r'reader-where">([^<]*)<', shown)[1]


def walk(client, issue, mode):
    """What lies open, one after the other, as somebody sees it who always turns to the next."""
    place, seen = "", []
    while True:
        shown = read(client, issue, mode=mode, p=place)
        seen.append(where(shown))
        following = re.search(r'rel="next" href="\?mode=\w+&amp;p=(\w+)', shown)
        if not following:
            return seen
        place = following[1]


def test_pages_spreads_and_the_scroll(owner, issue):
    for mode, leaves in (("page", 1), ("spread", 1), ("scroll", 3), ("nonsense", 1)):
        assert read(owner, issue, mode=mode).count('class="leaf"') == leaves
    assert read(owner, issue, mode="spread", p="3").count('class="leaf"') == 2
    assert "A little." in read(owner, issue, mode="scroll")


def test_a_book_opens_on_its_cover_and_spreads_lie_open_alone(owner, issue):
    bound(issue)
    assert walk(owner, issue, "page") == ["Cover", "1 of 4", "2–3 of 4", "4 of 4", "Back cover"]
    assert walk(owner, issue, "spread") == ["Cover", "1 of 4", "2–3 of 4", "4 of 4", "Back cover"]
    Page.objects.filter(issue=issue, position=2).update(spread=False)
    assert walk(owner, issue, "spread") == ["Cover", "1 of 3", "2–3 of 3", "Back cover"]


def test_a_spread_is_one_wide_leaf(owner, issue):
    bound(issue)
    assert "leaf-wide" in read(owner, issue, p="2")
    assert "leaf-wide" not in read(owner, issue, p="1")


def test_unknown_places_show_the_first(owner, issue):
    for place in ("99", "x", "-1", "<b>", "9" * 40):
        assert where(read(owner, issue, p=place)) == "1 of 3"


def test_an_issue_is_read_in_each_of_its_languages(owner, issue):
    issue.languages = ["fr"]
    issue.save()
    line = Lettering.objects.get(text="Are you lost?")
    placed = [{**line.placed[0], "lines": ["Tu es perdu ?"]}]
    Translation.objects.create(lettering=line, language="fr", text="Tu es perdu ?", original=line.text, placed=placed)
    shown = read(owner, issue, p="2", language="fr")
    assert "Français" in shown
    assert "Ren: Tu es perdu ?" in shown
    address = re.search(r'<img src="([^"]+)"', shown)[1].replace("&amp;", "&")
    answer = owner.get(address)
    assert Image.open(io.BytesIO(answer.content)).width == 1080
    again = owner.get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert "Are you lost?" in read(owner, issue, p="2", language="xx")
    page = line.panel.page
    assert owner.get(reverse("page_picture", args=[page.pk]), {"language": "de"}).status_code == 404


def test_what_goes_leftwards_is_turned_leftwards(owner, issue):
    series = issue.series
    series.direction = "rtl"
    series.save()
    shown = read(owner, issue, p="2")
    assert 'dir="rtl"' in shown
    assert 'data-direction="rtl"' in shown
