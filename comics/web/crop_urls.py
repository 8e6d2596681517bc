"""The addresses of a panel's picture in its frame."""

from django.urls import path

from comics.web import cropping

urlpatterns = [
    path("takes/<int:pk>/set_view", cropping.set_view, name="set_view"),
    path("takes/<int:pk>/reset_view", cropping.reset_view, name="reset_view"),
    path("panels/<int:pk>/upload_take", cropping.upload_take, name="upload_take"),
]
