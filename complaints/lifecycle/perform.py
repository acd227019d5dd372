"""perform: lock, gather, decide, commit, for one case in one transaction. The only way a person moves a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from accounts.actors import Actor
from complaints.lifecycle import gather
from complaints.lifecycle.commit import NewCase, commit
from complaints.lifecycle.decide import Possible, available, decide
from complaints.lifecycle.facts import CaseFacts, ClockFacts, Command
from complaints.lifecycle.relations import relations
from complaints.lifecycle.states import State, Who
from complaints.models.case import Case


def perform(
    case_id: int,
    action: str,
    *,
    actor: Actor,
    now: datetime,
    details: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> CaseFacts:
    """Move a case; returns it as it is now. Raises Refused (who may, why) and Case.DoesNotExist.

    `details` (ids, codes, sums, days) are in the event for the parties to read; `personal` (words of a person) is
    sealed beside it, and in the event only as a commitment.
    """
    with transaction.atomic():
        case = locked(case_id, action, now)
        command = Command(
            action=action,
            who=relations(actor, case),
            details=details or {},
            personal=personal or {},
            actor_kind=actor.kind.value,
            actor_id=actor.user_id,
        )
        return commit([decide(case, command, gather.law(), now)])[0]


def locked(case_id: int, action: str, now: datetime) -> CaseFacts:
    """The case, locked, with all that the action needs to know."""
    if not gather.lock([case_id]):
        raise Case.DoesNotExist(f"there is no case {case_id}")
    cases = gather.read([case_id])
    cases = gather.with_answers(cases, {case_id: gather.asked_by(action, cases[case_id].state)}, now)
    return gather.with_siblings(cases[case_id])


def possible(
    case: Case, clocks: Sequence[ClockFacts], *, actor: Actor, now: datetime
) -> tuple[CaseFacts, dict[str, Possible]]:
    """Every action by name as allowed or Refused, for a page that has read the case with its parts and its clocks.

    Bodies and superiors are asked only when an act is done: whether a body is found decides where a case goes, never
    whether a party may act. The court is asked where confirmation is in question.
    """
    facts = gather.facts_of(case, clocks)
    if facts.state is State.T2_PERFORMING:
        facts = gather.with_answers({case.pk: facts}, {case.pk: ("confirmation",)}, now)[case.pk]
    return facts, {each.action: each for each in available(facts, relations(actor, facts), now)}


def take_case_ids(count: int) -> list[int]:
    """Ids for cases about to be filed: their first event refers to them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('complaints_case_id_seq') FROM generate_series(1, %s)", [count])
        return [id_ for (id_,) in cursor.fetchall()]


def file_cases(
    cases: Sequence[tuple[NewCase, CaseFacts]], *, actor: Actor, now: datetime, action: str = "file"
) -> list[CaseFacts]:
    """The first event of new cases, and with it the cases. Runs inside the transaction that wrote the complaint."""
    who = frozenset({Who.OFFICER if actor.kind.value != "consumer" else Who.CONSUMER})
    rules = gather.law()
    decisions = []
    for new, facts in cases:
        details = {"respondent": new.respondent_name, "number": new.number, **new.details}
        command = Command(action, who, details, {}, actor.kind.value, actor.user_id)
        decisions.append(decide(facts, command, rules, now))
    return commit(decisions, new={new.id: new for new, _ in cases})
