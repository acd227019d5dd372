"""What people do with a publication, one function each; every step is logged with it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, ActorKind
from complaints.clocks import calendar
from complaints.clocks.calendar import Unit
from complaints.lifecycle import gather
from complaints.lifecycle.facts import Refused
from complaints.models import Case, Complaint
from disclosure.models import Publication, PublishedCase, Stage, WithdrawalCode
from disclosure.publication.copying import write_public_row
from disclosure.publication.rules import check_second, objection_over
from disclosure.publication.steps import OPEN, locked, log, show_merchant, tell


def consent(*, publication_id: int, actor: Actor, now: datetime, text_seen: str) -> Publication:
    """The consumer agrees to exactly the text shown (个保法 16, 25). Raises Refused when it has changed meanwhile."""
    with transaction.atomic():
        publication = _own(publication_id, actor)
        if publication.stage != Stage.CONSENT:
            raise Refused("wrong_state", _("There is nothing to agree to at this point."))
        if text_seen != preview_digest(publication):
            raise Refused("changed", _("The text has changed meanwhile: please read it again."))
        publication.consented_at = now
        publication.save(update_fields=["consented_at"])
        Complaint.objects.filter(pk=publication.case.complaint_id).update(
            consents_to_publication_at=now, publication_revoked_at=None
        )
        show_merchant(publication, now)
        log(publication, "consented", actor, now)
        return publication


def preview_digest(publication: Publication) -> str:
    """What the consent form carries, so that consent is to this very text."""
    return hashlib.sha256((publication.title + publication.text).encode()).hexdigest()


def decline(*, publication_id: int, actor: Actor, now: datetime) -> None:
    """The consumer does not want it: nothing is published, and nothing else changes for the case."""
    with transaction.atomic():
        publication = _own(publication_id, actor)
        if not Stage(publication.stage).is_open:
            raise Refused("wrong_state", _("There is nothing to decline at this point."))
        publication.stage, publication.decided_at = Stage.REFUSED, now
        publication.save(update_fields=["stage", "decided_at"])
        log(publication, "declined", actor, now)


def object_to(*, publication_id: int, actor: Actor, now: datetime, code: str, words: str) -> None:
    """The merchant objects, with a ground; the second person answers it in the decision."""
    with transaction.atomic():
        publication = locked(publication_id)
        if actor.kind is not ActorKind.MERCHANT or actor.merchant_id != publication.case.merchant_id:
            raise Refused("not_your_turn", _("It is not your turn."))
        if publication.stage != Stage.OBJECTION or (publication.objection_until or now) <= now:
            raise Refused("too_late", _("The time for objections is over."))
        publication.objection_code, publication.objection, publication.objected_at = code, words, now
        publication.stage = Stage.DECISION
        publication.save(update_fields=["objection_code", "objection", "objected_at", "stage"])
        log(publication, "objected", actor, now, code)


def end_objection_times(now: datetime) -> int:
    """Whose objection time is over goes to the second person; returns how many. Safe to run twice."""
    with transaction.atomic():
        over = Publication.objects.filter(stage=Stage.OBJECTION, objection_until__lte=now)
        rows = list(over.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:500])
        for publication in rows:
            publication.stage = Stage.DECISION
            publication.save(update_fields=["stage"])
            log(publication, "no_objection", None, now)
        return len(rows)


def publish(*, publication_id: int, actor: Actor, now: datetime, answer: str = "") -> PublishedCase:
    """The second person decides for it. Everything is checked once more, then the flat row is written."""
    with transaction.atomic():
        publication = _deciding(publication_id, actor, now)
        if publication.objected_at and not answer.strip():
            raise Refused("no_answer", _("Answer the objection."), field="answer")
        complaint = publication.case.complaint
        if publication.text and (publication.consented_at is None or complaint.publication_revoked_at is not None):
            raise Refused("no_consent", _("The consumer does not agree, or no longer."))
        life = gather.law().rule_sets[publication.case.rule_set_id]["page_life"]
        publication.stage, publication.second_id = Stage.PUBLISHED, actor.user_id
        publication.objection_answer = answer
        publication.decided_at = publication.published_at = now
        publication.ends_at = calendar.due(now, life.value, life.unit or Unit.MONTH, gather.law().holidays)
        publication.save()
        log(publication, "published", actor, now)
        tell(publication, "published", "consumer", now)
        tell(publication, "published", "merchant", now)
        return write_public_row(publication)


def refuse(*, publication_id: int, actor: Actor, now: datetime, answer: str) -> None:
    """The second person decides against it."""
    with transaction.atomic():
        publication = _deciding(publication_id, actor, now)
        publication.stage, publication.second_id = Stage.REFUSED, actor.user_id
        publication.objection_answer, publication.decided_at = answer, now
        publication.save(update_fields=["stage", "second", "objection_answer", "decided_at"])
        log(publication, "refused", actor, now)


def revoke_consent(*, case_id: int, actor: Actor, now: datetime) -> int:
    """The consumer changes their mind: whatever of the case is public or on its way goes, at once (个保法 15)."""
    with transaction.atomic():
        case = Case.objects.select_related("complaint").get(pk=case_id)
        if actor.kind is not ActorKind.CONSUMER or case.complaint.user_id != actor.user_id:
            raise Refused("not_your_turn", _("It is not your turn."))
        Complaint.objects.filter(pk=case.complaint_id).update(publication_revoked_at=now)
        rows = Publication.objects.filter(case__complaint_id=case.complaint_id).exclude(text="")
        gone = 0
        for publication in rows.filter(stage__in=[*OPEN, Stage.PUBLISHED]).select_for_update(of=("self",)):
            if publication.stage == Stage.PUBLISHED:
                _take_down(publication, WithdrawalCode.CONSENT, actor, now)
            else:
                publication.stage, publication.decided_at = Stage.REFUSED, now
                publication.save(update_fields=["stage", "decided_at"])
                log(publication, "revoked", actor, now)
            gone += 1
        return gone


def withdraw(*, publication_id: int, actor: Actor, now: datetime, code: str) -> None:
    """An officer of the body takes a page down, with a coded reason that stays public."""
    with transaction.atomic():
        publication = locked(publication_id)
        if actor.kind is not ActorKind.OFFICER or actor.organisation_id != publication.body_id:
            raise Refused("not_your_turn", _("It is not your turn."))
        if publication.stage != Stage.PUBLISHED:
            raise Refused("wrong_state", _("It is not public."))
        _take_down(publication, WithdrawalCode(code), actor, now)


def end_pages(now: datetime) -> int:
    """Pages whose time is over are taken down; returns how many. Safe to run twice."""
    with transaction.atomic():
        over = Publication.objects.filter(stage=Stage.PUBLISHED, ends_at__lte=now)
        rows = list(over.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:500])
        for publication in rows:
            _take_down(publication, WithdrawalCode.EXPIRED, None, now)
        return len(rows)


def hide_reported(*, code: str, now: datetime) -> None:
    """Anybody reports that personal data stands on a page: it is hidden until an officer has looked."""
    with transaction.atomic():
        if PublishedCase.objects.filter(code=code, hidden=False).update(hidden=True):
            publication = Publication.objects.get(code=code)
            log(publication, "reported", None, now)
            tell(publication, "publication_reported", "body", now)


def show_again(*, publication_id: int, actor: Actor, now: datetime) -> None:
    """An officer has looked: the report was wrong, the page is back."""
    with transaction.atomic():
        publication = locked(publication_id)
        if actor.kind is not ActorKind.OFFICER or actor.organisation_id != publication.body_id:
            raise Refused("not_your_turn", _("It is not your turn."))
        PublishedCase.objects.filter(code=publication.code).update(hidden=False)
        log(publication, "shown", actor, now)


def _take_down(publication: Publication, code: WithdrawalCode, actor: Actor | None, now: datetime) -> None:
    publication.stage, publication.withdrawn_at, publication.withdrawal_code = Stage.WITHDRAWN, now, code
    publication.save(update_fields=["stage", "withdrawn_at", "withdrawal_code"])
    PublishedCase.objects.filter(code=publication.code).delete()
    log(publication, "withdrawn", actor, now, code)


def _own(publication_id: int, actor: Actor) -> Publication:
    publication = locked(publication_id)
    if actor.kind is not ActorKind.CONSUMER or publication.case.complaint.user_id != actor.user_id:
        raise Refused("not_your_turn", _("It is not your turn."))
    return publication


def _deciding(publication_id: int, actor: Actor, now: datetime) -> Publication:
    publication = locked(publication_id)
    if actor.kind is not ActorKind.OFFICER or actor.organisation_id != publication.body_id:
        raise Refused("not_your_turn", _("It is not your turn."))
    if publication.stage != Stage.DECISION or not objection_over(
        publication.objection_until, publication.objected_at is not None, now
    ):
        raise Refused("too_early", _("The merchant's time for objections is not over."))
    check_second(publication.first_id, actor.user_id)
    return publication
