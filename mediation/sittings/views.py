"""Calendar, sittings and the agreement: for those who mediate and, to read and sign, for both sides."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import records_access
from accounts.actors import ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from complaints.lifecycle.facts import Refused
from complaints.queries import visible_to
from complaints.refusals import told
from mediation.models.signature import How, Signed
from mediation.models.sitting import SittingState
from mediation.sittings import actions
from mediation.sittings.agreement import draft_agreement, sign_agreement, sign_record
from mediation.sittings.calendar_file import calendar_file
from mediation.sittings.forms import FactsForm, RecordForm, SittingForm, TermsFormSet, WhenForm, terms_of
from mediation.sittings.queries import agreements_of, calendar_of, lines_from_demands, signatures_on, sittings_of

staff = enter(ActorKind.OFFICER, ActorKind.MEDIATOR)
concerned = enter(ActorKind.OFFICER, ActorKind.MEDIATOR, ActorKind.CONSUMER, ActorKind.MERCHANT, ActorKind.COURT)
PEOPLE = (ActorKind.CONSUMER, ActorKind.MERCHANT)


@require_safe
@staff
@records_access("sitting")
def calendar(request: HttpRequest) -> HttpResponse:
    """What lies ahead."""
    now = timezone.now()
    rows = calendar_of(actor_of(request), now)[:100]
    return render(request, "sittings/calendar.html", {"rows": rows, "now": now})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
@records_access("case", "public_id")
def plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put a sitting on the calendar."""
    actor, now = actor_of(request), timezone.now()
    case = get_object_or_404(visible_to(actor).select_related("complaint"), public_id=public_id)
    form = SittingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.plan_sitting(
                case_id=case.pk, actor=actor, now=now, kind=given["kind"], mode=given["mode"],
                starts_at=form.starts_at(), place=given["place"], link=given["link"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            messages.success(request, _("On the calendar; both sides are told."))
            return HttpResponseRedirect(reverse("mediation:case", args=[public_id]))
    return render(request, "sittings/plan.html", {"form": form, "case": case})


def _field(form: object, refusal: Refused) -> str | None:
    field = {"starts_at": "day"}.get(refusal.field, refusal.field)
    return field if field in getattr(form, "fields", {}) else None


@require_safe
@concerned
@records_access("sitting", "public_id")
def sitting(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """When, where, who came; the joint record once there is one."""
    actor = actor_of(request)
    row = get_object_or_404(sittings_of(actor), public_id=public_id)
    handles = actor.kind in (ActorKind.OFFICER, ActorKind.MEDIATOR)
    context = {
        "sitting": row, "case": row.case, "attendance": row.attendance.order_by("side"), "handles": handles,
        "planned": row.state == SittingState.PLANNED, "move_form": WhenForm(), "record_form": RecordForm(sitting=row),
        "signatures": signatures_on(Signed.MINUTES, row.pk) if row.minutes else [],
        "may_sign": actor.kind is not ActorKind.COURT, "base": _base(actor.kind),
        "side": actor.kind.value, "ways": _ways(actor.kind),
    }  # fmt: skip
    return render(request, "sittings/sitting.html", context)


def _base(kind: ActorKind) -> str:
    """The frame of a page that parties and staff share."""
    return "base.html" if kind in PEOPLE else "desk/frame.html"


def _ways(kind: ActorKind) -> list[How]:
    """How somebody can put a name: parties on the screen, the mediator also what was signed on paper."""
    return [How.PAPER, How.CERTIFICATE] if kind is ActorKind.MEDIATOR else []


@require_safe
@concerned
def ics(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The calendar file of a sitting."""
    row = get_object_or_404(sittings_of(actor_of(request)), public_id=public_id)
    where = row.place or row.link
    body = calendar_file(
        uid=str(row.public_id),
        title=_("Mediation, case %(number)s") % {"number": row.case.number},
        starts_at=row.starts_at,
        minutes=row.minutes_planned,
        where=where,
        url=request.build_absolute_uri(reverse("mediation:sitting", args=[row.public_id])),
        sequence=row.sequence,
        cancelled=row.state == SittingState.CANCELLED,
        now=timezone.now(),
    )
    return HttpResponse(body, content_type="text/calendar; charset=utf-8",
                        headers={"Content-Disposition": 'attachment; filename="sitting.ics"'})  # fmt: skip


@require_POST
@staff
def move(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Another time."""
    actor = actor_of(request)
    row = get_object_or_404(sittings_of(actor), public_id=public_id)
    form = WhenForm(request.POST)
    if form.is_valid():
        with told(request, _("Moved; both sides are told.")):
            actions.move_sitting(sitting_id=row.pk, actor=actor, now=timezone.now(), starts_at=form.starts_at())
    else:
        messages.error(request, _("Give day and time, for example 2026-06-20 and 14:30."))
    return HttpResponseRedirect(reverse("mediation:sitting", args=[public_id]))


@require_POST
@staff
def cancel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Off the calendar."""
    actor = actor_of(request)
    row = get_object_or_404(sittings_of(actor), public_id=public_id)
    with told(request, _("Cancelled; both sides are told.")):
        actions.cancel_sitting(sitting_id=row.pk, actor=actor, now=timezone.now())
    return HttpResponseRedirect(reverse("mediation:sitting", args=[public_id]))


@require_POST
@staff
def record(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who came and what was said together."""
    actor = actor_of(request)
    row = get_object_or_404(sittings_of(actor), public_id=public_id)
    form = RecordForm(request.POST, sitting=row)
    if form.is_valid():
        try:
            actions.record_sitting(
                sitting_id=row.pk, actor=actor, now=timezone.now(), attendance=form.attendance(),
                minutes=form.cleaned_data.get("minutes", ""), rights_told=form.cleaned_data["rights_told"],
            )  # fmt: skip
            messages.success(request, _("Recorded."))
            return HttpResponseRedirect(reverse("mediation:sitting", args=[public_id]))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "sitting": row, "case": row.case, "attendance": [], "handles": True, "planned": True, "move_form": WhenForm(),
        "record_form": form, "signatures": [], "may_sign": False, "base": "desk/frame.html", "side": actor.kind.value,
        "ways": [],
    }  # fmt: skip
    return render(request, "sittings/sitting.html", context)


@require_POST
@concerned
def sign_minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was signed on paper; on the screen one signs on a page of its own."""
    actor = actor_of(request)
    row = get_object_or_404(sittings_of(actor), public_id=public_id)
    if _as_signed(request)["how"] == How.ON_SCREEN:
        return HttpResponseRedirect(reverse("mediation:signing_minutes", args=[public_id]))
    with told(request, _("Signed.")):
        sign_record(sitting_id=row.pk, actor=actor, now=timezone.now(), **_as_signed(request))
    return HttpResponseRedirect(reverse("mediation:sitting", args=[public_id]))


def _as_signed(request: HttpRequest) -> dict[str, Any]:
    """Side and way as the form says; anything unknown is the plain tick for oneself."""
    how = request.POST.get("how", "")
    return {"how": how if how in How.values else How.ON_SCREEN.value, "side": request.POST.get("side", "")}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
@records_access("case", "public_id")
def draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Draft the agreement from the demand lines."""
    actor, now = actor_of(request), timezone.now()
    case = get_object_or_404(visible_to(actor).select_related("complaint"), public_id=public_id)
    posted = request.POST if request.method == "POST" else None
    facts = FactsForm(posted)
    lines = TermsFormSet(posted, initial=lines_from_demands(case.pk), prefix="lines")
    if posted is not None and facts.is_valid() and lines.is_valid():
        try:
            made = draft_agreement(case_id=case.pk, actor=actor, now=now, matter=facts.matter(), terms=terms_of(lines))
        except Refused as refusal:
            facts.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is ready to be signed."))
            return HttpResponseRedirect(reverse("mediation:agreement", args=[made.public_id]))
    return render(request, "sittings/draft.html", {"facts": facts, "lines": lines, "case": case})


@require_safe
@concerned
@records_access("agreement", "public_id")
def agreement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The agreement and who has signed; a draft can be signed here."""
    actor = actor_of(request)
    row = get_object_or_404(agreements_of(actor), public_id=public_id)
    context = {
        "agreement": row, "case": row.case, "lines": row.lines.all(), "base": _base(actor.kind),
        "signatures": signatures_on(Signed.AGREEMENT, row.pk),
        "side": actor.kind.value, "ways": _ways(actor.kind), "may_sign": row.effective_at is None,
    }  # fmt: skip
    return render(request, "sittings/agreement.html", context)


@require_POST
@concerned
def sign(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was signed on paper; on the screen one signs on a page of its own."""
    actor = actor_of(request)
    row = get_object_or_404(agreements_of(actor), public_id=public_id)
    if _as_signed(request)["how"] == How.ON_SCREEN:
        return HttpResponseRedirect(reverse("mediation:signing", args=[public_id]))
    with told(request, _("Signed.")):
        sign_agreement(agreement_id=row.pk, actor=actor, now=timezone.now(), **_as_signed(request))
    return HttpResponseRedirect(reverse("mediation:agreement", args=[public_id]))
