"""The tabs of a case at the desk: what each shows is read only when it is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor, ActorKind
from complaints.evidence.queries import evidence_visible_to
from complaints.lifecycle.states import State, Who
from complaints.models import Event, Message
from complaints.queries import parts_in
from complaints.timeline.lines import Line, timeline
from documents.queries import papers_of
from mediation.desk.forms import MessageForm
from mediation.desk.queries import Desk, gap_for, related_to
from mediation.jurisdiction.reasons import from_json, told
from mediation.models import ConfirmationPack, MediatedAgreement, PaperRequest, Referral, Sitting
from mediation.sittings.notes import drawers

OVERVIEW = "overview"
LABELS: dict[str, str | Promise] = {
    OVERVIEW: gettext_lazy("Overview"),
    "history": gettext_lazy("History"),
    "evidence": gettext_lazy("Evidence"),
    "messages": gettext_lazy("Messages"),
    "notes": gettext_lazy("Notes"),
    "papers": gettext_lazy("Papers"),
    "related": gettext_lazy("Related"),
}
MEDIATING = (State.T2_MEDIATING, State.T4_DELEGATED)


def links(desk: Desk, current: str) -> list[tuple[str, str, bool]]:
    """(label, address, is it this one) for the tabs component."""
    found = []
    for key, label in LABELS.items():
        args = [desk.case.public_id] if key == OVERVIEW else [desk.case.public_id, key]
        name = "mediation:case" if key == OVERVIEW else "mediation:case_tab"
        found.append((str(label), reverse(name, args=args), key == current))
    return found


@dataclass(frozen=True, slots=True)
class Extra:
    """A page of its own beside the deeds: sittings, the agreement, the court room."""

    label: str
    icon: str
    href: str


def extras(desk: Desk) -> list[Extra]:
    """Pages of this case that the people who handle it go to."""
    public_id = desk.case.public_id
    found = []
    if desk.facts.state in MEDIATING and desk.handles:
        found.append(Extra(_("Plan a sitting"), "calendar-plus", reverse("mediation:plan", args=[public_id])))
    if desk.facts.state in MEDIATING and Who.MEDIATOR in desk.who:
        found.append(Extra(_("Draft the agreement"), "file-text", reverse("mediation:draft", args=[public_id])))
    if desk.facts.state in (State.T4_PREPARING, State.T4_FILED):
        pack = ConfirmationPack.objects.filter(case=desk.case).first()
        if pack is not None:
            found.append(Extra(_("Shared court room"), "landmark", reverse("mediation:room", args=[pack.public_id])))
    return found


def content(tab: str, desk: Desk, actor: Actor, now: datetime) -> dict[str, Any]:
    """What one tab shows."""
    return _READERS[tab](desk, actor, now)


def _overview(desk: Desk, actor: Actor, now: datetime) -> dict[str, Any]:
    person = desk.case.complaint.complainant
    return {
        "gap": gap_for(desk.case) if desk.handles else None,
        "reason": told(from_json(desk.case.body_reason)),
        "related": related_to(desk.case, actor, now),
        "person": person,
        "sittings": Sitting.objects.filter(case=desk.case),
        "referrals": Referral.objects.filter(case=desk.case).select_related("department"),
        "agreement": _agreement(desk),
    }


def _agreement(desk: Desk) -> MediatedAgreement | None:
    """The one in force; a draft only for those who handle the case."""
    rows = MediatedAgreement.objects.filter(case=desk.case, dropped_at=None)
    return (rows if desk.handles else rows.exclude(effective_at=None)).first()


def _history(desk: Desk, actor: Actor, now: datetime) -> dict[str, Any]:
    clock = desk.clock
    coming = Line(clock.due, clock.promise, state="next") if clock is not None and clock.paused_at is None else None
    return {"lines": timeline(Event.objects.filter(case=desk.case).order_by("-seq"), reader=actor, coming=coming)}


def _evidence(desk: Desk, actor: Actor, now: datetime) -> dict[str, Any]:
    files = evidence_visible_to(actor).filter(complaint=desk.case.complaint)
    return {"files": files.order_by("uploaded_at", "pk")}


def _messages(desk: Desk, actor: Actor, now: datetime) -> dict[str, Any]:
    said = Message.objects.filter(case=desk.case)
    return {"said": said, "form": MessageForm() if desk.handles else None}


def _notes(desk: Desk, actor: Actor, now: datetime) -> dict[str, Any]:
    return {"drawers": drawers(actor, desk.facts)}


def _papers(desk: Desk, actor: Actor, now: datetime) -> dict[str, Any]:
    return {
        "papers": papers_of(desk.case.pk, parts_in([desk.case.pk], actor).get(desk.case.pk, frozenset())),
        "makes": actor.kind is ActorKind.OFFICER and Who.OFFICER in desk.who,
        "waiting": PaperRequest.objects.filter(case=desk.case, issued_at=None),
    }


def _related(desk: Desk, actor: Actor, now: datetime) -> dict[str, Any]:
    return {"related": related_to(desk.case, actor, now), "notes_clues": actor.kind is ActorKind.OFFICER}


_READERS: dict[str, Callable[[Desk, Actor, datetime], dict[str, Any]]] = {
    OVERVIEW: _overview,
    "history": _history,
    "evidence": _evidence,
    "messages": _messages,
    "notes": _notes,
    "papers": _papers,
    "related": _related,
}
