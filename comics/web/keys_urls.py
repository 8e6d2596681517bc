"""The addresses of a person's engine keys."""

from django.urls import path

from comics.web import hooks, keys

urlpatterns = [
    path("", keys.show_keys, name="keys"),
    path("new/", keys.show_new_key, name="new_key"),
    path("add_key", keys.add_key, name="add_key"),
    path("<int:pk>/", keys.show_key, name="key"),
    path("<int:pk>/test_key", keys.test_key, name="test_key"),
    path("<int:pk>/change_key", keys.change_key, name="change_key"),
    path("<int:pk>/replace_token", keys.replace_token, name="replace_token"),
    path("<int:pk>/keep_hook_secret", hooks.keep_hook_secret, name="keep_hook_secret"),
    path("<int:pk>/share_key", keys.share_key, name="share_key"),
    path("<int:pk>/revoke_key", keys.revoke_key, name="revoke_key"),
]
