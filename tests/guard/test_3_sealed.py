"""Statement 3: a sealed secret opens in its own row only, no ring in earnest is made of SECRET_KEY, rotation forgets nothing.

`tests/test_vault.py` holds what a seal withstands, `tests/commands/test_rotate_keys.py` what a rotation does.
"""

import base64
import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.checks import Error, run_checks
from django.core.management import call_command

from comics.models import Key, WebhookEndpoint
from comics.models.webhooks import new_secret
from comics.web.second_factors import of
from studio import vault
from studio.vault import BadRing, Unopenable
from tests.keys import TOKEN
from tests.live import ROOT, environment
from tests.studio import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_ring(settings, tmp_path, monkeypatch):
    monkeypatch.delenv(vault.VARIABLE, raising=False)
    settings.DATA_DIR = tmp_path / "data"


# Moved to another row


def sealed_key(person):
    key = Key(owner=person, engine="toy", name="Mine")
    key.seal(TOKEN, base_url="https://toy.example")
    key.seal_hook("whsec_of-the-service")
    key.save()
    return key


SECRET_OF_AN_APP = base64.b32encode(b"twenty bytes it has.").decode()


def sealed_app(person):
    with of(person):
        return TOTP.activate(person, SECRET_OF_AN_APP).instance


def sealed_codes(person):
    with of(person):
        return RecoveryCodes.activate(person).instance


def sealed_webhook(person):
    """A webhook whose secret was changed, so that two are sealed."""
    endpoint = WebhookEndpoint(team=person.personal_team, created_by=person, url="https://hooks.example/")
    endpoint.seal(new_secret())
    endpoint.rotate(new_secret())
    endpoint.save()
    return endpoint


# Every place in the code that seals, and how a row of it is made for a person. A new one must be named here.
SEALS = {
    "comics/models/keys.py": sealed_key,
    "comics/web/second_factors.py": sealed_app,
    "comics/actions/second_factors.py": sealed_codes,
    "comics/models/webhooks.py": sealed_webhook,
}


def test_every_place_that_seals_is_known_here():
    files = [file for folder in ("studio", "comics") for file in Path(ROOT, folder).rglob("*.py")]
    sealing = {str(file.relative_to(ROOT)) for file in files if re.search(r"\bvault\.seal\(", file.read_text())}
    assert sealing == set(SEALS)
    binary = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if type(field).__name__ == "BinaryField"
    ]
    assert sorted(binary) == ["Key.hook_sealed", "Key.sealed", "WebhookEndpoint.previous_sealed", "WebhookEndpoint.sealed"]


def test_a_sealed_token_moved_to_another_row_does_not_open():
    people = make_people()
    theirs, mine = sealed_key(people.owner), sealed_key(people.member)
    Key.objects.filter(pk=mine.pk).update(sealed=bytes(theirs.sealed))
    with pytest.raises(Unopenable):
        Key.objects.get(pk=mine.pk).open()
    copied = Key.objects.get(pk=theirs.pk)
    copied.pk, copied.uid = None, mine.uid
    with pytest.raises(Unopenable):
        copied.open()
    assert Key.objects.get(pk=theirs.pk).open() == TOKEN


def test_secrets_of_webhooks_moved_to_another_row_or_address_do_not_open():
    people = make_people()
    theirs, mine = sealed_webhook(people.owner), sealed_webhook(people.member)
    WebhookEndpoint.objects.filter(pk=mine.pk).update(sealed=bytes(theirs.sealed))
    with pytest.raises(Unopenable):
        WebhookEndpoint.objects.get(pk=mine.pk).open()
    WebhookEndpoint.objects.filter(pk=theirs.pk).update(url="https://evil.example/")
    with pytest.raises(Unopenable):
        WebhookEndpoint.objects.get(pk=theirs.pk).open()
    key, other = sealed_key(people.owner), sealed_key(people.member)
    for moved in (key.hook_sealed, other.sealed):
        Key.objects.filter(pk=other.pk).update(hook_sealed=bytes(moved))
        with pytest.raises(Unopenable):
            Key.objects.get(pk=other.pk).open_hook()


