"""The official SDK of the Comic API against a running studio with its worker: nothing is new to it but address and token."""

from __future__ import annotations

import io
from collections.abc import Iterator

import httpx
import pytest
from llamagen import LlamaGenAPIError, LlamaGenClient, LlamaGenTimeoutError
from llamagen.resources.comics import ComicsResource
from PIL import Image

from tests.live import LiveStudio, live_studio, python
from tests.studio import picture_bytes

pytestmark = pytest.mark.processes

STORY = "Alice and Bob follow an old map through a mysterious forest and find Crystal Lake under the stars."
PATIENCE = {"interval_ms": 100, "timeout_ms": 120_000}
# Somebody new in a team whose plan has these terms, and a token of theirs.
SOMEBODY = """
from comics.actions.teams import create_member
from comics.actions.tokens import make_token
from comics.models import ApiPlan
member, _ = create_member("{name}@example.test", team_name="{name}", role="editor", password="pass-word-9")
member.team.api_plan = ApiPlan.objects.create(name="{name}", reads_per_minute=6000, **{terms})
member.team.save()
print(make_token(member.user, member.team, name="SDK", scopes=["read", "draw", "export"], days=None).secret)
"""


def sdk(studio: LiveStudio, token: str) -> ComicsResource:
    return LlamaGenClient(api_key=token, base_url=f"{studio.address}/v1").comic


def make_client(studio: LiveStudio, name: str, **terms: object) -> ComicsResource:
    """The SDK with the token of somebody new, whose team has a plan with these terms."""
    return sdk(studio, python(studio.data, SOMEBODY.format(name=name, terms=terms)))


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStudio]:
    with live_studio(tmp_path_factory.mktemp("studio")) as running:
        yield running


@pytest.fixture(scope="module")
def comics(studio: LiveStudio) -> ComicsResource:
    return make_client(studio, "ann", creates_per_minute=100, credits_per_month=1000)


@pytest.fixture(scope="module")
def comic(comics: ComicsResource) -> dict[str, object]:
    """A finished comic of two pages of two panels."""
    order = {"prompt": STORY, "preset": "render", "size": "512x768", "pagination": {"totalPages": 2, "panelsPerPage": 2}}
    roles = [{"name": "Alice", "age": 12, "gender": "female", "dress": "a brown explorer jacket"}, {"name": "Bob"}]
    made = comics.create({**order, "comicRoles": roles, "language": "English"})
    assert made["status"] == "LOADING"
    assert made["usage"] == {"total_comics": 4}
    return comics.wait_for_completion(made["id"], **PATIENCE)


def picture_at(address: str) -> Image.Image:
    """The picture at an address, asked for without token and session."""
    answer = httpx.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("image/")
    picture = Image.open(io.BytesIO(answer.content))
    picture.load()
    return picture


def panels_of(comic: dict) -> list[dict]:
    return [panel for page in comic["comics"] for panel in page["panels"]]


def test_a_comic_is_created_waited_for_and_its_pictures_fetched(studio, comic):
    assert comic["status"] == "PROCESSED"
    assert comic["prompt"] == STORY
    assert [[panel["panel"] for panel in page["panels"]] for page in comic["comics"]] == [[0, 1], [0, 1]]
    addresses = [panel["assetUrl"] for panel in panels_of(comic)]
    assert len(set(addresses)) == 4
    for address in addresses:
        assert address.startswith(f"{studio.address}/")
        picture = picture_at(address)
        assert picture.size == (512, 768)
        assert len(picture.convert("RGB").resize((32, 48)).getcolors(32 * 48)) > 8  # something is drawn


def test_one_panel_is_read(comics, comic):
    told = comics.get(comic["id"], page=1, panel=1)
    assert (told["id"], told["status"], told["page"], told["panel"]) == (comic["id"], "PROCESSED", 1, 1)
    assert told["data"] == panels_of(comic)[3]


def test_a_comic_is_created_and_waited_for_in_one(comics):
    told = comics.create_and_wait({"prompt": "A detective fox in Tokyo", "fixPanelNum": 3}, **PATIENCE)
    assert told["status"] == "PROCESSED"
    assert len(panels_of(told)) == 3
    assert {picture_at(panel["assetUrl"]).size for panel in panels_of(told)} == {(1024, 1024)}  # what the SDK sends unasked


