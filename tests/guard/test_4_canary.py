"""Statement 4: a canary planted as every kind of secret, the whole studio walked, and nothing found anywhere but in its seal.

What becomes of an engine's token while it is drawn with, on good and bad days, is held by `tests/jobs/test_canary.py`.
"""

import base64
import io
import logging
import sys
import zipfile
from types import SimpleNamespace

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.management import CommandError, call_command, get_commands
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ, Task

from comics.actions.invitations import invite
from comics.jobs.archive_export import write_archive
from comics.jobs.backup import write_backup
from comics.models import Key, Token, User
from comics.vocabulary import Scope
from comics.web.second_factors import of
from studio import vault
from tests.guard.searching import found
from tests.keys import TestableToy, engines
from tests.rows import ONE_PANEL, make_everything, make_session
from tests.studio import flat_engine, make_people
from tests.web.test_routes import TABLE

pytestmark = pytest.mark.django_db
TOKEN, PASSWORD = "canary-engine-token-8472-xyzw", "canary-Pass-word-5091"
HOOK, WEBHOOKS = "canary-hook-of-llamagen-5512", ("whsec_canary-before-6123-qrst", "whsec_canary-newest-0984-mnop")
ENVIRONMENT = {
    "STUDIO_SMTP_PASSWORD": "canary-of-smtp-7713",
    "DATABASE_URL": "postgresql://studio:canary-of-postgres-2209@db.example/studio",
    "REDIS_URL": "redis://:canary-of-redis-6601@redis.example/0",
    "S3_SECRET_ACCESS_KEY": "canary-of-s3-3345",
    "STUDIO_OIDC_CLIENT_SECRET": "canary-of-oidc-9928",
}

STAYING = {"studio", "worker", "watcher"}
# What each command is given, and whether it ends well with that.
COMMANDS = {
    "prepare": {"": True},
    "sample": {"": True},
    "create_member": {"mia@example.test --team Lantern --role editor": True, "mia@@example --team Lantern": False},
    "create_token": {"olga@example.test --name Script": True, "olga@example.test --name Script --scopes everything": False},
    "add_webhook": {
        "olga@example.test https://all.example/hook --team Lantern": False,
        "olga@example.test https://all.example/hook": True,
        "olga@example.test http://10.0.0.1/": False,
    },
    "add_key": {
        "olga@example.test --engine toy": True,
        "olga@example.test --engine toy --base-url http://10.0.0.1/": False,
        "nobody@example.test --engine toy": False,
    },
    "draw": {
        "{tmp}/script.txt --out {tmp}/book.cbz --as olga@example.test": True,
        "{tmp}/script.txt --out {tmp}/other.cbz --engine toy": False,
    },
    "export_series": {"{series} {tmp}/series.zip": True, "0 {tmp}/none.zip": False},
    "import_series": {"{tmp}/series.zip --team {team} --as olga@example.test": True, "{tmp}/broken.zip --team {team}": False},
    "rotate_keys": {"--wait 0": True},
    "doctor": {"": True, "--json --thorough": True},
    "backup": {"{tmp}/backup.zip": True, "{tmp}/none/backup.zip": False},
    "restore": {"{tmp}/broken.zip --replace --yes": False, "{tmp}/backup.zip --replace --yes": True},
}


