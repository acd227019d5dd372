"""Which function on a higher floor answers a lower one: the whole list, on one page.

`FACTS`: name -> dotted path of fn(case_ids, now) -> dict[case_id, facts], called before `decide`, for a whole batch.
`EFFECTS`: name -> dotted path of fn(decisions, now), called inside `commit`; it inserts rows of its own app or the
outbox and never calls `perform`. A follow-up move is a clock due now.
`OWN_DATA`: lists of tables with a person's own rows, higher floors first (accounts/personal_data/tables.py).
`CASE_DATA`: lists of tables with what names people in a case (complaints/retention/tables.py).
"""

FACTS: dict[str, str] = {
    "accounts.erasure_hindrances": "complaints.own_data.hindrances",
    "accounts.merchant_hats": "merchants.hats.hats",
    "deadlines.elsewhere": "disclosure.publication.correcting.misplaced",
    "documents.parts": "complaints.queries.parts_in",
    "intake.body": "mediation.jurisdiction.facts.intake_bodies",
    "lifecycle.body": "mediation.jurisdiction.facts.body_for",
    "lifecycle.confirmation": "mediation.jurisdiction.lifecycle_facts.confirmations",
    "lifecycle.home_body": "mediation.jurisdiction.facts.home_body_for",
    "merchants.import_files_until": "complaints.clocks.import_files.kept_until",
    "merchants.thresholds": "complaints.clocks.match_rules.match_thresholds",
    "retention.holds": "disclosure.own_data.holds",
    "notices.recipients": "complaints.parties.recipients",
    "lifecycle.superior": "mediation.jurisdiction.facts.superior_for",
}
EFFECTS: dict[str, str] = {
    "accounts.before_erasure": "complaints.own_data.before_erasure",
    "accounts.tell": "notices.telling.tell_person",
    "duties": "complaints.performance.effects.write_duties",
    "assignment": "mediation.effects.assignment",
    "appointment": "mediation.effects.appointment",
    "dismissal": "mediation.effects.dismissal",
    "referral": "mediation.effects.referral",
    "referral_deadline": "mediation.effects.referral_deadline",
    "confirmation_pack": "mediation.effects.confirmation_pack",
    "court_kit": "mediation.effects.court_kit",
    "acceptance_paper": "mediation.effects.acceptance_paper",
    "refusal_paper": "mediation.effects.refusal_paper",
    "extension_paper": "mediation.effects.extension_paper",
    "agreement_paper": "mediation.effects.agreement_paper",
    "termination_paper": "mediation.effects.termination_paper",
    "reconciliation_paper": "mediation.effects.reconciliation_paper",
    "claim_letter": "mediation.effects.claim_letter",
    # set off when a calendar is published or changed, with case ids
    "deadlines.elsewhere": "disclosure.publication.correcting.correct",
    # set off by the consumer's page, with case_id, actor and now
    "publication.revoke": "disclosure.publication.actions.revoke_consent",
}
OWN_DATA: tuple[str, ...] = (
    "merchants.own_data.MERCHANTS",
    "complaints.own_data.COMPLAINTS",
    "notices.own_data.NOTICES",
    "accounts.personal_data.tables.ACCOUNTS",
)
CASE_DATA: tuple[str, ...] = (
    "disclosure.own_data.CASES",
    "mediation.own_data.CASES",
    "complaints.retention.tables.CASES",
)
