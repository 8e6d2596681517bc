"""Seals secrets for the database: AES-256-GCM, each bound to the row it belongs to, under a key ring of the studio's own.

The ring is apart from SECRET_KEY: who reads one of them, or a dump of the database, reads no secret. It comes from
STUDIO_KEY_RING (keys in Base64, the newest first, with commas between), or is made once in the data folder. The newest key
seals; all of them open. A sealed secret is one byte of version, four of the key's name, twelve of nonce, then the ciphertext.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VARIABLE = "STUDIO_KEY_RING"
VERSION = b"\x01"
KEY_BYTES = 32
NAME_BYTES = 4
HASHES = sorted(name for name in hashlib.algorithms_guaranteed if not name.startswith("shake"))
NONCE_BYTES = 12  # as NIST SP 800-38D recommends for random nonces


class Unopenable(Exception):
    """A sealed secret was sealed for something else, by a key that is not on the ring, or was changed."""


class BadRing(Exception):
    """The key ring cannot be read; `str()` says why, without any of it."""


def seal(secret: str, *, bound_to: str) -> bytes:
    """Seal a text with the newest key of the ring. It opens only for the same `bound_to`."""
    key = ring()[0]
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + _name(key) + nonce + AESGCM(key).encrypt(nonce, secret.encode(), bound_to.encode())


def open_sealed(sealed: bytes, *, bound_to: str) -> str:
    """The text that was sealed. Raises `Unopenable`, which does not say more than that."""
    name, nonce = sealed[1 : 1 + NAME_BYTES], sealed[1 + NAME_BYTES : 1 + NAME_BYTES + NONCE_BYTES]
    key = next((key for key in ring() if _name(key) == name), None)
    if sealed[:1] != VERSION or key is None or len(nonce) < NONCE_BYTES:
        raise Unopenable("This secret cannot be opened with the keys of this studio.")
    try:
        return AESGCM(key).decrypt(nonce, sealed[1 + NAME_BYTES + NONCE_BYTES :], bound_to.encode()).decode()
    except InvalidTag:
        raise Unopenable("This secret cannot be opened here.") from None


def is_newest(sealed: bytes) -> bool:
    """Whether it was sealed with the newest key of the ring."""
    return sealed[1 : 1 + NAME_BYTES] == _name(ring()[0])


def ring() -> list[bytes]:
    """The keys, the newest first. Makes the file of a new installation. Raises `BadRing`."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return _read(given.replace(",", "\n"), VARIABLE)
    path = ring_path()
    try:
        return _read(_text(path), path.name)
    except FileNotFoundError:
        _write_new(path)
        return _read(_text(path), path.name)


def ring_path() -> Path:
    """Where the ring lies unless the environment holds it."""
    return Path(settings.DATA_DIR) / "key_ring"


def is_in_environment() -> bool:
    """Whether the ring comes from the environment, where only the operator can change it."""
    return VARIABLE in os.environ


def trouble(*secret_keys: str | bytes) -> str:
    """What forbids to go into production with this ring, as a sentence; empty when nothing does. Makes no ring.

    The ring must hold none of the keys that Django signs with, however spelled or hashed: else who reads one of them reads all.
    """
    try:
        keys = ring() if is_in_environment() or ring_path().exists() else []
    except BadRing as error:
        return str(error)
    where = VARIABLE if is_in_environment() else str(ring_path())
    if any(len(set(key)) < KEY_BYTES // 4 for key in keys):
        return f"{where} holds a key that is no random one."
    if any(
        _made_of(key, secret if isinstance(secret, bytes) else secret.encode())
        for key in keys
        for secret in secret_keys
        if secret
    ):
        return f"{where} holds a key that is made of SECRET_KEY. The two must have nothing to do with one another."
    return ""


def insist(*secret_keys: str | bytes) -> None:
    """Raise `BadRing` where `trouble` finds any."""
    if found := trouble(*secret_keys):
        raise BadRing(found)


def _made_of(key: bytes, secret: bytes) -> bool:
    """Whether a key is a piece of a secret, in any spelling, or a plain hash of it."""
    spelled = [secret, *_decoded(secret)]
    spellings = (key, base64.b64encode(key).rstrip(b"="), base64.urlsafe_b64encode(key).rstrip(b"="), key.hex().encode())
    if any(spelling in text for text in (secret, secret.lower()) for spelling in spellings) or any(key in it for it in spelled):
        return True
    hashes = [hashlib.new(name, it, usedforsecurity=False) for it in spelled for name in HASHES]
    return any(key in (made.digest()[:KEY_BYTES], made.hexdigest()[:KEY_BYTES].encode()) for made in hashes)


def _decoded(secret: bytes) -> Iterator[bytes]:
    """What the secret is when it is read as Base64 or hex."""
    padded = secret + b"=" * (-len(secret) % 4)
    with suppress(ValueError):
        yield base64.b64decode(padded)
    with suppress(ValueError):
        yield base64.urlsafe_b64decode(padded)
    with suppress(ValueError):
        yield bytes.fromhex(secret.decode())


@contextmanager
def rotating() -> Iterator[None]:
    """Let nobody else rotate the keys meanwhile; the kernel ends it when the process dies. Raises `BadRing`."""
    ring()
    ring_path().parent.mkdir(parents=True, exist_ok=True)
    with ring_path().parent.joinpath("key_ring_lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadRing("The keys are being rotated already.") from None
        yield


def add_key() -> None:
    """Put a new key at the head of the ring's file, inside `rotating`. Raises `BadRing` for a ring in the environment."""
    if is_in_environment():
        raise BadRing(f"The ring comes from {VARIABLE}: put a new key before the others there.")
    _replace([base64.b64decode(new_key()), *ring()])


def drop_old_keys() -> int:
    """Leave only the newest key on the ring's file, inside `rotating`; answers how many went.

    Call it when nothing is sealed with the others. Raises `BadRing` for a ring in the environment.
    """
    if is_in_environment():
        raise BadRing(f"The ring comes from {VARIABLE}: take the old keys away there.")
    keys = ring()
    _replace(keys[:1])
    return len(keys) - 1


def new_key() -> str:
    """A fresh key in Base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _read(text: str, where: str) -> list[bytes]:
    try:
        keys = [base64.b64decode(line.strip(), validate=True) for line in text.splitlines() if line.strip()]
    except ValueError:
        raise BadRing(f"{where} holds something that is not a key in Base64.") from None
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise BadRing(f"{where} must hold at least one key, each of {KEY_BYTES} bytes in Base64.")
    return keys


def _name(key: bytes) -> bytes:
    return hashlib.sha256(b"studio.vault" + key).digest()[:NAME_BYTES]


def _write_new(path: Path) -> None:
    """Write the first ring; of several processes that try at once, one does, whole and readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, [new_key()])
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _settle(path.parent)


def _replace(keys: list[bytes]) -> None:
    path = ring_path()
    for scraps in path.parent.glob(f".{path.name}-*.part"):  # of a rotation that was killed: they hold keys
        scraps.unlink(missing_ok=True)
    _draft(path, [base64.b64encode(key).decode() for key in keys]).replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the file system remember the names in a folder: what is sealed next must not outlive the ring in a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _text(path: Path) -> str:
    return path.read_text("ascii", errors="replace")


def _draft(path: Path, lines: list[str]) -> Path:
    draft = path.with_name(f".{path.name}-{secrets.token_hex(6)}.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft
