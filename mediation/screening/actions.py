"""What an officer does with a complaint that came in. Each moves the case by the table; words of people are sealed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import perform
from complaints.models import Case, Complainant
from merchants.matching import learn_alias
from merchants.models import Merchant


def pass_on(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """Nothing speaks against it: to the merchant at once."""
    return perform(case_id, "screen.pass", actor=actor, now=now)


def ask_for_information(*, case_id: int, actor: Actor, now: datetime, question: str) -> CaseFacts:
    """All that is missing, asked at once (补正)."""
    return perform(case_id, "screen.ask_info", actor=actor, now=now, personal={"question": question})


def refuse(*, case_id: int, actor: Actor, now: datetime, code: str, reason: str) -> CaseFacts:
    """Not accepted, with its ground; the paper names the other ways (消法 39) and the review."""
    return perform(case_id, "screen.refuse", actor=actor, now=now, details={"code": code}, personal={"reason": reason})


def merge(*, case_id: int, actor: Actor, now: datetime, into: Case) -> CaseFacts:
    """The same matter as another case: both numbers stay alive."""
    return perform(
        case_id, "screen.merge", actor=actor, now=now, details={"into_case_id": into.pk, "into_number": into.number}
    )


def send_out(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """No body of this platform has jurisdiction: sent to the other area, against a receipt."""
    return perform(case_id, "screen.send_out", actor=actor, now=now)


def record_receipt(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """The other area has taken it over."""
    return perform(case_id, "sent_out.receipt", actor=actor, now=now)


def uphold_refusal(*, case_id: int, actor: Actor, now: datetime, reason: str) -> CaseFacts:
    """After review the refusal stays."""
    return perform(case_id, "review.uphold", actor=actor, now=now, personal={"reason": reason})


def overturn_refusal(*, case_id: int, actor: Actor, now: datetime, reason: str) -> CaseFacts:
    """After review the case is taken up."""
    return perform(case_id, "review.overturn", actor=actor, now=now, personal={"reason": reason})


def bind_merchant(*, case_id: int, actor: Actor, now: datetime, merchant: Merchant) -> CaseFacts:
    """The respondent is this merchant of the directory (M3): to its desk if it has joined, by letter if not.

    The name the consumer used is learned: the next one who uses it finds the merchant.
    """
    with transaction.atomic():
        case = perform(
            case_id,
            "merchant.bind",
            actor=actor,
            now=now,
            details={"merchant_id": merchant.pk, "joined": merchant.has_joined},
        )
        used = Case.objects.values_list("respondent_name", flat=True).get(pk=case_id)
        learn_alias(merchant_id=merchant.pk, text=used, actor=actor, now=now)
        return case


def prove_notice(*, case_id: int, actor: Actor, now: datetime, proof: str) -> CaseFacts:
    """The letter has arrived, with proof: only now the merchant's time runs; undelivered is never silent."""
    return perform(case_id, "notice.prove", actor=actor, now=now, personal={"proof": proof})


def verify_identity(
    *, case_id: int, actor: Actor, now: datetime, name: str, id_number: str, address: str = ""
) -> CaseFacts:
    """At the counter: the document lay before the officer; number and moment are sealed (实施条例 46).

    Raises Refused when the name on the document is not the complainant's.
    """
    with transaction.atomic():
        case = perform(case_id, "identity.verify", actor=actor, now=now)
        person = Complainant.objects.select_for_update(of=("self",)).get(complaint_id=case.complaint_id)
        if person.name.strip() != name.strip():
            raise Refused("other_name", _("The name on the document is not the complainant's."), field="name")
        person.id_number, person.address = id_number, address or person.address
        person.identity_verified_at, person.identity_verified_by_id = now, actor.user_id
        person.save()
        return case


def clear_pressure(*, case_id: int, actor: Actor, now: datetime, found: str) -> CaseFacts:
    """An officer has looked into the pressure: the consumer can decide freely again."""
    return perform(case_id, "pressure.clear", actor=actor, now=now, personal={"found": found})
