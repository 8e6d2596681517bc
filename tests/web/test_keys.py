"""Engine keys on the screen: whose they are, what is shown of them, and what never is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comics.actions import keys as actions
from comics.engines.errors import KeyRejected
from comics.engines.remote import Account
from comics.models import Key
from comics.vocabulary import KeyState
from tests.keys import TOKEN, TestableToy, engines
from tests.studio import make_people

pytestmark = pytest.mark.django_db
NEW = {"engine": "toy", "name": "Mine", "token": TOKEN}
BUTTONS = ("test_key", "change_key", "replace_token", "share_key", "revoke_key")


@pytest.fixture(autouse=True)
def toy(settings):
    settings.FETCH_ALLOW = frozenset()
    made = TestableToy()
    with engines(made, TestableToy("mute", "Mute", testable=False)):
        yield made


@pytest.fixture
def people():
    return make_people("editor")


@pytest.fixture
def key(people):
    return actions.add_key(people.owner, engine="toy", name="Mine", token=TOKEN, team=people.team)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page(client, name="keys", *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def read(text):
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_every_engine_is_offered_with_or_without_a_key(people):
    text = page(signed_in(people.owner))
    for name, label in (("toy", "Toy"), ("mute", "Mute")):
        assert f">{label}</h2>" in text
        assert f'href="{reverse("new_key")}?engine={name}"' in text


def test_a_key_is_added_tried_out_and_shown_by_its_end(people):
    owner = signed_in(people.owner)
    sent = {**NEW, "team": people.team.pk, "unit_price": "0.05", "unit": "EUR", "per_minute": "10"}
    answer = owner.post(reverse("add_key"), sent)
    key = Key.objects.get()
    assert answer.url == reverse("key", args=[key.pk])
    assert (key.owner, key.team, key.per_minute, key.open()) == (people.owner, people.team, 10, TOKEN)
    words = read(page(owner))
    for part in (
        "Mine",
        "wxyz",
        "Works",
        "Never used",
        "Shared with Lantern Press",
        "0.05 EUR",
        "10 requests a minute",
    ):
        assert part in words


def test_the_token_is_on_no_page_and_in_no_message(people, key, toy):
    owner = signed_in(people.owner)
    toy.answer = KeyRejected("Toy does not accept the key.")
    texts = [page(owner), page(owner, "key", key.pk)]
    for name in BUTTONS:
        answer = owner.post(reverse(name, args=[key.pk]), {**NEW, "team": "none", "per_minute": "x"}, follow=True)
        texts.append(answer.content.decode())
    assert len(texts) == 7
    assert all(TOKEN not in text for text in texts)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"base_url": "http://10.0.0.1"}, {"team": "7777"}, {"per_minute": "0"}])
def test_after_an_error_the_form_keeps_everything_but_the_token(people, wrong):
    answer = signed_in(people.owner).post(reverse("add_key"), {**NEW, "unit": "EUR", **wrong})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="field-errors"' in text
    assert 'value="EUR"' in text
    assert TOKEN not in text
    assert not Key.objects.exists()


@pytest.mark.parametrize("token", ["", " ", "two words", "ünïcode-token-0123", "nul\x00token-0123456789", "x" * 2000])
def test_a_bad_token_is_told_beside_its_field(people, token):
    answer = signed_in(people.owner).post(reverse("add_key"), {**NEW, "token": token})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_token_error"' in text
    assert not token.strip() or token not in text
    assert not Key.objects.exists()


def test_an_unknown_engine_leads_back_to_the_list(people):
    owner = signed_in(people.owner)
    assert owner.get(reverse("new_key"), {"engine": "storyboard"}).url == reverse("keys")
    assert owner.post(reverse("add_key"), {**NEW, "engine": "nothing"}).url == reverse("keys")
    assert not Key.objects.exists()


def test_a_second_press_adds_nothing(people):
    owner = signed_in(people.owner)
    assert owner.post(reverse("add_key"), NEW).url == owner.post(reverse("add_key"), NEW).url
    assert Key.objects.count() == 1


def test_owner_member_and_stranger(people, key):
    """Only the owner sees the key; a member with whom it is shared sees its name, its engine and whose it is."""
    actions.change_key(key, name="Mine", per_minute=10, unit_price=None, unit="")
    member, stranger = signed_in(people.member), signed_in(people.stranger)
    words = read(page(member))
    assert "Mine Toy olga" in words
    for secret in ("wxyz", "10 requests", "Not tested yet", "Never used"):
        assert secret not in words
    assert "Mine" not in read(page(stranger))
    for other in (member, stranger):
        assert other.get(reverse("key", args=[key.pk])).status_code == 404
        for name in BUTTONS:
            assert other.post(reverse(name, args=[key.pk]), NEW).status_code == 404, name
    assert Key.objects.live().get().open() == TOKEN


def test_a_key_is_shared_only_with_a_team_in_which_one_may_draw(people):
    """A viewer is a member of the team, and still may not."""
    people.team.members.filter(user=people.member).update(role="viewer")
    for person in (people.member, people.stranger):
        client = signed_in(person)
        assert "Lantern Press" not in client.get(reverse("new_key"), {"engine": "toy"}).content.decode()
        assert client.post(reverse("add_key"), {**NEW, "team": people.team.pk}).status_code == 422
        own = actions.add_key(person, engine="toy", name="Own", token=TOKEN)
        assert client.post(reverse("share_key", args=[own.pk]), {"team": people.team.pk}).status_code == 422
        own.refresh_from_db()
        assert own.team is None


def test_sharing_is_changed(people, key):
    owner = signed_in(people.owner)
    owner.post(reverse("share_key", args=[key.pk]), {"team": ""})
    key.refresh_from_db()
    assert key.team is None
    owner.post(reverse("share_key", args=[key.pk]), {"team": people.team.pk})
    key.refresh_from_db()
    assert key.team == people.team


def test_a_test_answers_the_state_alone_to_htmx_and_the_page_to_others(people, key, toy):
    owner, address = signed_in(people.owner), reverse("test_key", args=[key.pk])
    toy.answer = Account("Plan Pro.", credits="88 credits left")
    fragment = owner.post(address, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith(f'<div class="key-state" id="key-state-{key.pk}"')
    assert "Works" in fragment
    assert "88 credits left" in fragment
    answer = owner.post(address, follow=True)
    assert answer.redirect_chain[0][0] == reverse("key", args=[key.pk])
    assert "Plan Pro." in read(answer.content.decode())


def test_a_rejected_key_says_so(people, key, toy):
    toy.answer = KeyRejected("Toy does not accept the key.")
    owner = signed_in(people.owner)
    owner.post(reverse("test_key", args=[key.pk]))
    assert "Rejected by the service Toy does not accept the key." in read(page(owner))


def test_a_service_without_a_free_call_offers_no_test_and_says_why(people):
    owner = signed_in(people.owner)
    key = actions.add_key(people.owner, engine="mute", name="Quiet", token=TOKEN)
    address = reverse("test_key", args=[key.pk])
    text = page(owner, "key", key.pk)
    assert address not in text + page(owner)
    assert "no free call" in text
    fragment = owner.post(address, headers={"HX-Request": "true"}).content.decode()
    assert "no free call" in fragment


def test_the_address_changes_only_together_with_the_token(people, key):
    owner = signed_in(people.owner)
    answer = owner.post(reverse("replace_token", args=[key.pk]), {"token": "", "base_url": "https://other.example"})
    assert answer.status_code == 422
    owner.post(reverse("change_key", args=[key.pk]), {"name": "New", "base_url": "https://other.example"})
    key.refresh_from_db()
    assert (key.name, key.base_url, key.open()) == ("New", "", TOKEN)
    sent = {"token": "new-token-0123456789", "base_url": "https://other.example"}
    assert owner.post(reverse("replace_token", args=[key.pk]), sent).status_code == 302
    key.refresh_from_db()
    assert (key.open(), key.base_url) == ("new-token-0123456789", "https://other.example")


def test_a_revoked_key_is_gone_from_every_page(people, key):
    owner = signed_in(people.owner)
    assert owner.post(reverse("revoke_key", args=[key.pk])).url == reverse("keys")
    assert owner.get(reverse("key", args=[key.pk])).status_code == 404
    assert owner.post(reverse("revoke_key", args=[key.pk])).status_code == 404
    owner.get(reverse("keys"))  # takes the message away
    for person in (people.owner, people.member):
        assert "Mine" not in read(page(signed_in(person)))


def test_a_key_of_an_engine_that_is_gone_can_still_be_revoked(people, key):
    owner = signed_in(people.owner)
    with engines(TestableToy("mute", "Mute", testable=False)):
        assert "can only be revoked" in page(owner)
        assert reverse("revoke_key", args=[key.pk]) in page(owner, "key", key.pk)
        assert owner.post(reverse("test_key", args=[key.pk])).status_code == 302
        assert owner.post(reverse("replace_token", args=[key.pk]), {"token": TOKEN + "2"}).status_code == 422
        assert owner.post(reverse("revoke_key", args=[key.pk])).status_code == 302
    assert not Key.objects.live().exists()


def test_the_page_tells_each_state_in_words(people, key):
    owner = signed_in(people.owner)
    for state, words in (("good", "Works"), ("rejected", "Rejected"), ("exhausted", "No credits left")):
        Key.objects.update(state=KeyState(state), credits="88 credits")
        assert words in page(owner)
        assert ("88 credits" in page(owner)) == (state != "exhausted")


def test_a_key_that_nothing_tests_is_told_of_by_its_first_panel(people, key):
    owner = signed_in(people.owner)
    with engines(TestableToy("toy", "Toy", testable=False)):
        Key.objects.update(state=KeyState.UNTESTED)
        assert "The first panel drawn with it will tell." in page(owner, "key", key.pk)
        Key.objects.update(state=KeyState.GOOD)
        shown = page(owner, "key", key.pk)
    assert "Works" in shown
    assert "The first panel drawn with it will tell." not in shown


def test_the_account_menu_leads_there(people):
    assert f'href="{reverse("keys")}"' in signed_in(people.owner).get("/").content.decode()
