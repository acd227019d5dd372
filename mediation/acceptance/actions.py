"""Accept or not within seven working days; return to the right body; re-assign; extend."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_noop as _

from accounts.actors import Actor
from accounts.models import Organisation
from complaints.clocks.calendar import end_of
from complaints.lifecycle.facts import CaseFacts
from complaints.lifecycle.perform import perform
from complaints.models import Complainant, ContactScope
from mediation.jurisdiction.reasons import Sentence, as_json

REASSIGNED = _("%(by)s names %(body)s as the right body.")


def accept(*, case_id: int, actor: Actor, now: datetime) -> CaseFacts:
    """受理: the mediation's time begins to run (令121 art. 15, 23)."""
    return perform(case_id, "accept", actor=actor, now=now)


def refuse(*, case_id: int, actor: Actor, now: datetime, code: str, reason: str) -> CaseFacts:
    """不予受理 with its ground (令121 art. 14)."""
    return perform(case_id, "refuse", actor=actor, now=now, details={"code": code}, personal={"reason": reason})


def ask_for_information(*, case_id: int, actor: Actor, now: datetime, question: str) -> CaseFacts:
    """补正: the time for acceptance stands still meanwhile."""
    return perform(case_id, "accept.ask_info", actor=actor, now=now, personal={"question": question})


def return_to_right_body(*, case_id: int, actor: Actor, now: datetime, body: Organisation, reason: str) -> CaseFacts:
    """退单, naming the right body; the second return goes to the superior, whose word is final (A6)."""
    return perform(case_id, "case.return", actor=actor, now=now, details=_to(body, actor), personal={"reason": reason})


def reassign(*, case_id: int, actor: Actor, now: datetime, body: Organisation, reason: str) -> CaseFacts:
    """Another body takes the case, with a reason (DOMAIN 4)."""
    return perform(
        case_id, "case.reassign", actor=actor, now=now, details=_to(body, actor), personal={"reason": reason}
    )


def extend(*, case_id: int, actor: Actor, now: datetime, until: date, latest: date | None, reason: str) -> CaseFacts:
    """Longer, before the time is up, within the rule's maximum (令121 art. 23)."""
    details = {"until": end_of(until).isoformat()}
    if latest is not None:
        details["latest"] = end_of(latest).isoformat()
    return perform(case_id, "mediation.extend", actor=actor, now=now, details=details, personal={"reason": reason})


def open_contact(*, complaint_id: int) -> int:
    """ "Platform only" ends, with notice, at the first sitting or agreement (F9). Returns how many it ended for."""
    scoped = Complainant.objects.filter(complaint_id=complaint_id, contact_scope=ContactScope.PLATFORM)
    return scoped.update(contact_scope=ContactScope.SHARE)


def _to(body: Organisation, actor: Actor) -> dict[str, object]:
    by = Organisation.objects.filter(pk=actor.organisation_id or 0).values_list("name", flat=True).first() or ""
    return {"body_id": body.pk, "reason": as_json([Sentence(REASSIGNED, {"by": by, "body": body.name})])}
