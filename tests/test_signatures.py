"""Signatures of webhooks, against vectors that nothing of the studio made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.signatures import is_signed, is_timely, signature, signed
from tests.services.hooks import hmac_sha256

SECRET = "whsec_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
BODY = '{"id":"evt_1","type":"comic.generation.completed","created":1715510400,"data":{"prompt":"Füchsin"}}'.encode()
# By `printf '<timestamp>.<body>' | openssl dgst -sha256 -hmac '<secret>'`.
VECTORS = [
    (SECRET, "1715510400", BODY, "5144b84bdede16e02351f6d031d0c1554e2c2e872f6b54a8a5198291783b8486"),
    ("k", "0", b"", "6b4a4b8b3c40f1e8f53a3d36682e5f99f7ad2ac1df1c93dfe336f329167641e7"),
]
RIGHT = VECTORS[0][3]


@pytest.mark.parametrize(("secret", "stamp", "body", "digits"), VECTORS)
def test_they_are_those_of_openssl(secret, stamp, body, digits):
    assert signature(secret, stamp, body) == digits
    assert signed([secret], int(stamp), body) == f"v1={digits}"
    assert is_signed(f"v1={digits}", secret, stamp, body)


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.integers(0, 10**12 - 1), st.binary())
def test_they_are_hmac_as_its_standard_writes_it(secret, stamp, body):
    assert signature(secret, str(stamp), body) == hmac_sha256(secret, f"{stamp}.".encode() + body)


def test_with_two_secrets_there_are_two():
    one, other = signed([SECRET, "older"], 1715510400, BODY).split(",")
    assert (one, other) == (f"v1={RIGHT}", f"v1={hmac_sha256('older', b'1715510400.' + BODY)}")
    for secret in (SECRET, "older"):
        assert is_signed(f"{one},{other}", secret, "1715510400", BODY)
        assert is_signed(f" {other} , {one} ", secret, "1715510400", BODY)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "v1=",
        RIGHT,
        f"v0={RIGHT}",
        f"v1={RIGHT[:63]}",
        f"v1={RIGHT}0",
        f"v1={RIGHT.upper()}",
        f"v1= {RIGHT}",
        f"v1={RIGHT};",
        f"v1={RIGHT[:-1]}٣",
        f"v1={'0' * 64}",
        ",".join([f"v1={'0' * 64}"] * 8 + [f"v1={RIGHT}"]),
    ],
)
def test_nothing_else_is_a_signature(header):
    assert not is_signed(header, SECRET, "1715510400", BODY)


@pytest.mark.parametrize(
    "stamp", ["", "1715510401", "01715510400", "1715510400.0", "-1", "１７１５５１０４００", "1715510400 "]
)
def test_another_timestamp_is_not_signed(stamp):
    assert not is_signed(f"v1={RIGHT}", SECRET, stamp, BODY)


def test_a_changed_body_or_secret_is_not_signed():
    assert not is_signed(f"v1={RIGHT}", SECRET, "1715510400", BODY + b" ")
    assert not is_signed(f"v1={RIGHT}", SECRET.lower(), "1715510400", BODY)


@pytest.mark.parametrize(
    ("stamp", "timely"),
    [("1000", True), ("700", True), ("1300", True), ("699", False), ("1301", False), ("x", False), ("", False)],
)
def test_five_minutes_either_way(stamp, timely):
    assert is_timely(stamp, 1000.0) is timely
