"""Where LlamaGen's webhooks arrive, and the secret that their signatures are checked with, on the page of a key."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from comics.access import own_key
from comics.actions import hints
from comics.actions.errors import Refusal
from comics.models import Key
from comics.web.answers import blame, say
from comics.web.key_forms import HookForm
from comics.web.keys import key_page
from comics.web.request import StudioRequest

MOST = 256 * 1024  # bytes of one event


@require_POST
@login_required
@sensitive_post_parameters("secret")
def keep_hook_secret(request: StudioRequest, pk: int) -> HttpResponse:
    """Keep the secret of LlamaGen's webhooks, or forget it."""
    key = own_key(request.user, pk)
    form = HookForm(request.POST)
    if form.is_valid():
        try:
            hints.keep_hook_secret(key, form.cleaned_data["secret"])
        except Refusal as refusal:
            blame(form, refusal)
        else:
            kept = bool(form.cleaned_data["secret"].strip())
            say(request, "The secret is kept: what it signs is heard." if kept else "Webhooks are heard no more.")
            return redirect("key", pk)
    return key_page(request, own_key(request.user, pk), status=422, hook=form)


@csrf_exempt
@require_POST
@never_cache
def receive_hint(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take one webhook: 200 for whatever is signed rightly, known or not. It has no session, and tells nothing of anybody."""
    key = Key.objects.live().filter(uid=uid, engine=hints.SENDER).exclude(hook_sealed=b"").first()
    if key is None:
        raise Http404("Nothing is heard here.")
    body = request.read(MOST + 1)
    if len(body) > MOST:
        return _said(413, "An event has at most 256 KB.")
    given = request.headers
    stamp, signatures = given.get("X-Llama-Webhook-Timestamp", ""), given.get("X-Llama-Webhook-Signature", "")
    try:
        hints.take_hint(key, body=body, timestamp=stamp, signatures=signatures)
    except hints.Unsigned:
        return _said(401, "This is not signed with the secret of this address.")
    except Refusal as refusal:
        return _said(400, str(refusal))
    return _said(200, "")


def _said(status: int, error: str) -> HttpResponse:
    return JsonResponse({"error": error} if error else {"received": True}, status=status)
