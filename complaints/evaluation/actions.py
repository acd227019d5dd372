"""How it ended: evaluation, withdrawal (has the money arrived?), pressure to withdraw, reopening."""

from __future__ import annotations

from datetime import date, datetime

from accounts.actors import Actor
from complaints.clocks.calendar import end_of
from complaints.lifecycle.facts import CaseFacts
from complaints.lifecycle.perform import perform


def evaluate(
    *, case_id: int, actor: Actor, now: datetime, evaluation: str, received_fen: int = 0, words: str = ""
) -> CaseFacts:
    """solved, partly or unsolved, with the money that arrived in the end (fen)."""
    return perform(
        case_id,
        "evaluate",
        actor=actor,
        now=now,
        details={"evaluation": evaluation, "received_fen": received_fen},
        personal={"words": words} if words else None,
    )


def withdraw(
    *, case_id: int, actor: Actor, now: datetime, withdrawal: str, received_fen: int = 0, until: date | None = None
) -> CaseFacts:
    """paid and unpaid end the case; on a promise it pauses until the day promised, and then goes on by itself."""
    details: dict[str, object] = {"withdrawal": withdrawal, "received_fen": received_fen}
    if until is not None:
        details["until"] = end_of(until).isoformat()
    return perform(case_id, "withdraw", actor=actor, now=now, details=details)


def keep_promise(*, case_id: int, actor: Actor, now: datetime, received_fen: int = 0) -> CaseFacts:
    """The promised money has arrived."""
    return perform(case_id, "promise.kept", actor=actor, now=now, details={"received_fen": received_fen})


def report_pressure(*, case_id: int, actor: Actor, now: datetime, words: str = "") -> CaseFacts:
    """Somebody presses the consumer to withdraw: an officer looks the same day, withdrawal is frozen until then."""
    return perform(case_id, "pressure.report", actor=actor, now=now, personal={"words": words} if words else None)


def reopen(*, case_id: int, actor: Actor, now: datetime, reason: str) -> CaseFacts:
    """Once, within the window, with a new fact."""
    return perform(case_id, "reopen", actor=actor, now=now, personal={"reason": reason})
