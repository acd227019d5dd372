"""What `decide` is given and what it gives back: plain values, no ORM."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from complaints.clocks.correction import Counted
from complaints.lifecycle.clockkinds import ClockKind
from complaints.lifecycle.states import Outcome, State, Who


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """A clock of the case that has neither fired nor stopped."""

    id: int
    kind: ClockKind
    started_at: datetime
    due: datetime
    paused_at: datetime | None = None
    days_left: int | None = None
    unit: str = "calendar"
    counted: Counted | None = None  # None: a person named the day

    @property
    def running(self) -> bool:
        return self.paused_at is None

    @property
    def promise(self) -> str:
        """What happens at its end, in the reader's language (DESIGN 1: a page composes no other)."""
        return str(self.kind.then)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """All a decision may depend on. The first block changes only by a decision; the second never changes."""

    state: State | None  # None: not filed yet
    tier: int = 0
    outcome: Outcome | None = None
    version: int = 0
    seq: int = 0
    head: bytes = b""
    state_since: datetime | None = None
    closed_at: datetime | None = None
    merchant_id: int | None = None
    joined: bool = False
    notice_proven_at: datetime | None = None
    answered_at: datetime | None = None
    open_offer_id: int | None = None
    claimed_done: bool = False  # the merchant says it has performed
    body_id: int | None = None
    body_reason: Mapping[str, Any] = field(default_factory=dict)
    mediator_id: int | None = None
    department_id: int | None = None
    court_id: int | None = None
    code: str = ""
    extended: bool = False
    bounces: int = 0
    returns: int = 0
    info_rounds: int = 0
    reopened: bool = False
    pressure_at: datetime | None = None
    agreed_fen: int | None = None
    recovered_fen: int = 0

    id: int = 0
    complaint_id: int = 0
    user_id: int | None = None
    intake_body_id: int | None = None
    public_id: str = ""
    number: str = ""
    procedure: str = "association"
    rule_set_id: int = 0
    filed_at: datetime | None = None
    claimed_fen: int | None = None
    recovered_by_siblings_fen: int = 0
    identity_verified: bool = False
    clocks: tuple[ClockFacts, ...] = ()
    # Answers of higher floors through the switchboard: "body", "superior", "home_body", "confirmation".
    more: Mapping[str, Any] = field(default_factory=dict)

    def clock(self, kind: ClockKind) -> ClockFacts | None:
        """The open clock of that kind, running or paused."""
        return next((clock for clock in self.clocks if clock.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody wants something: action, in which relation to the case, and with what details.

    `details` go into the event for all to read; `personal` only as a commitment.
    """

    action: str
    who: frozenset[Who]
    details: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, Any] = field(default_factory=dict)
    actor_kind: str = "system"
    actor_id: int | None = None
    clock: ClockFacts | None = None  # the clock that fired, when the system acts


class Refused(Exception):  # it is an answer, not an accident
    """Why not, who may, and when: the sentence on a dashed button, an API error, a message at a form."""

    def __init__(self, code: str, why: object, who_may: tuple[Who, ...] = (), field: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.why = why
        self.who_may = who_may
        self.field = field

    def __str__(self) -> str:
        return str(self.why)


@dataclass(frozen=True, slots=True)
class ClockStart:
    """A clock to be written, with the promise a party is shown."""

    kind: ClockKind
    started_at: datetime
    due: datetime
    rule: str
    value: int | None
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class NewEnd:
    """Where a running clock ends from now on, and what that was counted from (None: a person named the day)."""

    due: datetime
    counted: Counted | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What changes: the case after it, its event, its clocks, its notices, and what other floors add."""

    before: CaseFacts
    after: CaseFacts
    command: Command
    at: datetime
    event: Mapping[str, Any]  # public part of the event, ready for the chain
    stop: tuple[int, ...] = ()
    fired: int | None = None
    pause: tuple[tuple[int, int], ...] = ()
    resume: tuple[tuple[int, NewEnd], ...] = ()
    move: tuple[tuple[int, NewEnd], ...] = ()
    start: tuple[ClockStart, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()  # (template, audience)
    effects: tuple[str, ...] = ()
