"""The addresses of the web door: the desk (library to launch) and the drawing table (editor to exports)."""

from django.urls import path

from comics.web import (
    archive_urls,
    bin_urls,
    crop_urls,
    desk_urls,
    layout_urls,
    pictures,
    review_urls,
    stale_urls,
    table_urls,
    team_urls,
    translation_urls,
    webhook_urls,
)

urlpatterns = [
    *desk_urls.urlpatterns,
    *bin_urls.urlpatterns,
    *archive_urls.urlpatterns,
    *table_urls.urlpatterns,
    *layout_urls.urlpatterns,
    *crop_urls.urlpatterns,
    *translation_urls.urlpatterns,
    *stale_urls.urlpatterns,
    *team_urls.urlpatterns,
    *review_urls.urlpatterns,
    *webhook_urls.urlpatterns,
    path("pictures/<int:pk>/<str:name>", pictures.show_picture, name="picture"),
    path("references/<str:signed>", pictures.show_reference, name="reference"),
]
