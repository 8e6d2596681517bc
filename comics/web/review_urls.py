"""The addresses of working together on an issue: states of pages, notes, activity."""

from django.urls import path

from comics.web import review

urlpatterns = [
    path("pages/<int:pk>/set_state", review.set_state, name="set_state"),
]
