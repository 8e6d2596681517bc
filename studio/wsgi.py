"""The studio as a WSGI application."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from studio import leash, vault

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")
application = get_wsgi_application()
if not settings.DEBUG:  # no server makes Django's checks by itself, whichever it is that loads this
    vault.insist(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
leash.hold()  # this process answers requests; it must not outlive the supervisor even if the server's main process is gone
