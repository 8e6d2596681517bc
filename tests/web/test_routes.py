"""Every address of the studio, and who gets what there.

A route that has no line in the table fails the first test: whoever adds an address says here what it asks for.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from comics.models import Member, Token, User
from comics.vocabulary import Scope
from tests.rows import make_everything, make_session
from tests.studio import make_people, make_user

pytestmark = pytest.mark.django_db
LADDER = ("viewer", "letterer", "editor", "owner")
# allauth's pages have tests of their own (test_doors.py), so has MCP (tests/mcp); others are for machines; references, assets
# and the files of exports are signed (test_pictures.py, tests/api/test_assets.py and test_exports.py).
NOT_OURS = ("account_", "mfa_", "healthz", "readyz", "reference", "asset", "uploaded_text", "export_file", "mcp")
ANYBODY = "anybody"  # with an account: the address is about nobody's team
PUBLIC = "public"  # without an account too
OWN = "own"  # only whose row it is: it belongs to the team's first owner, and to all others it is not there


# What a service sends, which knows no session and no form: its signature is checked (tests/jobs/watcher/test_hints.py).
SIGNED = ("receive_hint",)
FREE = (ANYBODY, PUBLIC)


@dataclass(frozen=True)
class Route:
    """What an address is for: the row it names, the method, the least role, what it is sent, what it answers when it may."""

    name: str
    row: str | None
    method: str
    least: str
    answers: int = 200
    sent: dict = field(default_factory=dict)
    more: tuple = ()

    def address(self, everything):
        """Where it is, for the row of these that it is about."""
        return reverse(self.name, args=[*([getattr(everything, self.row).pk] if self.row else []), *self.more])


STYLE = {"title": "New", "preset": "render", "page_format": "us_comic", "direction": "ltr", "language": "en", "border": "line"}
PLAN = {"cut": "script", "size": "fit", "engine": "storyboard", "language": "en"}
WORDS = {"kind": "speech", "text": "Hm.", "speaker": "Ren"}

TABLE = (
    Route("library", None, "get", ANYBODY),
    Route("start", None, "get", ANYBODY),
    Route("create_series", None, "post", ANYBODY, 302, {"source": "blank", "title": "New"}),
    Route("series", "series", "get", "viewer"),
    Route("series_style", "series", "get", "editor"),
    Route("change_series", "series", "post", "editor", 302, STYLE),
    Route("add_reference", "series", "post", "editor", 422),
    Route("remove_reference", "reference", "post", "editor", 302),
    Route("delete_series", "series", "post", "editor", 302),
    Route("restore_series", "series", "post", "editor", 302),
    Route("create_issue", "series", "post", "editor", 302, {"title": "Two"}),
    Route("rename_issue", "issue", "post", "editor", 302, {"title": "One"}),
    Route("delete_issue", "issue", "post", "editor", 302),
    Route("restore_issue", "issue", "post", "editor", 302),
    Route("new_character", "series", "get", "editor"),
    Route("create_character", "series", "post", "editor", 302, {"name": "Tuva"}),
    Route("character", "character", "get", "viewer"),
    Route("change_character", "character", "post", "editor", 302, {"name": "Tuva"}),
    Route("draw_portrait", "character", "post", "editor", 302),
    Route("delete_character", "character", "post", "editor", 302),
    Route("restore_character", "character", "post", "editor", 302),
    Route("new_place", "series", "get", "editor"),
    Route("create_place", "series", "post", "editor", 302, {"name": "Harbour"}),
    Route("place", "location", "get", "viewer"),
    Route("change_place", "location", "post", "editor", 302, {"name": "Harbour"}),
    Route("delete_place", "location", "post", "editor", 302),
    Route("restore_place", "location", "post", "editor", 302),
    Route("script", "issue", "get", "viewer"),
    Route("save_script", "issue", "post", "editor", 302, {"text": "[Panels]\n1) Panel objective: Meet\n"}),
    Route("import_script", "issue", "post", "editor", 422),
    Route("adopt_cast", "issue", "post", "editor", 302),
    Route("launch", "issue", "get", "viewer"),
    Route("check_launch", "issue", "post", "editor", 200, PLAN),
    Route("launch_issue", "issue", "post", "editor", 302, PLAN),
    Route("editor", "issue", "get", "viewer"),
    Route("news", "issue", "get", "viewer"),
    Route("continue_issue", "issue", "post", "editor", 302, {"prompt": "They walk on", "per_page": "1"}),
    Route("check_continue", "issue", "post", "editor"),
    Route("draw_missing", "issue", "post", "editor", 302),
    Route("check_missing", "issue", "post", "editor"),
    Route("redraw_stale", "issue", "post", "editor", 302),
    Route("check_stale", "issue", "post", "editor"),
    Route("accept_stale", "issue", "post", "editor", 302),
    Route("accept_panel", "panel", "post", "editor", 302),
    Route("adopt_id", "submission", "post", "editor", 302, {"remote_id": "abc"}),
    Route("draw_again", "submission", "post", "editor", 302),
    Route("wait_on", "submission", "post", "editor", 302),
    Route("give_up", "submission", "post", "editor", 302),
    Route("cancel_submission", "submission", "post", "editor", 302),
    Route("choose_layout", "page", "post", "editor", 302, {"layout": "auto-1"}),
    Route("bin_page", "page", "post", "editor", 302),
    Route("bring_back_page", "page", "post", "editor", 302),
    Route("set_state", "page", "post", "letterer", 302, {"state": "in_review"}),
    Route("add_note", "page", "post", "viewer", 302, {"text": "Darker?"}),
    Route("note", "note", "get", "viewer", 302),
    Route("answer_note", "note", "post", "viewer", 302, {"text": "Yes."}),
    Route("resolve_note", "note", "post", "viewer", 302),
    Route("change_note", "note", "post", "viewer", 302, {"text": "Lighter?"}),
    Route("delete_note", "note", "post", "viewer", 302),
    Route("notes", "issue", "get", "viewer"),
    Route("issue_activity", "issue", "get", "viewer"),
    Route("mentions", None, "get", ANYBODY),
    Route("see_mentions", None, "post", ANYBODY, 302),
    Route("undo_edit", "issue", "post", "letterer", 302),
    Route("redo_edit", "issue", "post", "letterer", 302),
    Route("add_page", "issue", "post", "editor", 302),
    Route("add_cover", "issue", "post", "editor", 302, {"kind": "front"}),
    Route("change_cover", "page", "post", "editor", 302, {"title": "Rain"}),
    Route("use_take", "page", "post", "editor", 404),
    Route("insert_panel", "page", "post", "editor", 302),
    Route("move_gutter", "page", "post", "editor", 302, {"gutter": "x0_1", "by": "9"}),
    Route("move_page", "page", "post", "editor", 302, {"position": "1"}),
    Route("spread_page", "page", "post", "editor", 302),
    Route("set_page_format", "page", "post", "editor", 302, {"page_format": "a5"}),
    Route("border_page", "page", "post", "editor", 302, {"border": "rough"}),
    Route("delete_panel", "panel", "post", "editor", 302),
    Route("merge_panels", "panel", "post", "editor", 302),
    Route("split_panel", "panel", "post", "editor", 302, {"way": "across"}),
    Route("move_panel", "panel", "post", "editor", 302, {"position": "1"}),
    Route("frame_panel", "panel", "post", "editor", 302, {"bleeds": "on"}),
    Route("check_redraw", "panel", "post", "editor"),
    Route("redraw_panel", "panel", "post", "editor", 302, {"prompt": "Closer"}),
    Route("add_lettering", "panel", "post", "letterer", 302, WORDS),
    Route("take", "take", "get", "viewer"),
    Route("choose_take", "take", "post", "editor", 302),
    Route("set_view", "take", "post", "editor", 302, {"x": "0.5", "y": "0.4", "zoom": "1.5"}),
    Route("reset_view", "take", "post", "editor", 302),
    Route("upload_take", "panel", "post", "editor", 302),
    Route("change_lettering", "lettering", "post", "letterer", 302, WORDS),
    Route("move_lettering", "lettering", "post", "letterer", 302, {"at_x": "0.5", "at_y": "0.2"}),
    Route("free_lettering", "lettering", "post", "letterer", 302),
    Route("remove_lettering", "lettering", "post", "letterer", 302),
    Route("fit_lettering", "lettering", "post", "letterer", 200, {"text": "Lost?"}),
    Route("order_lettering", "lettering", "post", "letterer", 302, {"place": "1"}),
    Route("join_lettering", "lettering", "post", "letterer", 302),
    Route("dress_lettering", "lettering", "post", "letterer", 302, {"bold": "on", "scale": "120"}),
    Route("translations", "issue", "get", "viewer"),
    Route("download_translations", "issue", "get", "viewer"),
    Route("add_language", "issue", "post", "letterer", 302, {"language": "ar"}),
    Route("remove_language", "issue", "post", "letterer", 302, {"language": "ar", "pieces": "0"}),
    Route("import_translations", "issue", "post", "letterer", 422),
    Route("translate_lettering", "lettering", "post", "letterer", 302, {"language": "ar", "text": "هل ضعت؟"}),
    Route("reader", "issue", "get", "viewer"),
    Route("page_picture", "page", "get", "viewer", 404),
    Route("exports", "issue", "get", "viewer"),
    Route("check_export", "issue", "post", "viewer", 200, {"edition": "print"}),
    Route("request_export", "issue", "post", "letterer", 302, {"edition": "pdf"}),
    Route("cancel_export", "export", "post", "letterer", 302),
    Route("download_export", "export", "get", "viewer"),
    Route("picture", "picture", "get", "viewer", more=("full.png",)),
    Route("bin", None, "get", ANYBODY),
    Route("ask_discard", "page", "get", "owner", 302, more=("page",)),
    Route("discard", "page", "post", "owner", 302, more=("page",)),
    Route("series_archive", "series", "get", "viewer"),
    Route("make_archive", "series", "post", "letterer", 302),
    Route("download_archive", "archive", "get", "letterer"),
    Route("cancel_archive", "archive", "post", "letterer", 302),
    Route("import", None, "get", ANYBODY),
    Route("import_archive", None, "post", ANYBODY, 422),
    Route("keys", None, "get", ANYBODY),
    Route("new_key", None, "get", ANYBODY, 302),
    Route("add_key", None, "post", ANYBODY, 422, {"engine": "kling"}),
    Route("key", "key", "get", OWN),
    Route("test_key", "key", "post", OWN, 302),
    Route("change_key", "key", "post", OWN, 302, {"name": "Mine"}),
    Route("replace_token", "key", "post", OWN, 422),
    Route("share_key", "key", "post", OWN, 302),
    Route("keep_hook_secret", "key", "post", OWN, 422, {"secret": "whsec_a"}),
    Route("receive_hint", None, "post", PUBLIC, 404, more=("00000000-0000-4000-8000-000000000000",)),
    Route("revoke_key", "key", "post", OWN, 302),
    Route("account", None, "get", ANYBODY),
    Route("change_name", None, "post", ANYBODY, 302, {"name": "Ada"}),
    Route("change_email", None, "post", ANYBODY, 302, {"email": "new@example.test"}),
    Route("new_email", None, "get", ANYBODY, 409),
    Route("keep_email", None, "post", ANYBODY, 409),
    Route("end_session", "session", "post", OWN, 302),
    Route("end_other_sessions", None, "post", ANYBODY, 302),
    Route("close_account", None, "post", ANYBODY, 302),
    Route("usage", None, "get", ANYBODY, 302),
    Route("team_usage", "team", "get", "viewer"),
    Route("download_team_usage", "team", "get", "viewer"),
    Route("set_budget", "team", "post", "owner", 302, {"amount": "20", "unit": "EUR"}),
    Route("remove_budget", "budget", "post", "owner", 302),
    Route("teams", None, "get", ANYBODY),
    Route("create_team", None, "post", ANYBODY, 302, {"name": "New Press"}),
    Route("team", "team", "get", "viewer"),
    Route("team_activity", "team", "get", "viewer"),
    Route("team_api", "team", "get", "viewer"),
    Route("team_requests", "team", "get", "viewer"),
    Route("team_mcp", "team", "get", "viewer"),
    Route("rename_team", "team", "post", "owner", 302, {"name": "Lamp Press"}),
    Route("leave_team", "team", "post", "viewer", 302),
    Route("ask_delete_team", "team", "get", "owner"),
    Route("delete_team", "team", "post", "owner", 302, {"name": "Lantern Press"}),
    Route("withdraw_addresses", "team", "post", "owner", 302),
    Route("invite", "team", "post", "owner", 200, {"email": "", "role": "viewer"}),
    Route("change_role", "member", "post", "owner", 302, {"role": "editor"}),
    Route("remove_member", "member", "post", "owner", 302),
    Route("withdraw_key", "key", "post", "owner", 302),
    Route("renew_invitation", "invitation", "post", "owner"),
    Route("revoke_invitation", "invitation", "post", "owner", 302),
    Route("open_invitation", None, "get", PUBLIC, 404, more=("s" * 43,)),
    Route("invitation", None, "get", PUBLIC, 404),
    Route("accept_invitation", None, "post", ANYBODY, 404, {"invitation": "1"}),
    Route("tokens", None, "get", ANYBODY),
    Route("developers", None, "get", PUBLIC),
    Route("make_token", None, "post", ANYBODY, 422, {"name": "Script"}),
    Route("revoke_token", "token", "post", "owner", 302),
    Route("webhooks", "team", "get", "owner"),
    Route(
        "add_webhook", "team", "post", "owner", 200, {"url": "https://other.example/", "events": ["comic.generation.failed"]}
    ),
    Route("webhook", "webhook", "get", "owner"),
    Route("choose_events", "webhook", "post", "owner", 302, {"events": ["comic.generation.failed"]}),
    Route("rotate_secret", "webhook", "post", "owner"),
    Route("pause_webhook", "webhook", "post", "owner", 302),
    Route("resume_webhook", "webhook", "post", "owner", 302),
    Route("test_webhook", "webhook", "post", "owner", 302),
    Route("delete_webhook", "webhook", "post", "owner", 302),
    Route("replay_delivery", "delivery", "post", "owner", 302),
    Route("key_usage", "key", "get", OWN),
    Route("download_key_usage", "key", "get", OWN),
    # The last one, because it signs out.
    Route("switch_account", None, "post", ANYBODY, 302),
)


def named_routes(patterns):
    """The names of all addresses of the studio, those of included URLconfs too."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and pattern.app_name == "admin":
            continue  # its addresses are tested in test_admin.py
        if isinstance(pattern, URLResolver) and pattern.namespace == "api":
            continue  # its operations have a matrix of their own, in tests/api/test_matrix.py
        if isinstance(pattern, URLResolver):
            yield from named_routes(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern)


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def address(people, django_capture_on_commit_callbacks):
    """From a route to its address, with the key of a row of the team."""
    everything = make_everything(people, django_capture_on_commit_callbacks)

    rows = SimpleNamespace(**vars(everything), session=make_session(people))
    return lambda route: route.address(rows)