@pytest.mark.parametrize(("make", "wrapper"), [(sealed_app, TOTP), (sealed_codes, RecoveryCodes)])
def test_a_second_factor_moved_to_another_person_does_not_open(make, wrapper):
    people = make_people()
    theirs, mine = make(people.owner), make(people.member)
    Authenticator.objects.filter(pk=mine.pk).update(data=theirs.data)
    with of(people.member), pytest.raises(Unopenable):
        wrapper(Authenticator.objects.get(pk=mine.pk)).validate_code("123456")
    with of(people.owner):
        assert not wrapper(Authenticator.objects.get(pk=theirs.pk)).validate_code("123456")


# Rotation


def values_of(value):
    if isinstance(value, dict):
        for each in value.values():
            yield from values_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from values_of(each)
    else:
        yield value


def seals_in(value):
    """The seals that a value of a column is or holds, in clear or in Base64, in text or in JSON."""
    for each in values_of(value):
        if isinstance(each, bytes | memoryview) and bytes(each)[:1] == vault.VERSION:
            yield bytes(each)
        if isinstance(each, str):
            for word in re.findall(r"[A-Za-z0-9+/_-]{44,}={0,2}", each):
                plain = word.translate({ord("+"): "-", ord("/"): "_"}).rstrip("=")
                read = base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
                if read[:1] == vault.VERSION:
                    yield read


def all_seals():
    """Every seal in the whole database, by table and column, whatever made it."""
    for model in apps.get_models():
        for row in model._default_manager.values():
            for column, value in row.items():
                for seal in seals_in(value):
                    yield f"{model._meta.label}.{column}", seal


def test_seals_are_seen_wherever_they_lie():
    seal = vault.seal(TOKEN, bound_to="it")
    for value in (seal, memoryview(seal), {"a": [base64.b64encode(seal).decode()]}, base64.urlsafe_b64encode(seal).decode()):
        assert list(seals_in(value)) == [seal]
    assert list(seals_in({"a": [1, None, "words", "x" * 60, b"\0"]})) == []


def test_rotation_seals_every_row_of_every_table_anew():
    people = make_people()
    for make in SEALS.values():
        for person in (people.owner, people.member, people.stranger):
            make(person)
    before = list(all_seals())
    assert len(before) >= 3 * len(SEALS)
    assert all(vault.is_newest(seal) for _, seal in before)
    (old,) = vault.ring()
    call_command("rotate_keys", "--wait", "0", stdout=io.StringIO())
    after = list(all_seals())
    assert [where for where, seal in after if not vault.is_newest(seal)] == []
    assert sorted(where for where, _ in after) == sorted(where for where, _ in before)
    assert not {seal for _, seal in before} & {seal for _, seal in after}
    assert old not in vault.ring()
    assert all((key.open(), key.open_hook()) == (TOKEN, "whsec_of-the-service") for key in Key.objects.all())
    assert all(len(endpoint.open()) == 2 for endpoint in WebhookEndpoint.objects.all())


# In earnest

SECRET = "made-up-for-the-test-0123456789-abcdefghijklmnopqrstuvwxyz-%s"
RANDOM = hashlib.sha256(b"thirty-two bytes that look like chance").digest()


def in_base64(key):
    return base64.b64encode(key).decode()


