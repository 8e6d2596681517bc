"""The addresses of the account screen. Those of allauth whose place it takes lead to it."""

from django.urls import include, path

from comics.web import account

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/name", account.change_name, name="change_name"),
    path("account/email", account.change_email, name="change_email"),
    path("account/new-email", account.new_email, name="new_email"),
    path("account/new-email/keep", account.keep_email, name="keep_email"),
    path("account/sessions/<int:pk>/end", account.end_session, name="end_session"),
    path("account/sessions/end-others", account.end_other_sessions, name="end_other_sessions"),
    path("account/close", account.close_account, name="close_account"),
    path("accounts/email/", account.to_account, name="account_email"),
    path("accounts/2fa/", account.to_account, name="mfa_index"),
    path("accounts/2fa/webauthn/", account.to_account, name="mfa_list_webauthn"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
