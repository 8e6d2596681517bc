"""Keys of remote engines: add, test, change, replace the token, share, revoke. A token goes in and never comes out again."""

from __future__ import annotations

import asyncio
import logging
import math
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from comics.actions.errors import Refusal
from comics.engines.errors import CreditExhausted, EngineError, KeyRejected
from comics.engines.remote import Account, RemoteEngine
from comics.engines.remote_catalogue import remote_engine
from comics.jobs.limits import stated_rate, take
from comics.jobs.services import guarded_pool, open_service
from comics.jobs.submissions import resume_held
from comics.models import Activity, Key, Team, User
from comics.models.ledger import PANELS
from comics.vocabulary import Deed, KeyState
from studio.fetch import Forbidden, check_address
from studio.vault import Unopenable

MAX_TOKEN = 1000  # characters; the longest signed tokens in use are shorter
MAX_NAME = Key._meta.get_field("name").max_length or 80
MAX_ADDRESS = Key._meta.get_field("base_url").max_length or 300
MAX_SAYS = Key._meta.get_field("says").max_length or 300
MAX_CREDITS = Key._meta.get_field("credits").max_length or 80
QUOTES = "\"'`“”‘’"  # no token has them (RFC 6750, 2.1), but they are copied along from settings files
PATIENCE = 10.0  # seconds that a person waits for a test

logger = logging.getLogger(__name__)


@sensitive_variables("token")
def add_key(
    owner: User,
    *,
    engine: str,
    name: str,
    token: str,
    base_url: str = "",
    team: Team | None = None,
    per_minute: int | None = None,
    unit_price: Decimal | None = None,
    unit: str = "",
) -> Key:
    """Seal a token for this person; with `team`, its members may spend with it (the door asks whether the owner may).

    The same token under the same name again is the same key, so that a double press adds one. Raises `Refusal`.
    """
    maker = engine_named(engine)
    key = Key(owner=owner, engine=engine, name=clean_name(name), team=team, per_minute=per_minute)
    key.unit_price, key.unit = _price(unit_price, unit)
    key.seal(clean_token(token), base_url=clean_address(base_url, maker))
    with transaction.atomic():
        if twin := _twin(key):
            if twin.name == key.name:
                return twin
            raise Refusal(f"You have this token already, as “{twin.name}”.", field="token")
        key.save()
        if team:
            Activity.objects.tell(Deed.SHARED_KEY, team=team, by=owner, about=key.name)
    logger.info("key %s: added for %s", key.pk, engine)
    return key


def test_key(key: Key) -> str:
    """Ask the service by a free call what it says of the key, and keep that; answers the sentence.

    Raises `Refusal`, and changes nothing, where the service has no free call, is asked too often or says nothing of it, and
    where the token cannot be opened any more.
    """
    maker = engine_named(key.engine)
    if not maker.testable:
        raise Refusal(f"{maker.label} has no free call that tests a key. The first panel drawn with it will tell.")
    if wait := take(key.account, stated_rate(key.engine, key)):
        raise Refusal(f"{maker.label} is asked as often as it allows. Try again in {math.ceil(wait)} seconds.")
    changes = _told(key, _ask(key, maker), maker)
    # Nobody waits for this answer any more when the token was replaced or withdrawn meanwhile.
    kept = Key.objects.live().filter(pk=key.pk, account=key.account).update(**changes, tested_at=timezone.now())
    if kept and changes.get("state") == KeyState.GOOD:
        resume_held(key.pk)
    return str(changes["says"])


def try_out(key: Key) -> str:
    """Test a key that was just entered; answers what the service says of it, or why it could not be asked. Never refuses."""
    try:
        return test_key(key)
    except Refusal as refusal:
        return str(refusal)


def _ask(key: Key, maker: RemoteEngine) -> Account | KeyRejected | CreditExhausted:
    """What the service says. Raises `Refusal` where the answer is not about the key."""
    try:
        return asyncio.run(_account(key, maker))
    except (KeyRejected, CreditExhausted) as error:
        return error
    except EngineError as error:
        logger.info("key %s: the test failed (%s): %s", key.pk, error.kind, error.raw)
        raise Refusal(str(error)) from None
    except TimeoutError:
        raise Refusal(f"{maker.label} did not answer within {PATIENCE:.0f} seconds. Test the key again later.") from None
    except Unopenable:
        raise Refusal("This token can no longer be opened here. Enter it again.", field="token") from None
    except Exception as error:
        # Only its kind is logged: who knows what an answer that nobody foresaw repeats.
        logger.error("key %s: the test failed in the studio: %s", key.pk, type(error).__name__)
        raise Refusal(f"{maker.label} gave an answer that cannot be read.") from None


async def _account(key: Key, maker: RemoteEngine) -> Account:
    pool = guarded_pool()
    try:
        async with asyncio.timeout(PATIENCE):
            return await maker.test(open_service(key, pool))
    finally:
        await pool.aclose()


