"""What of a complaint is the consumer's own, and when it may be erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from accounts.personal_data.tables import Own
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
    Own("complaints.Complainant", "complaint__user_id", "blank"),
    Own("complaints.Complaint", "user_id", "blank"),
    Own("complaints.Draft", "user_id", "delete"),
)


def hindrances(user_ids: Sequence[int], now: dt.datetime) -> dict[int, list[str]]:
    """People with a case that is not closed: the other side and the body still need to know who they are."""
    open_for = (
        Case.objects.filter(complaint__user_id__in=user_ids).exclude(state__in=[State.CLOSED, State.MERGED])
        .values_list("complaint__user_id", flat=True).distinct()
    )  # fmt: skip
    return {user_id: ["open_case"] for user_id in open_for if user_id is not None}
