"""Undelivered notices and returned letters of a body's own cases: a fixed number of queries, no address opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from accounts.actors import Actor
from complaints.joining.codes import UNJOINED
from complaints.lifecycle.states import Holder
from complaints.models import Case, LetterDelivery
from mediation.desk.queries import desk_cases
from notices.channels import usable_channels
from notices.ladder import LADDER
from notices.models import Channel, Delivery, DeliveryStatus, Outbox
from notices.queries import failed
from notices.recipients import recipients_of
from notices.texts import words_of


@dataclass(frozen=True, slots=True)
class Tried:
    """One channel that refused: where to, masked, why, and how often."""

    channel: str
    address: str
    why: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Row:
    """A notice as the list shows it."""

    notice: Outbox
    case: Case
    subject: str
    audience: str
    tried: list[Tried]
    others: list[tuple[str, str]]  # channels with an address that have not refused
    by_letter: bool  # its merchant has not joined: the time to answer runs from a proven letter


def notices_of(actor: Actor) -> QuerySet[Outbox]:
    """Failed notices of the cases the officer's own body handles."""
    tried = Delivery.objects.exclude(channel=Channel.IN_APP).defer("address").order_by("id")
    return failed(desk_cases(actor).values("pk")).prefetch_related(Prefetch("deliveries", tried, to_attr="tried"))


def shown(notices: Sequence[Outbox], now: datetime) -> list[Row]:
    """The rows of a page."""
    cases = Case.objects.select_related("complaint").in_bulk({notice.case_id for notice in notices if notice.case_id})
    people = recipients_of(notices, now) if notices else {}
    usable, words = usable_channels(), audiences()
    rows = []
    for notice in notices:
        case = cases[notice.case_id or 0]
        refused = [row for row in notice.tried if row.status == DeliveryStatus.FAILED]  # type: ignore[attr-defined]
        open_ = [
            channel
            for channel in LADDER
            if channel in usable
            and channel not in {row.channel for row in refused}
            and any(person.address(channel) for person in people[notice.pk])
        ]
        rows.append(
            Row(
                notice, case, words_of(notice, Channel.IN_APP).subject,
                str(words.get(notice.audience, "")),
                [Tried(r.get_channel_display(), r.address_masked, r.failed_reason, r.attempts) for r in refused],
                [(channel.value, str(channel.label)) for channel in open_],
                is_by_letter(notice, case),
            )
        )  # fmt: skip
    return rows


def is_by_letter(notice: Outbox, case: Case) -> bool:
    """Whether a letter proves the notice from which the merchant's time to answer runs."""
    return notice.audience == "merchant" and case.state in UNJOINED


def returned_letters(actor: Actor) -> QuerySet[Case]:
    """Cases whose merchant is still to be reached, and whose last letter came back; the most urgent first."""
    last = LetterDelivery.objects.filter(case_id=OuterRef("pk")).order_by("-posted_on", "-id")
    return (
        desk_cases(actor)
        .filter(state__in=[state.value for state in UNJOINED])
        .annotate(
            returned_on=Subquery(last.values("returned_on")[:1]),
            return_reason=Subquery(last.values("return_reason")[:1]),
            letter_number=Subquery(last.values("number")[:1]),
        )
        .filter(returned_on__isnull=False)
        .select_related("complaint", "merchant")
        .order_by("next_due", "pk")
    )


def audiences() -> Mapping[str, object]:
    """Whom a notice was for, in words."""
    return {holder.value: holder.label for holder in Holder}
