"""Signatures of webhooks as the Comic API defines them, for both ends.

`v1=` and the HMAC-SHA256, in hex, of the timestamp (whole seconds of the epoch), a full stop and the raw body; the key is the
secret as UTF-8 text. While a secret is being rotated there are two, with a comma between. Receivers allow for five minutes
between the clocks.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence

from django.views.decorators.debug import sensitive_variables

TOLERANCE = 300  # seconds between the clocks of sender and receiver
MOST_SIGNATURES = 8  # of one header that are looked at
_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v1=([0-9a-f]{64})", re.ASCII)


@sensitive_variables("secret")
def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The 64 hex digits for one secret."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, "sha256").hexdigest()


@sensitive_variables("secrets")
def signed(secrets: Sequence[str], timestamp: int, body: bytes) -> str:
    """The value of the signature header, by each of these secrets."""
    return ",".join(f"v1={signature(secret, str(timestamp), body)}" for secret in secrets)


@sensitive_variables("secret")
def is_signed(header: str, secret: str, timestamp: str, body: bytes) -> bool:
    """Whether any signature of a header is by this secret; compared in constant time, and exactly 64 hex digits each."""
    if not _TIMESTAMP.fullmatch(timestamp):
        return False
    right = signature(secret, timestamp, body)
    shown = [_SIGNATURE.fullmatch(part.strip()) for part in header.split(",", MOST_SIGNATURES)[:MOST_SIGNATURES]]
    return any([hmac.compare_digest(match[1], right) for match in shown if match])  # noqa: C419 - all are compared


def is_timely(timestamp: str, now: float) -> bool:
    """Whether a timestamp is near enough to now, both in seconds of the epoch."""
    return _TIMESTAMP.fullmatch(timestamp) is not None and abs(int(timestamp) - now) <= TOLERANCE
