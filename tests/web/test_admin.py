"""The administration: for the staff alone, metadata alone, nothing sealed."""

from dataclasses import asdict

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.test import Client
from django.urls import reverse

from comics.models import ApiPlan, Invitation, Key, Team, Token, User, plan_of
from comics.models.plans import DEMO
from comics.vocabulary import Scope
from comics.web.admin import site
from tests.rows import make_everything, make_session
from tests.studio import make_people

pytestmark = pytest.mark.django_db
SEALED = "sealed-canary-0123456789abcdef"


@pytest.fixture
def people():
    """The owner of the team, its member and a stranger; none of them is of the staff yet."""
    found = make_people()
    User.objects.update(is_staff=False, is_superuser=False)
    return found


@pytest.fixture
def everything(people, django_capture_on_commit_callbacks):
    found = make_everything(people, django_capture_on_commit_callbacks)
    make_session(people)
    key = Key.objects.get()
    key.seal(SEALED, base_url="")
    key.save()
    Authenticator.objects.create(user=people.owner, type="totp", data={"secret": SEALED})
    Authenticator.objects.create(user=people.owner, type="recovery_codes", data={"seed": SEALED, "used_mask": 0})
    Invitation.objects.update(digest=SEALED, nonce=SEALED)
    Token.objects.update(digest=SEALED, nonce=SEALED)
    return found


@pytest.fixture
def staff(people):
    User.objects.filter(pk=people.stranger.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(people.stranger)
    return client


def pages():
    """Every list and every row's page."""
    for model in site._registry:
        meta = model._meta
        yield reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
        for row in model._default_manager.all()[:3]:
            yield reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
            yield reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[row.pk])


OTHERS = ("/admin/", "/admin/nothing/", "/admin/jsi18n/", "/admin/autocomplete/", "/admin/password_change/", "/admin/r/1/1/")


def test_nobody_gets_in_without_signing_in(everything, client):
    for path in (*pages(), *OTHERS, "/admin/login/", "/admin/comics/user/1/delete/", "/admin/comics/user/add/"):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 302, path
            assert answer.url.startswith("/accounts/login/"), path


def test_to_everybody_but_the_staff_it_is_not_there(everything, people):
    for person in (people.owner, people.member):
        client = Client()
        client.force_login(person)
        for path in (*pages(), "/admin/", "/admin/nothing/", "/admin/jsi18n/", "/admin/login/"):
            assert client.get(path).status_code == 404, path
            assert client.post(path).status_code == 404, path
        assert "Administration" not in client.get("/account/").content.decode()


def test_the_staff_see_every_list_and_row_with_the_policy(everything, staff):
    seen = 0
    for path in ("/admin/", *pages()):
        answer = staff.get(path)
        assert answer.status_code == 200, path
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        seen += 1
    assert seen > 40


def test_no_secret_is_shown(everything, staff, people):
    hidden = [SEALED, people.owner.password, bytes(Key.objects.get().sealed).hex(), repr(bytes(Key.objects.get().sealed))[2:-1]]
    hidden += UserSession.objects.values_list("session_key", flat=True)
    for path in ("/admin/", *pages()):
        shown = staff.get(path).content.decode()
        assert not any(secret in shown for secret in hidden if secret), path


def test_no_content_of_teams_is_shown(everything, staff):
    """Scripts, pictures and lettering: their models are not there, and their words are on no page."""
    for name in ("Script", "Page", "Panel", "Take", "Picture", "Lettering", "Translation", "Note", "Character", "Location"):
        assert apps.get_model("comics", name) not in site._registry
    for path in ("/admin/", *pages()):
        shown = staff.get(path).content.decode()
        assert "Lost?" not in shown, path
        assert "rainy alley" not in shown, path


def test_nothing_can_be_guessed_at_through_filters(everything, staff):
    for lookup in ("sealed__startswith", "account__startswith", "owner__password__startswith", "uid"):
        assert staff.get("/admin/comics/key/", {lookup: "x"}).status_code == 400, lookup
    for path, lookup in (
        ("/admin/comics/user/", "password__startswith"),
        ("/admin/mfa/authenticator/", "data__icontains"),
        ("/admin/mfa/authenticator/", "user__password__startswith"),
        ("/admin/usersessions/usersession/", "session_key__startswith"),
        ("/admin/comics/token/", "digest__startswith"),
        ("/admin/comics/invitation/", "digest__startswith"),
        ("/admin/comics/issue/", "script__text__contains"),
    ):
        assert staff.get(path, {lookup: "x"}).status_code == 400, lookup
    assert staff.get("/admin/comics/user/", {"is_active__exact": "1"}).status_code == 200


def test_nothing_is_made_or_changed_but_plans_and_the_switches_of_accounts(everything, staff, people):
    for model in site._registry:
        meta = model._meta
        if model is not ApiPlan:
            assert staff.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_add")).status_code == 403, model
        row = model._default_manager.first()
        if row and model not in (User, Authenticator, UserSession, ApiPlan):
            for what in ("delete",) if model is Team else ("change", "delete"):
                path = reverse(f"admin:{meta.app_label}_{meta.model_name}_{what}", args=[row.pk])
                assert staff.post(path, {"post": "yes"}).status_code == 403, path
    assert staff.post(f"/admin/comics/user/{people.owner.pk}/delete/", {"post": "yes"}).status_code == 403


