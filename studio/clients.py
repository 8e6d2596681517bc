"""Where requests come from."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def place_of(request: HttpRequest) -> str:
    """Where a request comes from: its address, of IPv6 the network that one household or office has."""
    address: str = get_adapter().get_client_ip(request)
    return ":".join(address.split(":")[:4]) if ":" in address else address
