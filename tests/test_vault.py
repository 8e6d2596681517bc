"""The vault: what opens and what does not, and a ring that is made once and never shown."""

import base64
import os
import subprocess
import sys

import pytest

from studio import vault
from studio.vault import BadRing, Unopenable
from tests.live import ROOT, environment

SECRET = "tok-ü-0123456789"
BOND = "comics.Key\n1\ntoy\nhttps://toy.example"


@pytest.fixture(autouse=True)
def data(settings, tmp_path, monkeypatch):
    monkeypatch.delenv(vault.VARIABLE, raising=False)
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


def files(data):
    return sorted(path.name for path in data.iterdir())


# Sealing


@pytest.mark.parametrize("secret", ["", "x", SECRET, "x" * 10_000])
def test_what_is_sealed_opens_for_the_same_thing(secret):
    assert vault.open_sealed(vault.seal(secret, bound_to=BOND), bound_to=BOND) == secret


def test_the_same_secret_never_looks_the_same_and_is_not_in_it():
    sealed = {vault.seal(SECRET, bound_to=BOND) for _ in range(100)}
    assert len(sealed) == 100
    assert not any(SECRET.encode() in each for each in sealed)


@pytest.mark.parametrize(
    "other", ["", "comics.Key\n2\ntoy\nhttps://toy.example", "comics.Key\n1\ntoy\nhttps://evil.example", BOND + " "]
)
def test_it_does_not_open_for_another_row_or_address(other):
    sealed = vault.seal(SECRET, bound_to=BOND)
    with pytest.raises(Unopenable):
        vault.open_sealed(sealed, bound_to=other)


def test_not_one_byte_may_be_changed_taken_or_added():
    sealed = vault.seal(SECRET, bound_to=BOND)
    changed = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    for spoilt in [*changed, *(sealed[:end] for end in range(len(sealed))), sealed + b"\0", b"\0" + sealed]:
        with pytest.raises(Unopenable) as error:
            vault.open_sealed(spoilt, bound_to=BOND)
        assert SECRET not in str(error.value)


def test_the_seal_of_another_ring_does_not_open(monkeypatch):
    sealed = vault.seal(SECRET, bound_to=BOND)
    monkeypatch.setenv(vault.VARIABLE, vault.new_key())
    with pytest.raises(Unopenable):
        vault.open_sealed(sealed, bound_to=BOND)


# The ring


def test_the_ring_is_made_once_for_its_owner_only(data):
    first = vault.ring()
    assert vault.ring() == first
    assert [len(key) for key in first] == [32]
    assert files(data) == ["key_ring"]
    assert vault.ring_path().stat().st_mode & 0o777 == 0o600


def test_of_processes_that_make_the_ring_at_once_all_use_the_same(data):
    code = (
        "import sys, django; django.setup(); from studio import vault\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "print(vault.seal('secret', bound_to='it').hex())"
    )
    start = {"cwd": ROOT, "env": environment(data), "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    data.mkdir()
    several = [subprocess.Popen([sys.executable, "-c", code], **start) for _ in range(3)]
    for process in several:
        assert process.stdout.readline() == "ready\n"
    for process in several:
        process.stdin.write("\n")
        process.stdin.flush()
    sealed = [process.communicate(timeout=30)[0].strip() for process in several]
    assert [vault.open_sealed(bytes.fromhex(each), bound_to="it") for each in sealed] == ["secret"] * 3
    assert not [name for name in files(data) if name.endswith(".part")]


def test_who_comes_too_late_leaves_the_ring_of_the_first():
    first = vault.ring()
    vault._write_new(vault.ring_path())
    assert vault.ring() == first


def test_the_newest_key_seals_and_all_of_them_open(monkeypatch):
    old, new = vault.new_key(), vault.new_key()
    monkeypatch.setenv(vault.VARIABLE, old)
    by_old = vault.seal(SECRET, bound_to=BOND)
    monkeypatch.setenv(vault.VARIABLE, f" {new} ,{old}\n")
    by_new = vault.seal(SECRET, bound_to=BOND)
    assert (vault.is_newest(by_old), vault.is_newest(by_new)) == (False, True)
    assert vault.open_sealed(by_old, bound_to=BOND) == SECRET
    monkeypatch.setenv(vault.VARIABLE, new)
    assert vault.open_sealed(by_new, bound_to=BOND) == SECRET
    with pytest.raises(Unopenable):
        vault.open_sealed(by_old, bound_to=BOND)


def test_a_ring_of_the_environment_makes_no_file(data, monkeypatch):
    monkeypatch.setenv(vault.VARIABLE, vault.new_key())
    vault.seal(SECRET, bound_to=BOND)
    assert not data.exists()


SHORT = base64.b64encode(b"s3cret-of-16-byt").decode()
BAD_RINGS = ["", " , ", "not a key!", SHORT, f"{'A' * 43}=,{SHORT}", "A" * 43, "kлюч" * 11]


@pytest.mark.parametrize("text", BAD_RINGS)
def test_a_bad_ring_is_told_without_any_of_it(monkeypatch, data, text):
    monkeypatch.setenv(vault.VARIABLE, text)
    with pytest.raises(BadRing, match=vault.VARIABLE) as error:
        vault.ring()
    assert not any(part.strip() and part.strip() in str(error.value) for part in text.split(","))
    monkeypatch.delenv(vault.VARIABLE)
    data.mkdir()
    vault.ring_path().write_text(text.replace(",", "\n"))
    with pytest.raises(BadRing, match="key_ring"):
        vault.ring()


def test_a_file_that_is_no_text_is_a_bad_ring(data):
    data.mkdir()
    vault.ring_path().write_bytes(os.urandom(64) + b"\xff")
    with pytest.raises(BadRing):
        vault.ring()


# Changing it


def test_a_new_key_is_put_first_and_the_old_ones_are_dropped(data):
    sealed = vault.seal(SECRET, bound_to=BOND)
    (old,) = vault.ring()
    with vault.rotating():
        vault.add_key()
        new, kept = vault.ring()
        assert kept == old
        assert vault.open_sealed(sealed, bound_to=BOND) == SECRET
        assert vault.drop_old_keys() == 1
    assert vault.ring() == [new]
    assert vault.ring_path().stat().st_mode & 0o777 == 0o600


def test_scraps_of_a_rotation_that_was_killed_go_and_what_the_operator_keeps_stays(data):
    vault.ring()
    (data / ".key_ring-0123456789ab.part").write_text(vault.new_key())
    (data / "key_ring.bak").write_text("the operator's")
    with vault.rotating():
        vault.add_key()
    assert files(data) == ["key_ring", "key_ring.bak", "key_ring_lock"]


def test_only_one_rotates_at_a_time():
    with vault.rotating(), pytest.raises(BadRing, match="already"), vault.rotating():
        pass
    with vault.rotating():
        pass


def test_a_ring_of_the_environment_is_changed_by_the_operator_only(monkeypatch):
    monkeypatch.setenv(vault.VARIABLE, f"{vault.new_key()},{vault.new_key()}")
    for change in (vault.add_key, vault.drop_old_keys):
        with pytest.raises(BadRing, match=vault.VARIABLE) as error:
            change()
        assert "=" not in str(error.value)
