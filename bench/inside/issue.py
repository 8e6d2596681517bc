"""Launches 24 pages of 5 panels, waits for the worker to draw them, exports the PDF, and prints the seconds it took."""

import json
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from comics.actions.exports import request_export
from comics.actions.headless import desk_of, issue_from_script
from comics.actions.launch import Plan, launch
from comics.actions.redraw import continue_issue
from comics.actions.teams import welcome
from comics.models import Drawing, Export, Issue, User
from comics.scripting.parse import parse
from comics.scripting.samples import SAMPLES
from comics.scripting.write import write

PAGES, PER_PAGE, FIRST = 24, 5, 20  # one launch makes 20 pages at most; the rest are continued
PATIENCE = 300.0  # seconds after which the run is given up
BREATH = 0.2  # seconds between two looks


def main() -> None:
    """Do it, and print JSON."""
    me = User.objects.create_user("bench@example.test")
    welcome(me)
    issue = _issue(me)
    began = time.monotonic()
    launch(issue, Plan(pages=FIRST, per_page=PER_PAGE), by=me, nonce=secrets.token_urlsafe(24))
    continue_issue(issue, Plan(pages=PAGES - FIRST, per_page=PER_PAGE), by=me, nonce=secrets.token_urlsafe(24))
    _wait(lambda: not Drawing.objects.moving().exists(), began)
    export = request_export(issue, "pdf", by=me, nonce=secrets.token_urlsafe(24))
    _wait(lambda: not Export.objects.get(pk=export.pk).is_moving, began)
    seconds = time.monotonic() - began
    export.refresh_from_db()
    if export.state != "ready" or Drawing.objects.filter(state="ready").count() != PAGES * PER_PAGE:
        sys.exit(f"The export is {export.state}. {export.error}")
    print(json.dumps({"seconds": seconds}))


def _issue(by: User) -> Issue:
    """The sample script, repeated until it has enough panels."""
    script = parse(SAMPLES[0].text)
    panels = [replace(panel, page_break=False) for panel in script.panels] * (PAGES * PER_PAGE)
    return issue_from_script(desk_of(by), write(replace(script, panels=tuple(panels[: PAGES * PER_PAGE]))), by=by)


def _wait(done: Callable[[], bool], began: float) -> None:
    while not done():
        if time.monotonic() - began > PATIENCE:
            sys.exit("The issue was not finished in time.")
        time.sleep(BREATH)


if __name__ == "__main__":
    main()
