"""Counts the queries of an editor with few panels and with two hundred, and of a quiet poll; prints them as JSON."""

import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comics.actions.headless import desk_of, issue_from_script
from comics.models import Drawing, Generation, Issue, Lettering, Page, Panel, User
from comics.scripting.samples import SAMPLES
from tests.signed_in import sign_cookies

FEW, MANY = (2, 2), (20, 10)  # pages and panels a page


def main() -> None:
    """Count, and print JSON."""
    client = Client(headers={"Host": "localhost"})
    user = User.objects.create_user("bench@example.test", "a-password-for-the-bench")
    desk_of(user)
    sign_cookies()
    client.force_login(user)
    few, many = (_issue(user, *extent) for extent in (FEW, MANY))
    counts = {name: _queries(client, reverse("editor", args=[issue.pk])) for name, issue in (("few", few), ("many", many))}
    many.refresh_from_db()
    counts["poll"] = _queries(client, f"{reverse('news', args=[many.pk])}?since={many.stamp}")
    print(json.dumps(counts))


def _issue(user: User, pages: int, per_page: int) -> Issue:
    issue = issue_from_script(desk_of(user), SAMPLES[0].text, by=user)
    made = Generation.objects.create(issue=issue, kind="create", engine="storyboard", size="fit", nonce=f"bench-{pages}")
    for number in range(1, pages + 1):
        page = Page.objects.create(issue=issue, position=number)
        for position in range(per_page):
            panel = Panel.objects.create(page=page, position=position, box=[20, 20 + position * 40, 200, 36])
            Lettering.objects.create(panel=panel, kind="speech", text="Hm.")
            Drawing.objects.create(generation=made, panel=panel, width=512, height=512)
    return issue


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


if __name__ == "__main__":
    main()
