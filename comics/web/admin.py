"""What the administration shows: who is here, how much is made, what it cost. Scripts, pictures and lettering are not in it."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import models
from django.http import HttpRequest

from comics.models import (
    Activity,
    ApiPlan,
    Budget,
    Charge,
    Export,
    Generation,
    Invitation,
    Issue,
    Key,
    Member,
    Series,
    Team,
    Token,
    User,
    WebhookEndpoint,
)
from comics.web.admin_site import StudioAdminSite, ToLookAt

site = StudioAdminSite(name="admin")


class UserAdmin(ToLookAt):
    """Accounts: shut one out and let it in again; say who else runs the installation."""

    list_display = ("email", "first_name", "is_active", "is_staff", "is_superuser", "date_joined", "last_login")
    shown = ("email", "first_name", "last_name", "date_joined", "last_login")
    switches = ("is_active", "is_staff", "is_superuser")
    list_filter = switches
    search_fields = ("email", "first_name", "last_name")
    ordering = ("-date_joined",)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """The switches too."""
        return (*self.shown, *self.switches)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """Nobody shuts themselves out, or makes themselves more than they are."""
        own = obj is not None and obj.pk == request.user.pk
        return (*self.shown, *self.switches) if own or not request.user.is_superuser else self.shown

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """The owner of the installation alone."""
        return bool(request.user.is_superuser)


class Removable(ToLookAt):
    """Rows that may be taken away, one by one."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """By the owner of the installation."""
        return bool(request.user.is_superuser)


class TeamAdmin(ToLookAt):
    """Teams; which plan their programs have is set here."""

    list_display = ("name", "personal_of", "api_plan", "created_at")
    shown = ("name", "personal_of", "created_at")
    list_filter = ("api_plan",)
    list_select_related = ("personal_of", "api_plan")
    search_fields = ("name",)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """The plan too."""
        return (*self.shown, "api_plan")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """All but the plan, for the owner of the installation."""
        return self.shown if request.user.is_superuser else (*self.shown, "api_plan")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """The owner of the installation alone."""
        return bool(request.user.is_superuser)


class ApiPlanAdmin(Removable):
    """Plans: how often and how much programs may ask. Teams of a plan that is taken away have the default one again."""

    shown = (
        *("name", "creates_per_minute", "creates_per_day", "reads_per_minute", "credits_per_month", "watermark"),
        "is_default",
    )
    list_display = shown

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """None, for the owner of the installation."""
        return () if request.user.is_superuser else self.shown

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """The owner of the installation alone."""
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """The owner of the installation alone."""
        return bool(request.user.is_superuser)


class AuthenticatorAdmin(Removable):
    """Second factors. Who has lost theirs, recovery codes too, gets in again when they are taken away here."""

    list_display = ("user", "type", "created_at", "last_used_at")
    shown = list_display
    list_filter = ("type",)
    search_fields = ("user__email",)


class UserSessionAdmin(Removable):
    """Where people are signed in. Taking one away signs that browser out."""

    list_display = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    shown = list_display
    search_fields = ("user__email",)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """End the session itself too."""
        obj.end()


class Looked(ToLookAt):
    """A model of which the admin needs no more than the fields to show."""

    @classmethod
    def at(cls, *shown: str, search: tuple[str, ...] = (), by: tuple[str, ...] = ()) -> type[ToLookAt]:
        """An admin for these fields."""
        return type("Looked", (cls,), {"shown": shown, "search_fields": search, "list_filter": by})


site.register(User, UserAdmin)
site.register(EmailAddress, Looked.at("user", "email", "verified", "primary", search=("email",), by=("verified",)))
site.register(Authenticator, AuthenticatorAdmin)
site.register(UserSession, UserSessionAdmin)
site.register(Team, TeamAdmin)
site.register(ApiPlan, ApiPlanAdmin)
site.register(Member, Looked.at("team", "user", "role", "joined_at", search=("team__name", "user__email"), by=("role",)))
site.register(
    Invitation, Looked.at("team", "role", "email", "by", "created_at", "expires_at", "accepted_at", "accepted_by", "revoked_at")
)
site.register(Activity, Looked.at("team", "deed", "by_name", "about", "times", "created_at", "updated_at", by=("deed",)))
site.register(Series, Looked.at("team", "title", "language", "created_by", "created_at", "updated_at", "binned_at"))
site.register(Issue, Looked.at("series", "number", "title", "created_at", "updated_at", "binned_at"))
site.register(Generation, Looked.at("issue", "kind", "engine", "size", "language", "state", "by", "created_at", "finished_at"))
site.register(
    Export, Looked.at("issue", "edition", "state", "pages", "size", "by", "created_at", "finished_at", by=("edition", "state"))
)
site.register(
    Key, Looked.at("owner", "team", "engine", "name", "state", "created_at", "tested_at", "last_used_at", "revoked_at")
)
site.register(Token, Looked.at("user", "team", "name", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"))
site.register(
    WebhookEndpoint,
    Looked.at("team", "created_by", "host", "active", "disabled_at", "disabled_reason", "failing_since", "created_at"),
)
site.register(Budget, Looked.at("team", "user", "amount", "unit"))
site.register(
    Charge,
    Looked.at(
        "team",
        "at",
        "by_name",
        "series_title",
        "key_name",
        "engine",
        "kind",
        "panels",
        "estimated",
        "unit",
        "reported",
        "reported_unit",
        "outcome",
    ),
)
