"""The addresses of an issue's languages."""

from django.urls import path

from comics.web import translations

urlpatterns = [
    path("issues/<int:pk>/translations/", translations.show_translations, name="translations"),
    path("issues/<int:pk>/translations/table/", translations.download_translations, name="download_translations"),
    path("issues/<int:pk>/translations/add_language", translations.add_language, name="add_language"),
    path("issues/<int:pk>/translations/remove_language", translations.remove_language, name="remove_language"),
    path("issues/<int:pk>/translations/import_translations", translations.import_translations, name="import_translations"),
    path("lettering/<int:pk>/translate_lettering", translations.translate_lettering, name="translate_lettering"),
]
