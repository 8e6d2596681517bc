"""The addresses of what is done with stale panels."""

from django.urls import path

from comics.web import stale

urlpatterns = [
    path("issues/<int:pk>/stale/", stale.redraw_stale, name="redraw_stale"),
    path("issues/<int:pk>/stale/check/", stale.check_stale, name="check_stale"),
    path("issues/<int:pk>/stale/accept/", stale.accept_stale, name="accept_stale"),
    path("panels/<int:pk>/accept/", stale.accept_panel, name="accept_panel"),
]