def ask(client, route, address):
    """The answer of the route; whatever it changes is taken back."""
    with transaction.atomic():
        answer = getattr(client, route.method)(address, route.sent)
        transaction.set_rollback(True)
    return answer


def test_every_address_has_its_line_in_the_table():
    ours = [name for name in named_routes(get_resolver().url_patterns) if not name.startswith(NOT_OURS)]
    assert sorted(ours) == sorted(route.name for route in TABLE)


def test_nobody_gets_in_without_signing_in(client, address):
    for route in TABLE:
        answer = ask(client, route, address(route))
        if route.least == PUBLIC:
            assert answer.status_code == route.answers, route.name
            continue
        assert answer.status_code == 302, route.name
        assert answer.url.startswith(reverse("account_login")), route.name


def bearer_of(person, team):
    """A client without a session that shows a token of this person, good for all that tokens are good for."""
    _, secret = Token.objects.make(person, team, name="program", scopes=list(Scope))
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.mark.parametrize("role", ["stranger", *LADDER])
def test_a_token_opens_no_page(people, address, role):
    """Tokens are for programs: whoever's it is, a page answers as it answers somebody who has not signed in."""
    person, team = people.stranger, people.stranger.personal_team
    if role != "stranger":
        person, team = make_user("role"), people.team
        Member.objects.create(team=team, user=person, role=role)
    program = bearer_of(person, team)
    for route in TABLE:
        answer = ask(program, route, address(route))
        if route.least == PUBLIC:
            assert answer.status_code == route.answers, (route.name, role)
            continue
        assert answer.status_code == 302, (route.name, role)
        assert answer.url.startswith(reverse("account_login")), (route.name, role)


