"""To a department and back: refer, acknowledge, return, answer; the referral's row stays in step with the case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Membership, Organisation
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import locked, perform
from mediation.models import Referral

LINK = "link"  # the role of a department that answers by the signed link


def refer(
    *, case_id: int, actor: Actor, now: datetime, department: Organisation, kind: str, question: str
) -> CaseFacts:
    """An inquiry, suggestion, reflection (消法 37), report or clue: never a second mediation of the same dispute."""
    return perform(
        case_id,
        "refer",
        actor=actor,
        now=now,
        details={"department_id": department.pk, "kind": kind},
        personal={"question": question},
    )


def acknowledge(*, referral_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """回执: the department has it."""
    with transaction.atomic():
        referral = _open(referral_id, "referral.receipt", now)
        referral.receipted_at = now
        referral.save(update_fields=["receipted_at"])
        return perform(referral.case_id, "referral.receipt", actor=actor, now=now, details=_told(referral, actor))


def return_referral(*, referral_id: int, actor: Actor, now: datetime, code: str, words: str) -> CaseFacts:
    """退回 within two working days, with its ground; the body refers it to the right department."""
    with transaction.atomic():
        referral = _open(referral_id, "referral.return", now)
        referral.returned_at, referral.return_code, referral.answer = now, code, words
        referral.save(update_fields=["returned_at", "return_code", "answer"])
        return perform(
            referral.case_id,
            "referral.return",
            actor=actor,
            now=now,
            details={"code": code, **_told(referral, actor)},
            personal={"words": words},
        )


def answer(*, referral_id: int, actor: Actor, now: datetime, words: str) -> CaseFacts:
    """The department's result: the consumer reads it and says whether the matter is solved."""
    with transaction.atomic():
        referral = _open(referral_id, "referral.result", now)
        referral.result_at, referral.answer = now, words
        referral.receipted_at = referral.receipted_at or now
        referral.save(update_fields=["result_at", "answer", "receipted_at"])
        return perform(
            referral.case_id,
            "referral.result",
            actor=actor,
            now=now,
            details=_told(referral, actor),
            personal={"words": words},
        )


def renew_link(*, referral_id: int, actor: Actor, now: datetime) -> Referral:
    """A new link for the department; the old one is void."""
    with transaction.atomic():
        referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral_id)
        if actor.organisation_id != referral.from_body_id:
            raise Refused("not_your_body", _("The body that sent it makes a new link."))
        referral.link_number += 1
        referral.save(update_fields=["link_number"])
        return referral


def by_link(referral: Referral) -> Actor | None:
    """The department itself, when it answers by the signed link: in the name of the one who sent it there.

    A department with people on this platform answers by logging in, so its link does nothing.
    """
    if Membership.objects.filter(organisation_id=referral.department_id, ended_at=None).exists():
        return None
    if referral.sent_by_id is None:
        return None
    return Actor.department(referral.sent_by_id, referral.department_id, LINK)


def _told(referral: Referral, actor: Actor) -> dict[str, object]:
    """For the event: which referral, and whether it was answered by the link instead of by logging in."""
    return {"referral": str(referral.public_id), **({"by": LINK} if LINK in actor.roles else {})}


def _open(referral_id: int, action: str, now: datetime) -> Referral:
    """The referral, locked after its case (the order everywhere); raises Refused for one that has ended."""
    locked(Referral.objects.values_list("case_id", flat=True).get(pk=referral_id), action, now)
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral_id)
    if referral.returned_at is not None or referral.result_at is not None:
        raise Refused("referral_ended", _("This referral was answered or returned already."))
    return referral
