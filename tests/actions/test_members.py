"""Members: roles, leaving, being removed, and that a team always keeps an owner."""

import pytest

from comics.actions.errors import Refusal
from comics.actions.invitations import accept_invitation, digest_of, invite
from comics.actions.members import leave_team, remove_member, set_role
from comics.actions.teams import create_member
from comics.actions.tokens import make_token
from comics.models import Activity, Invitation, Key, Member, Mention, Note, Series, Team, Token
from tests.rows import make_everything
from tests.studio import make_people, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


def membership(people, person):
    return Member.objects.get(team=people.team, user=person)


def accept(secret, *, by):
    return accept_invitation(digest_of(secret), by=by)


def is_in(people, person):
    return Member.objects.filter(team=people.team, user=person).exists()


def told(people):
    return [f"{row.by_name} {row.deed} {row.about}".strip() for row in Activity.objects.filter(team=people.team)]


def test_an_owner_gives_another_role_and_it_is_told(people):
    changed = set_role(membership(people, people.member), "owner", by=people.owner)
    assert changed.role == membership(people, people.member).role == "owner"
    assert told(people) == ["olga changed the role of mila to owner"]
    set_role(changed, "owner", by=people.owner)
    assert len(told(people)) == 1


def test_roles_that_there_are_not_and_people_who_are_gone_are_refused(people):
    member = membership(people, people.member)
    with pytest.raises(Refusal, match="no such role"):
        set_role(member, "king", by=people.owner)
    member.delete()
    member.pk = 10**6
    for deed in (lambda: set_role(member, "viewer", by=people.owner), lambda: remove_member(member, by=people.owner)):
        with pytest.raises(Refusal, match="not in the team any more"):
            deed()
    with pytest.raises(Refusal, match="not in this team any more"):
        leave_team(people.team, by=people.stranger)


def test_the_last_owner_can_not_leave_be_demoted_or_be_removed(people):
    owner = membership(people, people.owner)
    for deed in (
        lambda: leave_team(people.team, by=people.owner),
        lambda: set_role(owner, "editor", by=people.owner),
        lambda: remove_member(owner, by=people.owner),
        lambda: create_member(people.owner.email, team_name=people.team.name, role="viewer", password=""),
    ):
        with pytest.raises(Refusal, match="needs an owner"):
            deed()
    assert membership(people, people.owner).role == "owner"


def test_an_owner_whose_account_is_closed_is_no_other_owner(people):
    Member.objects.filter(user=people.member, team=people.team).update(role="owner")
    people.member.is_active = False
    people.member.save()
    with pytest.raises(Refusal, match="needs an owner"):
        leave_team(people.team, by=people.owner)
    remove_member(membership(people, people.member), by=people.owner)
    assert not is_in(people, people.member)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["leave", "demote each other", "remove each other"])
def test_two_owners_who_go_in_the_same_instant_leave_one(people, how):
    set_role(membership(people, people.member), "owner", by=people.owner)
    one, two = membership(people, people.owner), membership(people, people.member)
    deeds = {
        "leave": [lambda: leave_team(people.team, by=people.owner), lambda: leave_team(people.team, by=people.member)],
        "demote each other": [
            lambda: set_role(two, "viewer", by=people.owner),
            lambda: set_role(one, "viewer", by=people.member),
        ],
        "remove each other": [lambda: remove_member(two, by=people.owner), lambda: remove_member(one, by=people.member)],
    }[how]
    answers = at_once(deeds)
    assert sum(isinstance(answer, Refusal) for answer in answers) == 1, answers
    assert Member.objects.filter(team=people.team, role="owner").count() == 1


def test_nobody_is_put_out_of_their_own_team_or_loses_it(people):
    own = people.owner.personal_team
    Member.objects.create(team=own, user=people.member, role="owner")
    mine = Member.objects.get(team=own, user=people.owner)
    with pytest.raises(Refusal, match="stays its owner"):
        set_role(mine, "viewer", by=people.member)
    with pytest.raises(Refusal, match="put out of their own"):
        remove_member(mine, by=people.member)
    with pytest.raises(Refusal, match="belongs to your account"):
        leave_team(own, by=people.owner)
    leave_team(own, by=people.member)
    assert own.members.get() == mine


@pytest.mark.parametrize("how", ["leaves", "is removed"])
def test_whoever_goes_leaves_the_work_and_takes_keys_tokens_and_invitations_along(people, how):
    member = membership(people, people.member)
    member.role = "owner"
    member.save()
    series = Series.objects.create(team=people.team, title="Hers", created_by=people.member)
    shared, elsewhere = (
        Key.objects.create(owner=people.member, team=team, engine="kling", name=str(team))
        for team in (people.team, people.member.personal_team)
    )
    others = Key.objects.create(owner=people.owner, team=people.team, engine="kling", name="Olga’s")
    token = make_token(people.member, people.team, name="Script", scopes=["read"])
    sent = invite(people.team, role="editor", by=people.member, nonce="n" * 20)
    keys = leave_team(people.team, by=people.member) if how == "leaves" else remove_member(member, by=people.owner)
    assert keys == 1
    assert not is_in(people, people.member)
    series.refresh_from_db()
    assert series.created_by == people.member
    assert dict(Key.objects.values_list("pk", "team")) == {
        shared.pk: None,
        elsewhere.pk: people.member.personal_team.pk,
        others.pk: people.team.pk,
    }
    assert Token.objects.presented(token.secret) is None
    assert accept(sent.secret, by=people.stranger) is None
    Member.objects.create(team=people.team, user=people.member, role="owner")
    assert Token.objects.presented(token.secret) is None
    assert accept(sent.secret, by=people.stranger) is None
    assert told(people)[:2] == (
        ["mila left the team", "mila withdrew the key Lantern Press"]
        if how == "leaves"
        else ["olga removed mila", "olga withdrew the key Lantern Press"]
    )


def test_notes_and_mentions_of_somebody_who_left_keep_the_names(people, django_capture_on_commit_callbacks):
    page = make_everything(people, django_capture_on_commit_callbacks).page
    note = Note.objects.create(page=page, text="@mila the hat!", by=people.member, by_name=people.member.display_name)
    Mention.objects.create(note=note, user=people.member)
    leave_team(people.team, by=people.member)
    note.refresh_from_db()
    assert (note.by, note.by_name) == (people.member, "mila")
    assert note.mentions.get().user == people.member


def test_a_demoted_owner_has_no_open_invitations_any_more(people):
    set_role(membership(people, people.member), "owner", by=people.owner)
    mine = invite(people.team, role="owner", by=people.member, nonce="m" * 20)
    theirs = invite(people.team, role="viewer", by=people.owner, nonce="o" * 20)
    set_role(membership(people, people.member), "editor", by=people.owner)
    assert list(Invitation.objects.open()) == [theirs.invitation]
    assert accept(mine.secret, by=people.stranger) is None


def test_a_team_that_was_deleted_meanwhile_is_said(people):
    member = membership(people, people.member)
    Team.objects.filter(pk=people.team.pk).delete()
    with pytest.raises(Refusal, match="not there any more"):
        set_role(member, "viewer", by=people.owner)


def test_a_member_of_the_command_line_gets_the_other_role_without_a_line(people):
    make_user("nobody")
    member, is_new = create_member(people.member.email, team_name=people.team.name, role="viewer", password="")
    assert (member.role, is_new) == ("viewer", False)
    assert told(people) == []
