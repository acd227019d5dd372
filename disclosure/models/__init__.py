from disclosure.models.publication import (
    Basis,
    Mark,
    ObjectionCode,
    Publication,
    PublicationEvent,
    Stage,
    WithdrawalCode,
)
from disclosure.models.published import PublishedCase

__all__ = [
    "Basis", "Mark", "ObjectionCode", "Publication", "PublicationEvent", "PublishedCase", "Stage", "WithdrawalCode",
]  # fmt: skip
