"""The studio's addresses."""

from django.urls import include, path

from studio import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("comics.web.usage_urls")),
    path("keys/", include("comics.web.keys_urls")),
    path("", include("comics.web.urls")),
]

handler400 = "comics.web.errors.bad_request"
handler403 = "comics.web.errors.permission_denied"
handler404 = "comics.web.errors.not_found"
handler500 = "comics.web.errors.server_error"
