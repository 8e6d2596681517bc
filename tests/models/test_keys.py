"""Keys: what a seal is bound to, and who may spend."""

import uuid

import pytest

from comics.models import Key
from studio.vault import Unopenable
from tests.keys import TOKEN
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people("editor")


def key_of(person, **more):
    key = Key(owner=person, engine="toy", name="Mine", **more)
    key.seal(TOKEN, base_url="https://toy.example")
    key.save()
    return key


@pytest.mark.parametrize("change", [{"uid": uuid.uuid4()}, {"engine": "other"}, {"base_url": "https://evil.example"}])
def test_a_seal_opens_for_its_own_row_engine_and_address_only(people, change):
    key = key_of(people.owner)
    assert Key.objects.get().open() == TOKEN
    Key.objects.update(**change)
    with pytest.raises(Unopenable):
        Key.objects.get(pk=key.pk).open()


def test_the_seal_of_one_person_does_not_open_in_the_row_of_another(people):
    theirs, mine = key_of(people.owner), key_of(people.member)
    Key.objects.filter(pk=mine.pk).update(sealed=bytes(theirs.sealed))
    with pytest.raises(Unopenable):
        Key.objects.get(pk=mine.pk).open()


def test_the_same_token_at_the_same_address_is_the_same_account(people):
    theirs, mine = key_of(people.owner), key_of(people.member)
    assert theirs.account == mine.account
    mine.seal(TOKEN, base_url="")
    assert mine.account != theirs.account
    assert TOKEN not in mine.account


def test_owner_member_and_stranger_find_what_they_may_spend_with(people):
    own, shared = key_of(people.owner), key_of(people.owner, team=people.team)
    assert set(Key.objects.usable(people.owner, people.team)) == {own, shared}
    assert set(Key.objects.usable(people.member, people.team)) == {shared}
    assert not Key.objects.usable(people.stranger, people.stranger.personal_team).exists()
    assert not Key.objects.usable(None, people.stranger.personal_team).exists()


def test_what_others_share_is_found_once_and_ones_own_is_not(people):
    shared = key_of(people.owner, team=people.team)
    key_of(people.owner)
    assert list(Key.objects.shared_with(people.member)) == [shared]
    assert not Key.objects.shared_with(people.owner).exists()
    assert not Key.objects.shared_with(people.stranger).exists()


def test_a_wiped_key_is_gone_for_all(people):
    key = key_of(people.owner, team=people.team)
    key.wipe()
    key.save()
    assert not Key.objects.live().exists()
    assert not Key.objects.shared_with(people.member).exists()
    assert not Key.objects.usable(people.owner, people.team).exists()
    with pytest.raises(Unopenable):
        Key.objects.get().open()
