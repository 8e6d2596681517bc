"""The addresses of the REST door."""

from django.urls import path

from comics.api import shelf
from comics.api.assets import show_asset
from comics.api.door import make_api

api = make_api()
api.add_router("", shelf.router)

urlpatterns = [
    path("assets/<str:signed>/<str:name>", show_asset, name="asset"),
    path("", api.urls),
]
