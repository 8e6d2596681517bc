"""Asking for an edition: what is heeded, and what is refused with which words."""

import pytest

from comics.actions.errors import Refusal
from comics.actions.exports import check_options
from comics.publishing.choices import Choices
from tests.studio import flat_issue, make_issue, make_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def issue():
    people = make_people()
    return flat_issue(people, pages=3, per_page=1, draw=False)


@pytest.mark.parametrize(
    ("edition", "choices", "field", "sentence"),
    [
        ("scroll", Choices(), "edition", "There is no such edition."),
        ("pdf", Choices(pages="9"), "pages", "There is no page 9; the story has pages 1 to 3."),
        ("pdf", Choices(pages="one"), "pages", "“one” names no page. Write pages as in 1-3, 5."),
        ("pdf", Choices(language="fr"), "language", "This issue is not lettered in that language."),
        ("cbz", Choices(picture="gif"), "picture", "gif is no format of this edition. Choose JPEG or WEBP."),
    ],
)
def test_what_cannot_be_bound_is_refused_beside_its_field(issue, edition, choices, field, sentence):
    with pytest.raises(Refusal) as refused:
        check_options(issue, edition, choices)
    assert refused.value.field == field
    assert str(refused.value).startswith(sentence)


def test_an_issue_without_pages_is_not_bound():
    with pytest.raises(Refusal, match="no pages yet"):
        check_options(make_issue(make_people()), "pdf", Choices())


def test_what_the_edition_does_not_heed_is_left_out(issue):
    heeded, leaves = check_options(issue, "pdf", Choices(pages=" 2 ", marks=True, spreads=True, picture="webp", draft=True))
    assert heeded == Choices(pages="2", draft=True)
    assert [leaf.label for leaf in leaves] == ["2"]


def test_a_language_that_it_is_lettered_in_is_taken(issue):
    issue.languages = ["fr"]
    assert check_options(issue, "pdf", Choices(language="fr"))[0].language == "fr"
