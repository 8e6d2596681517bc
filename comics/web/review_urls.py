"""The addresses of working together on an issue: states of pages, notes, activity."""

from django.urls import path

from comics.web import issue_activity, notes, review

urlpatterns = [
    path("pages/<int:pk>/set_state", review.set_state, name="set_state"),
    path("pages/<int:pk>/add_note", notes.add_note, name="add_note"),
    path("notes/<int:pk>/", notes.show_note, name="note"),
    path("notes/<int:pk>/answer_note", notes.answer_note, name="answer_note"),
    path("notes/<int:pk>/resolve_note", notes.resolve_note, name="resolve_note"),
    path("notes/<int:pk>/change_note", notes.change_note, name="change_note"),
    path("notes/<int:pk>/delete_note", notes.delete_note, name="delete_note"),
    path("issues/<int:pk>/notes/", notes.show_notes, name="notes"),
    path("issues/<int:pk>/activity/", issue_activity.show_issue_activity, name="issue_activity"),
    path("mentions/", notes.show_mentions, name="mentions"),
    path("mentions/see_mentions", notes.see_mentions, name="see_mentions"),
]
