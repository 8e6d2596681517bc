"""The addresses of teams, their members and invitations, and of the studio's own tokens."""

from django.urls import path

from comics.web import activity, api_page, api_requests, connecting, invitations, members, teams, tokens

urlpatterns = [
    path("teams/", teams.show_teams, name="teams"),
    path("teams/create_team", teams.create_team, name="create_team"),
    path("teams/<int:pk>/", teams.show_team, name="team"),
    path("teams/<int:pk>/activity/", activity.show_team_activity, name="team_activity"),
    path("teams/<int:pk>/api/", api_page.show_api, name="team_api"),
    path("teams/<int:pk>/api/requests/", api_requests.show_requests, name="team_requests"),
    path("teams/<int:pk>/mcp/", connecting.show_mcp, name="team_mcp"),
    path("teams/<int:pk>/rename_team", teams.rename_team, name="rename_team"),
    path("teams/<int:pk>/leave_team", teams.leave_team, name="leave_team"),
    path("teams/<int:pk>/delete/", teams.ask_delete_team, name="ask_delete_team"),
    path("teams/<int:pk>/delete_team", teams.delete_team, name="delete_team"),
    path("teams/<int:pk>/withdraw_addresses", teams.withdraw_addresses, name="withdraw_addresses"),
    path("teams/<int:pk>/invite", invitations.invite, name="invite"),
    path("members/<int:pk>/change_role", members.change_role, name="change_role"),
    path("members/<int:pk>/remove_member", members.remove_member, name="remove_member"),
    path("keys/<int:pk>/withdraw_key", members.withdraw_key, name="withdraw_key"),
    path("invitations/<int:pk>/renew_invitation", invitations.renew_invitation, name="renew_invitation"),
    path("invitations/<int:pk>/revoke_invitation", invitations.revoke_invitation, name="revoke_invitation"),
    path("invitation/", invitations.show_invitation, name="invitation"),
    path("invitation/accept_invitation", invitations.accept_invitation, name="accept_invitation"),
    path("invitation/switch_account", invitations.switch_account, name="switch_account"),
    path("invitation/<str:secret>/", invitations.open_invitation, name="open_invitation"),
    path("api-tokens/", tokens.show_tokens, name="tokens"),
    path("api-tokens/make_token", tokens.make_token, name="make_token"),
    path("api-tokens/<int:pk>/revoke_token", tokens.revoke_token, name="revoke_token"),
]
