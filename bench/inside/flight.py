"""Puts so many generations of one panel into flight at a service: `flight COUNT BASE_URL`. Prints the issues as JSON.

With `flight COUNT BASE_URL drafts` they are not sent yet: whoever makes them `queued` has them sent.
"""

import datetime
import json
import sys

from django.utils import timezone

from comics.actions.headless import issue_from_script
from comics.actions.teams import welcome
from comics.engines.remote import Call
from comics.models import Drawing, Generation, Issue, Key, Page, Panel, Submission, User
from comics.scripting.samples import SAMPLES

PANELS, PAGES = 4, 5  # panels a page, pages an issue
TOKEN = "made-up-for-the-bench-0123456789"  # noqa: S105 - opens nothing
LONG = datetime.timedelta(hours=1)


def make_key(owner: User, base_url: str, token: str = TOKEN) -> Key:
    """A key of this person for Kling's tasks at that address."""
    key = Key(owner=owner, engine="kling", name="Bench")
    key.seal(token, base_url=base_url)
    key.save()
    return key


def take_off(count: int, key: Key, *, drafts: bool = False) -> list[Issue]:
    """Submissions that were accepted as `seed-N`, one a generation, in issues of twenty panels; or those `drafts`."""
    issues, numbers = [], iter(range(count))
    for _ in range(0, count, PANELS * PAGES):
        issue = issue_from_script(welcome(key.owner), SAMPLES[0].text, by=key.owner)
        issues.append(issue)
        pages = Page.objects.bulk_create(Page(issue=issue, position=number) for number in range(1, PAGES + 1))
        panels = Panel.objects.bulk_create(
            Panel(page=page, position=at, box=[20, 20 + 100 * at, 200, 90]) for page in pages for at in range(PANELS)
        )
        for panel, number in zip(panels, numbers, strict=False):
            _fly(panel, number, issue, key, drafts=drafts)
    return issues


def _fly(panel: Panel, number: int, issue: Issue, key: Key, *, drafts: bool) -> None:
    now, name = timezone.now(), f"draft-{number}" if drafts else f"seed-{number}"
    request = {"n": 1, "prompt": "a fox", "external_task_id": name}
    sent = {
        "ticket_data": {"id": name, "data": {}},
        "remote_id": name,
        "state": "drawing",
        "sent_at": now,
        "deadline_at": now + LONG,
    }
    made = Generation.objects.create(
        issue=issue, kind="create", engine="kling", size="fit", nonce=name, by=key.owner, state="drawing"
    )
    row = Submission.objects.create(
        generation=made,
        key=key,
        account=key.account,
        engine="kling",
        panels=1,
        call_data=Call((str(panel.pk),), "create", request, external_id=name).to_json(),
        **({"state": "draft"} if drafts else sent),
    )
    state = "queued" if drafts else "drawing"
    Drawing.objects.create(generation=made, panel=panel, submission=row, width=1024, height=1024, state=state)


if __name__ == "__main__":
    user = User.objects.create_user("bench@example.test", "a-password-for-the-bench")
    key = make_key(user, sys.argv[2])
    print(json.dumps([issue.pk for issue in take_off(int(sys.argv[1]), key, drafts="drafts" in sys.argv)]))
