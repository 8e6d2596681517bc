"""The studio with one view more: the bytes of the file that BENCH_BODY names, as a constant. For granian: `application`."""

import os
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

from studio import urls

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()


def constant(request: HttpRequest) -> HttpResponse:
    """The same bytes without looking anything up."""
    return HttpResponse(BODY, content_type="application/json")


urlpatterns = [path("constant", constant), *urls.urlpatterns]
settings.ROOT_URLCONF = __name__
application = WSGIHandler()
