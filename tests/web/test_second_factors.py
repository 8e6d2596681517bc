"""Second factors: asked for, sealed for their owner, counted."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from comics.actions.second_factors import old_authenticators
from studio import vault
from tests.studio import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "pass-word-9"
LOGIN, CODE = "/accounts/login/", "/accounts/2fa/authenticate/"
ACTIVATE, CODES = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"


@pytest.fixture(autouse=True)
def own_ring(settings, tmp_path):
    cache.clear()
    settings.DATA_DIR = tmp_path
    yield
    cache.clear()


def code_of(secret, *, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def sign_in(user):
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def confirmed(user):
    """A browser that has just typed its password once more."""
    client = sign_in(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def set_up(client):
    """Turn an app on; answers its secret and the recovery codes."""
    secret = re.search(r"<code>(\w+)</code>", client.get(ACTIVATE).content.decode()).group(1)
    shown = client.post(ACTIVATE, {"code": code_of(secret)}, follow=True).content.decode()
    return secret, re.findall(r"<code>(\d{8})</code>", shown)


@pytest.fixture
def ada():
    return make_user("ada")


@pytest.fixture
def protected(ada):
    """Ada, her app's secret and her recovery codes."""
    return ada, *set_up(confirmed(ada))


def half_way(user):
    """A browser after the password, before the second factor."""
    client = sign_in(user)
    assert "_auth_user_id" not in client.session
    return client


def test_it_asks_for_the_password_before_anything_changes(ada):
    client = sign_in(ada)
    for path in (ACTIVATE, "/accounts/2fa/webauthn/add/"):
        assert client.get(path).url.startswith("/accounts/reauthenticate/"), path


def test_the_square_is_a_picture_and_the_page_has_no_inline_script(ada):
    shown = confirmed(ada).get(ACTIVATE).content.decode()
    assert 'src="data:image/svg+xml;base64,' in shown
    assert not re.search(r"<script(?![^>]*src=)|<svg[^>]*xmlns:svg", shown)


def test_a_wrong_first_code_turns_nothing_on(ada):
    client = confirmed(ada)
    client.get(ACTIVATE)
    assert "Incorrect code" in client.post(ACTIVATE, {"code": "000000"}).content.decode()
    assert not Authenticator.objects.exists()


def test_after_the_password_it_asks_for_a_code(protected):
    ada, secret, _ = protected
    client = half_way(ada)
    assert client.get("/").status_code == 302
    assert client.post(CODE, {"code": code_of(secret, later=1)}).url == "/"
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_a_code_works_once(protected):
    ada, secret, _ = protected
    code = code_of(secret, later=1)
    assert half_way(ada).post(CODE, {"code": code}).status_code == 302
    assert half_way(ada).post(CODE, {"code": code}).status_code == 200


def test_a_recovery_code_works_once_and_ten_are_made(protected):
    ada, _, codes = protected
    assert len(set(codes)) == 10
    assert half_way(ada).post(CODE, {"code": codes[0]}).status_code == 302
    assert half_way(ada).post(CODE, {"code": codes[0]}).status_code == 200


def test_recovery_codes_are_downloaded_and_made_anew(protected):
    ada, secret, codes = protected
    client = half_way(ada)
    client.post(CODE, {"code": codes[0]})
    assert client.get(CODES).url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    file = client.get(f"{CODES}download/")
    assert "attachment" in file.headers["Content-Disposition"]
    assert "no-store" in file.headers["Cache-Control"]
    assert set(re.findall(r"\d{8}", file.content.decode())) == set(codes[1:])
    shown = client.post(f"{CODES}generate/", follow=True).content.decode()
    assert not set(re.findall(r"<code>(\d{8})</code>", shown)) & set(codes)
    assert half_way(ada).post(CODE, {"code": codes[1]}).status_code == 200
    assert half_way(ada).post(CODE, {"code": code_of(secret, later=1)}).status_code == 302


def test_the_sixth_wrong_code_is_refused_and_so_is_the_right_one(protected):
    ada, secret, _ = protected
    client = half_way(ada)
    answers = [client.post(CODE, {"code": f"00000{number}"}).status_code for number in range(6)]
    assert answers == [200] * 5 + [429]
    right = half_way(ada).post(CODE, {"code": code_of(secret, later=1)})
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) > 200


def test_turned_off_nothing_more_is_asked(protected):
    ada, secret, _ = protected
    client = half_way(ada)
    client.post(CODE, {"code": code_of(secret, later=1)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert sign_in(ada).session["_auth_user_id"] == str(ada.pk)


def test_nothing_secret_lies_open_in_the_database(protected):
    _, secret, codes = protected
    for row in Authenticator.objects.all():
        assert secret not in str(row.data)
        assert not any(code in str(row.data) for code in codes)
        assert len(row.data.get("secret") or row.data["seed"]) > 80


def test_a_secret_that_waits_for_its_first_code_lies_sealed_too(ada):
    client = confirmed(ada)
    secret = re.search(r"<code>(\w+)</code>", client.get(ACTIVATE).content.decode()).group(1)
    assert secret not in str(dict(client.session.items()))


def test_moved_to_another_row_it_opens_nothing(protected):
    ada, secret, _ = protected
    ben = make_user("ben")
    set_up(confirmed(ben))
    for kind in Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES:
        data = Authenticator.objects.get(user=ada, type=kind).data
        Authenticator.objects.filter(user=ben, type=kind).update(data=data)
    answer = half_way(ben).post(CODE, {"code": code_of(secret, later=1)})
    assert "cannot be checked here any more" in answer.content.decode()


def test_codes_that_cannot_be_opened_are_told_on_their_page(protected):
    ada, secret, _ = protected
    client = half_way(ada)
    client.post(CODE, {"code": code_of(secret, later=1)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    row = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    Authenticator.objects.filter(pk=row.pk).update(data={**row.data, "seed": "AAAA"})
    answer = client.get(CODES)
    assert answer.status_code == 409
    assert "can no longer be opened" in answer.content.decode()


def test_rotation_seals_every_row_anew(protected):
    ada, secret, codes = protected
    with vault.rotating():
        vault.add_key()
    assert len(old_authenticators()) == 2
    call_command("rotate_keys", "--wait", "0", verbosity=0)
    assert old_authenticators() == []
    assert len(vault.ring()) == 1
    assert half_way(ada).post(CODE, {"code": code_of(secret, later=1)}).status_code == 302
    assert half_way(ada).post(CODE, {"code": codes[3]}).status_code == 302


def test_a_second_factor_of_another_ring_stops_the_rotation(protected, tmp_path, capsys):
    (tmp_path / "key_ring").unlink()
    with pytest.raises(Exception, match="TOTP Authenticator of ada"):
        call_command("rotate_keys", "--wait", "0")


def test_a_passkey_of_nobody_lets_nobody_in(ada):
    client = Client()
    asked = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    assert asked["request_options"]["publicKey"]["userVerification"] == "required"
    for junk in ("", "{}", "[]", "null", '{"id": "x", "response": {"userHandle": "MQ"}}', "\x00", "x" * 10_000):
        answer = client.post("/accounts/2fa/webauthn/login/", {"credential": junk})
        assert answer.status_code in (302, 400), junk
        assert "_auth_user_id" not in client.session
