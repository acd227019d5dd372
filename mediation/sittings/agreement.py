"""The agreement: drafted from the demand lines, signed by both sides and the mediator, then in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.clocks.calendar import end_of, local_day
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import locked, perform
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import State, Who
from complaints.models import Complainant
from mediation.acceptance.actions import open_contact
from mediation.models import AgreementLine, MediatedAgreement, PaperRequest, Signature, SignatureMark, Sitting
from mediation.models.signature import How, Side, Signed
from mediation.sittings.signing import Mark, keep_mark, minutes_sha256, terms_sha256

DRAFTING = (State.T2_MEDIATING, State.T4_DELEGATED)
# 人民调解法 29, 31; DOMAIN 8: what every agreement says about itself
EFFECT = (
    "本协议自双方当事人、调解员签名之日起生效，对双方当事人具有约束力，双方应当按照约定履行。"
    "依法可以申请司法确认的，双方可以自协议生效之日起三十日内共同向人民法院提出。"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One duty. Money in fen; without a day nobody could call it broken."""

    kind: str
    title: str
    due_on: date
    amount_fen: int | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What the agreement says before its lines: the law demands all of it (人民调解法 29), the form asks for it."""

    facts: str
    points: str = ""
    place: str = ""
    representative: str = ""
    agent: str = ""
    consumer_address: str = ""


def draft_agreement(
    *, case_id: int, actor: Actor, now: datetime, matter: Matter, terms: Sequence[Term], effect: str = EFFECT
) -> MediatedAgreement:
    """Write the draft, or replace the one that lies there: its signatures count no more. Raises Refused."""
    with transaction.atomic():
        case = locked(case_id, "mediation.agree", now)
        if Who.MEDIATOR not in relations(actor, case):
            raise Refused("not_your_turn", _("It is not your turn."), who_may=(Who.MEDIATOR,))
        if case.state not in DRAFTING:
            raise Refused("wrong_state", _("This is not possible at this point of the case."), who_may=(Who.MEDIATOR,))
        _check_terms(terms, now)
        MediatedAgreement.objects.filter(case_id=case_id, effective_at=None, dropped_at=None).update(dropped_at=now)
        if matter.consumer_address:
            _keep_address(case.complaint_id, matter.consumer_address)
        agreement = MediatedAgreement.objects.create(
            case_id=case_id,
            facts=matter.facts,
            points=matter.points,
            place=matter.place,
            representative=matter.representative,
            agent=matter.agent,
            effect=effect,
            total_fen=sum(term.amount_fen or 0 for term in terms),
            drafted_by_id=actor.person_id,
            drafted_at=now,
        )
        AgreementLine.objects.bulk_create(
            AgreementLine(
                agreement=agreement,
                position=position,
                kind=term.kind,
                title=term.title,
                amount_fen=term.amount_fen,
                due_on=term.due_on,
                way=term.way,
            )
            for position, term in enumerate(terms, start=1)
        )
        return agreement


def _keep_address(complaint_id: int, address: str) -> None:
    """A court wants to know where the parties live; the consumer's address is sealed with the rest of the person."""
    person = Complainant.objects.select_for_update(of=("self",)).get(complaint_id=complaint_id)
    person.address = address
    person.save(update_fields=["address"])


def _check_terms(terms: Sequence[Term], now: datetime) -> None:
    if not terms:
        raise Refused("no_terms", _("An agreement has at least one line."), field="lines")
    for term in terms:
        if term.due_on < local_day(now):
            raise Refused("date_past", _("Choose a day that has not passed."), field="lines")


def sign_agreement(
    *,
    agreement_id: int,
    actor: Actor,
    now: datetime,
    how: str = How.ON_SCREEN.value,
    side: str = "",
    mark: Mark | None = None,
) -> Signature:
    """Put one side's name under the draft. The mediator also enters what was signed on paper. Raises Refused.

    `mark`: what it looks like on the screen; it is placed in the paper.
    """
    with transaction.atomic():
        agreement = _draft(agreement_id)
        case = locked(agreement.case_id, "mediation.agree", now)
        if case.state not in DRAFTING:
            raise Refused("wrong_state", _("This is not possible at this point of the case."))
        who = signing_side(actor, case, side, how)
        signature, _made = Signature.objects.get_or_create(
            signed=Signed.AGREEMENT,
            subject_id=agreement.pk,
            side=who,
            how=how,
            defaults={"case_id": case.id, "by_id": actor.person_id, "at": now},
        )
        if mark is not None and how == How.ON_SCREEN:
            keep_mark(signature, mark, terms_sha256(agreement))
        return signature


