"""Invitations: what is kept of a secret, whom it lets in, once, and never further than its inviter could."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from comics.actions import invitations
from comics.actions.errors import Refusal
from comics.actions.invitations import (
    digest_of,
    invitation_by,
    invitation_of,
    invite,
    mail_invitation,
    renew_invitation,
    revoke_invitation,
    well_formed,
)
from comics.models import Activity, Invitation, Member
from tests.studio import make_people, make_user
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


def offer(people, role="editor", email="", *, by=None, nonce="n" * 20):
    return invite(people.team, role=role, email=email, by=by or people.owner, nonce=nonce)


def accept(secret, *, by):
    return invitations.accept_invitation(digest_of(secret), by=by)


def role_of(people, person):
    return Member.objects.filter(team=people.team, user=person).values_list("role", flat=True).first()


def test_only_a_hash_of_a_secret_of_256_bits_is_kept(people):
    issued = offer(people)
    assert len(issued.secret) * 6 >= 256
    row = Invitation.objects.values().get()
    assert issued.secret not in str(row)
    assert offer(people, nonce="o" * 20).secret != issued.secret


def test_a_week_and_not_longer(people):
    issued = offer(people)
    left = issued.invitation.expires_at - timezone.now()
    assert datetime.timedelta(days=6, hours=23) < left <= datetime.timedelta(days=7)
    Invitation.objects.update(expires_at=timezone.now())
    assert invitation_of(issued.secret) is None
    assert accept(issued.secret, by=people.stranger) is None
    assert role_of(people, people.stranger) is None


def test_accepting_joins_once_and_is_told(people):
    issued = offer(people, "letterer")
    accepted = accept(issued.secret, by=people.stranger)
    assert (accepted.member.role, accepted.before) == ("letterer", None)
    assert role_of(people, people.stranger) == "letterer"
    assert accept(issued.secret, by=make_user("late")) is None
    row = Invitation.objects.get()
    assert row.accepted_by == people.stranger
    lines = [f"{line.by_name} {line.deed} {line.about}" for line in Activity.objects.order_by("pk")]
    assert lines == ["olga invited somebody with the link as letterer", "stan joined the team as letterer"]
    # The same person twice, as a double press is, is in the team.
    assert accept(issued.secret, by=people.stranger).member == accepted.member
    Member.objects.filter(pk=accepted.member.pk).delete()
    assert accept(issued.secret, by=people.stranger) is None


@pytest.mark.parametrize("secret", ["", "short", "x" * 42, "x" * 44, "x" * 42 + "/", "ä" * 43, "x" * 43 + "\n"])
def test_what_is_no_secret_never_reaches_the_database(people, secret, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not well_formed(secret)
        assert invitation_of(secret) is None
        assert digest_of(secret) == ""
        assert invitation_by(secret) is None
    assert accept(secret, by=people.stranger) is None


def test_a_revoked_one_opens_nothing_and_an_accepted_one_is_not_revoked(people):
    issued = offer(people)
    revoke_invitation(issued.invitation, by=people.owner)
    revoke_invitation(issued.invitation, by=people.owner)
    assert accept(issued.secret, by=people.stranger) is None
    with pytest.raises(Refusal, match="taken back"):
        renew_invitation(issued.invitation, by=people.owner)
    used = offer(people, nonce="u" * 20)
    accept(used.secret, by=people.stranger)
    with pytest.raises(Refusal, match="accepted already"):
        revoke_invitation(used.invitation, by=people.owner)
    with pytest.raises(Refusal, match="accepted or taken back"):
        renew_invitation(used.invitation, by=people.owner)


def test_sent_again_it_has_another_secret_and_another_week(people):
    issued = offer(people)
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))
    again = renew_invitation(issued.invitation, by=people.owner)
    assert again.invitation.pk == issued.invitation.pk
    assert invitation_of(issued.secret) is None
    assert invitation_of(again.secret).expires_at > timezone.now() + datetime.timedelta(days=6)


def test_pressing_twice_makes_one_and_the_second_answer_has_the_secret_that_works(people):
    first, second = offer(people), offer(people)
    assert Invitation.objects.count() == 1
    assert invitation_of(first.secret) is None
    assert invitation_of(second.secret) == first.invitation
    # Another role from the same form is another invitation.
    offer(people, "viewer")
    assert Invitation.objects.count() == 2


def test_nobody_invites_further_than_they_may_themselves(people, monkeypatch):
    for person in (people.member, people.stranger):
        with pytest.raises(Refusal, match="may not invite"):
            offer(people, "viewer", by=person)
    with pytest.raises(Refusal, match="no such role"):
        offer(people, "king")
    monkeypatch.setattr(invitations, "MAY_INVITE", ("owner", "editor"))
    with pytest.raises(Refusal, match="no more than your own"):
        offer(people, "owner", by=people.member)
    assert offer(people, "editor", by=people.member)


@pytest.mark.parametrize("what", ["left", "demoted", "closed", "deleted"])
def test_it_opens_no_more_than_its_inviter_could_by_then(people, what):
    Member.objects.filter(team=people.team, user=people.member).update(role="owner")
    issued = offer(people, by=people.member)
    rows = Member.objects.filter(team=people.team, user=people.member)
    if what == "left":
        rows.delete()
    elif what == "demoted":
        rows.update(role="editor")
    elif what == "closed":
        people.member.is_active = False
        people.member.save()
    else:
        Invitation.objects.update(by=None)
    assert invitation_of(issued.secret) is None
    assert accept(issued.secret, by=people.stranger) is None
    assert role_of(people, people.stranger) is None


def test_an_inviter_who_loses_the_right_between_the_look_and_the_press_lets_nobody_in(people, monkeypatch):
    issued = offer(people)
    real = invitations.lock

    def lock(team):
        Member.objects.filter(team=people.team, user=people.owner).update(role="viewer")
        return real(team)

    monkeypatch.setattr(invitations, "lock", lock)
    assert accept(issued.secret, by=people.stranger) is None
    assert role_of(people, people.stranger) is None


def test_one_for_an_address_lets_nobody_else_in(people):
    issued = offer(people, email="Stan@EXAMPLE.test")
    other = make_user("other")
    with pytest.raises(Refusal, match="another address") as refused:
        accept(issued.secret, by=other)
    assert "stan" not in str(refused.value).lower()
    assert Invitation.objects.open().exists()
    assert accept(issued.secret, by=people.stranger)


@pytest.mark.parametrize(("verified", "gets_in"), [(True, True), (False, False)])
def test_a_further_address_counts_once_it_is_verified(people, verified, gets_in):
    issued = offer(people, email="pen-name@example.test")
    people.stranger.emailaddress_set.create(email="pen-name@example.test", verified=verified)
    assert invitations.is_for(issued.invitation, people.stranger) is gets_in


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("no address", "no e-mail address"), ("MILA@example.test", "in the team already"), ("x" * 300 + "@a.test", "no e-mail")],
)
def test_addresses_that_make_no_sense_are_refused(people, email, sentence):
    with pytest.raises(Refusal, match=sentence):
        offer(people, email=email)


def test_one_open_invitation_an_address(people):
    issued = offer(people, email="jo@example.test")
    with pytest.raises(Refusal, match="invited already"):
        offer(people, "viewer", "JO@example.test", nonce="o" * 20)
    revoke_invitation(issued.invitation, by=people.owner)
    assert offer(people, "viewer", "JO@example.test", nonce="o" * 20)


def test_there_is_a_bound(people, monkeypatch):
    monkeypatch.setattr(invitations, "MOST_OPEN", 1)
    offer(people)
    with pytest.raises(Refusal, match="open already"):
        offer(people, nonce="o" * 20)


@pytest.mark.parametrize(
    ("has", "gets", "then", "used"),
    [
        ("viewer", "editor", "editor", True),
        ("editor", "viewer", "editor", False),
        ("editor", "editor", "editor", False),
        ("owner", "editor", "owner", False),
    ],
)
def test_a_member_keeps_the_higher_role(people, has, gets, then, used):
    Member.objects.create(team=people.team, user=people.stranger, role=has)
    accepted = accept(offer(people, gets).secret, by=people.stranger)
    assert accepted.before == has
    assert accepted.member.role == role_of(people, people.stranger) == then
    assert Invitation.objects.open().exists() is not used
    lines = [f"{line.by_name} {line.deed} {line.about}" for line in Activity.objects.filter(by=people.stranger)]
    assert lines == (["stan changed the role of stan to editor"] if used else [])


def test_others_may_be_invited_into_a_personal_team(people):
    own = people.owner.personal_team
    issued = invite(own, role="editor", by=people.owner, nonce="n" * 20)
    accept(issued.secret, by=people.stranger)
    assert own.members.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_gets_in(people):
    issued = offer(people)
    crowd = [make_user(f"crowd{number}") for number in range(4)]
    answers = at_once([lambda person=person: accept(issued.secret, by=person) for person in crowd])
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    inside = [answer for answer in answers if answer]
    assert len(inside) == 1
    assert Member.objects.filter(team=people.team, user__in=crowd).count() == 1
    assert Invitation.objects.get().accepted_by == inside[0].member.user


@pytest.mark.django_db(transaction=True)
def test_the_same_person_twice_at_once_is_one_member(people):
    issued, other = offer(people), offer(people, "viewer", nonce="o" * 20)
    secrets = [issued.secret, issued.secret, other.secret]
    answers = at_once([lambda secret=secret: accept(secret, by=people.stranger) for secret in secrets])
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Member.objects.filter(team=people.team, user=people.stranger).count() == 1
    assert role_of(people, people.stranger) == "editor"


@pytest.mark.django_db(transaction=True)
def test_revoked_and_accepted_in_the_same_instant_is_one_of_both(people):
    issued = offer(people)
    revoked, accepted = at_once(
        [
            lambda: revoke_invitation(issued.invitation, by=people.owner),
            lambda: accept(issued.secret, by=people.stranger),
        ]
    )
    is_in = role_of(people, people.stranger) is not None
    assert is_in is bool(accepted)
    assert isinstance(revoked, Refusal) is is_in


def test_the_mail_is_plain_and_says_what_matters(people):
    people.team.name = "Ren & <b>Mino</b>\r\nBcc: x@example.test"
    people.team.save()
    issued = offer(people, email="jo@example.test")
    assert mail_invitation(issued.invitation, "https://studio.example/invitation/abc/")
    (sent,) = mail.outbox
    assert sent.to == ["jo@example.test"]
    assert sent.subject == "olga invites you to Ren & <b>Mino</b> Bcc: x@example.test"
    assert not sent.alternatives
    for words in ("https://studio.example/invitation/abc/\n", "as editor", "olga (olga@example.test)", "jo@example.test only"):
        assert words in sent.body
    assert "Ren & <b>Mino</b>" in sent.body


def test_a_mail_that_can_not_be_sent_is_said_without_the_secret(people, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ConnectionRefusedError("no mail here")

    monkeypatch.setattr(invitations, "send_mail", broken)
    issued = offer(people, email="jo@example.test")
    assert not mail_invitation(issued.invitation, f"https://studio.example/invitation/{issued.secret}/")
    assert "could not be sent" in caplog.text
    assert issued.secret not in caplog.text
