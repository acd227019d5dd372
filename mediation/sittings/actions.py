"""Plan, hold and record sittings; suspend, resume and end a mediation."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.clocks.calendar import end_of
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import locked, perform
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import State, Who
from mediation.acceptance.actions import open_contact
from mediation.models import Attendance, PaperRequest, Sitting
from mediation.models.sitting import Mode, SittingKind, SittingState
from notices.outbox import OutboxRow, enqueue

MEDIATING = (State.T2_MEDIATING, State.T4_DELEGATED)
PARTIES = ("consumer", "merchant")


@dataclass(frozen=True, slots=True)
class Came:
    """Whether a side came, and who."""

    side: str
    present: bool
    who: str = ""


def plan_sitting(
    *,
    case_id: int,
    actor: Actor,
    now: datetime,
    kind: str,
    mode: str,
    starts_at: datetime,
    place: str = "",
    link: str = "",
) -> Sitting:
    """Put a sitting on the calendar and tell both sides. Online: the link given, else a room on our own server."""
    with transaction.atomic():
        case = _mediating(case_id, actor, now)
        if starts_at <= now:
            raise Refused("date_past", _("Choose a moment in the future."), field="starts_at")
        public_id = uuid.uuid4()
        if mode == Mode.ONLINE and not (link or settings.MEETING_URL):
            raise Refused("no_link", _("Give the link of the meeting."), field="link")
        if mode == Mode.ON_SITE and not place:
            raise Refused("no_place", _("Say where it takes place."), field="place")
        sitting = Sitting.objects.create(
            public_id=public_id,
            case_id=case_id,
            kind=kind,
            mode=mode,
            starts_at=starts_at,
            place=place if mode == Mode.ON_SITE else "",
            link=(link or room_link(public_id)) if mode == Mode.ONLINE else "",
            planned_by_id=actor.person_id,
            planned_at=now,
        )
        _tell(sitting, case, "sitting_planned", now)
        _ask_for("sitting", sitting, case, now)
        return sitting


def move_sitting(*, sitting_id: int, actor: Actor, now: datetime, starts_at: datetime, place: str = "") -> Sitting:
    """Another time or place; calendars follow by the sequence number."""
    with transaction.atomic():
        sitting, case = _planned(sitting_id, actor, now)
        if starts_at <= now:
            raise Refused("date_past", _("Choose a moment in the future."), field="starts_at")
        sitting.starts_at, sitting.sequence = starts_at, sitting.sequence + 1
        if sitting.mode == Mode.ON_SITE:
            sitting.place = place or sitting.place
        sitting.save()
        _tell(sitting, case, "sitting_planned", now)
        return sitting


def cancel_sitting(*, sitting_id: int, actor: Actor, now: datetime) -> Sitting:
    """Taken off the calendar; both sides are told."""
    with transaction.atomic():
        sitting, case = _planned(sitting_id, actor, now)
        sitting.state, sitting.sequence = SittingState.CANCELLED, sitting.sequence + 1
        sitting.save()
        _tell(sitting, case, "sitting_cancelled", now)
        return sitting


def record_sitting(
    *,
    sitting_id: int,
    actor: Actor,
    now: datetime,
    attendance: tuple[Came, ...],
    minutes: str = "",
    rights_told: bool = False,
) -> CaseFacts:
    """It was held: who came, and for a round-table the joint record, which both sides then sign.

    "Platform only" contact ends with the first sitting (F9).
    """
    with transaction.atomic():
        sitting, case = _planned(sitting_id, actor, now)
        if minutes and sitting.kind != SittingKind.ROUND_TABLE:
            raise Refused(
                "no_joint_record", _("What one side says alone belongs into its compartment."), field="minutes"
            )
        sitting.state, sitting.held_at, sitting.minutes = SittingState.HELD, now, minutes
        sitting.rights_told = rights_told
        sitting.save()
        Attendance.objects.bulk_create(
            Attendance(sitting=sitting, side=came.side, present=came.present, who=came.who) for came in attendance
        )
        open_contact(complaint_id=case.complaint_id)
        if minutes:
            _ask_for("record", sitting, case, now)
        if case.state is not State.T2_MEDIATING:
            return case
        return perform(
            sitting.case_id,
            "sitting.hold",
            actor=actor,
            now=now,
            details={
                "sitting": str(sitting.public_id),
                "kind": sitting.kind,
                "came": [came.side for came in attendance if came.present],
            },
        )


def suspend(*, case_id: int, actor: Actor, now: datetime, until: date, latest: date | None, reason: str) -> CaseFacts:
    """Appraisal, illness, other proceedings: the time stands still until a day (令121 art. 23)."""
    details = {"until": end_of(until).isoformat()}
    if latest is not None:
        details["latest"] = end_of(latest).isoformat()
    return perform(case_id, "mediation.suspend", actor=actor, now=now, details=details, personal={"reason": reason})


def resume(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """What it waited for is there."""
    return perform(case_id, "mediation.resume", actor=actor, now=now)


def terminate(*, case_id: int, actor: Actor, now: datetime, code: str, reason: str) -> CaseFacts:
    """Without an agreement; the notice names the other ways of 消法 39."""
    return perform(
        case_id, "mediation.terminate", actor=actor, now=now, details={"code": code}, personal={"reason": reason}
    )


def room_link(public_id: uuid.UUID) -> str:
    """A room nobody can guess, on the configured server; nothing is recorded there."""
    return f"{settings.MEETING_URL}/{public_id.hex}"


def _mediating(case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """The locked case, if this actor leads its mediation. Raises Refused."""
    case = locked(case_id, "sitting.hold", now)
    if case.state not in MEDIATING:
        raise Refused("wrong_state", _("This is not possible at this point of the case."), who_may=(Who.MEDIATOR,))
    if not relations(actor, case) & {Who.MEDIATOR, Who.OFFICER}:
        raise Refused("not_your_turn", _("It is not your turn."), who_may=(Who.MEDIATOR, Who.OFFICER))
    return case


def _planned(sitting_id: int, actor: Actor, now: datetime) -> tuple[Sitting, CaseFacts]:
    case_id = Sitting.objects.values_list("case_id", flat=True).get(pk=sitting_id)
    case = _mediating(case_id, actor, now)
    sitting = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting_id)
    if sitting.state != SittingState.PLANNED:
        raise Refused("not_planned", _("This sitting is over or was cancelled."))
    return sitting, case


def _ask_for(kind: str, sitting: Sitting, case: CaseFacts, now: datetime) -> None:
    """A paper about this sitting: 调解通知书 before it, 调解笔录 after a round-table."""
    PaperRequest.objects.create(case_id=case.id, kind=kind, event_seq=case.seq, subject_id=sitting.pk, asked_at=now)


def _tell(sitting: Sitting, case: CaseFacts, template: str, now: datetime) -> None:
    rows = [
        OutboxRow(
            template=template,
            audience=audience,
            idempotency_key=f"sitting:{sitting.pk}:{sitting.sequence}:{template}:{audience}",
            case_id=case.id,
            event_seq=case.seq,
            context={"number": case.number, "url": f"{settings.PUBLIC_URL}/c/{case.public_id}/",
                     "sitting": str(sitting.public_id), "starts_at": sitting.starts_at.isoformat(),
                     "place": sitting.place, "online": sitting.mode == Mode.ONLINE},
        )
        for audience in (*PARTIES, "mediator")
    ]  # fmt: skip
    enqueue(rows, now=now)
