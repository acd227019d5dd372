"""What a publication asks of a case: its own identifiers to hide, and what was tried to reach the merchant."""

from __future__ import annotations

from complaints.models import Case
from disclosure.desensitise import Known
from merchants.models import MerchantMembership
from notices.models import Delivery, DeliveryStatus

SILENT = ("merchant.silent", "unjoined.silent")


def known_of(case: Case) -> Known:
    """The case's own facts: hidden in any spelling; the merchant's names stay readable."""
    person = case.complaint.complainant
    team = MerchantMembership.objects.filter(merchant_id=case.merchant_id or 0).values_list(
        "user__display_name", flat=True
    )
    merchant = case.merchant
    names = [case.respondent_name, *([merchant.name] if merchant else [])]
    if merchant:
        names += list(merchant.aliases.values_list("text", flat=True))
        names += list(merchant.stores.values_list("name", flat=True))
    return Known(
        complainant=_given(person.name),
        persons=tuple(name for name in team.values_list("user__display_name", flat=True) if name),
        phones=_given(person.phone),
        emails=_given(person.email),
        id_numbers=_given(person.id_number),
        numbers=_given(person.order_number),
        addresses=_given(person.address),
        merchants=tuple(dict.fromkeys(name for name in names if name)),
    )


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def was_silent(case: Case) -> bool:
    """Its time ran out without an answer: an event says so."""
    return case.events.filter(action__in=SILENT).exists()


def attempts_to_reach(case: Case) -> int:
    """How often the merchant was written to: messages sent to it, and a letter whose delivery is proven."""
    sent = Delivery.objects.filter(
        outbox__case_id=case.pk, outbox__audience="merchant", status=DeliveryStatus.SENT
    ).values("outbox_id")
    return sent.distinct().count() + (1 if case.notice_proven_at else 0)
