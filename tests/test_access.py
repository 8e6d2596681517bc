"""Who may see and do what: every model, every role, in and out of the bin."""

import itertools
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from comics.access import CAPABILITIES, MEANINGS, Can, allows, find, own_key, own_keys, shared_keys, teams_for, visible
from comics.jobs.permission import MAY_SPEND
from comics.models import Issue, Member, Series, Team
from comics.models.teams import MAY_INVITE
from comics.vocabulary import LADDER, Role
from tests.rows import Everything, make_everything
from tests.studio import make_issue, make_people, make_user

pytestmark = pytest.mark.django_db
ROWS = tuple(name for name in Everything.__annotations__ if name != "key")  # a key is a person's: it has no way to a team
# For each kind of row, what hides it when it lies in the bin.
HIDDEN_BY = {
    "archive": {"series"},
    "team": (),
    "picture": (),
    "charge": (),
    "budget": (),
    **dict.fromkeys(("member", "invitation", "activity", "token", "request", "webhook", "delivery"), ()),
    "series": ("series",),
    "reference": ("series",),
    "character": ("character", "series"),
    "state": ("character", "series"),
    "location": ("location", "series"),
    "issue": ("issue", "series"),
    "script": ("issue", "series"),
    "export": ("issue", "series"),
    "generation": ("issue", "series"),
    "submission": ("issue", "series"),
    **dict.fromkeys(("page", "panel", "lettering", "take", "drawing", "note"), ("page", "issue", "series")),
}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def everything(people, django_capture_on_commit_callbacks):
    return make_everything(people, django_capture_on_commit_callbacks)


def test_each_role_can_all_that_the_one_below_it_can():
    ladder = [CAPABILITIES[role] for role in LADDER]
    assert [len(step) for step in ladder] == [2, 4, 6, 11]
    assert all(low < high for low, high in itertools.pairwise(ladder))
    assert set(CAPABILITIES) == set(Role)


def printed_table():
    """The table of capabilities as docs/teams.md holds it."""
    lines = [f"| who may | {' | '.join(LADDER)} |", f"|---|{':-:|' * len(LADDER)}"]
    for can, meaning in MEANINGS.items():
        lines.append(f"| {meaning} | {' | '.join('yes' if allows(role, can) else '–' for role in LADDER)} |")
    return "\n".join(lines)


def test_the_documentation_holds_the_table_of_capabilities():
    told = (Path(__file__).parent.parent / "docs" / "teams.md").read_text()
    assert printed_table() in told, f"paste this table into docs/teams.md:\n\n{printed_table()}"
    assert set(MEANINGS) == set(Can)


def test_what_lower_storeys_know_of_the_table_is_what_the_table_says():
    assert {role for role in Role if allows(role, Can.SPEND)} == set(MAY_SPEND)
    assert {role for role in Role if allows(role, Can.MEMBERS)} == set(MAY_INVITE)


@pytest.mark.parametrize(
    ("role", "can"),
    [
        ("viewer", {"read", "comment"}),
        ("letterer", {"read", "comment", "letter", "export"}),
        ("editor", {"read", "comment", "letter", "export", "edit", "spend"}),
        ("owner", {can.value for can in Can}),
    ],
)
def test_the_table_of_roles(role, can):
    assert {ability.value for ability in Can if allows(role, ability)} == can


def test_every_kind_of_row_is_found_by_members_and_by_nobody_else(people, everything):
    for name in ROWS:
        row = getattr(everything, name)
        model = type(row)
        assert find(people.owner, model, row.pk, Can.DELETE) == row, name
        assert find(people.member, model, row.pk) == row, name
        with pytest.raises(PermissionDenied):
            find(people.member, model, row.pk, Can.EDIT)
        with pytest.raises(Http404):
            find(people.stranger, model, row.pk)
        assert row not in visible(people.stranger, model), name


def test_what_lies_in_the_bin_hides_all_that_belongs_to_it(people, everything):
    for name in ROWS:
        row = getattr(everything, name)
        model = type(row)
        for holder in ("series", "issue", "page", "character", "location"):
            thing = getattr(everything, holder)
            thing.bin()
            hidden = holder in HIDDEN_BY[name]
            assert visible(people.owner, model).filter(pk=row.pk).exists() is not hidden, (name, holder)
            assert find(people.owner, model, row.pk, binned=True) == row, (name, holder)
            with pytest.raises(Http404):
                find(people.stranger, model, row.pk, binned=True)
            thing.unbin()


def test_the_role_is_the_one_in_the_team_that_owns_the_row(people, everything):
    """Somebody who owns one team and only reads in another may not carry the one role over to the other."""
    theirs = make_issue(people)  # the member's own team gets a series of its own beside the shared one
    own = Series.objects.create(team=people.member.personal_team, title="Mine")
    assert find(people.member, Series, own.pk, Can.DELETE).member_role == "owner"
    assert find(people.member, Issue, theirs.pk).member_role == "viewer"
    with pytest.raises(PermissionDenied):
        find(people.member, Issue, theirs.pk, Can.LETTER)


def test_many_members_make_no_row_twice(people, everything):
    for number in range(4):
        Member.objects.create(team=people.team, user=make_user(f"m{number}"), role="editor")
    for name in ROWS:
        row = getattr(everything, name)
        assert visible(people.owner, type(row)).filter(pk=row.pk).count() == 1, name


def test_finding_asks_one_question_of_the_database(people, everything, django_assert_num_queries):
    for name in ROWS:
        row = getattr(everything, name)
        with django_assert_num_queries(1):
            assert find(people.owner, type(row), row.pk, Can.DELETE).member_role == "owner"


@pytest.mark.parametrize("pk", [0, -1, 2**63 - 1, 2**63, 10**40])
def test_keys_that_no_row_can_have_are_not_found(people, pk):
    for model in (Team, Series, Issue):
        with pytest.raises(Http404):
            find(people.owner, model, pk)


def test_somebody_put_out_of_the_team_sees_nothing_any_more(people, everything):
    Member.objects.filter(user=people.member, team=people.team).delete()
    for name in ROWS:
        row = getattr(everything, name)
        assert not visible(people.member, type(row)).filter(pk=row.pk).exists(), name


def test_the_teams_to_work_in_are_those_where_the_role_allows_it(people):
    shared = people.team
    assert teams_for(people.member) == [people.member.personal_team, shared]
    assert teams_for(people.member, Can.EDIT) == [people.member.personal_team]
    assert teams_for(people.owner, Can.EDIT) == [people.owner.personal_team, shared]
    assert shared not in teams_for(people.stranger)


def test_a_key_is_found_by_its_owner_and_by_nobody_else(people, everything):
    key = everything.key
    assert own_key(people.owner, key.pk) == key
    assert list(own_keys(people.owner)) == [key]
    for person in (people.member, people.stranger):
        with pytest.raises(Http404):
            own_key(person, key.pk)
        assert not own_keys(person).exists()
    key.wipe()
    key.save()
    with pytest.raises(Http404):
        own_key(people.owner, key.pk)


def test_of_a_shared_key_members_learn_name_engine_and_owner_only(people, everything):
    (shared,) = shared_keys(people.member)
    assert shared == everything.key
    assert {"sealed", "last_four", "account", "base_url", "says", "credits", "facts"} <= shared.get_deferred_fields()
    assert not shared_keys(people.owner).exists()
    assert not shared_keys(people.stranger).exists()
