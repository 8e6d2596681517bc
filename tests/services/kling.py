"""Kling's image tasks behind CometAPI on 127.0.0.1: takes exactly what the reference describes."""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from tests.services.base import Answer, Seen, StrictServer

PATH = "/kling/v1/images/generations"
RATIOS = ("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3")
MODELS = ("kling-v1", "kling-v1-5", "kling-v2", "kling-v2-1")
MB = 1024 * 1024
TYPES: dict[str, tuple[type, ...]] = {
    "prompt": (str,),
    "negative_prompt": (str,),
    "image": (str,),
    "image_reference": (str,),
    "image_fidelity": (int, float),
    "n": (int,),
    "aspect_ratio": (str,),
    "callback_url": (str,),
    "model_name": (str,),
    "external_task_id": (str,),
}


class Wrong(Exception):
    """The request breaks the reference; says how."""


@dataclass
class Task:
    """One accepted task."""

    id: str
    request: dict[str, Any]
    polls: int = 0
    urls: list[str] = field(default_factory=list)


class KlingServer(StrictServer):
    """The service. The knobs below make it behave in other documented ways, or badly.

    `fails` is the message with which tasks fail; `running_word` stands for "processing"; `code` answers every create with this
    code of Kling's instead of accepting; `numbered_by` is the name of a picture's number; `withheld` pictures of a task never
    get an address; `wrapped` puts the envelope into one of the gateway's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tasks: dict[str, Task] = {}
        self.fails = ""
        self.running_word = "processing"
        self.code: int | None = None
        self.numbered_by = "index"
        self.withheld = 0
        self.wrapped = False

    def unauthorized(self) -> Answer:
        return gateway(401, "invalid token tok-made-up-0123456789-abcd", "comet_api_error", "invalid_api_key")

    def serve(self, seen: Seen) -> Answer:
        if seen.method == "POST" and seen.path == PATH:
            return self._create(seen)
        if seen.method == "GET" and (found := re.fullmatch(f"{PATH}/([^/]+)", seen.path)):
            return self._look(found[1])
        return Answer(301, "<html>Moved Permanently</html>", {"Location": "https://www.cometapi.com/"})

    def _create(self, seen: Seen) -> Answer:
        try:
            request = checked(seen)
        except Wrong as wrong:
            return Answer(400, {"code": 1201, "message": str(wrong), "request_id": uuid.uuid4().hex})
        if any(task.request.get("external_task_id") == request.get("external_task_id", "") for task in self.tasks.values()):
            return Answer(400, {"code": 1201, "message": "external_task_id is taken", "request_id": uuid.uuid4().hex})
        if self.code is not None:
            return Answer(200, {"code": self.code, "message": f"code {self.code}", "request_id": uuid.uuid4().hex})
        task = Task(uuid.uuid4().hex[:18], request)
        self.tasks[task.id] = task
        self.creates.append(seen)
        return self._answer(task, "submitted")

    def _look(self, name: str) -> Answer:
        named = (task for task in self.tasks.values() if name in (task.id, task.request.get("external_task_id")))
        if (task := next(named, None)) is None:
            return Answer(404, {"code": 1203, "message": "task not found", "request_id": uuid.uuid4().hex})
        task.polls += 1
        if task.polls < self.polls_until_ready:
            return self._answer(task, "submitted" if task.polls == 1 else self.running_word)
        if self.fails:
            return self._answer(task, "failed")
        if not task.urls:
            task.urls = [self.picture() for _ in range(task.request.get("n", 1))]
        return self._answer(task, "succeed")

    def _answer(self, task: Task, status: str) -> Answer:
        data: dict[str, Any] = {
            "task_id": task.id,
            "task_status": status,
            "task_status_msg": self.fails if status == "failed" else "",
            "task_info": {"external_task_id": task.request.get("external_task_id")},
            "created_at": 1722769557708,
            "updated_at": 1722769557708,
            "task_result": None,
        }
        if status == "succeed":
            shown = enumerate(task.urls[: len(task.urls) - self.withheld])
            data["task_result"] = {"images": [{self.numbered_by: number, "url": url} for number, url in shown]}
        body = {"code": 0, "message": "SUCCEED", "request_id": uuid.uuid4().hex, "data": data}
        return Answer(200, {"code": "success", "message": "", "data": body} if self.wrapped else body)


def gateway(status: int, message: str, kind: str, code: str) -> Answer:
    """An error of the gateway's own."""
    return Answer(status, {"error": {"message": message, "type": kind, "param": "", "code": code}})


def checked(seen: Seen) -> dict[str, Any]:
    """The request, if it is as the reference demands. Raises `Wrong`."""
    if seen.headers.get("content-type") != "application/json":
        raise Wrong("Content-Type must be application/json")
    try:
        request = json.loads(seen.body.decode())
    except ValueError as error:
        raise Wrong("the body is no JSON") from error
    if not isinstance(request, dict):
        raise Wrong("the body is no object")
    for name, value in request.items():
        if name not in TYPES:
            raise Wrong(f"unknown field {name}")
        if isinstance(value, bool) or not isinstance(value, TYPES[name]):
            raise Wrong(f"{name} has the wrong type")
        if value == "":
            raise Wrong(f"{name} is empty")
    _words(request)
    _settings(request)
    if "image" in request:
        _image(request)
    elif {"image_reference", "image_fidelity"} & set(request):
        raise Wrong("image_reference and image_fidelity need an image")
    return request


def _words(request: dict[str, Any]) -> None:
    if "prompt" not in request:
        raise Wrong("prompt is required")
    for name, most in (("prompt", 500), ("negative_prompt", 200)):
        if len(request.get(name, "").encode("utf-16-le")) // 2 > most:
            raise Wrong(f"{name} is longer than {most} characters")
    if "negative_prompt" in request and "image" in request:
        raise Wrong("negative_prompt is not supported with image")


def _settings(request: dict[str, Any]) -> None:
    if not 1 <= request.get("n", 1) <= 9:
        raise Wrong("n must be between 1 and 9")
    if request.get("aspect_ratio", "1:1") not in RATIOS:
        raise Wrong("aspect_ratio is none of the options")
    if request.get("model_name", "kling-v1") not in MODELS:
        raise Wrong("model_name is none of the options")
    if not 0 <= request.get("image_fidelity", 0) <= 1:
        raise Wrong("image_fidelity must be between 0 and 1")
    if request.get("image_reference", "face") not in ("subject", "face"):
        raise Wrong("image_reference must be subject or face")
    if request.get("model_name") == "kling-v1-5" and "image" in request and "image_reference" not in request:
        raise Wrong("image_reference is required with kling-v1-5 and an image")


def _image(request: dict[str, Any]) -> None:
    if request["image"].startswith(("data:", "http")):
        raise Wrong("image must be raw Base64")
    try:
        data = base64.b64decode(request["image"], validate=True)
        with Image.open(io.BytesIO(data)) as opened:
            opened.load()
    except (binascii.Error, OSError) as error:
        raise Wrong("image cannot be read") from error
    if len(data) > 10 * MB:
        raise Wrong("image is larger than 10 MB")
    if opened.format not in ("JPEG", "PNG"):
        raise Wrong("image must be JPG, JPEG or PNG")
    if min(opened.size) < 300:
        raise Wrong("image is smaller than 300 pixels")
