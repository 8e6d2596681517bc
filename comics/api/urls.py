"""The addresses of the REST door."""

from django.urls import path

from comics.api import exports, generations, shelf, uploads, usage
from comics.api.assets import show_asset
from comics.api.door import make_api

api = make_api()
api.add_router("", generations.router)
api.add_router("", shelf.router)
api.add_router("", exports.router)
api.add_router("", usage.router)
api.add_router("", uploads.router)

urlpatterns = [
    path("assets/<str:signed>/<str:name>", show_asset, name="asset"),
    path("uploads/<str:signed>/<str:name>", uploads.show_text, name="uploaded_text"),
    path("files/<str:signed>/<str:name>", exports.fetch_file, name="export_file"),
    path("", api.urls),
]
