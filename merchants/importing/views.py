"""Imports of the directory for those who keep it: hand in a list, see how far it is, get back what was not taken."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from accounts.permissions import keeps_directory
from merchants.importing import jobs, tasks
from merchants.importing.forms import ImportForm
from merchants.importing.keeping import files_until
from merchants.importing.shown import Progress
from merchants.models import ImportJob

View = Callable[..., HttpResponseBase]


def keepers(view: View) -> View:
    """For administrators, and for those who lead or administer a body."""

    @enter(ActorKind.ADMIN, ActorKind.OFFICER)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps_directory(actor_of(request)):
            raise PermissionDenied(_("Only who leads or administers a body keeps the directory."))
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def imports(request: HttpRequest) -> HttpResponse:
    """The form, and every import before: who, when, what came of it."""
    actor, now = actor_of(request), timezone.now()
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        job = jobs.begin(
            token=form.cleaned_data["token"], path=form.path, name=form.cleaned_data["file"].name, actor=actor, now=now
        )
        tasks.wake()
        return HttpResponseRedirect(reverse("imports:job", args=[job.public_id]))
    orders = [Order("-created", _("newest first"), ("-created_at", "-id"))]
    listing = listing_of(request.GET, jobs.visible_to(actor), orders=orders)
    context = {"form": form, "listing": listing, "rows": [Progress(row, now) for row in listing.rows]}
    return render(request, "imports/list.html", context)


@never_cache
@require_safe
@keepers
def job(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One import; while it runs the part that moves is asked for again every two seconds."""
    row = get_object_or_404(jobs.visible_to(actor_of(request)), public_id=public_id)
    part = "#progress" if request.headers.get("HX-Request") else ""
    now = timezone.now()
    progress = Progress(row, now, files_until([row], now).get(row.pk))
    return render(request, f"imports/job.html{part}", {"job": row, "progress": progress})


@require_POST
@keepers
def resume(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseRedirect:
    """Go on where it stopped."""
    actor = actor_of(request)
    row = get_object_or_404(jobs.visible_to(actor), public_id=public_id)
    if jobs.resume(row, actor=actor, now=timezone.now()):
        tasks.wake()
        messages.success(request, _("The import goes on where it stopped."))
    else:
        messages.error(request, _("There is nothing to go on with."))
    return HttpResponseRedirect(reverse("imports:job", args=[public_id]))


@require_POST
@keepers
def cancel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseRedirect:
    """Stop it; what has been taken in stays."""
    actor = actor_of(request)
    row = get_object_or_404(jobs.visible_to(actor), public_id=public_id)
    if jobs.cancel(row, actor=actor, now=timezone.now()):
        tasks.wake()  # for the next in the queue
        messages.success(request, _("The import is cancelled. What had been taken in stays."))
    elif row.state == ImportJob.State.CANCELLED:
        messages.info(request, _("The import was cancelled already."))
    else:
        messages.error(request, _("The import has ended; there is nothing to cancel."))
    return HttpResponseRedirect(reverse("imports:job", args=[public_id]))


@never_cache
@require_safe
@keepers
def rejected(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Rows that were not taken and cells that were left out, each with its reason."""
    row = get_object_or_404(jobs.visible_to(actor_of(request)), public_id=public_id)
    path = Path(row.rejects_path)
    if not row.rejects_path or not path.is_file():
        raise Http404
    name = f"{Path(row.file_name).stem}-{_('rows not taken')}.csv"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")
