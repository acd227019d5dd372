"""Disposal when the time is over; holds that keep a case longer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, ActorKind
from accounts.personal_data.erasure import blank
from complaints.lifecycle.facts import Refused
from complaints.models import Case, Complaint, Disposal, HoldReason, RetentionHold
from complaints.queries import visible_to
from complaints.retention.queries import closed_before, shortest, verdicts
from complaints.retention.rules import Verdict
from complaints.retention.tables import case_tables
from documents.disposal import remove_files

#: What lists show in place of a title: data like the title itself, so in one language.
GONE = "保管期满，内容已处置"
#: In one run: a wrong rule cannot empty the house overnight.
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Coming:
    """A complaint whose time is over or will be at the moment asked about."""

    complaint_id: int
    verdict: Verdict


def coming(*, now: datetime, limit: int = MOST_AT_ONCE) -> list[Coming]:
    """Complaints whose time is over at `now`, the oldest first, those on hold included."""
    found: list[Coming] = []
    ids = list(closed_before(shortest(now)).values_list("pk", flat=True))
    for start in range(0, len(ids), MOST_AT_ONCE):
        batch = ids[start : start + MOST_AT_ONCE]
        answers = verdicts(batch, now)
        over = [Coming(pk, answers[pk]) for pk in batch if (end := answers[pk].ends) is not None and end <= now]
        found += over
        if sum(each.verdict.is_due(now) for each in found) >= limit:
            break
    return found


def dispose_of_due(*, now: datetime, limit: int = MOST_AT_ONCE) -> int:
    """Dispose of whatever is due, each complaint in a transaction of its own; how many. Twice is as good as once."""
    done = 0
    for each in coming(now=now, limit=limit):
        if each.verdict.is_due(now) and done < limit and dispose(each.complaint_id, now=now):
            done += 1
    return done


def dispose(complaint_id: int, *, now: datetime) -> Disposal | None:
    """Empty one complaint of what names people; None when its time is not over, something holds it, or it is done.

    Events stay and still verify: they hold commitments. Amounts, days, places and outcomes stay for the figures.
    """
    with transaction.atomic():
        complaint = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint_id)
        case_ids = list(
            Case.objects.select_for_update(of=("self",)).filter(complaint=complaint).order_by("pk").values_list(
                "pk", flat=True
            )
        )  # fmt: skip
        answer = verdicts([complaint_id], now)[complaint_id]
        if not answer.is_due(now) or answer.rule is None or Disposal.objects.filter(complaint=complaint).exists():
            return None
        rows: dict[str, int] = {"files of papers": remove_files(case_ids)}
        for table in case_tables():
            found = table.of(complaint_id, case_ids)
            if table.ending == "delete":
                rows[table.model] = found.delete()[0]
            elif table.ending == "blank":
                rows[table.model] = rows.get(table.model, 0) + blank(found, now)
        Complaint.objects.filter(pk=complaint_id).update(user=None, title=GONE)  # nobody's any more
        rule = answer.rule
        return Disposal.objects.create(
            complaint=complaint, at=now, rule=rule.name, years=rule.value, source=rule.source,
            rows={name: count for name, count in rows.items() if count},
        )  # fmt: skip


def place_hold(*, case_id: int, reason: str, actor: Actor, now: datetime) -> RetentionHold:
    """Keep a case beyond its time. Raises Refused (not_your_turn, held_already, gone)."""
    case = _officers_case(case_id, actor)
    if Disposal.objects.filter(complaint_id=case.complaint_id).exists():
        raise Refused("gone", _("What named people in this case is gone already."))
    try:
        with transaction.atomic():
            return RetentionHold.objects.create(
                case=case, reason=HoldReason(reason), placed_by_id=actor.person_id, placed_at=now
            )
    except IntegrityError:
        raise Refused("held_already", _("It is kept for this reason already."), field="reason") from None


def lift_hold(*, public_id: uuid.UUID, actor: Actor, now: datetime) -> None:
    """The reason is gone. Raises RetentionHold.DoesNotExist, Refused (not_your_turn, ended)."""
    with transaction.atomic():
        hold = RetentionHold.objects.select_for_update(of=("self",)).get(public_id=public_id)
        _officers_case(hold.case_id, actor)
        if hold.lifted_at is not None:
            raise Refused("ended", _("This hold is lifted already."))
        hold.lifted_at, hold.lifted_by_id = now, actor.person_id
        hold.save(update_fields=["lifted_at", "lifted_by"])


def _officers_case(case_id: int, actor: Actor) -> Case:
    case = visible_to(actor).filter(pk=case_id).first() if actor.kind is ActorKind.OFFICER else None
    if case is None:
        raise Refused("not_your_turn", _("It is not your turn."))
    return case
