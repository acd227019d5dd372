"""What the court, the parties and the handlers see of an application. Never an offer, never a note (rules.READS)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actors import Actor, ActorKind
from complaints.lifecycle.clockkinds import ClockKind
from complaints.models import Clock
from complaints.queries import visible_to
from mediation.judicial.rules import PAPER_OF, Cell, Name, cell, missing, next_step
from mediation.models import AgreementLine, ConfirmationPack, PackPaper, Presence
from mediation.models.confirmation import PackPaperKind, PackState, Seat, Step
from mediation.models.signature import Side


def packs_of(actor: Actor) -> QuerySet[ConfirmationPack]:
    """Applications of the cases somebody sees; a court sees those handed to it, from the shared preparation on."""
    rows = ConfirmationPack.objects.select_related("case__complaint__complainant", "court", "body", "agreement")
    if actor.kind is ActorKind.COURT:
        return rows.filter(court_id=actor.organisation_id)
    return rows.filter(Exists(visible_to(actor).filter(pk=OuterRef("case_id"))))


def court_desk(actor: Actor) -> QuerySet[ConfirmationPack]:
    """What waits for the court first, then what is being prepared, then what is decided."""
    return packs_of(actor).filter(~Q(state=PackState.PREPARING) | Q(case__state="t4_preparing")).order_by(
        "-prepared_at", "-pk"
    )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A paper of the room's table: ready or not, and a cell for each side."""

    paper: PackPaper
    label: str
    cells: list[tuple[Side, Cell]]


@dataclass(frozen=True)
class AgendaRow:
    """A step of the agenda: done, now, or still to come."""

    step: Step
    label: str
    done_at: datetime | None
    now: bool


@dataclass(frozen=True)
class Room:
    """The shared court room as everybody in it sees it."""

    pack: ConfirmationPack
    papers: list[Row]
    agenda: list[AgendaRow]
    groups: list[tuple[str, list[Presence]]]
    lines: list[AgreementLine]
    missing: list[PackPaperKind]
    apply_by: datetime | None
    number: int

    @property
    def next(self) -> AgendaRow | None:
        """The step the room is at."""
        return next((row for row in self.agenda if row.now), None)


def room_of(pack: ConfirmationPack, names: list[Name]) -> Room:
    """Everything of the room: six queries."""
    papers = list(pack.papers.all())
    done = dict(pack.steps.values_list("step", "done_at"))
    upcoming = next_step(done)
    present = list(pack.presences.select_related("user", "organisation"))
    clock = Clock.objects.filter(case_id=pack.case_id, kind=ClockKind.CONFIRMATION.value).order_by("-pk").first()
    return Room(
        pack,
        [_row(paper, names) for paper in papers],
        [AgendaRow(step, str(step.label), done.get(step.value), step is upcoming) for step in Step],
        _groups(present),
        list(pack.agreement.lines.all()) if pack.agreement else [],
        missing({paper.kind for paper in papers if paper.ready_at}, names),
        clock.due if clock else None,
        len(done) + (upcoming is not None),
    )


def clock_of_room(pack: ConfirmationPack) -> Clock | None:
    """What runs in this room: the 30 days while it is prepared, then the court's time; not the duties' own clocks."""
    kind = {PackState.PREPARING.value: ClockKind.CONFIRMATION, PackState.FILED.value: ClockKind.COURT_DECISION}.get(
        pack.state
    )
    if kind is None:
        return None
    return Clock.objects.filter(case_id=pack.case_id, kind=kind.value, fired_at=None, stopped_at=None).first()


def _row(paper: PackPaper, names: list[Name]) -> Row:
    signed = PAPER_OF.get(PackPaperKind(paper.kind))
    cells = [(side, cell(signed, side, names) if signed else Cell(needed=False)) for side in Side]
    return Row(paper, str(paper.get_kind_display()), cells)


def _groups(present: list[Presence]) -> list[tuple[str, list[Presence]]]:
    """2 + 1 + N and the parties, as the room shows them."""
    order = {
        "2": (Seat.SUPERVISION, Seat.COURT),
        "1": (Seat.JUSTICE, Seat.MEDIATOR),
        "N": (Seat.STATION,),
        "": (Seat.CONSUMER, Seat.MERCHANT),
    }
    return [(name, [each for each in present if each.seat in seats]) for name, seats in order.items()]
