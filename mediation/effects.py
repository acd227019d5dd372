"""What a move of a case adds on this floor, inside `commit`: rows of our own, one INSERT for a whole batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.facts import Decision
from mediation.models import (
    Appointment,
    Assignment,
    ConfirmationPack,
    CourtKit,
    MediatedAgreement,
    PackPaper,
    PanelMember,
    PaperRequest,
    Referral,
)
from mediation.models.confirmation import PackPaperKind
from mediation.models.court import KitReason
from mediation.models.panel import EndReason
from mediation.models.referral import ReferralKind

Effect = Callable[[Sequence[Decision], datetime], None]


def assignment(decisions: Sequence[Decision], now: datetime) -> None:
    """Which body got the case and why; its mediator, if it had one, is no longer appointed."""
    Assignment.objects.bulk_create(
        Assignment(
            case_id=d.before.id,
            organisation_id=d.after.body_id,
            reason=d.after.body_reason,
            at=now,
            event_seq=d.after.seq,
        )
        for d in decisions
        if d.after.body_id is not None
    )
    moved = [d.before.id for d in decisions if d.before.mediator_id is not None and d.after.mediator_id is None]
    if moved:
        Appointment.objects.filter(case_id__in=moved, ended_at=None).update(ended_at=now, why=EndReason.REPLACED)


def appointment(decisions: Sequence[Decision], now: datetime) -> None:
    """Who mediates from now on, with what was checked before."""
    members = dict(
        PanelMember.objects.filter(user_id__in={d.after.mediator_id for d in decisions}).values_list("user_id", "pk")
    )
    ids = [d.before.id for d in decisions]
    Appointment.objects.filter(case_id__in=ids, ended_at=None).update(ended_at=now, why=EndReason.REPLACED)
    Appointment.objects.bulk_create(
        Appointment(
            case_id=d.before.id,
            member_id=members[d.after.mediator_id],
            event_seq=d.after.seq,
            at=now,
            checks=d.command.details.get("checks", {}),
        )
        for d in decisions
        if d.after.mediator_id in members
    )


def dismissal(decisions: Sequence[Decision], now: datetime) -> None:
    """A party objected, or the mediator stepped down: remembered, so that the same person does not come back."""
    for why, action in ((EndReason.CHALLENGED, "mediator.challenge"), (EndReason.STEPPED_DOWN, "mediator.step_down")):
        cases = [d.before.id for d in decisions if d.command.action == action]
        if cases:
            Appointment.objects.filter(case_id__in=cases, ended_at=None).update(ended_at=now, why=why)


def referral(decisions: Sequence[Decision], now: datetime) -> None:
    """What is asked of the department; the words came with the command and lie only here and sealed in the event."""
    Referral.objects.bulk_create(
        Referral(
            case_id=d.before.id,
            department_id=d.after.department_id,
            from_body_id=d.after.body_id,
            kind=d.command.details.get("kind", ReferralKind.REFLECTION),
            question=d.command.personal.get("question", ""),
            event_seq=d.after.seq,
            sent_at=now,
            sent_by_id=d.command.actor_id,
            receipt_due=d.start[0].due,
        )
        for d in decisions
        if d.after.department_id is not None
    )


def referral_deadline(decisions: Sequence[Decision], now: datetime) -> None:
    """A corrected deadline of a department's receipt, on the referral too, which its desk and its link show."""
    moved: defaultdict[str, list[int]] = defaultdict(list)
    for d in decisions:
        for move in d.event["moved"]:
            if move["clock"] == ClockKind.REFERRAL_RECEIPT:
                moved[move["to"]].append(d.before.id)
    for due, case_ids in moved.items():
        waiting = Referral.objects.filter(case_id__in=case_ids, receipted_at=None, returned_at=None, result_at=None)
        waiting.update(receipt_due=datetime.fromisoformat(due))


def confirmation_pack(decisions: Sequence[Decision], now: datetime) -> None:
    """A pack with its checklist, about the agreement in force."""
    agreements = dict(
        MediatedAgreement.objects.filter(case_id__in=[d.before.id for d in decisions], effective_at__isnull=False)
        .order_by("effective_at")
        .values_list("case_id", "pk")
    )
    packs = ConfirmationPack.objects.bulk_create(
        ConfirmationPack(
            case_id=d.before.id,
            event_seq=d.after.seq,
            agreement_id=agreements.get(d.before.id),
            court_id=d.after.court_id,
            body_id=d.after.body_id,
            prepared_at=now,
        )
        for d in decisions
        if d.after.court_id is not None and d.after.body_id is not None
    )
    PackPaper.objects.bulk_create(PackPaper(pack=pack, kind=kind) for pack in packs for kind in PackPaperKind.values)
    _request("confirmation", decisions, now)


def court_kit(decisions: Sequence[Decision], now: datetime) -> None:
    """The papers of one side alone, made by the papers task."""
    CourtKit.objects.bulk_create(
        CourtKit(case_id=d.before.id, event_seq=d.after.seq, reason=_kit_reason(d), made_at=now) for d in decisions
    )
    _request("court_kit", decisions, now)


def _kit_reason(decision: Decision) -> KitReason:
    if decision.command.action == "support.decide":
        return KitReason.SUPPORT
    return KitReason.BREACH if decision.command.action.startswith("duty.") else KitReason.FAILED


def _request(kind: str, decisions: Sequence[Decision], now: datetime) -> None:
    PaperRequest.objects.bulk_create(
        PaperRequest(case_id=d.before.id, kind=kind, event_seq=d.after.seq, asked_at=now) for d in decisions
    )


def _paper(kind: str) -> Effect:
    def ask(decisions: Sequence[Decision], now: datetime) -> None:
        _request(kind, decisions, now)

    ask.__doc__ = f"A paper of kind {kind!r} is asked for."
    return ask


acceptance_paper = _paper("acceptance")
refusal_paper = _paper("refusal")
extension_paper = _paper("extension")
agreement_paper = _paper("agreement")
termination_paper = _paper("termination")
reconciliation_paper = _paper("reconciliation")
claim_letter = _paper("claim_letter")
