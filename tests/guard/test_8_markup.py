"""Statement 8: markup and `hx-*` in any text field render as text, at every address.

A real browser types them into the forms (`tests/browser/test_markup.py`) and watches the policy (`test_every_page.py`);
here they stand in every text column of every row, whatever form it came from, and every address is walked.
"""

import re
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client

from tests.rows import make_everything, make_session
from tests.studio import make_people
from tests.web.test_routes import TABLE

pytestmark = pytest.mark.django_db
MARKUP = "<i hx-get=/evil>\"'`{{7}}</script>&amp;"
RAW = re.compile(r"<i hx-get|</script>[^<]*&amp;amp;|hx-get=.?/evil>", re.IGNORECASE)
# Columns whose words are the studio's own, or have a form that is checked when they are read: never what people wrote freely.
OWN_WORDS = {
    *(
        "password",
        "email",
        "engine",
        "size",
        "language",
        "nonce",
        "state",
        "edges",
        "sha256",
        "media_type",
        "digest",
        "account",
    ),
    *(
        "url",
        "base_url",
        "last_four",
        "unit",
        "reported_unit",
        "kind",
        "outcome",
        "seed",
        "layout",
        "page_format",
        "border",
        "shot",
    ),
    *("body", "disabled_reason", "request_id", "uid", "method", "endpoint", "object", "fingerprint"),
    *("preset", "dialogue_font", "sfx_font", "remote_id", "kind_of_error", "lease_owner", "shown"),
}
NOT_SHOWN = {("Tries", "name"), ("Edit", "about")}
FREE = {
    *("first_name", "last_name", "by_name", "about", "prompt", "error", "title", "name", "age", "gender", "dress", "role"),
    *(
        "appearance",
        "personality",
        "signature",
        "description",
        "label",
        "says",
        "credits",
        "series_title",
        "key_name",
        "speaker",
    ),
    *(
        "answer",
        "text",
        "original",
        "objective",
        "scene",
        "action",
        "summary",
        "genre",
        "art_style",
        "palette",
        "lighting",
        "camera",
    ),
}


def text_columns():
    for model in apps.get_app_config("comics").get_models():
        for field in model._meta.fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                yield model, field


def test_every_text_column_is_known_as_free_or_as_the_studios_own():
    assert {field.name for _, field in text_columns()} == OWN_WORDS | FREE


@pytest.fixture
def walked(django_capture_on_commit_callbacks):
    """The owner's answers at every address, when all that people may write freely is markup."""
    people = make_people()
    made = make_everything(people, django_capture_on_commit_callbacks)
    rows = SimpleNamespace(**vars(made), session=make_session(people))
    for model, field in text_columns():
        if field.name in FREE and (model.__name__, field.name) not in NOT_SHOWN:
            for row in model._base_manager.all():
                text = MARKUP if field.max_length is None or field.max_length >= len(MARKUP) else MARKUP[: field.max_length]
                model._base_manager.filter(pk=row.pk).update(**{field.name: text})
    client = Client()
    client.force_login(people.owner)

    def walk():
        for route in TABLE:
            with transaction.atomic():
                answer = getattr(client, route.method)(route.address(rows), route.sent)
                transaction.set_rollback(True)
            yield route, answer

    return walk


def test_markup_in_every_column_is_text_at_every_address(walked):
    pages = shown = 0
    for route, answer in walked():
        assert answer.status_code < 500, route.name
        if answer.streaming or not answer.headers.get("Content-Type", "").startswith(("text/html", "image/svg")):
            continue
        text = answer.content.decode()
        assert not RAW.search(text), f"{route.name}: {text[max(0, RAW.search(text).start() - 200) :][:400]}"
        pages += 1
        shown += "&lt;i hx-get=/evil&gt;" in text
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, route.name
    assert shown >= 20 < pages


def test_the_search_would_find_it():
    assert RAW.search(f"<p>{MARKUP}</p>")
    assert not RAW.search("<p>&lt;i hx-get=/evil&gt;</p>")
