"""The screens of teams: who sees what, whose series is whose, and every button."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from comics.access import MEANINGS
from comics.actions.budgets import set_budget
from comics.actions.tokens import make_token
from comics.models import Activity, Budget, Issue, Key, Member, Picture, Series, Team, Token
from comics.models.assets import asset_address
from comics.scripting.samples import SAMPLES
from comics.vocabulary import Deed
from tests.rows import make_everything
from tests.studio import make_people, make_user, picture_bytes

pytestmark = pytest.mark.django_db
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def owner(client, people):
    client.force_login(people.owner)
    return client


def shown(client, name, /, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, name, /, *args, **sent):
    return client.post(reverse(name, args=args), sent, follow=True)


def membership(people, person):
    return Member.objects.get(team=people.team, user=person)


def test_a_person_sees_their_teams_and_no_others(people, owner, somebody):
    Series.objects.create(team=people.team, title="Rain")
    page = shown(owner, "teams")
    assert "Lantern Press" in page
    assert "2 members · 1 series" in page
    assert "olga’s studio" in page
    assert "mila’s studio" not in page
    assert "Lantern Press" not in shown(somebody(people.stranger), "teams")


def test_a_team_is_started_and_a_second_of_the_name_is_refused(people, owner):
    page = press(owner, "create_team", name="Night Press").content.decode()
    assert "Night Press is there" in page
    assert Team.objects.get(name="Night Press").members.get().user == people.owner
    again = press(owner, "create_team", name="night press")
    assert again.status_code == 422
    assert "in a team named" in again.content.decode()
    assert press(owner, "create_team", name="").status_code == 422


def test_members_see_who_may_spend_and_owners_the_addresses_and_budgets(people, owner, somebody):
    editor = make_user("edda")
    Member.objects.create(team=people.team, user=editor, role="editor")
    set_budget(people.team, user=editor, unit="panels", amount=Decimal(120))
    page = shown(owner, "team", people.team.pk)
    assert page.count("May spend") == 2
    assert page.count("Spends nothing") == 1
    assert "mila@example.test" in page
    assert "120 of 120 panels" in page
    assert reverse("team_usage", args=[people.team.pk]) in page
    assert "120 of 120 panels" in shown(somebody(editor), "team", people.team.pk)
    member = shown(somebody(people.member), "team", people.team.pk)
    assert "olga" in member
    for hidden in ("olga@example.test", "120 of 120", reverse("invite", args=[people.team.pk]), "remove_member", "delete/"):
        assert hidden not in member, hidden
    for meaning in MEANINGS.values():
        assert meaning[1:] in member


def test_the_page_asks_as_much_for_many_members_as_for_few(people, owner, django_assert_max_num_queries):
    with django_assert_max_num_queries(18) as few:
        shown(owner, "team", people.team.pk)
    for number in range(12):
        person = make_user(f"m{number}")
        Member.objects.create(team=people.team, user=person, role="editor")
        make_token(person, people.team, name="Script", scopes=["read"])
        Key.objects.create(owner=person, team=people.team, engine="kling", name="Key")
    with django_assert_max_num_queries(len(few.captured_queries)):
        shown(owner, "team", people.team.pk)


def test_another_role_and_the_last_owner(people, owner):
    page = press(owner, "change_role", membership(people, people.member).pk, role="editor").content.decode()
    assert "mila is editor now" in page
    refused = press(owner, "change_role", membership(people, people.owner).pk, role="viewer")
    assert refused.status_code == 409
    assert "needs an owner" in refused.content.decode()
    assert membership(people, people.owner).role == "owner"
    assert press(owner, "change_role", membership(people, people.member).pk, role="king").status_code == 409


def test_somebody_is_put_out_and_sees_nothing_any_more(people, owner, somebody):
    Key.objects.create(owner=people.member, team=people.team, engine="kling", name="Hers")
    page = press(owner, "remove_member", membership(people, people.member).pk).content.decode()
    assert "mila is out of the team. Their key is not shared with it any more." in page
    assert somebody(people.member).get(reverse("team", args=[people.team.pk])).status_code == 404
    refused = press(owner, "remove_member", membership(people, people.owner).pk)
    assert refused.status_code == 409


def test_an_owner_who_puts_themselves_out_lands_where_they_may_be(people, owner):
    Member.objects.filter(user=people.member, team=people.team).update(role="owner")
    answer = press(owner, "remove_member", membership(people, people.owner).pk)
    assert answer.redirect_chain[-1][0] == reverse("teams")
    assert answer.status_code == 200


def test_leaving_and_who_can_not(people, owner, somebody):
    page = press(somebody(people.member), "leave_team", people.team.pk)
    assert page.redirect_chain[-1][0] == reverse("teams")
    assert "You left Lantern Press." in page.content.decode()
    for team, why in ((people.team, "needs an owner"), (people.owner.personal_team, "belongs to your account")):
        refused = press(owner, "leave_team", team.pk)
        assert refused.status_code == 409
        assert why in refused.content.decode()


def test_renaming(people, owner):
    press(owner, "rename_team", people.team.pk, name="Lamp Press")
    assert "Lamp Press" in shown(owner, "teams")
    for name in ("x" * 121, people.owner.personal_team.name):
        refused = press(owner, "rename_team", people.team.pk, name=name)
        assert refused.status_code == 422
    assert Team.objects.get(pk=people.team.pk).name == "Lamp Press"


def test_a_key_is_taken_out_by_an_owner_and_stays_with_its_owner(people, owner, somebody):
    key = Key.objects.create(owner=people.member, team=people.team, engine="kling", name="Hers", last_four="wxyz")
    page = shown(owner, "team", people.team.pk)
    assert "Hers" in page
    assert "wxyz" not in page
    assert somebody(people.member).post(reverse("withdraw_key", args=[key.pk])).status_code == 403
    assert somebody(people.stranger).post(reverse("withdraw_key", args=[key.pk])).status_code == 404
    assert "mila keeps it" in press(owner, "withdraw_key", key.pk).content.decode()
    key.refresh_from_db()
    assert (key.team, key.revoked_at) == (None, None)
    assert owner.post(reverse("withdraw_key", args=[key.pk])).status_code == 404
    assert Activity.objects.get().deed == Deed.WITHDREW_KEY


def test_an_owner_sees_and_revokes_the_tokens_of_all(people, owner, somebody):
    token = make_token(people.member, people.team, name="Plot helper", scopes=["read"]).token
    elsewhere = make_token(people.member, people.member.personal_team, name="Private", scopes=["read"]).token
    page = shown(owner, "team", people.team.pk)
    assert "Plot helper" in page
    assert "Private" not in page
    assert owner.post(reverse("revoke_token", args=[elsewhere.pk])).status_code == 404
    assert "is revoked" in press(owner, "revoke_token", token.pk).content.decode()
    assert Token.objects.live().count() == 1
    mine = make_token(people.owner, people.team, name="Olga’s", scopes=["read"]).token
    member = somebody(people.member)
    assert reverse("revoke_token", args=[mine.pk]) not in shown(member, "team", people.team.pk)
    assert member.post(reverse("revoke_token", args=[mine.pk])).status_code == 403


def test_an_owner_withdraws_the_addresses_that_programs_were_given(people, owner, somebody):
    picture = Picture.objects.keep(people.team, picture_bytes(), "image/png")
    address, team = asset_address(picture, base=""), reverse("team", args=[people.team.pk])
    assert Client().get(address).status_code == 200
    withdraw = reverse("withdraw_addresses", args=[people.team.pk])
    assert withdraw in owner.get(team).content.decode()
    assert withdraw not in somebody(people.member).get(team).content.decode()
    assert somebody(people.member).post(withdraw).status_code == 403
    assert Client().get(address).status_code == 200
    page = owner.post(withdraw, follow=True).content.decode()
    assert "show nothing any more" in page
    assert "withdrew programs’ addresses" in page
    assert Client().get(address).status_code == 404
    fresh = asset_address(Picture.objects.get(pk=picture.pk), base="")
    assert fresh != address
    assert Client().get(fresh).status_code == 200


def test_deleting_says_first_what_goes_and_asks_for_the_name(owner, people, django_capture_on_commit_callbacks):
    make_everything(people, django_capture_on_commit_callbacks)
    page = shown(owner, "ask_delete_team", people.team.pk)
    for words in ("The Fox Detective", "1 other loses the team", "1 shared key stays", "1 line of what drawing cost goes too"):
        assert words in page, words
    refused = press(owner, "delete_team", people.team.pk, name="Lantern")
    assert refused.status_code == 422
    assert "not the name" in refused.content.decode()
    assert press(owner, "delete_team", people.team.pk).status_code == 422
    assert Series.objects.exists()
    gone = press(owner, "delete_team", people.team.pk, name="Lantern Press").content.decode()
    assert "Lantern Press is deleted" in gone
    assert not Series.objects.exists()
    own = people.owner.personal_team
    assert "goes only with it" in press(owner, "delete_team", own.pk, name=own.name).content.decode()


# Whose series is whose


def test_the_library_shows_one_team_when_asked_and_names_the_team_otherwise(people, owner, somebody):
    Series.objects.create(team=people.team, title="Shared Rain")
    Series.objects.create(team=people.owner.personal_team, title="Own Sun")
    page = shown(owner, "library")
    assert page.index("Shared Rain") < page.index("Lantern Press", page.index("Shared Rain"))
    narrowed = shown(owner, "library", team=people.team.pk)
    assert "Shared Rain" in narrowed
    assert "Own Sun" not in narrowed
    assert f"{reverse('start')}?team={people.team.pk}" in narrowed
    empty = press(owner, "create_team", name="Empty Press").context["team"]
    assert "No series in Empty Press yet" in shown(owner, "library", team=empty.pk)
    for wrong in (people.stranger.personal_team.pk, "x", 2**70):
        assert "Own Sun" in shown(owner, "library", team=wrong)
    other = shown(somebody(people.stranger), "library", team=people.team.pk)
    assert "Lantern Press" not in other


@pytest.mark.parametrize("sent", [{"source": "blank", "title": "New"}, {"source": "example", "example": SAMPLES[0].key}])
def test_something_new_starts_for_the_team_that_was_chosen(people, owner, sent):
    page = shown(owner, "start", team=people.team.pk)
    assert page.count(f'<option value="{people.team.pk}" selected>') == 3
    assert "selected" not in shown(owner, "start", team=people.stranger.personal_team.pk).split("<main")[1]
    owner.post(reverse("create_series"), {**sent, "team": people.team.pk})
    assert Series.objects.get().team == people.team


# Activity


def test_the_list_tells_plain_sentences_with_places_and_filters(people, owner, somebody, django_capture_on_commit_callbacks):
    everything = make_everything(people, django_capture_on_commit_callbacks)
    tell = Activity.objects.tell
    for _ in range(3):
        tell(Deed.TRANSLATED, team=people.team, by=people.member, issue=everything.issue, about="into Arabic")
    tell(Deed.LAUNCHED, team=people.team, by=people.member, issue=everything.issue)
    tell(Deed.CHANGED_CAST, team=people.team, by=people.owner, series=everything.series)
    tell(Deed.RENAMED_TEAM, team=people.team, by=people.owner, about=MARKUP)
    tell(Deed.CHANGED_STATE, team=people.team, by=people.owner, page=everything.page, about="approved")
    tell(Deed.CHANGED_PLACES, team=people.team, by=people.owner, series=everything.series, about="Old bridge")
    tell(Deed.DISCARDED, team=people.team, by=people.owner)
    page = shown(owner, "team_activity", people.team.pk)
    assert "<b>mila</b> translated into Arabic" in page
    assert "3 times" in page
    words = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    for sentence in (
        "mila had drawn panels in The Fox Detective #1",
        "olga edited The Fox Detective #1, page 1",
        "olga changed the cast in The Fox Detective",
        "olga changed the places: Old bridge in The Fox Detective",
        "olga set the state to approved of The Fox Detective #1, page 1",
        "olga deleted for good something",
    ):
        assert sentence in words, sentence
    assert MARKUP not in page
    editor, series = reverse("editor", args=[everything.issue.pk]), reverse("series", args=[everything.series.pk])
    assert f'href="{editor}?page={everything.page.pk}">The Fox Detective #1, page 1</a>' in page
    assert f'href="{series}"' in page
    mine = shown(owner, "team_activity", people.team.pk, person=people.member.pk).split('id="activity-shown"')[1]
    assert "translated" in mine
    assert "renamed" not in mine
    assert "renamed" not in shown(owner, "team_activity", people.team.pk, series=everything.series.pk).split("shown")[1]
    nothing = shown(owner, "team_activity", people.team.pk, person=people.stranger.pk)
    assert "Nothing like that" in nothing
    assert "translated" in shown(somebody(people.member), "team_activity", people.team.pk, person="x", page="99")
    everything.series.bin()
    assert f'href="{series}"' not in shown(owner, "team_activity", people.team.pk)


def test_many_lines_come_in_pages_and_ask_no_more(people, owner, django_assert_max_num_queries):
    issue = Issue.objects.create(series=Series.objects.create(team=people.team, title="Rain"), number=1)
    Activity.objects.tell(Deed.WROTE_SCRIPT, team=people.team, by=people.owner, issue=issue)
    with django_assert_max_num_queries(12) as few:
        shown(owner, "team_activity", people.team.pk)
    for number in range(119):
        Activity.objects.tell(Deed.EXPORTED, team=people.team, by=people.owner, issue=issue, about=f"edition {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = shown(owner, "team_activity", people.team.pk)
    assert "1 to 50 of 120" in page
    assert "101 to 120 of 120" in shown(owner, "team_activity", people.team.pk, page=3)


def test_a_team_where_nothing_happened_says_so(people, owner):
    assert "Nothing happened yet" in shown(owner, "team_activity", people.team.pk)
    assert "Nothing happened yet" in shown(owner, "team", people.team.pk)


def test_budgets_keys_and_tokens_leave_their_lines(people, owner):
    press(owner, "set_budget", people.team.pk, user=people.member.pk, amount="20", unit="EUR")
    press(owner, "remove_budget", Budget.objects.get().pk)
    key = Key.objects.create(owner=people.owner, engine="kling", name="Kling")
    press(owner, "share_key", key.pk, team=people.team.pk)
    press(owner, "share_key", key.pk, team="")
    lines = [f"{line.deed} {line.about}" for line in Activity.objects.filter(team=people.team).order_by("pk")]
    assert lines == [
        "set the budget of mila to 20 EUR a month",
        "removed the budget of mila in EUR",
        "shared the key Kling",
        "withdrew the key Kling",
    ]
