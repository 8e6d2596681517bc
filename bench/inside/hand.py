"""Times a hand on the lettering of the sample issue: balloons dragged and kept, words fitted while typed. Prints JSON.

A drag is what the browser sends when the balloon is let go, until the answer with the page is whole; in seconds of the clock,
with the embedded database on the disk.
"""

import json
from statistics import median
from time import perf_counter

from django.test import Client
from django.urls import reverse

from comics.actions.headless import desk_of, sample_issue
from comics.actions.teams import welcome
from comics.models import Lettering, User
from comics.scripting.samples import SAMPLES
from tests.signed_in import sign_cookies

ROUNDS = 3  # of every balloon of the issue
HTMX = {"HX-Request": "true"}


def main() -> None:
    """Draw the sample, drag and type, and print the medians and the slowest drag in seconds."""
    sample_issue(SAMPLES[0].text, SAMPLES[0].title)
    user = User.objects.create_user("bench@example.test", "a-password-for-the-bench")
    welcome(user)
    desk_of(user)
    client = Client(headers={"Host": "localhost"})
    sign_cookies()
    client.force_login(user)
    lines = list(Lettering.objects.exclude(placed=[]))
    places = [{"at_x": f"{0.3 + at / 20}", "at_y": f"{0.25 + at / 10}"} for at in range(ROUNDS)]
    words = [{"text": f"{at}, I said, and not one more than {at}."} for at in range(ROUNDS)]
    _seconds(client, "move_lettering", lines[0], places[0])  # Fonts and templates are read once.
    drags = [_seconds(client, "move_lettering", line, place) for place in places for line in lines]
    fits = [_seconds(client, "fit_lettering", line, said) for said in words for line in lines]
    print(json.dumps({"drag": median(drags), "slowest": max(drags), "fit": median(fits)}))


def _seconds(client: Client, name: str, line: Lettering, sent: dict[str, str]) -> float:
    began = perf_counter()
    answer = client.post(reverse(name, args=[line.pk]), sent, headers=HTMX)
    took = perf_counter() - began
    if answer.status_code != 200:
        raise RuntimeError(f"{name} answered {answer.status_code}")
    return took


if __name__ == "__main__":
    main()
