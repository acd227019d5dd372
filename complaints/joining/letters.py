"""A letter on its way: posted, delivered with proof, or returned with a reason. Undelivered is never silent (M5)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.clocks.calendar import local_day
from complaints.joining.codes import UNJOINED
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import locked, perform
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import State, Who
from complaints.models import LetterDelivery


def _officers_case(case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    case = locked(case_id, "notice.prove", now)
    if Who.OFFICER not in relations(actor, case):
        raise Refused("not_your_turn", _("It is not your turn."), (Who.OFFICER,))
    return case


def post(
    *, case_id: int, actor: Actor, now: datetime, address: str, posted_on: date, number: str = ""
) -> LetterDelivery:
    """The letter was posted. Raises Refused when the merchant has joined or a letter is on its way already."""
    with transaction.atomic():
        case = _officers_case(case_id, actor, now)
        if case.state not in UNJOINED:
            raise Refused("wrong_state", _("The merchant need not be reached by letter any more."))
        if posted_on > local_day(now):
            raise Refused(
                "date_future", _("This date is in the future. It must be today or earlier"), field="posted_on"
            )
        try:
            with transaction.atomic():
                return LetterDelivery.objects.create(
                    case_id=case_id, address=address, number=number, posted_on=posted_on,
                    posted_by_id=actor.person_id, recorded_at=now,
                )  # fmt: skip
        except IntegrityError:
            raise Refused("on_its_way", _("A letter is on its way already: record first what became of it.")) from None


def _open_letter(public_id: uuid.UUID, on: date, actor: Actor, now: datetime, field: str) -> LetterDelivery:
    """The letter, its case locked first; Refused when it has ended or the day does not fit."""
    letter = LetterDelivery.objects.get(public_id=public_id)
    _officers_case(letter.case_id, actor, now)
    letter.refresh_from_db()
    if letter.delivered_on is not None or letter.returned_on is not None:
        raise Refused("ended", _("What became of this letter is recorded already."))
    if not letter.posted_on <= on <= local_day(now):
        raise Refused("date_off", _("The day lies before the posting or in the future."), field=field)
    return letter


def deliver(*, public_id: uuid.UUID, actor: Actor, now: datetime, delivered_on: date, signed_by: str) -> CaseFacts:
    """Delivery is proven: from now on the merchant has its time to answer."""
    with transaction.atomic():
        letter = _open_letter(public_id, delivered_on, actor, now, "delivered_on")
        letter.delivered_on, letter.signed_by, letter.closed_by_id = delivered_on, signed_by, actor.person_id
        letter.save(update_fields=["delivered_on", "signed_by", "closed_by"])
        case = locked(letter.case_id, "notice.prove", now)
        if case.state is not State.T1_UNJOINED:  # proven before, or joined meanwhile
            return case
        details = {"letter": letter.number, "delivered_on": delivered_on.isoformat()}
        return perform(letter.case_id, "notice.prove", actor=actor, now=now, details=details)


def return_letter(
    *, public_id: uuid.UUID, actor: Actor, now: datetime, returned_on: date, return_reason: str
) -> LetterDelivery:
    """It came back: nothing is proven, another letter can be sent, elsewhere perhaps."""
    with transaction.atomic():
        letter = _open_letter(public_id, returned_on, actor, now, "returned_on")
        letter.returned_on, letter.return_reason, letter.closed_by_id = returned_on, return_reason, actor.person_id
        letter.save(update_fields=["returned_on", "return_reason", "closed_by"])
        return letter
