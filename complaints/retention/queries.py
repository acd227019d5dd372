"""Which complaints come to the end of their time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet

from accounts.actors import Actor
from accounts.switchboard import fact
from complaints.clocks.queries import load_holidays, load_rule_sets
from complaints.clocks.rules import RuleName
from complaints.models import Case, Complaint, Disposal, RetentionHold
from complaints.queries import visible_to
from complaints.retention.rules import KeptCase, Verdict, verdict


def closed_before(moment: datetime, *, actor: Actor | None = None) -> QuerySet[Complaint]:
    """Complaints whose last case was closed before a moment and that are still whole, the oldest first."""
    cases = Case.objects.filter(complaint=OuterRef("pk"))
    found = Complaint.objects.filter(~Exists(cases.filter(closed_at=None)), Exists(cases), disposal=None)
    if actor is not None:
        found = found.filter(Exists(visible_to(actor).filter(complaint=OuterRef("pk"))))
    return found.alias(last=Max("cases__closed_at")).filter(last__lt=moment).order_by("last", "pk")


def shortest(now: datetime) -> datetime:
    """Whoever was closed after this cannot be due, by any rule set there is."""
    names = (RuleName.RETENTION_TALKS, RuleName.RETENTION_FILE)
    years = [rules.rules[name].value for rules in load_rule_sets() for name in names if name in rules.rules]
    return now - timedelta(days=365 * min(years)) if years else datetime.min.replace(tzinfo=UTC)


def verdicts(complaint_ids: Collection[int], now: datetime) -> dict[int, Verdict]:
    """Complaint -> when it may go, and what keeps it; three queries and those of other floors for the whole batch."""
    rule_sets = {rules.id: rules for rules in load_rule_sets()}
    rows = list(
        Case.objects.filter(complaint_id__in=complaint_ids)
        .order_by("complaint_id", "pk")
        .values_list("complaint_id", "pk", "tier", "closed_at", "rule_set_id")
    )
    holds = holds_of([row[1] for row in rows], now)
    by_complaint: defaultdict[int, list[KeptCase]] = defaultdict(list)
    for complaint_id, case_id, tier, closed_at, rule_set_id in rows:
        kept = KeptCase(case_id, tier, closed_at, rule_sets[rule_set_id], tuple(holds.get(case_id, ())))
        by_complaint[complaint_id].append(kept)
    holidays = load_holidays()
    return {complaint_id: verdict(cases, holidays) for complaint_id, cases in by_complaint.items()}


def holds_of(case_ids: Sequence[int], now: datetime) -> dict[int, list[str]]:
    """What keeps each case longer: holds that somebody placed, and what other floors say."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    placed = RetentionHold.objects.filter(case_id__in=case_ids, lifted_at=None).order_by("pk")
    for case_id, reason in placed.values_list("case_id", "reason"):
        found[case_id].append(reason)
    for case_id, reasons in fact("retention.holds")(case_ids, now).items():
        found[case_id] += reasons
    return dict(found)


def disposals() -> QuerySet[Disposal]:
    """What is gone, latest first."""
    return Disposal.objects.order_by("-at", "-id")
