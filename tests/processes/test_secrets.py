"""A studio that was really started, its secrets in the environment: neither log, command lines nor files tell one."""

import base64
import re
import subprocess
import sys

import httpx
import psutil
import pytest

from tests.guard.searching import found
from tests.live import ROOT, LiveStudio, ask, environment, eventually, new_data
from tests.services.base import TOKEN, Answer
from tests.services.kling import KlingServer
from tests.studio import SCRIPT

pytestmark = pytest.mark.processes
RING = bytes(range(7, 135, 4))
SECRETS = {
    "STUDIO_SECRET_KEY": "canary-of-the-secret-key-" + "r4Tz" * 12,
    "STUDIO_KEY_RING": base64.b64encode(RING).decode(),
    "STUDIO_SMTP_PASSWORD": "canary-of-smtp-7713",
    "STUDIO_OIDC_CLIENT_SECRET": "canary-of-oidc-9928",
}
PASSWORD, WRONG = "canary-Pass-word-5091", "canary-Wrong-word-1166"
SEED = """
import sys, django
django.setup()
from django.core.management import call_command
from comics.actions.headless import issue_from_script
from comics.actions.teams import welcome
from comics.models import User
call_command("migrate", verbosity=0)  # the tables of the provider of sign-ins
user = User.objects.create_user("ann@example.test", sys.stdin.readline().strip())
print(issue_from_script(welcome(user), sys.argv[1], by=user).pk)
"""
BREAK = """
import django
django.setup()
from django.db import connection
connection.cursor().execute("ALTER TABLE comics_key RENAME TO gone")
"""


def python(settings, code, *arguments, given=""):
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=settings, input=given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Visitor(httpx.Client):
    def post_from(self, page, address, **fields):
        """Press a button that stands on a page."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page).text)[1]
        return self.post(address, data={"csrfmiddlewaretoken": token, **fields})

    def session(self):
        return self.cookies["studio_session"]


def live_through_it(studio, visitor, service, issue, settings):
    """Sign in, launch with a key whose service repeats it, and then meet one error after the other."""
    door = "/accounts/login/"
    assert visitor.post_from(door, door, login="ann@example.test", password=WRONG).status_code == 200
    assert visitor.post_from(door, "/accounts/oidc/login/").status_code == 502  # nobody answers there
    assert visitor.post_from(door, door, login="ann@example.test", password=PASSWORD).url.path == "/"
    typed = {"engine": "kling", "name": "Mine", "token": TOKEN, "base_url": service.base_url}
    key = visitor.post_from("/keys/new/?engine=kling", "/keys/add_key", **typed).url.path.split("/")[2]
    echo = {"error": f"the key {TOKEN} is bad", "Authorization": f"Bearer {TOKEN}"}
    service.fault("POST", "generations", Answer(401, echo), times=99)
    plan = {"cut": "script", "size": "fit", "engine": "kling", "language": "en", "key": key, "nonce": "one-press"}
    plan |= {"options_of": "kling", "options_key": key}
    pressed = visitor.post_from(f"/issues/{issue}/launch/", f"/issues/{issue}/launch/launch_issue", **plan)
    assert "/launch" not in pressed.url.path, pressed.text
    states = "SELECT state FROM comics_submission"
    eventually("the call was refused", lambda: {state for (state,) in ask(studio.data, states)} == {"failed"})
    assert any(f"Bearer {TOKEN}" in seen.headers.values() for seen in service.seen)
    forgotten = "/accounts/password/reset/"
    visitor.post_from(forgotten, forgotten, email="ann@example.test")  # no mail leaves
    python(settings, BREAK)
    assert visitor.post_from("/account/", "/keys/add_key", **typed).status_code == 500


def test_a_started_studio_tells_no_secret(tmp_path):
    new_data(tmp_path)
    with KlingServer() as service:
        settings = SECRETS | {
            "DJANGO_SETTINGS_MODULE": "tests.processes.plain",
            "STUDIO_FETCH_ALLOW": service.host_port,
            "STUDIO_SMTP_HOST": "127.0.0.1",
            "STUDIO_SMTP_PORT": "1",
            "STUDIO_EMAIL_VERIFICATION": "none",
            "STUDIO_OIDC_URL": "http://127.0.0.1:1",
            "STUDIO_OIDC_CLIENT_ID": "panelwright",
        }
        issue = python(environment(tmp_path) | settings, SEED, SCRIPT, given=f"{PASSWORD}\n")
        studio = LiveStudio(tmp_path, settings=settings)
        try:
            studio.wait_ready()
            visitor = Visitor(base_url=studio.address, follow_redirects=True, timeout=30)
            with visitor:
                live_through_it(studio, visitor, service, issue, environment(tmp_path) | settings)
            secrets = SECRETS | {"ring": RING.hex(), "token": TOKEN, "password": PASSWORD, "wrong": WRONG}
            everybody = [psutil.Process(studio.process.pid), *studio.family()]
            commands = "\n".join(word for each in everybody for word in each.cmdline())
            assert len(everybody) > 8
            assert found(commands, secrets | {"session": visitor.session()}) == []
            assert studio.stop() == 0
            said = studio.said()
            for error in ("gave no usable answer", "does not accept the key", "could not be sent", "comics_key"):
                assert error in said
            assert found(said, secrets | {"session": visitor.session()}) == []
            for file in (path for path in tmp_path.rglob("*") if path.is_file()):
                assert found(file.read_bytes().decode("latin-1"), secrets) == [], file
        finally:
            studio.end()
