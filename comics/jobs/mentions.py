"""Mails to people who were mentioned in a note."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from comics.models import Member, Mention

logger = logging.getLogger(__name__)


def mail_mention(mention_id: int) -> None:
    """Tell a member by mail that they were mentioned: once, unless they have seen it, or may not read it any more.

    Without a mail server nothing is sent. Safe to run twice.
    """
    if not settings.EMAIL_HOST:
        return
    rows = Mention.objects.select_related("user", "note__page__issue__series", "note__by")
    mention = rows.filter(pk=mention_id, seen_at=None, mailed_at=None).first()
    if mention is None or not _may_read(mention):
        return
    if not Mention.objects.filter(pk=mention_id, mailed_at=None).update(mailed_at=timezone.now()):
        return
    note, issue = mention.note, mention.note.page.issue
    link = f"{settings.PUBLIC_URL}{reverse('note', args=[note.pk])}" if settings.PUBLIC_URL else ""
    words = {"note": note, "issue": issue, "page": note.page, "link": link}
    subject = " ".join(f"{note.by_name} mentioned you: {issue}".split())[:200]
    try:
        send_mail(subject, render_to_string("mail/mention.txt", words), None, [mention.user.email])
    except OSError as error:  # smtplib's errors are OSErrors too
        logger.warning("mention %s: the mail could not be sent (%s)", mention_id, type(error).__name__)


def _may_read(mention: Mention) -> bool:
    """Whether the person is still of the team, and the note not in the bin. Asked again here: time has passed since."""
    page = mention.note.page
    there = page.binned_at is None and page.issue.binned_at is None and page.issue.series.binned_at is None
    member = Member.objects.filter(team=page.issue.series.team_id, user=mention.user, user__is_active=True)
    return there and member.exists()
