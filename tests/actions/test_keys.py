"""Engine keys: what is kept of a token, what a test tells, who may spend, what replacing and revoking do."""

import logging
import time
from decimal import Decimal

import pytest
from django.utils import timezone

from comics.actions import keys as actions
from comics.actions import sharing
from comics.actions.errors import Refusal
from comics.engines.errors import Busy, CreditExhausted, Garbled, KeyRejected, Unreachable
from comics.engines.llamagen import LlamaGenEngine
from comics.engines.remote import Account, Call
from comics.jobs import limits
from comics.models import Generation, Key, Member, Submission
from comics.vocabulary import GenerationState, KeyState
from studio import vault
from tests.keys import TOKEN, TestableToy, engines
from tests.services.depicta import KEY, DepictaServer
from tests.studio import make_issue, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _allow_nothing(settings):
    settings.FETCH_ALLOW = frozenset()


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def toy():
    made = TestableToy()
    with engines(made, TestableToy("mute", "Mute", testable=False)):
        yield made


def add(people, **more):
    return actions.add_key(people.owner, **{"engine": "toy", "name": "Mine", "token": TOKEN, **more})


# Adding


def test_a_token_is_sealed_and_only_its_end_is_kept(toy, people):
    key = add(people, token=f"  {TOKEN}\n")
    row = Key.objects.filter(pk=key.pk).values().get()
    assert key.open() == TOKEN
    assert row["last_four"] == "wxyz"
    assert TOKEN.encode() not in bytes(row["sealed"])
    assert TOKEN not in repr(row)
    assert row["state"] == KeyState.UNTESTED


def test_nothing_of_a_short_token_is_kept_in_the_clear(toy, people):
    assert add(people, token="short-tok").last_four == ""


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("", "Paste the token"),
        ("  \t\n ", "Paste the token"),
        ("x" * 1001, "too long"),
        ("two words-0123456789", "no spaces"),
        ("line\nbreak-0123456789", "line breaks"),
        ("Bearer tok-0123456789", "alone"),
        ('tok"en-0123456789', "quotes"),
        ('""', "Paste the token"),
        ("bell\x07-0123456789", "no spaces"),
        ("nul\x00-0123456789", "no spaces"),
        ("del\x7f-0123456789", "no spaces"),
        ("schlüssel-0123456789", "accents"),
        ("zero\u200bwidth-0123456789", "accents"),
        ("full\uff21width-0123456789", "accents"),
    ],
)
def test_what_is_no_token_is_refused_without_repeating_it(toy, people, token, sentence):
    with pytest.raises(Refusal, match=sentence) as refusal:
        add(people, token=token)
    assert refusal.value.field == "token"
    assert "0123456789" not in str(refusal.value)
    assert not Key.objects.exists()


@pytest.mark.parametrize("around", ["{}", " {}\n", '"{}"', "'{}'", " “{}” ", "\t`{}`\r\n"])
def test_what_is_copied_along_around_a_token_is_taken_away(toy, people, around):
    assert add(people, token=around.format(TOKEN)).open() == TOKEN


@pytest.mark.parametrize(
    "address",
    [
        "http://toy.example",
        "https://user:pass@toy.example",
        "https://127.0.0.1",
        "https://2130706433",
        "https://0x7f.1",
        "https://[::1]",
        "https://169.254.169.254/latest",
        "https://localhost",
        "https://studio.internal",
        "ftp://toy.example",
        "javascript:alert(1)",
        "toy.example",
        "https://toy.example/?to=x",
        "https://toy.example/#x",
        "https://toy.example/" + "x" * 300,
    ],
)
def test_an_address_that_no_token_may_be_sent_to_is_refused(toy, people, address):
    with pytest.raises(Refusal) as refusal:
        add(people, base_url=address)
    assert refusal.value.field == "base_url"
    assert not Key.objects.exists()


def test_what_the_operator_allows_may_be_an_address_but_only_that_port(toy, people, settings):
    settings.FETCH_ALLOW = frozenset({("127.0.0.1", 8123)})
    assert add(people, base_url="http://127.0.0.1:8123/v1/").base_url == "http://127.0.0.1:8123/v1"
    with pytest.raises(Refusal):
        add(people, token=TOKEN + "2", base_url="http://127.0.0.1:8124/v1")


