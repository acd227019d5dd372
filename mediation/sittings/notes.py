"""Notes in three compartments: written by whoever may, read by whoever may, by phase (mediation/visibility.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints.lifecycle.facts import CaseFacts, Refused
from complaints.lifecycle.perform import locked
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import State, Who
from mediation.models import Compartment, Note
from mediation.visibility import Sealed, Viewer, phase_of, visible, writable


def write_note(*, case_id: int, actor: Actor, now: datetime, compartment: str, text: str) -> Note:
    """Add a note. Raises Refused for a compartment that is not the actor's to write in."""
    with transaction.atomic():
        case = locked(case_id, "", now)
        if not writable(compartment, viewer_of(actor, case), phase_of(case.state or State.CLOSED)):
            raise Refused("not_your_compartment", _("Only the mediator of the case writes here, during the mediation."),
                          who_may=(Who.MEDIATOR,), field="compartment")  # fmt: skip
        return Note.objects.create(
            case_id=case_id, compartment=Compartment(compartment), author_id=actor.person_id, text=text, at=now
        )


def notes_for(actor: Actor, case: CaseFacts) -> list[Note]:
    """The notes this actor may read now, oldest first: one query, then the pure rule for each."""
    viewer, phase = viewer_of(actor, case), phase_of(case.state or State.CLOSED)
    rows = Note.objects.filter(case_id=case.id).select_related("author").order_by("at", "pk")
    return [note for note in rows if visible(Sealed(note.compartment, note.author_id), viewer, phase)]


@dataclass(frozen=True)
class Drawer:
    """One compartment as the page shows it."""

    key: str
    label: str
    notes: list[Note]
    open: bool  # may be written in


def drawers(actor: Actor, case: CaseFacts) -> list[Drawer]:
    """The three compartments; one the actor may neither read nor write is not there at all."""
    viewer, phase = viewer_of(actor, case), phase_of(case.state or State.CLOSED)
    readable = notes_for(actor, case)
    found = []
    for compartment in Compartment:
        notes = [note for note in readable if note.compartment == compartment]
        may_write = writable(compartment.value, viewer, phase)
        if notes or may_write:
            found.append(Drawer(compartment.value, str(compartment.label), notes, may_write))
    return found


def viewer_of(actor: Actor, case: CaseFacts) -> Viewer:
    """The actor as visibility sees them."""
    return Viewer(actor.user_id, relations(actor, case))
