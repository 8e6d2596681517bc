"""From a key to its service: the one place where a sealed token is opened to be sent."""

from __future__ import annotations

from django.conf import settings

from comics.engines.http import Pool, Service
from comics.engines.remote_catalogue import remote_engine
from comics.models import Key
from studio.fetch import GuardedTransport, tls


def guarded_pool() -> Pool:
    """A pool of clients that reach public addresses, and those which the operator allows."""
    return Pool(lambda: GuardedTransport(settings.FETCH_ALLOW, verify=tls()))


def open_service(key: Key, pool: Pool) -> Service:
    """The account that the key opens, at the key's own address or the engine's.

    Raises `KeyError` for an engine that the studio does not know (any more), and `vault.Unopenable` for a key that was revoked
    or cannot be opened here.
    """
    engine = remote_engine(key.engine)
    return Service(pool, base_url=key.base_url or engine.base_url, token=key.open(), label=engine.label, explain=engine.explain)