def test_the_engines_own_address_is_not_kept(toy, people):
    assert add(people, base_url="https://toy.example/").base_url == ""


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "a\u202eb"])
def test_a_key_has_a_name_that_can_be_read(toy, people, name):
    with pytest.raises(Refusal) as refusal:
        add(people, name=name)
    assert refusal.value.field == "name"


@pytest.mark.parametrize("engine", ["storyboard", "nothing", ""])
def test_only_a_remote_engine_takes_a_key(toy, people, engine):
    with pytest.raises(Refusal) as refusal:
        add(people, engine=engine)
    assert refusal.value.field == "engine"


def test_two_presses_add_one_key(toy, people):
    assert add(people) == add(people)
    assert Key.objects.count() == 1


def test_the_same_token_under_another_name_is_told(toy, people):
    add(people)
    with pytest.raises(Refusal, match="already, as “Mine”"):
        add(people, name="Other")


def test_a_token_that_was_revoked_can_be_added_again_and_two_people_may_have_the_same(toy, people):
    actions.revoke_key(add(people))
    add(people)
    actions.add_key(people.member, engine="toy", name="Mine", token=TOKEN)
    assert Key.objects.live().count() == 2


def test_a_price_is_kept_with_its_unit(toy, people):
    key = add(people, unit_price=Decimal("0.05"), unit=" EUR ")
    assert (key.unit_price, key.unit) == (Decimal("0.05"), "EUR")
    assert key.for_prices()["unit_price"] == "0.05"
    actions.change_key(key, name="Mine", per_minute=None, unit_price=Decimal(2), unit="")
    assert key.unit == "credits"
    actions.change_key(key, name="Mine", per_minute=None, unit_price=None, unit="EUR")
    assert (key.unit_price, key.unit) == (None, "")
    with pytest.raises(Refusal, match="what a panel costs"):
        actions.change_key(key, name="Mine", per_minute=None, unit_price=Decimal(2), unit="Panels")


# Testing


def test_what_the_service_tells_is_kept(toy, people):
    toy.answer = Account("Plan Pro.", credits="88 credits", per_minute=10, facts={"plan": "pro"})
    key = add(people)
    assert actions.test_key(key) == "Plan Pro."
    key.refresh_from_db()
    assert (key.state, key.says, key.credits, key.per_minute) == (KeyState.GOOD, "Plan Pro.", "88 credits", 10)
    assert key.facts["plan"] == "pro"
    assert key.tested_at is not None
    assert [service.base_url for service in toy.asked] == ["https://toy.example"]


def test_a_plan_that_changed_changes_the_pace_but_what_was_typed_stays(toy, people):
    toy.answer = Account("Good.", per_minute=4)
    key = add(people)
    for told, kept in ((4, 4), (10, 10)):
        toy.answer = Account("Good.", per_minute=told)
        actions.test_key(key)
        key.refresh_from_db()
        assert key.per_minute == kept
    actions.change_key(key, name="Mine", per_minute=6, unit_price=None, unit="")
    actions.test_key(key)
    key.refresh_from_db()
    assert key.per_minute == 6


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (KeyRejected("Toy does not accept the key."), KeyState.REJECTED),
        (CreditExhausted("The account at Toy has no credits left."), KeyState.EXHAUSTED),
    ],
)
def test_an_answer_about_the_key_is_kept(toy, people, error, state):
    key = add(people)
    actions.test_key(key)
    toy.answer = error
    assert actions.test_key(key) == str(error)
    key.refresh_from_db()
    assert (key.state, key.says) == (state, str(error))


@pytest.mark.parametrize("error", [Unreachable("Toy is away."), Busy("Toy asks to wait."), Garbled("Toy mumbles.")])
def test_an_answer_that_is_not_about_the_key_is_told_and_changes_nothing(toy, people, error):
    key = add(people)
    actions.test_key(key)
    before = Key.objects.values().get()
    toy.answer = error
    with pytest.raises(Refusal, match=str(error)):
        actions.test_key(key)
    assert Key.objects.values().get() == before


def test_an_answer_that_nobody_foresaw_is_told_and_nothing_of_it_logged(toy, people, caplog):
    toy.answer = TypeError(f"not iterable: {TOKEN}")
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal, match="cannot be read"):
        actions.test_key(add(people))
    assert "TypeError" in caplog.text
    assert TOKEN not in caplog.text


