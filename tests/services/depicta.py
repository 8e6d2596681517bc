"""Depicta's story API on 127.0.0.1: accepts exactly what its reference describes, tells stories scene by scene."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.services.base import Answer, Seen, StrictServer
from tests.services.depicta_rules import Wrong, check_story

KEY = "dpct_made-up-0123456789abcdef"
RATIOS = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
MODELS: list[dict[str, Any]] = [
    {
        "id": "brush-1",
        "name": "Brush 1",
        "supports_multiturn": False,
        "max_characters": 4,
        "approximate_cost_eur": "0.0200",
        "aspect_ratios": RATIOS,
        "image_sizes": ["1K"],
    },
    {
        "id": "tale-2",
        "name": "Tale 2",
        "supports_multiturn": True,
        "max_characters": 10,
        "approximate_cost_eur": "0.0350",
        "aspect_ratios": RATIOS,
        "image_sizes": ["1K", "2K"],
    },
    {
        "id": "tale-mini",
        "name": "Tale mini",
        "supports_multiturn": True,
        "max_characters": 3,
        "approximate_cost_eur": "0.0110",
        "aspect_ratios": ["1:1", "3:4", "4:3", "9:16", "16:9"],
        "image_sizes": ["1K", "2K"],
    },
]


@dataclass
class Job:
    """One accepted story. `pictures` are the addresses of the scenes that are drawn, by their place."""

    id: str
    request: dict[str, Any]
    price: Decimal
    created_at: datetime
    polls: int = 0
    pictures: dict[int, str] = field(default_factory=dict)
    status: str = "pending"

    @property
    def total(self) -> int:
        return len(self.request["scenes"])

    @property
    def is_over(self) -> bool:
        return self.status in ("completed", "failed")


class DepictaServer(StrictServer):
    """The service. The knobs below make it behave in other documented ways, or badly.

    After `polls_until_ready` polls one more scene is ready with each poll. `shape` is one of the two shapes of a result;
    `missing` are places of scenes that never get a picture; `fails` is the code with which stories fail, after `fails_after`
    scenes; `running_word` stands for "processing"; `early` tells whether a running job lists its scenes; `rejects` are words
    that the service refuses.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens = {KEY}
        self.jobs: dict[str, Job] = {}
        self.models = MODELS
        self.balance = Decimal(100)
        self.concurrent = 10
        self.shape = "images"
        self.missing: set[int] = set()
        self.fails = ""
        self.fails_after = 0
        self.running_word = "processing"
        self.early = True
        self.rejects: set[str] = set()
        self.tells_time = True

    def unauthorized(self) -> Answer:
        return self._error(Wrong("The API key is missing or invalid.", status=401, word="auth_invalid"))

    def serve(self, seen: Seen) -> Answer:
        try:
            if (seen.method, seen.path) == ("POST", "/v1/generate/story"):
                return self._create(seen)
            if (seen.method, seen.path) == ("GET", "/v1/models"):
                return Answer(200, {"models": self.models})
            if (seen.method, seen.path) == ("GET", "/v1/jobs"):
                listed = [self._listed(job) for job in reversed(self.jobs.values())]
                return Answer(200, {"jobs": listed})
            if seen.method == "GET" and seen.path.startswith("/v1/jobs/"):
                return self._poll(seen.path.removeprefix("/v1/jobs/"))
            raise Wrong("No such address.", status=404, word="not_found")
        except Wrong as wrong:
            return self._error(wrong)

    def _error(self, wrong: Wrong) -> Answer:
        body = {"error": wrong.word, "message": str(wrong), "request_id": str(uuid.uuid4())}
        return Answer(wrong.status, body, {"Retry-After": "2"} if wrong.status == 429 else {})

    def _create(self, seen: Seen) -> Answer:
        if seen.headers.get("content-type") != "application/json":
            raise Wrong("The body must be application/json.")
        try:
            body = json.loads(seen.body)
        except ValueError as error:
            raise Wrong("The body is not JSON.") from error
        model = check_story(body, self.models)
        told = json.dumps(body, ensure_ascii=False).casefold()
        if any(word.casefold() in told for word in self.rejects):
            raise Wrong("The content policy does not allow this.", status=403, word="content_rejected")
        if sum(not job.is_over for job in self.jobs.values()) >= self.concurrent:
            raise Wrong("Too many concurrent jobs.", status=429, word="rate_limited")
        price = Decimal(model["approximate_cost_eur"]) * len(body["scenes"])
        if price > self.balance:
            raise Wrong("Not enough credit.", status=402, word="credit_insufficient")
        self.balance -= price
        job = Job(str(uuid.uuid4()), body, price, datetime.now(UTC))
        self.jobs[job.id] = job
        self.creates.append(seen)
        accepted = {"job_id": job.id, "poll_url": f"{self.base_url}/v1/jobs/{job.id}", "status": "pending"}
        return Answer(202, accepted, {"X-Depicta-Job-Id": job.id})

    def _poll(self, name: str) -> Answer:
        if name not in self.jobs:
            raise Wrong("No such job.", status=404, word="not_found")
        job = self.jobs[name]
        self._draw(job)
        body = {"type": "story", **self._listed(job)}
        if job.status == "failed":
            body["error"] = {"code": self.fails, "message": "The story could not be told."}
        if job.status == "completed" or (self.early and job.pictures):
            body["result"] = self._result(job)
        return Answer(200, body)

    def _draw(self, job: Job) -> None:
        """Go on by one poll: wait, then draw a scene."""
        if job.is_over:
            return
        job.polls += 1
        place = job.polls - self.polls_until_ready
        if place < 0:
            return
        job.status = self.running_word
        if self.fails and place >= self.fails_after:
            job.status = "failed"
            return
        if place not in self.missing and place < job.total:
            job.pictures[place] = self.picture()
        if place >= job.total - 1:
            job.status = "completed"

    def _listed(self, job: Job) -> dict[str, Any]:
        told = {"job_id": job.id, "status": job.status, "scenes_completed": len(job.pictures), "scenes_total": job.total}
        return {**told, "created_at": job.created_at.isoformat()} if self.tells_time else told

    def _result(self, job: Job) -> dict[str, Any]:
        places = range(job.total) if job.is_over else range(max(job.pictures, default=-1) + 1)
        characters = [{"name": person["name"], "reference_url": self.picture()} for person in job.request["characters"]]
        if self.shape == "images":
            scenes = [self._images(job.pictures[place]) if place in job.pictures else None for place in places]
            return {"scenes": scenes, "characters": characters}
        expires = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
        formats = [
            {"index": place, "formats": {"png": {"url": job.pictures[place]}}, "expires_at": expires}
            for place in places
            if place in job.pictures
        ]
        return {"scenes": formats, "cost_eur": str(job.price), "balance_eur": str(self.balance)}

    def _images(self, url: str) -> dict[str, Any]:
        return {"images": {"webp": f"{url}?as=webp", "jpeg": f"{url}?as=jpeg", "png": url}}
