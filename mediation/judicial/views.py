"""The court's desk, the shared court room, and the page where a party finds its next way."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import records_access
from accounts.actors import Actor, ActorKind
from accounts.doors import enter
from accounts.hats import actor_of
from accounts.lists.listing import Order, listing_of
from complaints.clocks.calendar import Unit, time_left
from complaints.clocks.queries import load_holidays
from complaints.lifecycle.facts import Refused
from complaints.queries import parts_in
from complaints.refusals import told
from documents.queries import papers_of
from mediation.desk.deeds import Button, buttons
from mediation.desk.queries import case_for_desk, desk_of
from mediation.judicial import actions
from mediation.judicial.queries import clock_of_room, court_desk, packs_of, room_of
from mediation.models import ConfirmationPack
from mediation.models.confirmation import PackPaperKind, PackState, Step
from mediation.models.signature import How, Side
from mediation.sittings.queries import agreements_of, sittings_of

in_the_room = enter(ActorKind.COURT, ActorKind.MEDIATOR, ActorKind.OFFICER, ActorKind.CONSUMER, ActorKind.MERCHANT)
parties = enter(ActorKind.CONSUMER, ActorKind.MERCHANT)
STAFF = (ActorKind.MEDIATOR, ActorKind.OFFICER)
COURT_DEEDS = ("confirm.grant", "confirm.refuse", "confirm.file")


@require_safe
@enter(ActorKind.COURT)
@records_access("pack")
def confirmations(request: HttpRequest) -> HttpResponse:
    """Applications for judicial confirmation at this court."""
    orders = [Order("-prepared", _("newest first"), ("-prepared_at", "-id"))]
    listing = listing_of(request.GET, court_desk(actor_of(request)), orders=orders)
    return render(request, "judicial/confirmations.html", {"listing": listing})


@require_safe
@in_the_room
@records_access("pack", "public_id")
def room(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Agenda, papers and signatures in step, who is there, the 30 days."""
    actor, now = actor_of(request), timezone.now()
    pack = get_object_or_404(packs_of(actor), public_id=public_id)
    about = get_object_or_404(case_for_desk(actor), pk=pack.case_id)
    desk = desk_of(about, actor, now)
    open_, dashed = buttons(desk.facts, desk.possible, desk.who)
    shown = room_of(pack, actions.names_on(pack))
    context = {
        "room": shown, "pack": pack, "case": about, "desk": desk, "now": now,
        "steps": len(Step), "share": round(100 * (shown.number - 1) / len(Step)),
        "left": time_left(now, shown.apply_by, Unit.CALENDAR, load_holidays()) if shown.apply_by else None,
        "is_open": desk.facts.state is not None and pack.state in (PackState.PREPARING, PackState.FILED),
        "leads": actor.kind in (*STAFF, ActorKind.COURT), "staff": actor.kind in STAFF, "side": actor.kind.value,
        "ways": [How.PAPER, How.CERTIFICATE], "sides": list(Side),
        "clock": clock_of_room(pack), "buttons": _of_the_court(open_), "dashed": _of_the_court(dashed),
    }  # fmt: skip
    return render(request, "judicial/room.html", context)


def _of_the_court(found: list[Button]) -> list[Button]:
    return [button for button in found if button.deed.action in COURT_DEEDS]


@require_POST
@in_the_room
def act(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One act in the room: come, go, finish a step, lay a paper on the table, sign."""
    actor = actor_of(request)
    pack = get_object_or_404(packs_of(actor), public_id=public_id)
    with told(request):
        _act(request, pack, actor)
    return HttpResponseRedirect(reverse("mediation:room", args=[public_id]))


def _act(request: HttpRequest, pack: ConfirmationPack, actor: Actor) -> None:
    now, given = timezone.now(), request.POST
    match given.get("do", ""):
        case "come":
            actions.enter_room(pack_id=pack.pk, actor=actor, now=now)
        case "go":
            actions.leave_room(pack_id=pack.pk, actor=actor, now=now)
        case "step" if given.get("step") in Step.values:
            actions.finish_step(pack_id=pack.pk, step=given["step"], actor=actor, now=now)
        case "paper" if given.get("kind") in PackPaperKind.values:
            actions.tick_paper(pack_id=pack.pk, kind=given["kind"], actor=actor, now=now)
        case "sign" if given.get("kind") in PackPaperKind.values:
            how = given.get("how", "")
            actions.sign_paper(
                pack_id=pack.pk, kind=given["kind"], actor=actor, now=now,
                how=how if how in How.values else How.ON_SCREEN.value, side=given.get("side", ""),
            )  # fmt: skip
        case _:
            raise Refused("unknown_act", _("There is no such act in this room."))


@require_safe
@parties
@records_access("case", "public_id")
def way(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """For both sides: sittings, the agreement to sign, the papers, and the ways that are open now."""
    actor, now = actor_of(request), timezone.now()
    desk = desk_of(get_object_or_404(case_for_desk(actor), public_id=public_id), actor, now)
    open_, dashed = buttons(desk.facts, desk.possible, desk.who)
    case = desk.case
    context = {
        "case": case, "desk": desk, "open": open_, "dashed": dashed, "now": now,
        "sittings": sittings_of(actor).filter(case=case), "agreements": agreements_of(actor).filter(case=case),
        "packs": packs_of(actor).filter(case=case),
        "papers": papers_of(case.pk, parts_in([case.pk], actor).get(case.pk, frozenset())),
    }  # fmt: skip
    return render(request, "judicial/way.html", context)
