"""Prepares so many issues to be launched, each with a key of its own: `launches COUNT BASE_URL`. Prints JSON.

The answer has the session of the person who launches them, and pairs of an issue and the key to launch it with.
"""

import json
import sys

from django.conf import settings
from django.test import Client

from bench.inside.flight import TOKEN, make_key
from comics.actions.headless import issue_from_script
from comics.actions.teams import welcome
from comics.models import User
from comics.scripting.samples import SAMPLES
from tests.signed_in import sign_cookies


def session_of(user: User) -> str:
    """The session of this person, signed in."""
    client = Client()
    sign_cookies()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    user = User.objects.create_user("bench@example.test", "a-password-for-the-bench")
    team = welcome(user)
    pairs = [
        (issue_from_script(team, SAMPLES[0].text, by=user).pk, make_key(user, sys.argv[2], f"{TOKEN}-{number}").pk)
        for number in range(int(sys.argv[1]))
    ]
    print(json.dumps({"session": session_of(user), "pairs": pairs}))
