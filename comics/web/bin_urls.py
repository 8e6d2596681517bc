"""The addresses of the bin."""

from django.urls import path

from comics.web import bin as bins

urlpatterns = [
    path("bin/", bins.show_bin, name="bin"),
    path("bin/<int:pk>/<str:kind>/", bins.ask_discard, name="ask_discard"),
    path("bin/<int:pk>/<str:kind>/discard", bins.discard, name="discard"),
]
