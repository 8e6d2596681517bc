"""The addresses of the REST door."""

from django.urls import path

from comics.api.door import make_api

api = make_api()

urlpatterns = [path("", api.urls)]