@pytest.fixture
def planted(settings, tmp_path, monkeypatch, django_capture_on_commit_callbacks):
    """The secrets by kind, and all that the team owns."""
    monkeypatch.delenv(vault.VARIABLE, raising=False)
    settings.DATA_DIR = tmp_path / "data"
    settings.SECRET_KEY = "canary-of-the-secret-key-" + "q7" * 20
    settings.EMAIL_HOST, settings.EMAIL_HOST_PASSWORD = "mail.example", ENVIRONMENT["STUDIO_SMTP_PASSWORD"]
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    people = make_people()
    rows = SimpleNamespace(**vars(make_everything(people, django_capture_on_commit_callbacks)), session=make_session(people))
    people.owner.set_password(PASSWORD)
    people.owner.save()
    rows.key.seal(TOKEN, base_url="https://kling.example")
    rows.key.seal_hook(HOOK)
    rows.key.save()
    rows.webhook.seal(WEBHOOKS[0])
    rows.webhook.rotate(WEBHOOKS[1])
    rows.webhook.save()
    _, of_studio = Token.objects.make(people.owner, people.team, name="Script", scopes=[Scope.READ])
    invited = invite(people.team, role="viewer", by=people.owner, nonce="n" * 24).secret
    app = base64.b32encode(b"canary-of-an-app-123").decode()
    with of(people.owner):
        TOTP.activate(people.owner, app)
        codes = RecoveryCodes.activate(people.owner).get_unused_codes()
    assert rows.key.open() == TOKEN
    owner = Client(raise_request_exception=False)
    owner.force_login(people.owner)
    secrets = {"engine key": TOKEN, "studio token": of_studio, "invitation": invited, "app": app, "password": PASSWORD}
    secrets |= {"hook of the service": HOOK, "webhook before": WEBHOOKS[0], "webhook": WEBHOOKS[1]}
    secrets |= {f"code {number}": code for number, code in enumerate(codes)}
    secrets |= {
        name: value.partition("//")[2].partition("@")[0].rpartition(":")[2] or value for name, value in ENVIRONMENT.items()
    }
    secrets |= {"secret key": settings.SECRET_KEY, "key ring": base64.b64encode(vault.ring()[0]).decode()}
    return SimpleNamespace(
        people=people, rows=rows, owner=owner, secrets=secrets, browser=owner.cookies[settings.SESSION_COOKIE_NAME].value
    )


def told(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.headers}\n{body.decode('latin-1')}"


def unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return "\n".join(f"{name}\n{archive.read(name).decode('latin-1')}" for name in archive.namelist())


@pytest.mark.parametrize("before", range(4))
def test_the_search_finds_what_is_there(before):
    """Whole and in pieces, in a text of its own and in the midst of another one that was encoded with it."""
    for part in (TOKEN, TOKEN[3:27], TOKEN[:16], TOKEN[-14:]):
        for way in (part, part[::-1]):
            raw = b"?" * before + way.encode() + b"\xff after"
            coded = base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode(), raw.hex()
            for text in (f"before {way} after", *coded):
                assert found(text, {"it": TOKEN}) == ["it"]
    assert found("nothing of it but the end, xyzw", {"it": TOKEN}) == []


def test_no_page_log_mail_or_queue_tells_a_secret(planted, caplog):
    caplog.set_level(logging.DEBUG)
    heard = []
    for route in TABLE:
        with transaction.atomic():
            heard.append(told(getattr(planted.owner, route.method)(route.address(planted.rows), route.sent)))
            heard += [repr(row.task) for row in OrmQ.objects.all()]
            transaction.set_rollback(True)
    heard += [repr(vars(task)) for task in Task.objects.all()]
    heard += [f"{each.subject}\n{each.body}" for each in mail.outbox]
    # That a page which has just made a token or invitation shows it once is the sense of it: those are other secrets.
    assert found("\n".join(heard), planted.secrets) == []
    assert found(caplog.text, planted.secrets | {"browser": planted.browser}) == []


def test_no_page_of_the_administration_tells_a_secret(planted):
    User.objects.filter(pk=planted.people.owner.pk).update(is_staff=True, is_superuser=True)
    from comics.web.admin import site  # noqa: PLC0415 - it registers its models when it is loaded

    looked = 0
    for model in site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses = [reverse(f"{base}_changelist")]
        addresses += [reverse(f"{base}_change", args=[row.pk]) for row in model._default_manager.all()[:3]]
        for address in addresses:
            answer = planted.owner.get(address)
            looked += answer.status_code == 200
            assert found(told(answer), planted.secrets | {"browser": planted.browser}) == [], address
    assert looked > len(site._registry)


