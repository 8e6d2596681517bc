"""The mail that tells owners of a team that the studio switched a webhook off."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from comics.models import WebhookEndpoint
from comics.models.webhooks import owners_of

logger = logging.getLogger(__name__)


def mail_switched_off(endpoint_id: int) -> None:
    """Tell everybody who may manage the webhooks of the team at this moment; nobody where it is on again, or gone.

    Without a mail server nothing is sent.
    """
    endpoint = WebhookEndpoint.objects.select_related("team").filter(pk=endpoint_id).exclude(disabled_at=None).first()
    if endpoint is None or not settings.EMAIL_HOST:
        return
    link = f"{settings.PUBLIC_URL}{reverse('webhook', args=[endpoint.pk])}" if settings.PUBLIC_URL else ""
    words = render_to_string("mail/webhook_off.txt", {"endpoint": endpoint, "team": endpoint.team, "link": link})
    subject = " ".join(f"A webhook of {endpoint.team} was switched off".split())[:200]
    for address in owners_of(endpoint.team):
        try:
            send_mail(subject, words, None, [address])
        except OSError as error:  # smtplib's errors are OSErrors too
            logger.warning("webhook %s: the mail could not be sent (%s)", endpoint_id, type(error).__name__)
