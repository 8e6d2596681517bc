"""Signing up, in and out, and what the door says when something is wrong."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from comics.models import Member, User

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-rain-7"


def sign_up(client, email="ada@example.test", password=PASSWORD):
    return client.post(reverse("account_signup"), {"email": email, "password1": password})


def test_an_empty_studio_asks_for_its_first_account(client):
    assert client.get("/").url == reverse("account_signup")
    shown = client.get(reverse("account_signup")).content.decode()
    assert "You are the first: this account owns the studio" in shown
    assert "Nobody has an account yet" in client.get(reverse("account_login")).content.decode()


def test_the_first_account_owns_the_studio_and_the_second_does_not(client):
    assert sign_up(client).url == "/"
    client.logout()
    assert "You are the first" not in client.get(reverse("account_signup")).content.decode()
    sign_up(client, "ben@example.test")
    ada, ben = User.objects.order_by("pk")
    assert ada.is_superuser
    assert not ben.is_superuser
    assert Member.objects.get(user=ben).team == ben.personal_team


def test_a_studio_with_accounts_asks_to_sign_in(client):
    sign_up(client)
    client.logout()
    assert client.get("/").url == reverse("account_login")


def test_wrong_words_at_the_door_are_told_beside_the_field(client):
    shown = sign_up(client, password="123").content.decode()
    assert "too short" in shown
    assert 'aria-invalid="true"' in shown
    assert not User.objects.exists()
    sign_up(client)
    client.logout()
    wrong = client.post(reverse("account_login"), {"login": "ada@example.test", "password": "not this one"})
    assert 'role="alert"' in wrong.content.decode()
    assert "_auth_user_id" not in client.session


def test_markup_in_an_address_comes_back_as_text(client):
    shown = sign_up(client, email='"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in shown


def test_signing_out_needs_a_press_and_leads_back_to_the_door(client):
    sign_up(client)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_reset_through_a_link_that_works_once(client):
    sign_up(client)
    client.logout()
    asked = client.post(reverse("account_reset_password"), {"email": "ada@example.test"}, follow=True)
    assert "Look into your mail" in asked.content.decode()
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "a-new-one-31", "password2": "a-new-one-31"})
    assert client.post(reverse("account_login"), {"login": "ada@example.test", "password": "a-new-one-31"}).status_code == 302
    client.logout()
    assert "This link has been used" in client.get(link, follow=True).content.decode()


def test_no_page_of_the_door_carries_inline_script_or_style(client):
    for name in ("account_login", "account_signup", "account_reset_password"):
        shown = client.get(reverse(name)).content.decode()
        assert "style=" not in shown
        assert "<style" not in shown
        assert not re.search(r"<script(?![^>]*src=)", shown)
        assert not re.search(r"\son\w+=", shown)


def test_the_choice_of_light_or_dark_is_written_into_the_page(client):
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in client.get(reverse("account_login")).content.decode()
    client.cookies["theme"] = '"><b>'
    assert "data-theme" not in client.get(reverse("account_login")).content.decode().partition(">")[0]