PLAN = {
    "name": "press",
    "creates_per_minute": "30",
    "creates_per_day": "",
    "reads_per_minute": "900",
    "credits_per_month": "5000",
    "watermark": "on",
}


def test_plans_are_made_and_given_to_teams(staff, people):
    assert staff.post("/admin/comics/apiplan/add/", PLAN).status_code == 302
    plan = ApiPlan.objects.get()
    assert staff.post(f"/admin/comics/team/{people.team.pk}/change/", {"api_plan": plan.pk, "name": "Evil"}).status_code == 302
    team = Team.objects.get(pk=people.team.pk)
    assert (team.name, plan_of(team)) == ("Lantern Press", plan.terms)
    assert (plan_of(team).creates_per_day, plan_of(team).watermark) == (None, True)
    changed = PLAN | {"creates_per_day": "7", "watermark": ""}
    assert staff.post(f"/admin/comics/apiplan/{plan.pk}/change/", changed).status_code == 302
    assert plan_of(Team.objects.get(pk=team.pk)).creates_per_day == 7
    staff.post(f"/admin/comics/apiplan/{plan.pk}/delete/", {"post": "yes"})
    assert Team.objects.get(pk=team.pk).api_plan is None


def test_there_is_one_default_plan_and_none_without_a_create(staff):
    ApiPlan.objects.make_built_in()
    answer = staff.post("/admin/comics/apiplan/add/", PLAN | {"is_default": "on"})
    assert "Another plan is the default." in answer.content.decode()
    assert staff.post("/admin/comics/apiplan/add/", PLAN | {"creates_per_minute": "0"}).status_code == 200
    assert not ApiPlan.objects.filter(name="press").exists()


def test_staff_who_do_not_own_the_studio_set_no_plan(people):
    User.objects.filter(pk=people.member.pk).update(is_staff=True)
    client = Client()
    client.force_login(people.member)
    plan = ApiPlan.objects.create(**asdict(DEMO))
    for path in ("add/", f"{plan.pk}/change/", f"{plan.pk}/delete/"):
        assert client.post(f"/admin/comics/apiplan/{path}", PLAN | {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/comics/team/{people.team.pk}/change/", {"api_plan": plan.pk}).status_code == 403
    assert ApiPlan.objects.get().terms == DEMO


def test_an_account_is_shut_out_and_let_in(staff, people):
    owner = Client()
    owner.force_login(people.owner)
    path = f"/admin/comics/user/{people.owner.pk}/change/"
    sent = {"email": "evil@example.test", "password": "x", "first_name": "Evil"}
    assert staff.post(path, sent).status_code == 302
    shut = User.objects.get(pk=people.owner.pk)
    assert not shut.is_active
    assert shut.email == "olga@example.test"
    assert shut.has_usable_password()
    assert owner.get("/account/").status_code == 302
    staff.post(path, {"is_active": "on"})
    assert User.objects.get(pk=people.owner.pk).is_active


def test_nobody_shuts_themselves_out(staff, people):
    staff.post(f"/admin/comics/user/{people.stranger.pk}/change/", {})
    own = User.objects.get(pk=people.stranger.pk)
    assert own.is_active
    assert own.is_superuser


def test_staff_who_do_not_own_the_studio_change_nothing(people, everything):
    User.objects.filter(pk=people.member.pk).update(is_staff=True)
    client = Client()
    client.force_login(people.member)
    assert client.get("/admin/").status_code == 200
    path = f"/admin/comics/user/{people.member.pk}/change/"
    assert client.post(path, {"is_superuser": "on", "is_active": "on", "is_staff": "on"}).status_code == 403
    assert not User.objects.get(pk=people.member.pk).is_superuser


def test_a_lost_second_factor_is_taken_away(everything, staff, people):
    for row in Authenticator.objects.all():
        staff.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()


def test_a_session_that_is_taken_away_is_over(staff, people):
    owner = Client()
    owner.force_login(people.owner)
    row = UserSession.objects.create(user=people.owner, ip="192.0.2.1", session_key=owner.session.session_key, user_agent="x")
    staff.post(f"/admin/usersessions/usersession/{row.pk}/delete/", {"post": "yes"})
    assert owner.get("/account/").status_code == 302


def test_signing_out_there_is_signing_out(staff):
    assert staff.get("/admin/logout/").url == "/accounts/logout/"
    assert staff.post("/admin/logout/").url == "/accounts/login/"
    assert staff.get("/admin/").status_code == 302


def test_a_token_of_a_stranger_is_named_by_its_name_alone(everything, staff):
    shown = staff.get("/admin/comics/token/").content.decode()
    assert "Olga’s script" in shown
    assert Scope.READ in shown
