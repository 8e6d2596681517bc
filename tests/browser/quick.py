"""Settings of the browser's studio: the studio's own, with engines that are asked at a rhythm for tests."""

from dataclasses import replace

from comics.engines.remote_catalogue import remote_engines
from studio.settings import *  # noqa: F403 - these settings with another rhythm

# An editor asks once a second: three pictures that come one by one at this rhythm are never seen all at once.
for engine in remote_engines():
    limits = replace(engine.limits, poll=0.6, first_poll=0.3)
    type(engine).limits = limits  # type: ignore[misc]  # a plain attribute of every engine's class