def test_a_comic_goes_on(comics):
    first = comics.create_and_wait({"prompt": STORY, "size": "512x768", "fixPanelNum": 1}, **PATIENCE)
    more = comics.continue_write(
        first["id"], {"prompt": "The next morning the lake is gone.", "pagination": {"totalPages": 2, "panelsPerPage": 2}}
    )
    assert (more["id"], more["status"], more["page"]) == (first["id"], "LOADING", 1)
    assert more["usage"] == {"total_comics": 4, "continued_pages": 2}
    told = comics.wait_for_completion(first["id"], **PATIENCE)
    assert [len(page["panels"]) for page in told["comics"]] == [1, 2, 2]
    assert panels_of(told)[0] == panels_of(first)[0]
    assert {picture_at(panel["assetUrl"]).size for panel in panels_of(told)} == {(512, 768)}


def test_a_panel_is_drawn_again_with_a_picture_that_was_uploaded(comics):
    before = comics.create_and_wait({"prompt": STORY, "size": "512x768", "fixPanelNum": 2}, **PATIENCE)
    sent = comics.upload(picture_bytes(), "alice.png")
    assert picture_at(sent["fileUrl"]).size == (64, 48)
    again = comics.update_panel(
        before["id"],
        {"page": 0, "panel": 1, "prompt": "Close on Alice.", "caption": "Alice: Look!", "images": [sent["fileUrl"]]},
    )
    assert again["status"] == "LOADING"
    assert (again["panel"], again["usage"]) == ({"page": 0, "panel": 1}, {"redraw_panels": 1})
    after = comics.wait_for_completion(before["id"], **PATIENCE)
    assert panels_of(after)[0] == panels_of(before)[0]
    assert panels_of(after)[1]["assetUrl"] != panels_of(before)[1]["assetUrl"]
    assert "Look!" in panels_of(after)[1]["caption"]
    assert picture_at(panels_of(after)[1]["assetUrl"]).size == (512, 768)


def test_usage_tells_what_was_used(studio):
    comics = make_client(studio, "una", creates_per_minute=10, credits_per_month=10)
    comics.create_and_wait({"prompt": "A fox.", "fixPanelNum": 3}, **PATIENCE)
    told = comics.usage()
    assert (told["apiUsageCount"], told["apiMaxUsage"], told["credits"], told["isPaidPlan"]) == (3, 10, 7, True)


# What goes wrong


def refused(call, status: int) -> dict:
    with pytest.raises(LlamaGenAPIError) as error:
        call()
    assert error.value.status == status
    assert set(error.value.data) >= {"code", "error", "message", "requestId"}
    assert str(status) in str(error.value)
    return error.value.data


def test_a_token_that_opens_nothing(studio):
    assert refused(sdk(studio, "pw_nothing").usage, 401)["error"] == "unauthorized"


def test_credits_that_are_used_up(studio):
    comics = make_client(studio, "carl", creates_per_minute=10, credits_per_month=2)
    told = refused(lambda: comics.create({"prompt": "A fox.", "fixPanelNum": 3}), 402)
    assert told["error"] == "credits_exhausted"
    assert comics.usage()["credits"] == 2


def test_what_there_is_not(comics, comic):
    assert refused(lambda: comics.get("gen_999999"), 404)["error"] == "not_found"
    assert refused(lambda: comics.update_panel(comic["id"], {"panel": 9, "prompt": "A fox."}), 404)


def test_an_order_that_cannot_be_met(comics):
    assert "upscale" in refused(lambda: comics.create({"prompt": "A fox.", "upscale": "9K"}), 422)["message"]


def test_too_many_at_once(studio):
    comics = make_client(studio, "dora", creates_per_minute=2, credits_per_month=100)
    for _ in range(2):
        comics.create({"prompt": "A fox.", "fixPanelNum": 1})
    assert refused(lambda: comics.create({"prompt": "A fox.", "fixPanelNum": 1}), 429)["error"] == "rate_limited"
    assert comics.usage()["apiUsageCount"] == 2  # who waits may still ask


def test_who_does_not_want_to_wait(studio):
    comics = make_client(studio, "eve", creates_per_minute=10, credits_per_month=500)
    made = comics.create({"prompt": STORY, "pagination": {"totalPages": 20, "panelsPerPage": 4}})
    with pytest.raises(LlamaGenTimeoutError):
        comics.wait_for_completion(made["id"], interval_ms=10, timeout_ms=1)