def test_a_token_adds_nothing_to_a_session(people, address):
    """A stranger who holds an owner's token is still a stranger to pages."""
    both = bearer_of(people.owner, people.team)
    both.force_login(people.stranger)
    for route in TABLE:
        expected = route.answers if route.least in FREE else 404
        assert ask(both, route, address(route)).status_code == expected, route.name


def test_a_stranger_finds_nothing(people, address, somebody):
    stranger = somebody(people.stranger)
    for route in TABLE:
        expected = route.answers if route.least in FREE else 404
        assert ask(stranger, route, address(route)).status_code == expected, route.name


@pytest.mark.parametrize("role", LADDER)
def test_a_member_gets_as_far_as_the_role_allows(people, address, somebody, role):
    person = make_user("role")
    Member.objects.create(team=people.team, user=person, role=role)
    member = somebody(person)
    for route in TABLE:
        answer = ask(member, route, address(route))
        if route.least == OWN:
            assert answer.status_code == 404, (route.name, role)
            continue
        may = route.least in FREE or LADDER.index(role) >= LADDER.index(route.least)
        assert answer.status_code == (route.answers if may else 403), (route.name, role)
        if not may:
            assert "Not with your role" in answer.content.decode(), route.name


def test_ones_own_is_there_for_oneself(people, address, somebody):
    owner = somebody(people.owner)
    for route in TABLE:
        if route.least == OWN:
            assert ask(owner, route, address(route)).status_code == route.answers, route.name


