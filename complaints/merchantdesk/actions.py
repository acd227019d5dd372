"""What a merchant's team does at its desk. Moves go through the lifecycle; the rest is who does it and what is said."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.permissions import may_answer_for_merchant
from complaints.lifecycle import gather
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import perform
from complaints.lifecycle.states import Who
from complaints.merchantdesk.queries import merchant_of
from complaints.messages import put_down, write
from complaints.models import AnswerDraft, Case, CaseHandler, Message, Offer
from complaints.queries import visible_to
from complaints.reconciliation.actions import Line, answer
from merchants.models import MerchantMembership

READS_ONLY = _("You only read here. Ask your administrator for the right to answer.")


def check_may_answer(actor: Actor) -> None:
    """Refused for a viewer, who reads only, and for everybody who is not of a merchant's team."""
    if not may_answer_for_merchant(actor, actor.merchant_id):
        raise Refused("viewer", READS_ONLY, (Who.MERCHANT,))


def send_answer(
    *, case_id: int, actor: Actor, now: datetime, lines: Sequence[Line], note: str = "", to_body: str = "",
    key: uuid.UUID | None = None,
) -> CaseFacts:  # fmt: skip
    """The answer to every demand, with a word to the consumer, and one to the association alone in its own place.

    The same key sent twice is one answer. Raises Refused, with the field of the line at fault.
    """
    check_may_answer(actor)
    with transaction.atomic():
        gather.lock([case_id])
        again = key is not None and Offer.objects.filter(case_id=case_id, idempotency_key=key).exists()
        case = answer(case_id=case_id, actor=actor, now=now, lines=lines, note=note, idempotency_key=key)
        if to_body and not again:
            put_down(case_id=case_id, by="merchant", actor=actor, now=now, text=to_body, only_body=True)
        AnswerDraft.objects.filter(case_id=case_id).delete()
        return case


def ask_consumer(*, case_id: int, actor: Actor, now: datetime, question: str, demands: Sequence[int] = ()) -> CaseFacts:
    """Something is missing: the clock of the answer rests while the consumer adds it. At most twice, says the table."""
    check_may_answer(actor)
    if not question.strip():
        raise Refused("no_question", _("Write what is missing."), field="question")
    with transaction.atomic():
        case = perform(case_id, "answer.ask_info", actor=actor, now=now, details={"demands": list(demands)})
        put_down(case_id=case_id, by="merchant", actor=actor, now=now, text=question)
        return case


def say_not_ours(*, case_id: int, actor: Actor, now: datetime, code: str, words: str = "") -> CaseFacts:
    """Incorrect company, coded. From here on the case is out of this merchant's sight."""
    check_may_answer(actor)
    with transaction.atomic():
        case = perform(
            case_id, "answer.incorrect", actor=actor, now=now, details={"code": code},
            personal={"words": words} if words else None,
        )  # fmt: skip
        CaseHandler.objects.filter(case_id=case_id, until=None).update(until=now)
        AnswerDraft.objects.filter(case_id=case_id).delete()
        return case


def say_duplicate(*, case_id: int, actor: Actor, now: datetime, of: str, words: str = "") -> CaseFacts:
    """The matter is already in another case of this merchant, named by its number; an officer looks."""
    check_may_answer(actor)
    other = visible_to(actor).filter(number=of.replace(" ", "")).exclude(pk=case_id).first()
    if other is None:
        raise Refused("no_case", _("This is not the number of another case of yours."), field="of")
    return perform(
        case_id, "answer.duplicate", actor=actor, now=now, details={"into_case_id": other.pk, "number": other.number},
        personal={"words": words} if words else None,
    )  # fmt: skip


def object_to_mediator(*, case_id: int, actor: Actor, now: datetime, reason: str) -> CaseFacts:
    """Within the time for it; the reason is for the body alone (令121 art. 18)."""
    check_may_answer(actor)
    if not reason.strip():
        raise Refused("no_reason", _("Say why."), field="reason")
    return perform(case_id, "mediator.challenge", actor=actor, now=now, personal={"reason": reason})


def hand_over(*, case_id: int, member_id: int, note: str, actor: Actor, now: datetime) -> CaseHandler:
    """The case is a colleague's from now on. Raises Refused for somebody who is not of the team or only reads."""
    check_may_answer(actor)
    with transaction.atomic():
        gather.lock([case_id])
        if not visible_to(actor).filter(pk=case_id).exists():
            raise Case.DoesNotExist(f"there is no case {case_id}")
        member = (
            MerchantMembership.objects.filter(
                pk=member_id, merchant_id=merchant_of(actor), accepted_at__isnull=False, ended_at=None
            )
            .exclude(role=MerchantMembership.Role.VIEWER)
            .first()
        )
        if member is None:
            raise Refused("no_member", _("Choose somebody of your team who may answer."), field="member")
        current = CaseHandler.objects.filter(case_id=case_id, until=None).first()
        if current is not None and current.member_id == member.pk and current.note == note:
            return current
        CaseHandler.objects.filter(case_id=case_id, until=None).update(until=now)
        return CaseHandler.objects.create(case_id=case_id, member=member, by_id=actor.person_id, note=note, at=now)


def say(*, case_id: int, actor: Actor, now: datetime, text: str, only_body: bool = False) -> Message:
    """A message; it moves no clock. The same words within a minute are one message."""
    check_may_answer(actor)
    with transaction.atomic():
        gather.lock([case_id])
        if not visible_to(actor).filter(pk=case_id).exists():
            raise Case.DoesNotExist(f"there is no case {case_id}")
        return write(case_id=case_id, by="merchant", actor=actor, now=now, text=text, only_body=only_body)


def keep_draft(*, case_id: int, actor: Actor, now: datetime, typed: Mapping[str, str]) -> AnswerDraft:
    """What was typed so far, for the whole team; the last one who writes wins."""
    check_may_answer(actor)
    with transaction.atomic():
        gather.lock([case_id])
        draft = AnswerDraft.objects.filter(case_id=case_id, merchant_id=merchant_of(actor)).first()
        draft = draft or AnswerDraft(case_id=case_id, merchant_id=merchant_of(actor))
        draft.author_id, draft.touched_at = actor.person_id, now
        draft.content = json.dumps(dict(typed), ensure_ascii=False)
        draft.save()
        return draft
