"""Which function on a higher floor answers a lower one: the whole list, on one page.

`FACTS`: name -> dotted path of fn(case_ids, now) -> dict[case_id, facts], called before `decide`, for a whole batch.
`EFFECTS`: name -> dotted path of fn(decisions, now), called inside `commit`; it inserts rows of its own app or the
outbox and never calls `perform`. A follow-up move is a clock due now.
"""

FACTS: dict[str, str] = {
    "accounts.merchant_hats": "merchants.hats.hats",
    "intake.body": "mediation.jurisdiction.facts.intake_bodies",
    "lifecycle.body": "mediation.jurisdiction.facts.body_for",
    "lifecycle.home_body": "mediation.jurisdiction.facts.home_body_for",
    "lifecycle.superior": "mediation.jurisdiction.facts.superior_for",
}
EFFECTS: dict[str, str] = {
    "duties": "complaints.performance.effects.write_duties",
}
