"""`manage.py rotate_keys`: every token under a new key, whatever happens in between."""

import io

import pytest
from django.core.management import CommandError, call_command

from comics.management.commands import rotate_keys
from comics.models import Key
from studio import vault
from tests.keys import TOKEN
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_ring(settings, tmp_path, monkeypatch):
    monkeypatch.delenv(vault.VARIABLE, raising=False)
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def keys(people):
    made = []
    for number, person in enumerate((people.owner, people.member, people.stranger)):
        key = Key(owner=person, engine="toy", name=f"Key {number}")
        key.seal(f"{TOKEN}-{number}", base_url="https://toy.example")
        key.save()
        made.append(key)
    return made


def rotate():
    said = io.StringIO()
    call_command("rotate_keys", "--wait", "0", stdout=said)
    return said.getvalue()


def opened():
    return [key.open() for key in Key.objects.exclude(sealed=b"").order_by("id")]


TOKENS = [f"{TOKEN}-{number}" for number in range(3)]


class Killed(BaseException):
    """The process ends here."""


def once(function, *, before=None, after=None):
    """The function as it is, with something before or after its first call."""
    calls = []

    def called(*arguments, **options):
        calls.append(1)
        if before and len(calls) == 1:
            before()
        answer = function(*arguments, **options)
        if after and len(calls) == 1:
            after()
        return answer

    return called


def kill():
    raise Killed


def test_every_token_is_sealed_anew_and_the_old_key_goes(keys):
    old, sealed = vault.ring(), [bytes(key.sealed) for key in keys]
    said = rotate()
    assert said == "3 tokens are sealed with the newest key.\nOld keys taken away: 1.\n"
    assert len(vault.ring()) == 1
    assert vault.ring() != old
    assert opened() == TOKENS
    assert not {bytes(key.sealed) for key in Key.objects.all()} & set(sealed)


def test_nothing_but_the_seal_changes(keys):
    before = list(Key.objects.order_by("id").values())
    rotate()
    after = list(Key.objects.order_by("id").values())
    assert [{**row, "sealed": None} for row in before] == [{**row, "sealed": None} for row in after]


def test_a_revoked_key_stays_empty(keys):
    keys[0].wipe()
    keys[0].save()
    assert rotate().startswith("2 tokens")
    assert bytes(Key.objects.get(pk=keys[0].pk).sealed) == b""


def test_a_studio_without_keys_rotates_too():
    old = vault.ring()
    rotate()
    assert vault.ring() != old


STEPS = [
    ("vault.add_key", {"before": kill}),
    ("vault.add_key", {"after": kill}),
    ("Key.reseal", {"before": kill}),
    ("Key.reseal", {"after": kill}),
    ("time.sleep", {"before": kill}),
    ("vault.drop_old_keys", {"before": kill}),
    ("vault.drop_old_keys", {"after": kill}),
    ("vault._draft", {"after": kill}),
]


@pytest.mark.parametrize(("step", "how"), STEPS, ids=lambda part: part if isinstance(part, str) else next(iter(part)))
def test_wherever_it_ends_nothing_is_lost_and_it_can_be_run_again(keys, monkeypatch, step, how):
    old = vault.ring()
    where, name = step.split(".")
    place = getattr(rotate_keys, where)
    with monkeypatch.context() as patched:
        patched.setattr(place, name, once(getattr(place, name), **how))
        with pytest.raises(Killed):
            rotate()
    assert opened() == TOKENS
    rotate()
    assert opened() == TOKENS
    assert len(vault.ring()) == 1
    assert vault.ring() != old


def test_a_rotation_that_was_begun_is_gone_on_with(keys):
    with vault.rotating():
        vault.add_key()
    new = vault.ring()[0]
    assert rotate().startswith("Going on")
    assert vault.ring() == [new]


def test_a_token_that_is_replaced_meanwhile_is_not_overwritten(keys, monkeypatch):
    def replace():
        key = Key.objects.get(pk=keys[0].pk)
        key.seal("another-0123456789", base_url="https://toy.example")
        key.save()

    monkeypatch.setattr(Key, "reseal", once(Key.reseal, after=replace))
    rotate()
    assert opened() == ["another-0123456789", *TOKENS[1:]]


def test_a_token_that_is_revoked_meanwhile_stays_gone(keys, monkeypatch):
    def revoke():
        key = Key.objects.get(pk=keys[0].pk)
        key.wipe()
        key.save()

    monkeypatch.setattr(Key, "reseal", once(Key.reseal, after=revoke))
    rotate()
    assert opened() == TOKENS[1:]


def seal_with_old_ring(key, old, monkeypatch):
    """Save as a request does that had read the ring before it was changed."""
    with monkeypatch.context() as patched:
        patched.setattr(vault, "ring", lambda: old)
        key.seal("late-0123456789abc", base_url="https://toy.example")
    key.save()


def test_a_token_sealed_with_the_old_key_during_the_wait_is_seen_to(keys, monkeypatch):
    old = vault.ring()
    monkeypatch.setattr(rotate_keys.time, "sleep", lambda _: seal_with_old_ring(keys[0], old, monkeypatch))
    rotate()
    assert opened() == ["late-0123456789abc", *TOKENS[1:]]


def test_the_old_key_stays_when_a_token_comes_at_the_last_moment(keys, monkeypatch):
    old, rounds = vault.ring(), []
    real = rotate_keys._reseal_all

    def late():
        rounds.append(real())
        if len(rounds) == 2:
            seal_with_old_ring(keys[0], old, monkeypatch)
        return rounds[-1]

    with monkeypatch.context() as patched:
        patched.setattr(rotate_keys, "_reseal_all", late)
        with pytest.raises(CommandError, match="just now"):
            rotate()
    assert opened() == ["late-0123456789abc", *TOKENS[1:]]
    rotate()
    assert opened() == ["late-0123456789abc", *TOKENS[1:]]
    assert len(vault.ring()) == 1


def test_a_token_that_cannot_be_opened_is_named_and_keeps_the_old_keys(keys):
    Key.objects.filter(pk=keys[1].pk).update(base_url="https://moved.example")
    for _ in range(2):
        with pytest.raises(CommandError, match=r"Key 1 \(toy\) of mila") as error:
            rotate()
        assert TOKEN not in str(error.value)
        assert len(vault.ring()) == 2
    Key.objects.filter(pk=keys[1].pk).update(base_url="https://toy.example")
    rotate()
    assert opened() == TOKENS


def test_two_do_not_rotate_at_once(keys):
    with vault.rotating(), pytest.raises(CommandError, match="already"):
        rotate()
    assert opened() == TOKENS


def test_a_ring_of_the_environment_is_left_to_the_operator(keys, monkeypatch):
    file_key = vault.ring_path().read_text().strip()
    monkeypatch.setenv(vault.VARIABLE, file_key)
    with pytest.raises(CommandError, match="Put a new one before it"):
        rotate()
    new = vault.new_key()
    monkeypatch.setenv(vault.VARIABLE, f"{new},{file_key}")
    said = rotate()
    assert "3 tokens" in said
    assert "All keys but the first may be taken away from STUDIO_KEY_RING" in said
    assert new not in said
    monkeypatch.setenv(vault.VARIABLE, new)
    assert opened() == TOKENS


def test_a_bad_ring_is_told(monkeypatch):
    monkeypatch.setenv(vault.VARIABLE, "nonsense")
    with pytest.raises(CommandError, match="Base64"):
        rotate()
