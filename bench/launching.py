"""From the click on Launch, over HTTP to a whole studio, to the create call arriving at the service."""

from __future__ import annotations

import http.client
import time
from urllib.parse import urlencode

from bench import Measure
from bench.services import Service, service
from bench.studios import desk, free_port, percentile

LAUNCHES, PANELS = 60, 4
TARGET = 0.5  # seconds
REST = 0.31  # seconds between two launches: no multiple of the watcher's own rhythm
HOURS = 7200.0  # seconds for a picture: none comes meanwhile, and nothing is lettered
PATIENCE = 20.0  # seconds for a create call to arrive
CSRF = "c" * 32  # any secret will do, as long as cookie and form agree


def main() -> list[Measure]:
    """One row."""
    with service() as there, desk(there.host_port) as ours:
        there.behave(takes=HOURS)
        ours.manage("collectstatic", "--noinput", "-v0")
        told = ours.told("launches", LAUNCHES, there.base_url)
        port = free_port()
        with ours.serving(port, "manage.py", "studio", ready="/readyz"):
            late = [_launched(there, port, told["session"], issue, key) for issue, key in told["pairs"]]
    return [
        Measure(
            name="from the click on Launch to the create call, p95",
            ours=percentile(late, 0.95),
            peer=TARGET,
            against="the target",
            limit=1.0,
        )
    ]


def _launched(there: Service, port: int, session: str, issue: int, key: int) -> float:
    """The seconds from the click to the first create call."""
    time.sleep(REST)
    known = there.made().keys()
    began = _click(port, session, issue, key)
    while not (new := [at for made, (_, at) in there.made().items() if made not in known]):
        if time.monotonic() - began > PATIENCE:
            return float("inf")
        time.sleep(0.05)
    until = time.monotonic() + PATIENCE
    while len(there.made()) < len(known) + PANELS and time.monotonic() < until:
        time.sleep(0.05)
    return min(new) - began


def _click(port: int, session: str, issue: int, key: int) -> float:
    """Look at the launch screen and send its form; answers the time of the click."""
    form = {"csrfmiddlewaretoken": CSRF, "nonce": f"bench-{issue}", "cut": "one", "panels": PANELS, "size": "fit"}
    form |= {"engine": "kling", "language": "en", "options_of": "kling", "options_key": key, "key": key}
    headers = {"Cookie": f"studio_session={session}; studio_csrf={CSRF}", "Content-Type": "application/x-www-form-urlencoded"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"/issues/{issue}/launch/", headers=headers)
    connection.getresponse().read()
    began = time.monotonic()
    connection.request("POST", f"/issues/{issue}/launch/launch_issue", urlencode(form), headers)
    reply = connection.getresponse()
    text = reply.read().decode()
    connection.close()
    if reply.status != 302:
        raise SystemExit(f"The launch was answered with {reply.status}: {text[:500]}")
    return began
