"""The studio as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from studio import leash

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")
application = get_wsgi_application()
leash.hold()  # this process answers requests; it must not outlive the supervisor even if the server's main process is gone
