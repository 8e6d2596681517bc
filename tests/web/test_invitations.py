"""The pages of invitations: sent, shown once, opened, accepted, and the one page for all that opens nothing."""

import re
import smtplib

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comics.actions import invitations as actions
from comics.models import Invitation, Member, User
from tests.studio import make_people, make_user

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver/invitation/([\w-]{43})/")


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def owner(people):
    client = Client()
    client.force_login(people.owner)
    return client


def invite(owner, people, **sent):
    return owner.post(reverse("invite", args=[people.team.pk]), {"email": "", "role": "editor", "nonce": "n" * 20, **sent})


def secret_of(answer):
    """The secret in the link that the page shows."""
    return LINK.search(answer.content.decode())[1]


def issue(people, role="editor", email="", nonce="n" * 20):
    return actions.invite(people.team, role=role, email=email, by=people.owner, nonce=nonce).secret


def named(secret):
    """What the button of that invitation's page sends."""
    return {"invitation": Invitation.objects.get(digest=actions.digest_of(secret)).pk}


def open_it(client, secret):
    return client.get(reverse("open_invitation", args=[secret]), follow=True)


def role_of(people, person):
    return Member.objects.filter(team=people.team, user=person).values_list("role", flat=True).first()


def test_a_link_is_shown_once_and_never_kept(owner, people):
    answer = invite(owner, people)
    secret = secret_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert actions.invitation_of(secret)
    page = owner.get(reverse("team", args=[people.team.pk])).content.decode()
    assert secret not in page
    assert "Anybody with the link" in page
    assert mail.outbox == []


def test_a_double_press_makes_one(owner, people):
    invite(owner, people)
    assert actions.invitation_of(secret_of(invite(owner, people)))
    assert Invitation.objects.count() == 1


def test_with_mail_the_link_goes_there_and_is_not_shown(owner, people, settings):
    settings.EMAIL_HOST = "smtp.example"
    answer = invite(owner, people, email="jo@example.test")
    assert answer.status_code == 302
    assert "on its way to jo@example.test" in owner.get(answer.url).content.decode()
    (sent,) = mail.outbox
    assert actions.invitation_of(LINK.search(sent.body)[1]).email == "jo@example.test"


def test_without_mail_it_goes_to_the_console_and_is_shown_to_be_handed_over(owner, people, settings):
    settings.PUBLIC_URL = "https://studio.example"
    page = invite(owner, people, email="jo@example.test").content.decode()
    assert re.search(r"https://studio\.example/invitation/[\w-]{43}/", page)
    assert "jo@example.test" in page
    assert len(mail.outbox) == 1


