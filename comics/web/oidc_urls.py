"""The addresses of signing in through a provider; only there where the operator named one."""

from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as provider
from django.urls import include, path

from comics.web import oidc_views

urlpatterns = [
    path("oidc/login/", oidc_views.sign_in, name="sign_in_through_provider"),
    path("oidc/login/callback/", oidc_views.come_back, name="come_back_from_provider"),
    path("3rdparty/", include("allauth.socialaccount.urls")),
    *provider,
]
