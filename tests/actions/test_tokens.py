"""Tokens: made, shown once, revoked; and what a program may do that shows one."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from comics.access import CAPABILITIES, Can
from comics.actions import tokens
from comics.actions.errors import Refusal
from comics.actions.tokens import make_token, revoke_token
from comics.bearer import SCOPE_OF, bearer_of
from comics.models import Activity, Issue, Member, Series, Team, Token
from comics.models.tokens import ALPHABET, new_secret, well_formed
from comics.vocabulary import Role, Scope
from tests.rows import make_everything
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


def make(people, *scopes, who=None, name="Script", **options):
    return make_token(who or people.owner, people.team, name=name, scopes=scopes or ("read",), **options)


def knock(secret, scheme="Bearer"):
    return bearer_of(f"{scheme} {secret}")


def test_only_a_hash_is_kept_and_the_first_signs_to_know_it_by(people):
    made = make(people, "export", "read")
    row = Token.objects.values().get()
    assert made.secret not in str(row)
    assert made.secret[9:] not in str(row)
    assert (row["shown"], row["scopes"]) == (made.secret[:9], ["read", "export"])
    assert str(made.token) == f"Script ({made.secret[:9]}…)"
    assert [line.about for line in Activity.objects.all()] == ["Script"]


def test_every_sign_of_a_token_is_checked_before_any_query(people, django_assert_num_queries):
    secret = make(people).secret
    assert well_formed(secret)
    with django_assert_num_queries(0):
        for at in range(len(secret)):
            other = "x" if secret[at] != "x" else "y"
            assert Token.objects.presented(f"{secret[:at]}{other}{secret[at + 1 :]}") is None, at
        for wrong in ("", "pw_", secret[:-1], secret + "a", "PW_" + secret[3:], "pw_" + "-" * 49, "pw_" + "é" * 49):
            assert Token.objects.presented(wrong) is None
            assert knock(wrong) is None
        for header in (None, "", secret, "Bearer", f"Basic {secret}", f"Bearer {secret} x", f"Bearer\n{secret}"):
            assert bearer_of(header) is None


def test_secrets_are_of_256_bits_and_never_the_same():
    made = {new_secret() for _ in range(200)}
    assert len(made) == 200
    assert all(well_formed(secret) and len(secret) == 52 for secret in made)
    assert {sign for secret in made for sign in secret[3:46]} == set(ALPHABET)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "Bearer  "])
def test_who_knocks_is_known_by_the_header(people, scheme):
    bearer = knock(make(people, "read", "draw").secret, scheme)
    assert (bearer.user, bearer.team, bearer.scopes) == (people.owner, people.team, {Scope.READ, Scope.DRAW})


def test_the_use_is_written_down_once_a_minute(people, django_assert_num_queries):
    secret = make(people).secret
    with django_assert_num_queries(2):
        knock(secret)
    used = Token.objects.get().last_used_at
    assert used
    with django_assert_num_queries(1):
        knock(secret)
    Token.objects.update(last_used_at=used - datetime.timedelta(minutes=2))
    knock(secret)
    assert Token.objects.get().last_used_at >= used


@pytest.mark.parametrize("what", ["revoked", "expired", "left", "closed"])
def test_it_opens_nothing_any_more(people, what):
    made = make(people, days=30)
    assert knock(made.secret)
    if what == "revoked":
        revoke_token(made.token, by=people.owner)
        revoke_token(made.token, by=people.owner)
        assert Activity.objects.filter(deed="revoked the token").get().times == 1
    elif what == "expired":
        Token.objects.update(expires_at=timezone.now())
        assert Token.objects.get().expired
    elif what == "left":
        Member.objects.filter(team=people.team, user=people.owner).delete()
    else:
        people.owner.is_active = False
        people.owner.save()
    assert knock(made.secret) is None


def test_a_lifetime_is_kept(people):
    assert not make(people, days=1).token.expired
    forever = make(people, name="Forever").token
    assert forever.expires_at is None
    assert not forever.expired
    for days in (0, -1, 3651):
        with pytest.raises(Refusal, match="lasts from"):
            make(people, name="Never", days=days)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b"])
def test_a_name_is_a_name(people, name):
    with pytest.raises(Refusal, match="name"):
        make(people, name=name)


def test_scopes_are_those_of_the_vocabulary(people):
    with pytest.raises(Refusal, match="no scope “everything”"):
        make(people, "read", "everything")
    with pytest.raises(Refusal, match="Choose what"):
        make_token(people.owner, people.team, name="Script", scopes=[])


def test_only_members_make_tokens_and_each_name_once(people, monkeypatch):
    with pytest.raises(Refusal, match="not in this team"):
        make(people, who=people.stranger)
    make(people)
    with pytest.raises(Refusal, match="already"):
        make(people, name="script")
    make(people, who=people.member)
    monkeypatch.setattr(tokens, "MOST_LIVE", 1)
    with pytest.raises(Refusal, match="You have 1 tokens"):
        make(people, name="Another")


def test_pressing_twice_makes_one_that_works(people):
    first, second = make(people, nonce="n" * 20), make(people, nonce="n" * 20)
    assert Token.objects.count() == 1
    assert knock(first.secret) is None
    assert knock(second.secret)
    with pytest.raises(Refusal, match="in use"):
        make(people, nonce="n" * 20)
    # Another person's form is never mistaken for this one.
    assert make(people, who=people.member, nonce="n" * 20)
    assert Token.objects.count() == 2


def test_what_it_sees_is_of_its_team_alone(people, django_capture_on_commit_callbacks):
    everything = make_everything(people, django_capture_on_commit_callbacks)
    own = Series.objects.create(team=people.owner.personal_team, title="Mine")
    bearer = knock(make(people).secret)
    assert list(bearer.visible(Series)) == [everything.series]
    assert list(bearer.visible(Team)) == [people.team]
    assert bearer.find(Issue, everything.issue.pk) == everything.issue
    assert bearer.find(Issue, everything.issue.pk, among=bearer.visible(Issue).select_related("series")) == everything.issue
    for missing in (own.pk, 10**9, 2**70):
        with pytest.raises(Http404):
            bearer.find(Series, missing)
    everything.series.bin()
    with pytest.raises(Http404):
        bearer.find(Series, everything.series.pk)
    assert bearer.find(Series, everything.series.pk, binned=True)
    assert list(bearer.visible(Series, binned=True)) == [everything.series]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("scope", list(Scope))
def test_a_scope_opens_what_it_says_and_never_more_than_the_role(people, role, scope):
    Member.objects.filter(team=people.team, user=people.member).update(role=role)
    series = Series.objects.create(team=people.team, title="Rain")
    bearer = knock(make(people, scope, who=people.member).secret)
    for can in Can:
        may = SCOPE_OF.get(can) == scope and can in CAPABILITIES[role]
        try:
            found = bearer.find(Series, series.pk, can)
        except PermissionDenied:
            found = None
        assert (found == series) is may, can
        if SCOPE_OF.get(can) != scope:
            with pytest.raises(PermissionDenied):
                bearer.visible(Series, can)


def test_what_is_for_people_no_token_can_do():
    assert set(SCOPE_OF) == {Can.READ, Can.EXPORT, Can.EDIT, Can.SPEND}


def test_a_scope_that_is_not_known_any_more_opens_nothing(people):
    made = make(people)
    Token.objects.update(scopes=["read", "rule"])
    assert knock(made.secret).scopes == {Scope.READ}
