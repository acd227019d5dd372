"""Try again, another channel, or how it arrived after all; where that is the rule, a case goes on from there."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.clocks.calendar import local_day
from complaints.joining import letters
from complaints.lifecycle.facts import Refused
from complaints.lifecycle.perform import locked
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import Who
from complaints.models import Case, LetterDelivery
from mediation.undelivered.queries import is_by_letter
from notices.models import Channel, Outbox, Proof, Way
from notices.resending import record_proof, resend, send_by


def try_again(*, notice_id: int, actor: Actor, now: datetime) -> None:
    """By the same channels. Raises Refused when that was done a moment ago."""
    with transaction.atomic():
        _own(notice_id, actor, now)
        if not resend(notice_id=notice_id, actor=actor, now=now):
            raise Refused("tried_now", _("It was sent again within the last ten minutes, or has arrived meanwhile."))


def by_channel(*, notice_id: int, channel: Channel, actor: Actor, now: datetime) -> None:
    """By another channel. Raises Refused when nobody can be reached there."""
    with transaction.atomic():
        _own(notice_id, actor, now)
        if not send_by(notice_id=notice_id, channel=channel, actor=actor, now=now):
            raise Refused("no_address", _("Nobody can be reached by this channel."), field="channel")


def prove(
    *, notice_id: int, way: Way, on: date, taken_by: str, actor: Actor, now: datetime, number: str = "",
    address: str = "",
) -> Proof:  # fmt: skip
    """Record how the addressee was reached.

    A letter to a merchant that has not joined is entered in the ledger of letters, and proves the notice from which
    its time to answer runs: the case goes on by `notice.prove`, nowhere else. Raises Refused.
    """
    with transaction.atomic():
        notice, case = _own(notice_id, actor, now)
        if on > local_day(now):
            raise Refused("date_future", _("This date is in the future. It must be today or earlier"), field="on")
        if is_by_letter(notice, case):
            if way is not Way.LETTER:
                raise Refused(
                    "letter_needed", _("A merchant that has not joined is reached by letter: only that proves it."),
                    field="way",
                )  # fmt: skip
            _in_the_ledger(case, on, number, address, taken_by, actor, now)
        proof = record_proof(
            notice_id=notice_id, way=way, on=on, taken_by=taken_by, number=number, actor=actor, now=now
        )
        if proof is None:
            raise Refused("arrived", _("It has arrived meanwhile, or that is recorded already."))
        return proof


def _in_the_ledger(
    case: Case, on: date, number: str, address: str, taken_by: str, actor: Actor, now: datetime
) -> None:  # fmt: skip
    """The open letter of the case was delivered, or one that was posted and is entered now."""
    letter = LetterDelivery.objects.filter(case=case, delivered_on=None, returned_on=None).first()
    if letter is None:
        if not address.strip():
            raise Refused("no_address", _("Fill in the address on the letter"), field="address")
        letter = letters.post(case_id=case.pk, actor=actor, now=now, address=address, posted_on=on, number=number)
    letters.deliver(public_id=letter.public_id, actor=actor, now=now, delivered_on=on, signed_by=taken_by)


def _own(notice_id: int, actor: Actor, now: datetime) -> tuple[Outbox, Case]:
    """The notice and its case, the case locked first; Refused unless the actor's body handles the case."""
    notice = Outbox.objects.get(pk=notice_id)
    facts = locked(notice.case_id or 0, "notice.prove", now)
    if Who.OFFICER not in relations(actor, facts):
        raise Refused("not_your_case", _("Only who handles the case does this."), (Who.OFFICER,))
    return notice, Case.objects.select_related("merchant", "store").get(pk=facts.id)