def test_an_error_nobody_foresaw_tells_no_secret_in_page_log_or_mail(planted, caplog, settings, monkeypatch):
    settings.DEBUG, settings.ADMINS = False, [("Operator", "operator@example.test")]

    def broken(*args, **more):
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(Key, "seal", broken)
    posted = {"engine": "kling", "name": "Mine", "token": TOKEN, "base_url": "", "nonce": "n" * 24}
    answer = planted.owner.post(reverse("add_key"), posted)
    assert answer.status_code == 500
    assert "nobody foresaw this" in caplog.text
    assert found(told(answer) + caplog.text, planted.secrets | {"browser": planted.browser}) == []
    (sent,) = [each for each in mail.outbox if "nobody foresaw this" in each.body]
    assert found(f"{sent.body}\n{sent.alternatives}", planted.secrets | {"browser": planted.browser}) == []


def test_no_dump_backup_archive_or_export_holds_a_secret(planted, tmp_path):
    out = io.StringIO()
    call_command("dumpdata", stdout=out)
    assert len(out.getvalue()) > 10_000
    # Sessions stand in the database by their id, which opens nothing without its signature; what is handed on leaves them out.
    signature = planted.browser.partition(":")[2]
    assert found(out.getvalue(), planted.secrets | {"signature": signature}) == []
    everything = planted.secrets | {"browser": planted.browser}
    write_backup(tmp_path / "backup.zip")
    assert found(unpacked(tmp_path / "backup.zip"), everything) == []
    write_archive(planted.rows.series, tmp_path / "series.zip")
    assert found(unpacked(tmp_path / "series.zip"), everything) == []
    answer = planted.owner.get(reverse("download_export", args=[planted.rows.export.pk]))
    assert found(told(answer), everything) == []


def test_no_command_tells_a_secret(planted, tmp_path, monkeypatch, caplog, capsys):
    """Each command of ours does its work and fails at it; those that stay are held by tests/processes/test_secrets.py."""
    caplog.set_level(logging.DEBUG)
    ours = {name for name, app in get_commands().items() if app == "comics"}
    assert ours == set(COMMANDS) | STAYING, "a command is not in the table"
    monkeypatch.setenv("STUDIO_PASSWORD", "canary-Word-of-member-4")
    secrets = planted.secrets | {"browser": planted.browser, "member": "canary-Word-of-member-4"}
    secrets["added"] = "canary-added-token-3391-abcd"
    (tmp_path / "script.txt").write_text(ONE_PANEL)
    (tmp_path / "broken.zip").write_text("no archive")
    known = {"tmp": tmp_path, "series": planted.rows.series.pk, "team": planted.people.team.pk}
    with engines(TestableToy()), flat_engine():
        for name, ways in COMMANDS.items():
            for arguments, ends_well in ways.items():
                monkeypatch.setattr(sys, "stdin", io.StringIO(secrets["added"]))
                said = run(name, *arguments.format(**known).split(), ends_well=ends_well) + "".join(capsys.readouterr())
                if name in ("create_token", "add_webhook") and ends_well:
                    *told, secrets[f"made by {name}"] = said.strip().split("\n")
                    said = "\n".join(told)
                assert found(said + caplog.text, secrets) == [], (name, said)
                caplog.clear()
    for name in ("backup.zip", "series.zip", "book.cbz"):
        assert found(unpacked(tmp_path / name), secrets) == [], name
    out = io.StringIO()
    call_command("dumpdata", stdout=out)
    assert found(out.getvalue(), secrets | {"browser": planted.browser.partition(":")[2]}) == []


def run(name, *arguments, ends_well):
    """What a command said on both outputs, and with which words it failed if it did."""
    said, failed = io.StringIO(), None
    try:
        call_command(name, *arguments, stdout=said, stderr=said)
    except (CommandError, SystemExit) as error:
        failed = error
    assert ends_well == (failed is None), (name, failed)
    return said.getvalue() + (repr(failed) if failed else "")
