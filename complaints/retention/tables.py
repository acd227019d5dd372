"""What of a case names or tells of people, and what becomes of it when its time is over: the table of tables.

Each floor lists its own (`settings.SWITCHBOARD` names the lists in CASE_DATA); a test finds a table with personal data
of cases that is in none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from django.apps import apps
from django.db import models

from accounts.switchboard import listed


@dataclass(frozen=True)
class OfCase:
    """Rows of `model` found by `path` from the ids of a complaint's cases, or with `whole` from that of the complaint.

    `blank` empties what class Data calls personal or privileged, `delete` removes the rows, `keep` leaves them, for the
    reason given.
    """

    model: str
    path: str
    ending: Literal["blank", "delete", "keep"]
    why: str = ""
    whole: bool = False

    @property
    def table(self) -> type[models.Model]:
        """The model class."""
        return apps.get_model(self.model)

    def of(self, complaint_id: int, case_ids: Collection[int]) -> models.QuerySet[models.Model]:
        """The rows of this complaint."""
        wanted = {self.path: complaint_id} if self.whole else {f"{self.path}__in": case_ids}
        return self.table._default_manager.filter(**wanted).order_by("pk")


def case_tables() -> list[OfCase]:
    """Every list of the switchboard: the first named goes first."""
    return listed("CASE_DATA")


CASES = (
    OfCase("documents.Signature", "paper__case_id", "delete"),
    OfCase("documents.PaperStep", "paper__case_id", "delete"),
    OfCase("documents.PaperContent", "paper__case_id", "delete"),
    OfCase("documents.Paper", "case_id", "keep", "number and fingerprint of a paper stay, so that it can be verified"),
    OfCase("notices.Delivery", "outbox__case_id", "blank"),
    OfCase("notices.Proof", "outbox__case_id", "blank"),
    OfCase("complaints.AnswerDraft", "case_id", "delete"),
    OfCase("complaints.CaseHandler", "case_id", "blank"),
    OfCase("complaints.LetterDelivery", "case_id", "blank"),
    OfCase("complaints.ClaimCode", "case_id", "keep", "who took over a merchant's desk is the merchant's record"),
    OfCase("complaints.RetentionHold", "case_id", "keep", "who kept a case longer must stay provable"),
    OfCase("complaints.EventDetail", "event__case_id", "blank"),
    OfCase("complaints.Message", "case_id", "blank"),
    OfCase("complaints.OfferLine", "offer__case_id", "blank"),
    OfCase("complaints.Offer", "case_id", "blank"),
    OfCase("complaints.Duty", "case_id", "blank"),
    OfCase("complaints.Demand", "case_id", "blank"),
    OfCase("complaints.Upload", "case_id", "delete"),
    OfCase("complaints.Evidence", "complaint_id", "blank", whole=True),
    OfCase("complaints.Case", "pk", "blank"),
    OfCase("complaints.Narrative", "complaint_id", "blank", whole=True),
    OfCase("complaints.Complainant", "complaint_id", "blank", whole=True),
    OfCase("complaints.Complaint", "pk", "blank", whole=True),
)
