"""The lives a generated case may lead: steps of who does what after how many days. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from complaints.lifecycle.states import Who


@dataclass(frozen=True, slots=True)
class Step:
    """`who` acts so many days after the step before; `clock`: instead, the next deadline passes."""

    action: str = ""
    who: Who = Who.SYSTEM
    days: float = 1.0
    details: Mapping[str, Any] = field(default_factory=dict)
    clock: bool = False


def _by(who: Who, action: str, days: float = 1.0, **details: Any) -> Step:
    return Step(action, who, days, details)


SILENCE = Step(clock=True)
PASS = _by(Who.SYSTEM, "screen.pass", 0.001)
PROPOSE = _by(Who.MERCHANT, "answer.propose", 2.5)
DISPUTE = _by(Who.MERCHANT, "answer.dispute", 3)
AGREE = _by(Who.MERCHANT, "answer.agree", 1.5)
ACCEPT_OFFER = _by(Who.CONSUMER, "offer.accept", 1)
CLAIM = _by(Who.MERCHANT, "duty.claim", 2)
CONFIRM = _by(Who.CONSUMER, "duty.confirm", 2, all_done=True)
FINAL = _by(Who.CONSUMER, "final_answer", 1)
ACCEPT = _by(Who.OFFICER, "accept", 3)
APPOINT = _by(Who.OFFICER, "mediator.appoint", 1)
SITTING = _by(Who.MEDIATOR, "sitting.hold", 9)
MEDIATED = _by(Who.MEDIATOR, "mediation.agree", 6)
TERMINATED = _by(Who.MEDIATOR, "mediation.terminate", 8, code="unwilling")
REFUSE = _by(Who.OFFICER, "refuse", 4, code="not_consumption")
UNSOLVED = _by(Who.CONSUMER, "evaluate", 2, evaluation="unsolved")
PAID_AND_WITHDRAWN = _by(Who.CONSUMER, "withdraw", 2, withdrawal="paid")
UNPAID_AND_WITHDRAWN = _by(Who.CONSUMER, "withdraw", 2, withdrawal="unpaid")

# weight, joined, steps. Proportions are invented, of the order that associations publish.
PLOTS: tuple[tuple[int, bool, tuple[Step, ...]], ...] = (
    (24, True, (PASS, PROPOSE, ACCEPT_OFFER, CLAIM, CONFIRM)),
    (14, True, (PASS, AGREE, CLAIM, CONFIRM)),
    (6, True, (PASS, AGREE, CLAIM, SILENCE, SILENCE, SILENCE, SILENCE)),
    (9, True, (PASS, SILENCE, ACCEPT, APPOINT, SITTING, MEDIATED, CLAIM, CONFIRM)),
    (7, True, (PASS, DISPUTE, FINAL, ACCEPT, APPOINT, SITTING, TERMINATED, UNSOLVED)),
    (4, True, (PASS, DISPUTE, FINAL, REFUSE, SILENCE)),
    (5, True, (PASS, PROPOSE, SILENCE, ACCEPT, SILENCE, SILENCE)),
    (6, False, (PASS, SILENCE, ACCEPT, APPOINT, SITTING, TERMINATED, UNSOLVED)),
    (5, False, (PASS, SILENCE, ACCEPT, APPOINT, SITTING, MEDIATED, CONFIRM)),
    (6, True, (PASS, PAID_AND_WITHDRAWN)),
    (3, True, (PASS, UNPAID_AND_WITHDRAWN)),
    (4, True, (PASS,)),
    (3, True, (PASS, PROPOSE)),
    (2, True, (PASS, SILENCE)),
    (2, True, (PASS, SILENCE, ACCEPT, APPOINT)),
)


def draw(dice: random.Random) -> tuple[bool, tuple[Step, ...]]:
    """One life by its weight."""
    _weight, joined, steps = dice.choices(PLOTS, weights=[weight for weight, _, _ in PLOTS])[0]
    return joined, steps
