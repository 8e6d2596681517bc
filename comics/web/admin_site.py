"""The administration at /admin/, for who runs the installation: metadata to look at, little to change, nothing sealed.

Its sign-in is the studio's own, so that limits and second factors hold here too. To everybody but the staff it is not there.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect


class StudioAdminSite(AdminSite):
    """Stands behind the studio's own sign-in."""

    site_header = site_title = "Panelwright"
    index_title = "Administration"
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Send who is not signed in to the sign-in; to people who are not of the staff there is nothing here."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return guarded

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one sign-in alone."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or "/admin/")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        """Sign out by a press, as everywhere."""
        if request.method == "POST":
            logout(request)
            return redirect("account_login")
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        """Passwords are changed on the account screen."""
        return redirect("account_change_password")


class ToLookAt(ModelAdmin):
    """Rows of which the named fields are shown, and nothing is changed."""

    shown: tuple[str, ...] = ()
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """What `shown` names; whatever else the row holds stays in the database."""
        return self.shown

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """All of them."""
        return self.shown

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """The same fields, with what the row calls itself before them."""
        return tuple(self.list_display) if tuple(self.list_display) != ("__str__",) else ("__str__", *self.shown)

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nothing is made here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters that are offered: any other could guess at what is not shown, sign by sign."""
        return lookup in {f"{name}__{how}" for name in map(str, self.list_filter) for how in ("exact", "isnull", "id__exact")}
