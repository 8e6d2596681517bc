"""The studio's addresses."""

from django.conf import settings
from django.urls import include, path

from comics.api import developers
from comics.web import admin
from studio import health

urlpatterns = [
    # Django tries one after the other: first what programs that wait ask for all the time.
    path("v1/", include("comics.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("comics.web.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("comics.web.usage_urls")),
    path("keys/", include("comics.web.keys_urls")),
    path("developers/", developers.show_developers, name="developers"),
    path("api/", include("comics.mcp.urls")),
    path("", include("comics.web.urls")),
]

if settings.OIDC_URL:
    urlpatterns.append(path("accounts/", include("comics.web.oidc_urls")))

handler400 = "comics.web.errors.bad_request"
handler403 = "comics.web.errors.permission_denied"
handler404 = "comics.web.errors.not_found"
handler500 = "comics.web.errors.server_error"
