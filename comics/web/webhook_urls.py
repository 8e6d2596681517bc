"""The addresses of webhooks: those of a team, and the one where a service tells the studio."""

from django.urls import path

from comics.web import deliveries, hooks, webhooks

urlpatterns = [
    path("teams/<int:pk>/webhooks/", webhooks.show_webhooks, name="webhooks"),
    path("teams/<int:pk>/add_webhook", webhooks.add_webhook, name="add_webhook"),
    path("webhooks/<int:pk>/", webhooks.show_webhook, name="webhook"),
    path("webhooks/<int:pk>/choose_events", webhooks.choose_events, name="choose_events"),
    path("webhooks/<int:pk>/rotate_secret", webhooks.rotate_secret, name="rotate_secret"),
    path("webhooks/<int:pk>/pause_webhook", webhooks.pause_webhook, name="pause_webhook"),
    path("webhooks/<int:pk>/resume_webhook", webhooks.resume_webhook, name="resume_webhook"),
    path("webhooks/<int:pk>/delete_webhook", webhooks.delete_webhook, name="delete_webhook"),
    path("webhooks/<int:pk>/test_webhook", deliveries.test_webhook, name="test_webhook"),
    path("webhook-deliveries/<int:pk>/replay_delivery", deliveries.replay_delivery, name="replay_delivery"),
    path("hooks/llamagen/<uuid:uid>/", hooks.receive_hint, name="receive_hint"),
]
