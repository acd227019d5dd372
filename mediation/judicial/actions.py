"""Judicial confirmation (人民调解法 33), the shared court room, and the ways of one side alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, ActorKind
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import locked, perform
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import State, Who
from mediation.judicial.rules import PAPER_OF, SIGNERS, Name, missing, next_step
from mediation.models import AgendaStep, ConfirmationPack, PackPaper, Presence, Signature
from mediation.models.confirmation import PackPaperKind, PackState, Seat, Step
from mediation.models.signature import How, Signed
from mediation.sittings.agreement import signing_side

STAFF = frozenset({Who.OFFICER, Who.MEDIATOR})


def prepare_confirmation(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """Begin the joint application. The table refuses it where no court confirms such agreements, and says why."""
    return perform(case_id, "confirm.prepare", actor=actor, now=now)


def tick_paper(*, pack_id: int, kind: str, actor: Actor, now: datetime) -> PackPaper:
    """A paper of the checklist lies there."""
    with transaction.atomic():
        pack, case = _pack(pack_id, now)
        _check(actor, case, STAFF)
        paper = pack.papers.select_for_update(of=("self",)).get(kind=PackPaperKind(kind))
        if paper.ready_at is None:
            paper.ready_at, paper.by_id = now, actor.user_id
            paper.save(update_fields=["ready_at", "by"])
        return paper


def sign_paper(
    *, pack_id: int, kind: str, actor: Actor, now: datetime, how: str = How.ON_SCREEN.value, side: str = ""
) -> Signature:
    """A party signs a paper of the pack, or staff enter what was signed on paper; for a court a tick does not do."""
    with transaction.atomic():
        pack, case = _pack(pack_id, now)
        paper = PAPER_OF.get(PackPaperKind(kind))
        who = signing_side(actor, case, side, how) if not _enters(actor, case, how) else side
        if paper is None or who not in SIGNERS[paper]:
            raise Refused("not_signed", _("This paper needs no signature of that side."), field="kind")
        signature, _made = Signature.objects.get_or_create(
            signed=paper,
            subject_id=subject_of(pack, paper),
            side=who,
            how=How(how),
            defaults={"case_id": case.id, "by_id": actor.person_id, "at": now},
        )
        return signature


def subject_of(pack: ConfirmationPack, paper: Signed) -> int:
    """What a signature is about: the agreement has its own, the papers of the application belong to the pack."""
    return pack.agreement_id or pack.pk if paper is Signed.AGREEMENT else pack.pk


def file_application(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """Hand the pack to the court, within 30 days of the agreement's effect. Raises Refused with what is missing."""
    with transaction.atomic():
        case = locked(case_id, "confirm.file", now)
        pack = ConfirmationPack.objects.filter(case_id=case_id, state=PackState.PREPARING).last()
        lacking = missing_papers(pack) if pack else list(PackPaperKind)
        if lacking and case.state is State.T4_PREPARING and relations(actor, case) & STAFF:
            names = _(", ").join(str(kind.label) for kind in lacking)
            why = _("Still missing or not signed well enough: %(papers)s.") % {"papers": names}
            raise Refused("pack_incomplete", why)
        moved = perform(case_id, "confirm.file", actor=actor, now=now, details={"pack_complete": not lacking})
        if pack is not None:
            pack.state, pack.filed_at = PackState.FILED, now
            pack.save(update_fields=["state", "filed_at"])
        return moved


def missing_papers(pack: ConfirmationPack) -> list[PackPaperKind]:
    """What the pack still lacks."""
    ready = set(pack.papers.exclude(ready_at=None).values_list("kind", flat=True))
    return missing(ready, names_on(pack))


def names_on(pack: ConfirmationPack) -> list[Name]:
    """Every signature on the papers of a pack: one query."""
    rows = Signature.objects.filter(case_id=pack.case_id).values_list("signed", "subject_id", "side", "how")
    return [
        Name(signed, side, how)
        for signed, subject, side, how in rows
        if signed in SIGNERS and subject == subject_of(pack, Signed(signed))
    ]


def grant(*, case_id: int, actor: Actor, now: datetime, number: str, words: str = "") -> CaseFacts:
    """The court confirms: the agreement can be enforced."""
    return _decide(case_id, "confirm.grant", PackState.GRANTED, actor, now, number, words)


def refuse_confirmation(*, case_id: int, actor: Actor, now: datetime, number: str, words: str) -> CaseFacts:
    """The court does not confirm, and says why; the consumer chooses the next way."""
    return _decide(case_id, "confirm.refuse", PackState.REFUSED, actor, now, number, words)


