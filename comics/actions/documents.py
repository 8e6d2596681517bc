"""The text of documents that programs send or name, read by a process of its own (`scripting.documents`)."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading

from django.conf import settings

from comics.actions.errors import Refusal
from comics.actions.fetched import document_at
from comics.models import Team
from comics.models.assets import addressed_text, asset_picture, is_here, signed_part
from comics.models.scripts import MAX_SCRIPT

UNREADABLE = "This address gave no text that can be read: PDF, Word or plain text is taken."
NOT_HERE = "There is no such text here, or its address was withdrawn."
READER = "comics.scripting.documents"
DEADLINE = 15.0  # seconds; the reader ends by itself soon after
ONE_AT_A_TIME = threading.Lock()  # a reader may use half a gigabyte
# All that the reader is told of the environment, in which the studio has its secrets.
PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")

logger = logging.getLogger(__name__)


def text_at(url: str, *, team: Team) -> str:
    """The text at an address: one that the team sent, or fetched and read. Raises `Refusal`."""
    own = _own_text(url, team=team)
    return own or document_text(document_at(url), unreadable=UNREADABLE, field="promptUrl")


def document_text(data: bytes, *, unreadable: str = UNREADABLE, field: str = "file") -> str:
    """The text of a PDF, Word document, web page or plain text, at most as long as a script may be.

    Raises `Refusal`: with `unreadable` for what is none of these or broken. However hostile it is, it is over in time.
    """
    with ONE_AT_A_TIME:
        answer = _read(data)
    text = answer.get("text", "")
    if not text or len(text) > MAX_SCRIPT:
        raise Refusal(answer.get("sorry") or unreadable, field=field)
    return text


def _read(data: bytes) -> dict[str, str]:
    """What the reader answers; nothing where it came to no end."""
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(  # nosec B603  # noqa: S603 - our own module, without anything that people type
            [sys.executable, "-m", READER],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=settings.BASE_DIR,
            timeout=DEADLINE,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        logger.warning("a document could not be read: %s", type(error).__name__)
        return {}
    return answer if isinstance(answer, dict) else {}


def _own_text(url: str, *, team: Team) -> str:
    """The text that an address of the studio's own shows; empty for any other address."""
    if (signed := signed_part(url, "assets")) and asset_picture(signed):
        raise Refusal("This address shows a picture. Name it among the attachments.", field="promptUrl")
    signed = signed_part(url, "uploads")
    upload = addressed_text(signed) if signed else None
    if upload is None and not (signed and is_here(url)):
        return ""
    if upload is None or upload.team_id != team.pk:
        raise Refusal(NOT_HERE, field="promptUrl")
    return upload.text
