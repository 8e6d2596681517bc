"""What the preflight finds before an edition is bound."""

import pytest
from django.db.models import F

from comics.jobs.leaves import all_leaves
from comics.jobs.preflight import findings
from comics.models import Lettering, Page, Panel, Picture, Translation
from tests.studio import flat_engine, launch, make_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def issue():
    people = make_people()
    issue = make_issue(people)
    with flat_engine():
        launch(issue, people, pages=3, per_page=1)
    Picture.objects.update(width=F("width") * 2, height=F("height") * 2)
    return issue


def found(issue, edition="pdf", language=""):
    return [finding.text for finding in findings(all_leaves(issue), edition, language)]


def first_panel():
    return Panel.objects.order_by("page__position").first()


def test_a_sound_issue_gives_nothing_to_say(issue):
    assert found(issue, "pdf") == []
    assert found(issue, "text") == []


def test_empty_and_stale_panels_are_told_but_not_of_the_text(issue):
    panel = first_panel()
    Panel.objects.filter(pk=panel.pk).update(stale=["Ren’s coat is grey now."])
    assert "Page 1, panel 1 is stale: Ren’s coat is grey now." in found(issue)
    Panel.objects.filter(pk=panel.pk).update(chosen=None)
    assert "Page 1, panel 1 has no picture yet." in found(issue, "webtoon")
    assert found(issue, "text") == []


def test_print_wants_300_dpi_of_what_is_shown(issue):
    told = found(issue, "print")
    assert told[0].startswith("Page 1: panel 1’s picture has ")
    assert told[0].endswith(" dpi; print wants 300.")
    Panel.objects.filter(pk=first_panel().pk).update(box=[30, 30, 60, 60])
    assert not any("Page 1: panel 1’s picture" in sentence for sentence in found(issue, "print"))


def test_screens_want_less_but_not_anything(issue):
    picture = first_panel().chosen.picture
    type(picture).objects.filter(pk=picture.pk).update(width=200, height=200)
    assert any("a screen wants" in sentence for sentence in found(issue, "cbz"))


def test_lettering_outside_the_live_area_is_told(issue):
    line = Lettering.objects.filter(panel__page__position=2).first()
    line.placed = [{**line.placed[0], "box": [-4, 20, 80, 30]}]
    line.save()
    assert any("lies outside the live area" in sentence for sentence in found(issue))
    assert not any("live area" in sentence for sentence in found(issue, "webtoon"))


def test_overfull_balloons_and_missing_fonts_are_told(issue):
    line = Lettering.objects.filter(panel__page__position=2).first()
    line.text = "word " * 30
    line.placed = [{**line.placed[0], "warnings": ["No installed font has the signs ꙮ; they were left out."]}]
    line.save()
    told = " ".join(found(issue))
    assert "has 30 words" in told
    assert "No installed font has the signs ꙮ" in told


def test_what_is_not_translated_is_told_once_a_page(issue):
    issue.languages = ["fr"]
    issue.save()
    told = [sentence for sentence in found(issue, language="fr") if "not translated" in sentence]
    assert told[0] == "Page 1: one piece of lettering is not translated and will be in the original’s words."
    line = Lettering.objects.filter(panel__page__position=1).first()
    Translation.objects.create(lettering=line, language="fr", text="Le soir.", original=line.text)
    assert not any(sentence.startswith("Page 1: one piece") for sentence in found(issue, language="fr"))
    Lettering.objects.filter(pk=line.pk).update(text="Night.")
    assert "Page 1: one translation is older than the original’s words." in found(issue, language="fr")


@pytest.mark.parametrize(("direction", "side"), [("ltr", "left"), ("rtl", "right")])
def test_a_spread_that_would_not_lie_open_is_told(issue, direction, side):
    series = issue.series
    series.direction = direction
    series.save()
    Page.objects.filter(issue=issue, position=2).update(spread=True)
    assert not any("spread" in sentence for sentence in found(issue))
    Page.objects.filter(issue=issue, position=2).update(spread=False)
    Page.objects.filter(issue=issue, position=3).update(spread=True)
    assert f"Pages 3–4: this spread would not begin on a {side}-hand page" in " ".join(found(issue, "print"))


def test_it_asks_as_much_of_many_pages_as_of_few(issue, django_assert_max_num_queries):
    Page.objects.bulk_create(Page(issue=issue, position=n) for n in range(4, 60))
    with django_assert_max_num_queries(6):
        findings(all_leaves(issue), "print")


def test_lettering_on_the_fold_of_a_spread_is_told_for_print(issue):
    page = Page.objects.get(issue=issue, position=2)
    Page.objects.filter(pk=page.pk).update(spread=True)
    line = Lettering.objects.filter(panel__page=page).first()
    line.placed = [{**line.placed[0], "box": [page.format().width - 20, 60, 80, 30]}]
    line.save()
    assert "the fold runs through" in " ".join(found(issue, "print"))
    assert "the fold runs through" not in " ".join(found(issue, "cbz"))