def _decide(
    case_id: int, action: str, state: PackState, actor: Actor, now: datetime, number: str, words: str
) -> CaseFacts:
    with transaction.atomic():
        moved = perform(
            case_id,
            action,
            actor=actor,
            now=now,
            details={"ruling_number": number},
            personal={"words": words} if words else None,
        )
        pack = ConfirmationPack.objects.filter(case_id=case_id, state=PackState.FILED).last()
        if pack is not None:
            pack.state, pack.decided_at, pack.ruling_number, pack.ruling = state, now, number, words
            pack.save(update_fields=["state", "decided_at", "ruling_number", "ruling"])
            AgendaStep.objects.get_or_create(
                pack=pack, step=Step.RULING, defaults={"done_at": now, "by_id": actor.person_id}
            )
        return moved


def finish_step(*, pack_id: int, step: str, actor: Actor, now: datetime) -> AgendaStep:
    """The next step of the agenda is done; steps are not skipped. The last one is the court's decision itself."""
    with transaction.atomic():
        pack, case = _pack(pack_id, now)
        _check(actor, case, STAFF | {Who.COURT})
        done = set(pack.steps.values_list("step", flat=True))
        if step == Step.RULING or next_step(done) != Step(step):
            raise Refused("other_step", _("That is not the next step of the agenda."), field="step")
        return AgendaStep.objects.create(pack=pack, step=step, done_at=now, by_id=actor.person_id)


def enter_room(*, pack_id: int, actor: Actor, now: datetime) -> Presence:
    """Somebody of the 2 + 1 + N, or a party, is in the room."""
    with transaction.atomic():
        pack, case = _pack(pack_id, now)
        presence, made = Presence.objects.get_or_create(
            pack=pack,
            user_id=actor.person_id,
            seat=seat_of(actor, case),
            defaults={"organisation_id": actor.organisation_id, "came_at": now},
        )
        if not made and presence.left_at is not None:
            presence.left_at = None
            presence.save(update_fields=["left_at"])
        return presence


def leave_room(*, pack_id: int, actor: Actor, now: datetime) -> None:
    """Gone; it stays on record that they were there."""
    Presence.objects.filter(pack_id=pack_id, user_id=actor.person_id, left_at=None).update(left_at=now)


def seat_of(actor: Actor, case: CaseFacts) -> Seat:
    """Where somebody sits. Raises Refused for a stranger."""
    match actor.kind:
        case ActorKind.COURT:
            return Seat.COURT
        case ActorKind.MEDIATOR:
            return Seat.MEDIATOR
        case ActorKind.OFFICER:
            return Seat.SUPERVISION
        case ActorKind.CONSUMER | ActorKind.MERCHANT if relations(actor, case):
            return Seat.CONSUMER if actor.kind is ActorKind.CONSUMER else Seat.MERCHANT
        case _:
            raise Refused("no_seat", _("You have no seat in this room."))


def remediate(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """An eligible body mediates again: with identity, free will, a record, and today's date."""
    return perform(case_id, "confirm.remediate", actor=actor, now=now)


def prepare_kit(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """The papers with which the consumer goes to court alone."""
    return perform(case_id, "kit.prepare", actor=actor, now=now)


def ask_support(*, case_id: int, actor: Actor, now: datetime, reason: str) -> CaseFacts:
    """The consumer asks the association to support the lawsuit (消法 37(7); 民诉法 15)."""
    return perform(case_id, "support.ask", actor=actor, now=now, personal={"reason": reason})


def decide_support(*, case_id: int, actor: Actor, now: datetime, supported: bool, words: str) -> CaseFacts:
    """The association supports the lawsuit, or says why not; either way the consumer gets the papers."""
    return perform(
        case_id, "support.decide", actor=actor, now=now, details={"supported": supported}, personal={"words": words}
    )


def return_to_court(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """A delegated mediation ended without agreement: the case goes back to the court (A22)."""
    return perform(case_id, "delegated.return", actor=actor, now=now)


def _pack(pack_id: int, now: datetime) -> tuple[ConfirmationPack, CaseFacts]:
    """Pack and case, locked in that order everywhere: case, then pack."""
    case_id = ConfirmationPack.objects.values_list("case_id", flat=True).get(pk=pack_id)
    case = locked(case_id, "", now)
    pack = ConfirmationPack.objects.select_for_update(of=("self",)).get(pk=pack_id)
    if case.state not in (State.T4_PREPARING, State.T4_FILED):
        raise Refused("room_closed", _("The court has decided, or the time is over: this room is closed."))
    return pack, case


def _check(actor: Actor, case: CaseFacts, allowed: frozenset[Who]) -> None:
    if not relations(actor, case) & allowed:
        raise Refused("not_your_turn", _("It is not your turn."), who_may=tuple(sorted(allowed)))


def _enters(actor: Actor, case: CaseFacts, how: str) -> bool:
    """Staff enter what they have on paper or by certificate; nobody ticks for somebody else."""
    return how != How.ON_SCREEN and bool(relations(actor, case) & STAFF)