def test_a_mail_that_fails_is_said_and_the_link_shown(owner, people, settings, monkeypatch):
    def broken(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected("gone")

    settings.EMAIL_HOST = "smtp.example"
    monkeypatch.setattr(actions, "send_mail", broken)
    answer = invite(owner, people, email="jo@example.test")
    assert "could not be sent" in answer.content.decode()
    assert actions.invitation_of(secret_of(answer))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({"email": "no address"}, "valid email"), ({"role": "king"}, "valid choice"), ({"email": "mila@example.test"}, "already")],
)
def test_what_is_wrong_stands_beside_the_field(owner, people, sent, sentence):
    answer = invite(owner, people, **sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_list_tells_of_each_by_whom_and_till_when(owner, people):
    secret = issue(people, email="jo@example.test")
    issue(people, nonce="x" * 20)
    page = owner.get(reverse("team", args=[people.team.pk])).content.decode()
    assert page.count("By olga") == 2
    assert page.count("mark-moving") == 2
    assert "until" in page
    actions.accept_invitation(actions.digest_of(secret), by=make_user("jo"))
    Invitation.objects.filter(email="").update(expires_at=timezone.now())
    page = owner.get(reverse("team", args=[people.team.pk])).content.decode()
    assert "Accepted by jo" in page
    assert "Expired" in page
    Invitation.objects.filter(email="").update(expires_at=timezone.now() + timezone.timedelta(days=1), by=people.member)
    assert "Void" in owner.get(reverse("team", args=[people.team.pk])).content.decode()


def test_sent_again_and_taken_back(owner, people):
    secret = issue(people)
    row = Invitation.objects.get()
    again = secret_of(owner.post(reverse("renew_invitation", args=[row.pk])))
    assert actions.invitation_of(secret) is None
    assert actions.invitation_of(again)
    page = owner.post(reverse("revoke_invitation", args=[row.pk]), follow=True).content.decode()
    assert "taken back" in page
    assert actions.invitation_of(again) is None
    assert owner.post(reverse("renew_invitation", args=[row.pk])).status_code == 409
    Invitation.objects.update(revoked_at=None, accepted_at=timezone.now())
    assert owner.post(reverse("revoke_invitation", args=[row.pk])).status_code == 409


def test_looking_at_it_accepts_nothing_and_shows_team_role_and_inviter(people, somebody):
    secret, client = issue(people), somebody(people.stranger)
    answer = open_it(client, secret)
    page = answer.content.decode()
    assert answer.redirect_chain == [(reverse("invitation"), 302)]
    assert "no-store" in answer.headers["Cache-Control"]
    for words in ("Join Lantern Press", "Editor", "olga invites you"):
        assert words in page, words
    for name in ("invitation", "accept_invitation"):
        client.get(reverse(name))
    assert role_of(people, people.stranger) is None
    joined = client.post(reverse("accept_invitation"), named(secret), follow=True)
    assert joined.redirect_chain[-1][0] == reverse("team", args=[people.team.pk])
    assert "You are editor in Lantern Press" in joined.content.decode()
    assert role_of(people, people.stranger) == "editor"
    assert "invitation" not in client.session
    # A second press of the same button lands in the team as well.
    assert client.post(reverse("accept_invitation"), named(secret)).url == reverse("team", args=[people.team.pk])


def test_all_that_opens_nothing_looks_the_same(people, somebody):
    used, revoked, expired = (issue(people, nonce=name * 20) for name in "abc")
    actions.accept_invitation(actions.digest_of(used), by=make_user("first"))
    by_digest = {secret: Invitation.objects.get(digest=actions.digest_of(secret)) for secret in (revoked, expired)}
    actions.revoke_invitation(by_digest[revoked], by=people.owner)
    Invitation.objects.filter(pk=by_digest[expired].pk).update(expires_at=timezone.now())
    for client in (Client(), somebody(people.stranger)):
        answers = [open_it(client, secret) for secret in (used, revoked, expired, "x" * 43, "short", "a b")]
        assert {answer.status_code for answer in answers} == {404}
        pages = {re.sub(r"X-CSRFToken[^}]*|csrfmiddlewaretoken[^>]*", "", answer.content.decode()) for answer in answers}
        assert len(pages) == 1
        assert "opens nothing" in pages.pop()
    assert Client().post(reverse("accept_invitation"), named(used)).status_code == 302
    assert somebody(people.stranger).post(reverse("accept_invitation"), named(used)).status_code == 404


def test_what_is_no_secret_is_answered_without_the_database(django_assert_num_queries, people):
    with django_assert_num_queries(0):
        assert Client().get(reverse("open_invitation", args=["no-secret"])).status_code == 404
        assert Client().get(reverse("invitation")).status_code == 404


def test_somebody_without_an_account_signs_up_comes_back_and_joins(people):
    secret, client = issue(people, "letterer"), Client()
    page = open_it(client, secret).content.decode()
    assert "Make an account" in page
    sign_up = f"{reverse('account_signup')}?next={reverse('invitation')}"
    assert sign_up in page
    sent = {"email": "new@example.test", "password1": "lantern-rain-7", "next": reverse("invitation")}
    made = client.post(sign_up, sent, follow=True)
    assert made.redirect_chain[-1][0] == reverse("invitation")
    assert "Join Lantern Press" in made.content.decode()
    new = User.objects.get(email="new@example.test")
    assert role_of(people, new) is None
    assert client.session["invitation"] == actions.digest_of(secret)
    assert "An invitation to a team waits" in client.get("/").content.decode()
    client.post(reverse("accept_invitation"), named(secret))
    assert role_of(people, new) == "letterer"
    assert "An invitation to a team waits" not in client.get("/").content.decode()


def test_where_registration_is_closed_only_signing_in_is_offered(people, settings):
    settings.REGISTRATION = "closed"
    page = open_it(Client(), issue(people)).content.decode()
    assert "Sign in and you come back here." in page
    assert "Make an account" not in page


def test_one_for_an_address_says_which_to_sign_in_with_and_no_more(people, somebody):
    secret, client = issue(people, email="jonas@example.test"), somebody(people.stranger)
    page = open_it(client, secret).content.decode()
    assert "j…@example.test" in page
    assert "signed in as stan@example.test" in page
    assert "jonas" not in page
    refused = client.post(reverse("accept_invitation"), named(secret))
    assert refused.status_code == 403
    assert "another address" in refused.content.decode()
    assert role_of(people, people.stranger) is None
    assert "j…@example.test" in open_it(Client(), secret).content.decode()


def test_changing_the_account_keeps_the_invitation(people, somebody):
    jonas = make_user("jonas")
    secret, client = issue(people, email="jonas@example.test"), somebody(people.stranger)
    open_it(client, secret)
    answer = client.post(reverse("switch_account"))
    assert answer.url == f"{reverse('account_login')}?next={reverse('invitation')}"
    assert "_auth_user_id" not in client.session
    sent = {"login": jonas.email, "password": "pass-word-9", "next": reverse("invitation")}
    page = client.post(answer.url, sent, follow=True).content.decode()
    assert "Join Lantern Press" in page
    client.post(reverse("accept_invitation"), named(secret))
    assert role_of(people, jonas) == "editor"


def test_changing_the_account_without_an_invitation_only_signs_out(people, somebody):
    client = somebody(people.stranger)
    client.post(reverse("switch_account"))
    assert "invitation" not in client.session


def test_a_member_is_told_what_it_changes(people, somebody):
    client = somebody(people.member)
    secret = issue(people)
    page = open_it(client, secret).content.decode()
    assert "You are in this team already, as viewer. Accepting makes you editor." in page
    Member.objects.filter(team=people.team, user=people.member).update(role="owner")
    page = client.get(reverse("invitation")).content.decode()
    assert "would give you nothing more" in page
    assert reverse("accept_invitation") not in page
    kept = client.post(reverse("accept_invitation"), named(secret), follow=True).content.decode()
    assert "You are in Lantern Press, as owner" in kept
    assert role_of(people, people.member) == "owner"
    assert Invitation.objects.open().exists()


def test_the_team_on_the_page_is_the_one_that_is_joined(people, somebody):
    """Two invitations in two tabs: the button of the one that was overtaken shows the other, and accepts nothing."""
    other = people.owner.personal_team
    first = issue(people)
    second = actions.invite(other, role="viewer", by=people.owner, nonce="p" * 20).secret
    client = somebody(people.stranger)
    open_it(client, first)
    open_it(client, second)
    answer = client.post(reverse("accept_invitation"), named(first))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert f"Join {other}" in page
    assert "Nothing was accepted yet" in page
    assert Member.objects.filter(user=people.stranger).count() == 1
    client.post(reverse("accept_invitation"), named(second))
    assert other.members.filter(user=people.stranger).exists()


def test_an_invitation_that_was_not_opened_here_is_not_accepted_by_its_number(people, somebody):
    secret, client = issue(people), somebody(people.stranger)
    for sent in (named(secret), {"invitation": "x"}, {"invitation": 2**70}, {}):
        assert client.post(reverse("accept_invitation"), sent).status_code == 404
    session = client.session
    for held in (actions.digest_of(secret).upper(), "x" * 64, 7, None):
        session["invitation"] = held
        session.save()
        assert client.post(reverse("accept_invitation"), named(secret)).status_code == 404
    assert role_of(people, people.stranger) is None


def test_the_secret_is_kept_nowhere_while_it_waits(people):
    secret, client = issue(people), Client()
    open_it(client, secret)
    kept = str(list(client.session.items())) + str(list(Invitation.objects.values()))
    assert secret not in kept