def test_a_service_that_does_not_answer_is_not_waited_for(toy, people, monkeypatch):
    monkeypatch.setattr(actions, "PATIENCE", 0.05)
    toy.hangs = True
    key = add(people)
    began = time.monotonic()
    with pytest.raises(Refusal, match="did not answer"):
        actions.test_key(key)
    assert time.monotonic() - began < 5
    key.refresh_from_db()
    assert key.state == KeyState.UNTESTED


def test_where_there_is_no_free_call_it_says_so(toy, people):
    key = add(people, engine="mute")
    with pytest.raises(Refusal, match="Mute has no free call"):
        actions.test_key(key)


def test_a_test_keeps_to_the_pace_of_the_account(people):
    toy = TestableToy(per_minute=2)
    with engines(toy):
        key = add(people)
        assert limits.take(key.account, 2) == 0
        actions.test_key(key)
        with pytest.raises(Refusal, match=r"Try again in \d+ seconds"):
            actions.test_key(key)
    assert len(toy.asked) == 1


def test_the_answer_about_an_old_token_says_nothing_of_the_new(toy, people, monkeypatch):
    key = add(people)

    def ask(key, maker):
        Key.objects.filter(pk=key.pk).update(account="another")
        return Account("About the old one.")

    monkeypatch.setattr(actions, "_ask", ask)
    actions.test_key(key)
    key.refresh_from_db()
    assert (key.state, key.says, key.tested_at) == (KeyState.UNTESTED, "", None)


def test_a_key_of_another_ring_asks_for_its_token_again(toy, people, monkeypatch):
    key = add(people)
    monkeypatch.setenv("STUDIO_KEY_RING", vault.new_key())
    with pytest.raises(Refusal, match="Enter it again"):
        actions.test_key(key)
    assert not toy.asked


def test_a_real_key_is_tested_at_a_real_service_and_never_shown(people, settings, caplog):
    caplog.set_level(logging.DEBUG)
    with DepictaServer() as server:
        settings.FETCH_ALLOW = frozenset({("127.0.0.1", server.port)})
        key = add(people, engine="depicta", token=KEY, base_url=server.base_url)
        actions.test_key(key)
        key.refresh_from_db()
        assert key.state == KeyState.GOOD, key.says
        actions.replace_token(key, token="dpct_wrong-0123456789", base_url=server.base_url)
        actions.test_key(key)
    key.refresh_from_db()
    assert key.state == KeyState.REJECTED
    assert KEY not in caplog.text + repr(Key.objects.values())
    assert "dpct_wrong" not in caplog.text + repr(Key.objects.values())


# Replacing and revoking


def test_a_new_token_takes_the_place_of_the_old_and_must_be_tested_anew(toy, people):
    key = add(people)
    actions.test_key(key)
    actions.replace_token(key, token="new-token-0123456789", base_url="https://other.example/v2")
    kept = Key.objects.get(pk=key.pk)
    assert (kept.open(), kept.base_url) == ("new-token-0123456789", "https://other.example/v2")
    assert (kept.state, kept.says, kept.credits, kept.facts, kept.tested_at) == (KeyState.UNTESTED, "", "", {}, None)


def test_an_old_token_does_not_open_at_a_new_address(toy, people):
    key = add(people)
    Key.objects.filter(pk=key.pk).update(base_url="https://evil.example")
    with pytest.raises(vault.Unopenable):
        Key.objects.get(pk=key.pk).open()


def test_a_bad_token_or_address_leaves_the_old_one(toy, people):
    key = add(people)
    for token, address in (("", ""), ("good-token-0123456789", "http://10.0.0.1")):
        with pytest.raises(Refusal):
            actions.replace_token(key, token=token, base_url=address)
    assert Key.objects.get(pk=key.pk).open() == TOKEN


def test_a_token_of_another_own_key_is_told(toy, people):
    add(people)
    other = add(people, name="Other", token="other-token-0123456789")
    with pytest.raises(Refusal, match="already, as “Mine”"):
        actions.replace_token(other, token=TOKEN, base_url="")
    assert Key.objects.get(pk=other.pk).open() == "other-token-0123456789"


