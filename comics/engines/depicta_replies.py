"""How Depicta's replies read: errors, jobs with their scenes, the list of jobs, the list of models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from comics.engines.contract import Json, Price
from comics.engines.depicta_request import RATIOS, SIZES
from comics.engines.depicta_story import MOST_CHARACTERS
from comics.engines.errors import CreditExhausted, EngineError, Garbled, KeyRejected, Refused, Unsupported
from comics.engines.reading import id_text, money, number
from comics.engines.reasons import reason
from comics.engines.remote import Call, Found, Progress

# A word that is not here means that the work goes on.
STATES: Final[dict[str, str]] = {"pending": "running", "processing": "running", "completed": "done", "failed": "failed"}
FORMATS: Final = ("png", "jpeg", "webp")  # the first one there is taken
MOST_MODELS: Final = 200
MOST_JOBS: Final = 2000
EARLY, LATE = 5.0, 180.0  # seconds before and after the create call within which its job may say that it was made

# What the error words of replies and of failed jobs mean: the kind of error, and our sentence (the service's own follows it).
ERRORS: Final[dict[str, tuple[type[EngineError], str]]] = {
    "bad_request": (Unsupported, "Depicta does not take this request."),
    "auth_invalid": (KeyRejected, "Depicta does not accept the key."),
    "auth_email_not_verified": (KeyRejected, "Depicta draws only once the account’s e-mail address is verified there."),
    "account_suspended": (KeyRejected, "Depicta has suspended this account."),
    "credit_insufficient": (CreditExhausted, "The account at Depicta has no credits left."),
    "insufficient_credits": (CreditExhausted, "The account at Depicta has no credits left."),
    "content_rejected": (Refused, "Depicta refuses these words or pictures."),
    "model_not_capable": (Unsupported, "This model of Depicta’s cannot tell stories. Choose another one."),
}


def explain(status: int, body: Mapping[str, Any]) -> EngineError | None:
    """What an error reply means where its word says more than the status; None for all others."""
    word = body.get("error")
    if status < 400 or status == 429 or status >= 500 or not isinstance(word, str) or word not in ERRORS:
        return None
    return _error(word, body.get("message"))


def _error(word: str, message: object) -> EngineError:
    kind, sentence = ERRORS.get(word, (EngineError, "Depicta could not draw this."))
    said = reason(message) if isinstance(message, str) else ""
    return kind(f"{sentence} It says: “{said}”" if said else sentence)


def job_id(body: Mapping[str, Any]) -> str:
    """The id of a job, empty where the reply names none."""
    found = body.get("job_id") or body.get("id")
    return id_text(found) if isinstance(found, str) else ""


def progress(body: Mapping[str, Any], call: Call) -> Progress:
    """How far a job is. Raises `Garbled` when it says that it is complete and holds no result."""
    state = STATES.get(str(body.get("status")).lower(), "running")
    result = body.get("result")
    scenes = _scenes(result if isinstance(result, dict) else body)
    wanted = len(call.request["scenes"])
    pictures = tuple(_found(call, job_id(body), place, url) for place, url in _placed(scenes, wanted))
    total = _whole(body.get("scenes_total")) or wanted
    done = _whole(body.get("scenes_completed"))
    reported = _reported(body, scenes)
    if state == "failed":
        error = body.get("error")
        told: Mapping[str, Any] = error if isinstance(error, dict) else {"code": error, "message": body.get("message")}
        failure = _error(str(told.get("code")), told.get("message"))
        return Progress("failed", pictures, done, total, error=failure, reported=reported)
    if state == "done":
        if not isinstance(result, dict):
            raise Garbled("Depicta says that the story is complete, and gives no pictures.")
        return Progress("done", pictures, len(pictures), total, reported=reported)
    return Progress("running", pictures, done, total)


def _scenes(result: Mapping[str, Any]) -> list[Any]:
    found = result.get("scenes")
    return found if isinstance(found, list) else []


def _placed(scenes: Sequence[Any], wanted: int) -> list[tuple[int, str]]:
    """The scenes that have a picture: their place in the story and its address.

    A list shorter than the story is told by each scene's `index` where it has one, and else taken from the beginning.
    """
    places: dict[int, str] = {}
    for position, scene in enumerate(scenes):
        if isinstance(scene, dict) and (url := _address(scene)):
            index = _whole(scene.get("index")) if len(scenes) < wanted else None
            places.setdefault(position if index is None else index, url)
    return [(place, url) for place, url in sorted(places.items()) if place < wanted]


def _address(scene: Mapping[str, Any]) -> str:
    """Where the scene's picture lies, in either of the shapes that were seen; empty when there is none (yet)."""
    for field in ("images", "formats"):
        forms = scene.get(field)
        for form in (forms.get(name) for name in FORMATS) if isinstance(forms, dict) else ():
            url = form.get("url") if isinstance(form, dict) else form
            if isinstance(url, str) and url:
                return url
    return ""


