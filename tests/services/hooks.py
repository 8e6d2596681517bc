"""A program that listens to webhooks, as strict as it may be: only what is signed rightly, in time and whole counts."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from typing import Any

from tests.services.base import Answer, Seen, StrictServer

BLOCK = 64  # bytes that SHA-256 works on


def hmac_sha256(secret: str, message: bytes) -> str:
    """HMAC written out as RFC 2104 has it, so that nothing of the studio's own makes what it is compared with."""
    key = secret.encode()
    key = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).hexdigest()


@dataclass
class Heard:
    """One delivery that was signed rightly."""

    id: str
    timestamp: int
    signatures: list[str]
    request: str
    body: bytes
    told: dict[str, Any]


class Listener(StrictServer):
    """Knobs: `secrets`, any of which may have signed; `status` and `said` are what it answers."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self.secrets = list(secrets)
        self.heard: list[Heard] = []
        self.wrong: list[str] = []
        self.status, self.said = 200, "thanks"

    @property
    def url(self) -> str:
        return f"{self.base_url}/hook"

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """The setting FETCH_ALLOW that lets the studio reach it."""
        return frozenset({("127.0.0.1", self.port)})

    def answer(self, seen: Seen) -> Answer:
        with self.lock:
            self.seen.append(seen)
            fault = next((fault for fault in self.faults if fault.matches(seen)), None)
            if fault:
                fault.times -= 1
            if problem := self._problem(seen):
                self.wrong.append(problem)
                return Answer(400, problem)
            if fault is None or fault.answer is None or fault.after:
                self.heard.append(_heard(seen))
        if fault and fault.wait:
            fault.wait(seen)
        return fault.answer if fault and fault.answer else Answer(self.status, self.said)

    def ids(self) -> list[str]:
        """The ids of the events that it heard, in their order."""
        with self.lock:
            return [heard.id for heard in self.heard]

    def _problem(self, seen: Seen) -> str:
        given = seen.headers
        if (seen.method, seen.path, given.get("content-type")) != ("POST", "/hook", "application/json"):
            return f"{seen.method} {seen.path} {given.get('content-type')}"
        if not given.get("user-agent", "").startswith("Panelwright/") or {"cookie", "authorization"} & set(given):
            return "headers"
        if not re.fullmatch(r"req_[0-9a-f]{32}", given.get("x-llama-webhook-request-id", "")):
            return "request id"
        stamp = given.get("x-llama-webhook-timestamp", "")
        if not re.fullmatch(r"[0-9]{10}", stamp) or abs(int(stamp) - time.time()) > 300:
            return "timestamp"
        right = {f"v1={hmac_sha256(secret, stamp.encode() + b'.' + seen.body)}" for secret in self.secrets}
        if not right & set(given.get("x-llama-webhook-signature", "").split(",")):
            return "signature"
        told = seen.json()
        if not {"id", "type", "created", "data"} <= set(told) <= {"id", "type", "created", "data", "test"}:
            return f"body {sorted(told)}"
        if told["id"] != given.get("x-llama-webhook-id") or not re.fullmatch(r"evt_[0-9a-f]{32}", told["id"]):
            return "id"
        return "" if type(told["created"]) is int else "created"


def _heard(seen: Seen) -> Heard:
    given = seen.headers
    return Heard(
        given["x-llama-webhook-id"],
        int(given["x-llama-webhook-timestamp"]),
        given["x-llama-webhook-signature"].split(","),
        given["x-llama-webhook-request-id"],
        seen.body,
        seen.json(),
    )