def test_a_key_that_was_revoked_meanwhile_stays_revoked(toy, people):
    key, stale = add(people), Key.objects.get()
    actions.revoke_key(key)
    with pytest.raises(Refusal, match="was revoked"):
        actions.replace_token(stale, token="new-token-0123456789", base_url="")
    kept = Key.objects.get(pk=key.pk)
    assert bytes(kept.sealed) == b""


def test_revoking_forgets_the_token_at_once(toy, people):
    key = add(people, team=people.team)
    actions.test_key(key)
    actions.revoke_key(key)
    kept = Key.objects.get(pk=key.pk)
    assert (bytes(kept.sealed), kept.team, kept.credits, kept.facts) == (b"", None, "", {})
    assert kept.revoked_at <= timezone.now()
    with pytest.raises(vault.Unopenable):
        kept.open()
    for person in (people.owner, people.member):
        assert not Key.objects.usable(person, people.team).exists()


def held(people, key, kind):
    generation = Generation.objects.create(issue=make_issue(people), kind="create", engine="toy", size="fit", nonce=kind * 5)
    return Submission.objects.create(
        generation=generation,
        key=key,
        account=key.account,
        engine="toy",
        panels=1,
        call_data=Call((), "create", {}).to_json(),
        ticket_data={"id": "1", "data": {}},
        state=GenerationState.HELD,
        kind_of_error=kind,
    )


def test_what_waited_for_a_working_key_goes_on_with_the_new_token(toy, people):
    key = add(people)
    rejected, slow = held(people, key, "key"), held(people, key, "slow")
    actions.replace_token(key, token="new-token-0123456789", base_url="")
    rejected.refresh_from_db()
    slow.refresh_from_db()
    assert (rejected.state, rejected.account) == (GenerationState.DRAWING, Key.objects.get().account)
    assert slow.state == GenerationState.HELD


def test_what_waited_goes_on_when_the_service_takes_the_key_again(toy, people):
    key = add(people)
    row = held(people, key, "key")
    toy.answer = KeyRejected("Toy does not accept the key.")
    actions.test_key(key)
    row.refresh_from_db()
    assert row.state == GenerationState.HELD
    toy.answer = Account("Good again.")
    actions.test_key(key)
    row.refresh_from_db()
    assert row.state == GenerationState.DRAWING


# Sharing


def test_members_spend_with_a_shared_key_until_it_is_shared_no_more(toy, people):
    key = add(people)
    spends = [Key.objects.usable(person, people.team).exists() for person in (people.owner, people.member)]
    assert spends == [True, False]
    sharing.share_key(key, people.team)
    assert Key.objects.usable(people.member, people.team).get() == key
    assert not Key.objects.usable(people.stranger, people.stranger.personal_team).exists()
    sharing.share_key(key, None)
    assert not Key.objects.usable(people.member, people.team).exists()


def test_sharing_ends_with_the_owners_membership(toy, people):
    key = add(people, team=people.team)
    Member.objects.filter(team=people.team, user=people.owner).delete()
    assert not Key.objects.usable(people.member, people.team).exists()
    assert sharing.withdraw_keys(people.owner, people.team, by=people.owner) == 1
    key.refresh_from_db()
    assert key.team is None
    Member.objects.create(team=people.team, user=people.owner, role="viewer")
    assert not Key.objects.usable(people.member, people.team).exists()


def test_withdrawing_leaves_other_people_and_other_teams_alone(toy, people):
    other = actions.add_key(people.member, engine="toy", name="Hers", token=TOKEN, team=people.team)
    mine = add(people, team=people.owner.personal_team)
    assert sharing.withdraw_keys(people.owner, people.team, by=people.owner) == 0
    assert {key.team_id for key in (Key.objects.get(pk=other.pk), Key.objects.get(pk=mine.pk))} == {
        people.team.pk,
        people.owner.personal_team.pk,
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://stand-in.example", "https://stand-in.example/v1"),
        ("https://stand-in.example/", "https://stand-in.example/v1"),
        ("https://stand-in.example/other", "https://stand-in.example/other"),
        ("https://api.llamagen.ai", ""),
        ("https://api.llamagen.ai/v1/", ""),
    ],
)
def test_an_address_without_a_path_gets_that_of_the_service(typed, kept):
    assert actions.clean_address(typed, LlamaGenEngine()) == kept
