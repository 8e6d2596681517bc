"""The button of the editor that gives a page paper of its own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from comics.actions import pages
from comics.actions.errors import Refusal
from comics.web.basis import posted_basis
from comics.web.format_form import PageFormatForm
from comics.web.fragments import answer, refuse
from comics.web.layouting import page_for
from comics.web.request import StudioRequest


@require_POST
@login_required
def set_page_format(request: StudioRequest, pk: int) -> HttpResponse:
    """Print the page on paper of its own, or on that of the series again."""
    page = page_for(request.user, pk)
    form = PageFormatForm(request.POST, series=page.issue.series.page_format)
    if not form.is_valid():
        return refuse(request, page, form.sentence)
    try:
        pages.set_page_format(page, form.cleaned_data["page_format"], by=request.user, basis=posted_basis(request))
    except Refusal as refusal:
        return refuse(request, page, str(refusal))
    return answer(request, page)
