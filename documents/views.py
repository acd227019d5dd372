"""Verification for everybody, and the papers themselves for those whom they concern."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import records_access
from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.limits import Limited, limit_request
from documents.disposal import is_disposed_of
from documents.forms import VerifyForm
from documents.models import Paper, Status
from documents.printing import path_of, preview
from documents.queries import can_read
from documents.verification import Finding, Verdict, by_code, by_file

anybody = enter(*(set(ActorKind) - {ActorKind.PUBLIC, ActorKind.SYSTEM}))


def _answer(request: HttpRequest, form: VerifyForm, finding: Finding | None = None) -> HttpResponse:
    status = 404 if finding and finding.verdict is Verdict.UNKNOWN else 200
    return render(request, "verify/verify.html", {"form": form, "finding": finding}, status=status)


def _too_often(request: HttpRequest, refused: Limited) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(refused.retry_after)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask by code or by file; a code has an address of its own, a file is compared and forgotten."""
    if request.method != "POST":
        return _answer(request, VerifyForm())
    try:
        limit_request("verify", request)
    except Limited as refused:
        return _too_often(request, refused)
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, form)
    if form.cleaned_data["file"]:
        return _answer(request, VerifyForm(), by_file(form.cleaned_data["file"]))
    return HttpResponseRedirect(reverse("documents:verify_code", args=[form.cleaned_data["code"]]))


@never_cache
@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code opens."""
    try:
        limit_request("verify", request)
    except Limited as refused:
        return _too_often(request, refused)
    return _answer(request, VerifyForm(initial={"code": code[:40]}), by_code(code[:40]))


@never_cache
@require_safe
@anybody
@records_access("paper", "public_id")
def paper(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The PDF of a paper, or of its draft for those who work on it. Somebody it does not concern finds nothing."""
    row = get_object_or_404(Paper.objects.select_related("organisation"), public_id=public_id)
    if not can_read(row, actor_of(request)):
        raise Http404
    if row.status in (Status.ISSUED, Status.VOID) and row.file:
        if is_disposed_of(row):
            return render(request, "verify/disposed.html", {"paper": row}, status=410)
        return _file(row)
    if row.status == Status.ISSUING:
        return render(request, "verify/printing.html", {"paper": row}, status=202)
    return as_pdf(HttpResponse(preview(row.pk), content_type="application/pdf"), row)


def _file(row: Paper) -> HttpResponse:
    """By nginx where it stands in front (X-Accel-Redirect), else by us."""
    if settings.X_ACCEL_PREFIX:
        response = HttpResponse(content_type="application/pdf")
        response["X-Accel-Redirect"] = f"{settings.X_ACCEL_PREFIX.rstrip('/')}/{row.file}"
        return as_pdf(response, row)
    return as_pdf(HttpResponse(path_of(row).read_bytes(), content_type="application/pdf"), row)


def as_pdf(response: HttpResponse, row: Paper) -> HttpResponse:
    """Headers of its own: shown, not run, kept by nobody on the way."""
    name = f"{row.title}{row.serial and ' ' + row.serial}.pdf"
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=False, filename=name))
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