def _found(call: Call, job: str, place: int, url: str) -> Found:
    """The picture of a scene. What exceeds the panels is one more variation of the last one."""
    panel = min(place, len(call.keys) - 1)
    return Found(call.keys[panel], url, ordinal=place - panel, remote={"job": job, "scene": place})


def _reported(body: Mapping[str, Any], scenes: Sequence[Any]) -> Price | None:
    """What the story cost: told for the whole, or scene by scene."""
    result = body.get("result")
    for holder in (result, body):
        if isinstance(holder, dict) and (amount := money(holder.get("cost_eur"))) is not None:
            return Price(amount, "EUR")
    each = [amount for scene in scenes if isinstance(scene, dict) and (amount := money(scene.get("cost_eur"))) is not None]
    return Price(sum(each, Decimal(0)), "EUR") if each else None


def matching_jobs(body: Mapping[str, Any], *, scenes: int, sent_at: float, known: frozenset[str]) -> list[str]:
    """The ids of the listed jobs that a create call of that many scenes, sent at that time, may have made."""
    listed: list[Any] = next((body[name] for name in ("jobs", "data") if isinstance(body.get(name), list)), [])
    return [
        job_id(job)
        for job in listed[:MOST_JOBS]
        if isinstance(job, dict)
        and job_id(job)
        and job_id(job) not in known
        and _whole(job.get("scenes_total")) in (None, scenes)
        and _made_about(job.get("created_at"), sent_at)
    ]


def _made_about(told: object, sent_at: float) -> bool:
    """Whether a job may come of a call at that time. One that does not tell when it was made may."""
    moment = _moment(told)
    return moment is None or sent_at - EARLY <= moment <= sent_at + LATE


def _moment(told: object) -> float | None:
    """Seconds of the epoch, from those, from milliseconds, or from an ISO 8601 date (UTC where it names no zone)."""
    if isinstance(told, int | float) and not isinstance(told, bool):
        return float(told / 1000 if told > 1e11 else told) if abs(told) < 1e15 else None
    try:
        found = datetime.fromisoformat(str(told))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def story_models(body: Mapping[str, Any]) -> list[Json]:
    """The models that can tell stories, as facts of a key. Raises `Garbled` when the reply lists no models at all."""
    listed = body.get("models")
    if not isinstance(listed, list):
        raise Garbled("Depicta did not list its models.")
    return [
        {
            "id": id_text(model["id"]),
            "name": reason(model.get("name")) or id_text(model["id"]),
            "max_characters": _whole(model.get("max_characters")) or MOST_CHARACTERS,
            "price": None if (price := money(model.get("approximate_cost_eur"))) is None else str(price),
            "aspect_ratios": _of(RATIOS, model.get("aspect_ratios")),
            "image_sizes": _of(SIZES, model.get("image_sizes")),
        }
        for model in listed[:MOST_MODELS]
        if isinstance(model, dict) and model.get("supports_multiturn") is True and id_text(model.get("id"))
    ]


def _whole(told: object) -> int | None:
    found = number(told)
    return None if found is None or found < 0 else found


def _of(known: Sequence[str], told: object) -> list[str]:
    """Those of the known values that a model names, all of them where it names none."""
    named = [each for each in known if each in told] if isinstance(told, list) else []
    return named or list(known)
