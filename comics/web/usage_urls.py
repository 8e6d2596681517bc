"""The addresses of usage and budgets."""

from django.urls import path

from comics.web import usage

urlpatterns = [
    path("usage/", usage.show_usage, name="usage"),
    path("teams/<int:pk>/usage/", usage.show_team_usage, name="team_usage"),
    path("teams/<int:pk>/usage.csv", usage.download_team_usage, name="download_team_usage"),
    path("keys/<int:pk>/usage/", usage.show_key_usage, name="key_usage"),
    path("keys/<int:pk>/usage.csv", usage.download_key_usage, name="download_key_usage"),
    path("teams/<int:pk>/budgets/", usage.set_budget, name="set_budget"),
    path("budgets/<int:pk>/remove/", usage.remove_budget, name="remove_budget"),
]
