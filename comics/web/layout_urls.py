"""The addresses of the tools that lay out pages and take edits back."""

from django.urls import path

from comics.web import undoing

urlpatterns = [
    path("issues/<int:pk>/undo/", undoing.undo_edit, name="undo_edit"),
    path("issues/<int:pk>/redo/", undoing.redo_edit, name="redo_edit"),
]
