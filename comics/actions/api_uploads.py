"""What programs send to use later: a picture, or a document of which the text is kept."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from comics.actions.documents import document_text
from comics.actions.errors import Refusal
from comics.actions.uploads import keep_bytes, refuse_size
from comics.models import ApiUpload, Team, User

# How the files begin that are pictures if they are anything.
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
NEITHER = "This is neither a picture (PNG, JPEG, WebP, GIF) nor a text (plain, PDF, Word) that can be read."


def keep_api_upload(upload: UploadedFile, *, team: Team, by: User) -> ApiUpload:
    """Keep for a while what a program sent, told apart by what is in it. The same picture sent again is kept longer.

    Raises `Refusal` for whatever is neither a picture nor a document that has text.
    """
    refuse_size(upload.size or 0)
    data, now = upload.read(), timezone.now()
    if not data:
        raise Refusal("The file is empty.", field="file")
    if data.startswith(PICTURES):
        picture = keep_bytes(data, team=team)
        return ApiUpload.objects.update_or_create(team=team, picture=picture, defaults={"by": by, "sent_at": now})[0]
    text = document_text(data, unreadable=NEITHER)
    return ApiUpload.objects.create(team=team, by=by, text=text, sent_at=now)
