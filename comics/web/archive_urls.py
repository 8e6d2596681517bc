"""The addresses of archives."""

from django.urls import path

from comics.web import archives

urlpatterns = [
    path("series/<int:pk>/archive/", archives.show_series_archive, name="series_archive"),
    path("series/<int:pk>/archive/make_archive", archives.make_archive, name="make_archive"),
    path("archives/<int:pk>/download", archives.download_archive, name="download_archive"),
    path("archives/<int:pk>/cancel_archive", archives.cancel_archive, name="cancel_archive"),
    path("import/", archives.show_import, name="import"),
    path("import/import_archive", archives.import_archive, name="import_archive"),
]