def test_the_owner_of_the_installation_is_a_stranger_to_other_teams(people, address, somebody):
    """Owning the installation opens no door to what other people draw."""
    User.objects.filter(pk=people.stranger.pk).update(is_staff=True, is_superuser=True)
    boss = somebody(people.stranger)
    for route in TABLE:
        if route.least not in FREE:
            assert ask(boss, route, address(route)).status_code == 404, route.name


def test_an_account_that_was_closed_is_asked_to_sign_in(people, address, somebody):
    closed = somebody(people.owner)
    User.objects.filter(pk=people.owner.pk).update(is_active=False)
    for route in TABLE:
        expected = route.answers if route.least == PUBLIC else 302
        assert ask(closed, route, address(route)).status_code == expected, route.name


def test_what_changes_something_is_only_reached_by_post(people, address, somebody):
    owner = somebody(people.owner)
    for route in TABLE:
        for method in ("get", "put", "delete") if route.method == "post" else ("put", "delete"):
            answer = getattr(owner, method)(address(route))
            assert answer.status_code == 405, (route.name, method)
            assert ("POST" in answer.headers["Allow"]) is (route.method == "post"), route.name
            assert "Nothing was changed" in answer.content.decode(), route.name


def test_no_post_without_its_token(people, address, somebody):
    owner = somebody(people.owner, enforce_csrf_checks=True)
    for route in TABLE:
        if route.method == "post" and route.name not in SIGNED:
            answer = ask(owner, route, address(route))
            assert answer.status_code == 403, route.name
            assert "This form is out of date" in answer.content.decode(), route.name


def test_every_answer_carries_the_policy(people, address, somebody):
    owner = somebody(people.owner)
    for route in TABLE:
        answer = ask(owner, route, address(route))
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], route.name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", route.name
        assert answer.headers["X-Frame-Options"] == "DENY", route.name


def test_no_key_is_too_strange_to_be_looked_up(people, somebody):
    owner = somebody(people.owner)
    for route in TABLE:
        for key in (0, 2**63, 10**30) if route.row else ():
            answer = getattr(owner, route.method)(reverse(route.name, args=[key, *route.more]), route.sent)
            assert answer.status_code == 404, (route.name, key)
            assert "There is nothing here" in answer.content.decode(), route.name
