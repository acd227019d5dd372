"""Files in and out. In: JSON for static/js/upload.js, which sends pieces and resumes where the line broke."""

from __future__ import annotations

import uuid

from csp.decorators import csp_replace
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.hats import actor_of
from accounts.limits import Limited, limit_request
from accounts.login.views import too_often
from complaints.evidence import sealed
from complaints.evidence.actions import MOST_PIECE, Home, WrongPlace, append, begin, discard, finish
from complaints.evidence.kinds import WrongFile, look_of
from complaints.evidence.queries import handed_out
from complaints.intake.drafts import find_draft, remember, start_draft, token_of
from complaints.models import Draft, Evidence, Upload
from complaints.queries import visible_to

SANDBOX = {
    "default-src": ["'none'"],
    "sandbox": [True],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'"],
    "media-src": ["'self'"],
}


@never_cache
@require_POST
def begin_upload(request: HttpRequest) -> HttpResponse:
    """Announce a file of a draft (`token`) or of a case one sees (`case`): name and size."""
    try:
        limit_request("upload", request)
    except Limited as refused:
        return JsonResponse({"message": too_often(refused)}, status=429)
    try:
        row = begin(
            home=_home(request), name=request.POST.get("name", ""), size=int(request.POST.get("size", "0")),
            actor=actor_of(request), now=timezone.now(),
        )  # fmt: skip
    except ValueError as problem:
        why = str(problem) if isinstance(problem, WrongFile) else _("The size of the file is missing.")
        return JsonResponse({"message": why}, status=422)
    return JsonResponse({"id": str(row.public_id), "received": 0, "piece": MOST_PIECE}, status=201)


def _home(request: HttpRequest) -> Home:
    if case_id := token_of(request.POST.get("case", "")):
        actor = actor_of(request)
        case = visible_to(actor).filter(public_id=case_id).first()
        if case is None:
            raise Http404
        return Home(case=case, by=actor.kind.value)
    draft = find_draft(request)
    token = token_of(request.POST.get("token", ""))
    if draft is None and token is not None:
        draft = start_draft(token=token, actor=actor_of(request), now=timezone.now())
    if draft is None:
        raise Http404
    remember(request, draft)
    return Home(draft=draft)


def _own_upload(request: HttpRequest, public_id: uuid.UUID) -> Upload:
    row = Upload.objects.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    if row.case_id is not None:
        actor = actor_of(request)
        if row.by != actor.kind.value or not visible_to(actor).filter(pk=row.case_id).exists():
            raise Http404
    else:
        draft = find_draft(request)
        if draft is None or draft.pk != row.draft_id:
            raise Http404
    return row


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """GET says how much has come; POST brings `piece` at `offset`, and with the last one the file is taken in."""
    row, actor, now = _own_upload(request, public_id), actor_of(request), timezone.now()
    if request.method != "POST":
        return JsonResponse({"received": row.received, "size": row.size})
    piece, offset = request.FILES.get("piece"), request.POST.get("offset", "")
    if piece is None or not offset.isdecimal() or (piece.size or 0) > MOST_PIECE:
        return JsonResponse({"message": _("A piece has at most 5 MB."), "received": row.received}, status=400)
    try:
        row = append(public_id=public_id, offset=int(offset), piece=piece.read(), actor=actor, now=now)
        if row.received < row.size:
            return JsonResponse({"received": row.received})
        finish(public_id=public_id, actor=actor, now=now)
    except WrongPlace as problem:
        return JsonResponse({"received": problem.received}, status=409)
    except Upload.DoesNotExist:  # the same last piece, sent twice, was faster: the file is in
        get_object_or_404(Evidence, public_id=public_id)
    except WrongFile as problem:
        discard(public_id=public_id, actor=actor)
        return JsonResponse({"message": str(problem)}, status=422)
    return JsonResponse({"received": row.size, "done": True})


@never_cache
@require_safe
@records_access("evidence", "public_id")
@csp_replace(SANDBOX)  # type: ignore[arg-type]  # it passes a view's arguments on
def evidence(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The clean copy of a file, to whoever may see the case; to everybody else it does not exist."""
    draft = find_draft(request)
    file = handed_out(public_id, actor_of(request), draft if isinstance(draft, Draft) else None)
    if file is None or not file.served:
        raise Http404
    return served(file)


def served(file: Evidence) -> HttpResponseBase:
    """Through the reverse proxy where there is one; pictures and recordings are shown, papers saved."""
    stored = file.served.name or ""
    title = f"{file.name.rsplit('.', 1)[0]}.{stored.rsplit('.', 1)[-1]}"
    media_type = "image/jpeg" if file.media_type == "image/heic" else file.media_type
    if settings.X_ACCEL_PREFIX:
        response: HttpResponseBase = HttpResponse(content_type=media_type)
        response["X-Accel-Redirect"] = f"{settings.X_ACCEL_PREFIX.rstrip('/')}/{stored}"
    else:
        response = FileResponse(sealed.place(stored).open("rb"), content_type=media_type)
    inline = look_of(file.media_type) in ("image", "video")
    response["Content-Disposition"] = content_disposition_header(not inline, title) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
