"""How the studio speaks with the provider of sign-ins: through the one guarded way out.

The operator trusts the address written in STUDIO_OIDC_URL, so that it may be private and without TLS. Whatever else the
provider names must be public and https, or be listed in STUDIO_FETCH_ALLOW.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings

from studio.addresses import host_of
from studio.fetch import PORTS
from studio.guarded_requests import GuardedAdapter

DEADLINE = 10.0  # seconds
MOST_BYTES = 1_000_000


class CarefulSession(requests.Session):
    """Goes to the provider's own address and to public ones; each answer has one deadline and a cap."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        adapter = GuardedAdapter(settings.FETCH_ALLOW | {_own_pair()}, deadline=DEADLINE, cap=MOST_BYTES)
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def request(self, method: str, url: str | bytes, *args: Any, **options: Any) -> requests.Response:
        """Ask, and read the whole answer. Raises `requests.RequestException`."""
        return super().request(method, url, *args, **options | {"allow_redirects": False})


def _own_pair() -> tuple[str, int]:
    """Host and port of the address that the operator named."""
    own = urlsplit(settings.OIDC_URL)
    return host_of(own.hostname or ""), own.port or PORTS[own.scheme]
