"""Guessing at several web processes at once: five tries are made, whoever asks whichever process."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.live import LiveStudio, live_studio

pytestmark = pytest.mark.processes
PASSWORD = "lantern-rain-7"
ADA, BEN = "ada@example.test", "ben@example.test"
LOGIN, SIGN_UP = "/accounts/login/", "/accounts/signup/"


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    data = tmp_path_factory.mktemp("studio")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.processes.plain", "STUDIO_WEB_PROCESSES": "3"}
    with live_studio(data, settings=settings) as running:
        for email in (ADA, BEN):
            assert post(running, SIGN_UP, email=email, password1=PASSWORD).status_code == 302
        yield running


def post(studio: LiveStudio, path: str, **fields: str) -> httpx.Response:
    with httpx.Client(base_url=studio.address, timeout=60) as client:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).text)[1]
        return client.post(path, data={"csrfmiddlewaretoken": token, **fields})


def test_of_twenty_bad_passwords_at_once_five_are_tried(studio):
    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(post, studio, LOGIN, login=ADA, password=f"guess-{number}") for number in range(20)]
        answers = [answer.result() for answer in asked]
    assert Counter(answer.status_code for answer in answers) == {200: 5, 429: 15}
    assert all(0 < int(answer.headers["Retry-After"]) <= 300 for answer in answers if answer.status_code == 429)
    assert post(studio, LOGIN, login=ADA, password=PASSWORD).status_code == 429
    assert post(studio, LOGIN, login=BEN, password=PASSWORD).status_code == 302


def test_the_administration_has_no_sign_in_of_its_own(studio):
    for path in ("/admin/", "/admin/login/"):
        answer = httpx.get(studio.address + path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(LOGIN)