def _told(key: Key, answer: Account | EngineError, maker: RemoteEngine) -> dict[str, Any]:
    """What the answer changes about the key."""
    if isinstance(answer, EngineError):
        state = KeyState.REJECTED if isinstance(answer, KeyRejected) else KeyState.EXHAUSTED
        return {"state": state, "says": str(answer)[:MAX_SAYS]}
    changes: dict[str, Any] = {
        "state": KeyState.GOOD,
        "says": (answer.says or f"{maker.label} accepts the key.")[:MAX_SAYS],
        "credits": answer.credits[:MAX_CREDITS],
        "facts": {**answer.facts, "per_minute": answer.per_minute},
    }
    # What the owner typed counts for more than what the service told, unless it is what the service told earlier.
    if answer.per_minute and key.per_minute in (None, key.facts.get("per_minute")):
        changes["per_minute"] = answer.per_minute
    return changes


def change_key(key: Key, *, name: str, per_minute: int | None, unit_price: Decimal | None, unit: str) -> None:
    """Rename the key, and say how often it may be used and what a panel costs. Raises `Refusal`."""
    key.name, key.per_minute = clean_name(name), per_minute
    key.unit_price, key.unit = _price(unit_price, unit)
    key.save(update_fields=["name", "per_minute", "unit_price", "unit"])


@sensitive_variables("token")
def replace_token(key: Key, *, token: str, base_url: str) -> None:
    """Seal a new token, and the address that it is for, in the place of the old; what waited for it goes on.

    An address is only ever taken together with a token, so that nobody can send an old token elsewhere. Raises `Refusal`.
    """
    maker = engine_named(key.engine)
    key.seal(clean_token(token), base_url=clean_address(base_url, maker))
    sealed = ["base_url", "sealed", "last_four", "account", "state", "says", "credits", "facts"]
    with transaction.atomic():
        if twin := _twin(key):
            raise Refusal(f"You have this token already, as “{twin.name}”.", field="token")
        new = {name: getattr(key, name) for name in sealed}
        if not Key.objects.live().filter(pk=key.pk).update(**new, tested_at=None):
            raise Refusal("This key was revoked. Add the token as a new key.", field="token")
    logger.info("key %s: token replaced", key.pk)
    resume_held(key.pk)


def revoke_key(key: Key) -> None:
    """Withdraw the key at once and for good. What waits to be sent with it fails, what is being drawn waits for its owner."""
    team = key.team
    key.wipe()
    with transaction.atomic():
        key.save(update_fields=["sealed", "hook_sealed", "team", "revoked_at", "state", "says", "credits", "facts"])
        if team:
            Activity.objects.tell(Deed.WITHDREW_KEY, team=team, by=key.owner, about=key.name)
    logger.info("key %s: revoked", key.pk)


def engine_named(name: str) -> RemoteEngine:
    """The engine that needs a key. Raises `Refusal` for any other name."""
    try:
        return remote_engine(name)
    except KeyError:
        raise Refusal(f"This studio has no engine “{name}” that takes a key.", field="engine") from None


@sensitive_variables("text", "token")
def clean_token(text: str) -> str:
    """The token without the white space and quotation marks around it. Raises `Refusal`, which never repeats any of it."""
    token = text.strip().strip(QUOTES)
    if not token:
        raise Refusal("Paste the token that the service gave you.", field="token")
    if len(token) > MAX_TOKEN:
        raise Refusal(f"That is too long for a token: it has more than {MAX_TOKEN} characters.", field="token")
    if not all("!" <= character <= "~" and character not in QUOTES for character in token):
        raise Refusal("A token has no spaces, line breaks, quotes or accents in it. Copy it again, alone.", field="token")
    return token


def clean_name(text: str) -> str:
    """The name of a key. Raises `Refusal`."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise Refusal(f"Give the key a name of 1 to {MAX_NAME} characters.", field="name")
    return name


def clean_address(text: str, maker: RemoteEngine) -> str:
    """The base address of a key, empty for the engine’s own; one without a path gets that of the engine’s own.

    Raises `Refusal` for one that may not be sent a token.
    """
    url, own = text.strip().rstrip("/"), urlsplit(maker.base_url)
    if url in ("", maker.base_url, f"{own.scheme}://{own.netloc}"):
        return ""
    if len(url) > MAX_ADDRESS:
        raise Refusal(f"The address has more than {MAX_ADDRESS} characters.", field="base_url")
    try:
        check_address(url, settings.FETCH_ALLOW)
    except Forbidden as wrong:
        raise Refusal(str(wrong), field="base_url") from None
    if "?" in url or "#" in url:
        raise Refusal("A base address has no question mark and no “#” in it.", field="base_url")
    return url if urlsplit(url).path else url + own.path


def _price(amount: Decimal | None, unit: str) -> tuple[Decimal | None, str]:
    """A price per panel and its unit, "credits" where none was named. Budgets count "panels" already, whatever they cost."""
    if amount is None:
        return None, ""
    unit = " ".join(unit.split()) or "credits"
    if unit.lower() == PANELS:
        raise Refusal("Name what a panel costs, such as credits or EUR.", field="unit")
    return amount, unit


def _twin(key: Key) -> Key | None:
    """Another live key of the owner for the same account. Call it inside a transaction: the owner's keys stand still then."""
    User.objects.select_for_update().get(pk=key.owner_id)
    return Key.objects.live().filter(owner=key.owner_id, engine=key.engine, account=key.account).exclude(pk=key.pk).first()