def signing_side(actor: Actor, case: CaseFacts, side: str, how: str) -> str:
    """For whom the actor signs: a party for itself; the mediator for itself, or for a party on paper only."""
    mine = relations(actor, case)
    if Who.MEDIATOR in mine and (side in ("", Side.MEDIATOR) or how != How.ON_SCREEN):
        return side or Side.MEDIATOR.value
    for who in (Who.CONSUMER, Who.MERCHANT):
        if who in mine and side in ("", who.value):
            return who.value
    raise Refused("not_your_signature", _("Nobody signs for somebody else."), field="side")


def missing_signatures(signed: Signed, subject_id: int, sides: Iterable[str] = Side.values) -> list[str]:
    """The sides that have not signed yet, in order."""
    there = set(Signature.objects.filter(signed=signed, subject_id=subject_id).values_list("side", flat=True))
    return [side for side in sides if side not in there]


def agree(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """All have signed: the agreement is in force, its lines become duties, the paper is made. Raises Refused."""
    with transaction.atomic():
        case = locked(case_id, "mediation.agree", now)
        agreement = (
            MediatedAgreement.objects.select_for_update(of=("self",))
            .filter(case_id=case_id, effective_at=None, dropped_at=None)
            .first()
        )
        if agreement is None:
            raise Refused("no_draft", _("There is no draft of an agreement yet."), who_may=(Who.MEDIATOR,))
        missing = missing_signatures(Signed.AGREEMENT, agreement.pk)
        if missing:
            names = _(", ").join(str(Side(side).label) for side in missing)
            raise Refused("unsigned", _("Not signed yet: %(sides)s.") % {"sides": names}, who_may=(Who.MEDIATOR,))
        lines = list(agreement.lines.all())
        action = "delegated.agree" if case.state is State.T4_DELEGATED else "mediation.agree"
        moved = perform(
            case_id,
            action,
            actor=actor,
            now=now,
            details={
                "due": end_of(min(line.due_on for line in lines)).isoformat(),
                "agreed_fen": agreement.total_fen or None,
                "agreement_id": agreement.pk,
                "terms": [_term(line) for line in lines],
            },
        )
        agreement.effective_at, agreement.event_seq = now, moved.seq
        agreement.save(update_fields=["effective_at", "event_seq"])
        open_contact(complaint_id=moved.complaint_id)
        return moved


def _term(line: AgreementLine) -> dict[str, object]:
    return {
        "kind": line.kind,
        "title": line.title,
        "amount_fen": line.amount_fen,
        "due_on": line.due_on.isoformat(),
    }


def _draft(agreement_id: int) -> MediatedAgreement:
    agreement = MediatedAgreement.objects.filter(pk=agreement_id, effective_at=None, dropped_at=None).first()
    if agreement is None:
        raise Refused("no_draft", _("This draft was replaced, or the agreement is in force already."))
    return agreement


def sign_record(
    *,
    sitting_id: int,
    actor: Actor,
    now: datetime,
    how: str = How.ON_SCREEN.value,
    side: str = "",
    mark: Mark | None = None,
) -> Signature:
    """Put one side's name under the joint record of a round-table. Raises Refused where there is none."""
    with transaction.atomic():
        sitting = Sitting.objects.get(pk=sitting_id)
        if not sitting.minutes:
            raise Refused("no_record", _("There is no joint record to sign."))
        case = locked(sitting.case_id, "", now)
        signature, _made = Signature.objects.get_or_create(
            signed=Signed.MINUTES,
            subject_id=sitting.pk,
            side=signing_side(actor, case, side, how),
            how=how,
            defaults={"case_id": case.id, "by_id": actor.person_id, "at": now},
        )
        if mark is not None and how == How.ON_SCREEN:
            keep_mark(signature, mark, minutes_sha256(sitting))
        _ask_for_signed_record(sitting, case, now)
        return signature


def _ask_for_signed_record(sitting: Sitting, case: CaseFacts, now: datetime) -> None:
    """Once everybody who was there has signed, and not all of them with ink, the paper is made again with their names.

    The case is locked: two last signatures at once ask for it once.
    """
    came = list(sitting.attendance.filter(present=True).values_list("side", flat=True)) or [
        Side.CONSUMER,
        Side.MERCHANT,
    ]
    if missing_signatures(Signed.MINUTES, sitting.pk, [*came, Side.MEDIATOR.value]):
        return
    if not SignatureMark.objects.filter(signature__signed=Signed.MINUTES, signature__subject_id=sitting.pk).exists():
        return
    asked = PaperRequest.objects.filter(case_id=case.id, kind="record_signed", subject_id=sitting.pk)
    if not asked.exists():
        PaperRequest.objects.create(
            case_id=case.id, kind="record_signed", event_seq=case.seq, subject_id=sitting.pk, asked_at=now
        )
