"""致经营者函: to a merchant that has not joined, with a code of its own that opens the case once."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from accounts.actors import Actor
from complaints.clocks.queries import load_rule_sets
from complaints.joining.codes import new_code
from documents.kinds import letters
from mediation.papers.made import Made
from mediation.papers.parts import Subject, demands_of

THEN = "逾期不答复的，投诉将转由有管辖权的调解组织处理。"


def claim_letter(subject: Subject) -> list[Made]:
    """One letter a request; the code is made with it and stands nowhere else."""
    case = subject.case
    if case.merchant is None:
        raise LookupError(f"nobody is named in case {case.pk}")
    days = next(rules for rules in load_rule_sets() if rules.id == case.rule_set_id)["unjoined_answer"].value
    place = case.store.address if case.store is not None else ""
    code = new_code(case_id=case.pk, merchant_id=case.merchant.pk, actor=Actor.system(), now=subject.now)
    return [
        Made(
            "claim_letter",
            letters.ClaimLetter(
                number=case.number,
                addressee=subject.merchant_name,
                address=place or case.merchant.address,
                matter=f"投诉事项：{subject.matter}。",
                demands=demands_of(subject),
                answer_days=days,
                claim_code=code,
                claim_url=settings.PUBLIC_URL.rstrip("/") + reverse("joining:start"),
                then=THEN,
                contact=subject.body.name,
                phone=subject.body.phone,
            ),
        )
    ]
