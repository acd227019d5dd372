"""What of a complaint is the consumer's own, and when it may be erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from accounts.actors import Actor
from accounts.personal_data.tables import Own
from accounts.switchboard import effects, fact
from complaints.lifecycle.states import State
from complaints.models import Case

COMPLAINTS = (
    Own("complaints.EventDetail", "event__case__complaint__user_id", "blank", shown=False),
    Own("complaints.Message", "author_id", "blank"),
    Own("complaints.OfferLine", "offer__author_id", "blank", shown=False),
    Own("complaints.Offer", "author_id", "blank", shown=False),
    Own("complaints.Duty", "case__complaint__user_id", "blank"),
    Own("complaints.Demand", "case__complaint__user_id", "blank"),
    Own("complaints.Evidence", "complaint__user_id", "blank", only=(("by", "consumer"),)),
    Own("complaints.Upload", "case__complaint__user_id", "delete", shown=False, only=(("by", "consumer"),)),
    Own("complaints.Case", "complaint__user_id", "blank", shown=False),
    Own("complaints.Narrative", "complaint__user_id", "blank"),
    Own(
        "complaints.Consent", "complaint__user_id", "keep", "what was agreed to must stay provable; it names no person"
    ),
    Own("complaints.Complainant", "complaint__user_id", "blank"),
    Own("complaints.Complaint", "user_id", "blank"),
    Own("complaints.Draft", "user_id", "delete"),
)


def hindrances(user_ids: Sequence[int], now: dt.datetime) -> dict[int, list[str]]:
    """People with a case that is not closed (the others need to know who they are), or in a merchant's team."""
    open_for = (
        Case.objects.filter(complaint__user_id__in=user_ids).exclude(state__in=[State.CLOSED, State.MERGED])
        .values_list("complaint__user_id", flat=True).distinct()
    )  # fmt: skip
    found = {user_id: ["open_case"] for user_id in open_for if user_id is not None}
    for user_id in fact("accounts.merchant_hats")(list(user_ids), now):
        found.setdefault(user_id, []).append("merchant_member")
    return found


def before_erasure(user_id: int, actor: Actor, now: dt.datetime) -> None:
    """What was published of this person's complaints goes: consent ends with the account (个保法 15, 47)."""
    for case_id in Case.objects.filter(complaint__user_id=user_id).order_by("pk").values_list("pk", flat=True):
        effects("publication.revoke")(case_id=case_id, actor=actor, now=now)