DIGESTS = ("sha256", "sha512", "blake2b", "sha3_256")
PAIRS = {
    "the first bytes of it": (SECRET, SECRET.encode()[:32]),
    "the last bytes of it": (SECRET, SECRET.encode()[-32:]),
    "bytes out of its middle": (SECRET, SECRET.encode()[7:39]),
    "the same in base64": (in_base64(RANDOM), RANDOM),
    "the same in base64 for addresses": (base64.urlsafe_b64encode(RANDOM).decode().rstrip("="), RANDOM),
    "the same in hex": (RANDOM.hex(), RANDOM),
    "the same in great hex": (RANDOM.hex().upper(), RANDOM),
    "the same behind a word": ("django-insecure-" + in_base64(RANDOM), RANDOM),
    "a part of a longer one": (in_base64(b"0123456789" + RANDOM + b"abcdefghij"), RANDOM),
    **{f"its {name}": (SECRET, hashlib.new(name, SECRET.encode()).digest()[:32]) for name in DIGESTS},
    "its md5 in hex": (SECRET, hashlib.md5(SECRET.encode()).hexdigest().encode()),  # noqa: S324 - that it is seen
    "its sha256 in hex, cut": (SECRET, hashlib.sha256(SECRET.encode()).hexdigest()[:32].encode()),
    "the sha256 of what it spells": (in_base64(RANDOM), hashlib.sha256(RANDOM).digest()),
    "nothing": (SECRET, bytes(32)),
    "one letter": (SECRET, b"x" * 32),
    "a short word again and again": (SECRET, b"secret--" * 4),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_ring_made_of_the_secret_key_is_an_error_and_is_not_quoted(settings, monkeypatch, name):
    settings.SECRET_KEY, key = PAIRS[name]
    settings.DEBUG = False
    monkeypatch.setenv(vault.VARIABLE, f"{vault.new_key()},{in_base64(key)}")
    (found,) = [each for each in run_checks(tags=["security"]) if each.id == "studio.E001"]
    assert isinstance(found, Error)
    assert vault.VARIABLE in found.msg
    assert "rotate_keys" in found.hint
    assert in_base64(key) not in str(found)
    assert settings.SECRET_KEY not in str(found)
    with pytest.raises(BadRing):
        vault.insist(settings.SECRET_KEY)


def test_a_ring_made_of_an_earlier_secret_key_is_an_error_too(settings, monkeypatch):
    settings.DEBUG, settings.SECRET_KEY_FALLBACKS = False, [SECRET]
    monkeypatch.setenv(vault.VARIABLE, in_base64(hashlib.sha256(SECRET.encode()).digest()))
    assert [each.id for each in run_checks(tags=["security"])] == ["studio.E001"]


def test_a_ring_in_a_file_is_looked_at_too_and_none_is_made_for_it(settings):
    settings.DEBUG, settings.SECRET_KEY = False, SECRET
    assert run_checks(tags=["security"]) == []
    assert not vault.ring_path().exists()
    vault.ring()
    assert run_checks(tags=["security"]) == []
    vault.ring_path().write_text(in_base64(hashlib.sha256(SECRET.encode()).digest()))
    (found,) = run_checks(tags=["security"])
    assert "key_ring" in found.msg
    vault.ring_path().write_text("no key at all")
    (found,) = run_checks(tags=["security"])
    assert "Base64" in found.msg


def test_a_ring_of_its_own_is_insisted_on_in_vain():
    vault.ring()
    vault.insist(SECRET)


def test_what_is_being_worked_on_is_left_alone(settings, monkeypatch):
    settings.DEBUG, settings.SECRET_KEY = True, in_base64(RANDOM)
    monkeypatch.setenv(vault.VARIABLE, in_base64(RANDOM))
    assert run_checks(tags=["security"]) == []


def test_a_ring_that_others_can_read_is_told_at_deployment(settings):
    settings.DEBUG = False
    vault.ring()
    assert not [each for each in run_checks(tags=["security"], include_deployment_checks=True) if each.id.startswith("studio.")]
    vault.ring_path().chmod(0o644)
    (found,) = [each for each in run_checks(tags=["security"], include_deployment_checks=True) if each.id.startswith("studio.")]
    assert found.id == "studio.W001"
    assert "chmod 600" in found.hint


def in_earnest(data, *command, **more):
    earnest = {"STUDIO_HTTPS": "1", "STUDIO_HOSTS": "comics.example.org", "STUDIO_SECRET_KEY": SECRET}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(data, 1) | earnest | more,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


BAD_RING = {vault.VARIABLE: in_base64(hashlib.sha256(SECRET.encode()).digest())}
STARTS = {
    "the supervisor": ("manage.py", "studio"),
    "a worker": ("manage.py", "worker"),
    "a watcher": ("manage.py", "watcher"),
    "any server of WSGI": ("-c", "import studio.wsgi"),
    "the checks": ("manage.py", "check"),
}


@pytest.mark.parametrize("name", STARTS)
def test_in_earnest_nothing_starts_with_a_ring_made_of_the_secret_key(tmp_path, name):
    done = in_earnest(tmp_path, *STARTS[name], **BAD_RING)
    assert done.returncode != 0
    assert "is made of SECRET_KEY" in done.stderr
    assert BAD_RING[vault.VARIABLE] not in done.stderr + done.stdout


def test_a_studio_in_earnest_passes_the_checks_of_deployment(tmp_path):
    done = in_earnest(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_a_server_of_wsgi_starts_with_a_ring_of_its_own(tmp_path):
    done = in_earnest(tmp_path, "-c", "import studio.wsgi; print('serves')", **{vault.VARIABLE: vault.new_key()})
    assert done.stdout == "serves\n", done.stderr
