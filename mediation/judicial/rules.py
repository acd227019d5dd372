"""The pack of a joint application: which papers, who signs what, what is missing. Pure (DOMAIN 8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mediation.models.confirmation import PackPaperKind, Step
from mediation.models.signature import How, Side, Signed

# Who puts their name to which paper of the pack; a court takes ink or a certificate, not a tick (电子签名法 13).
SIGNERS: dict[Signed, tuple[Side, ...]] = {
    Signed.AGREEMENT: (Side.CONSUMER, Side.MERCHANT, Side.MEDIATOR),
    Signed.APPLICATION: (Side.CONSUMER, Side.MERCHANT),
    Signed.EVIDENCE_LIST: (Side.CONSUMER, Side.MERCHANT),
}
PAPER_OF: dict[PackPaperKind, Signed] = {
    PackPaperKind.APPLICATION: Signed.APPLICATION,
    PackPaperKind.AGREEMENT: Signed.AGREEMENT,
    PackPaperKind.EVIDENCE_LIST: Signed.EVIDENCE_LIST,
}
# Everything of a case that a court pack may show. Offers and notes are not among it, and cannot be (tested).
READS = frozenset({
    "complaints.Case", "complaints.Complaint", "complaints.Complainant", "complaints.Evidence", "merchants.Merchant",
    "mediation.MediatedAgreement", "mediation.AgreementLine", "mediation.Signature", "mediation.Sitting",
    "mediation.ConfirmationPack", "mediation.PackPaper",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A signature as the rules see it."""

    signed: str
    side: str
    how: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One side's state on one paper: not needed, missing, signed, or signed well enough for a court."""

    needed: bool
    signed: bool = False
    enough: bool = False


def cell(paper: Signed, side: Side, names: Iterable[Name]) -> Cell:
    """The cell of the table of papers and signatures."""
    if side not in SIGNERS.get(paper, ()):
        return Cell(needed=False)
    ways = {name.how for name in names if name.signed == paper and name.side == side}
    return Cell(True, bool(ways), any(How(way).enough_for_court for way in ways))


def missing(ready: Collection[str], names: Collection[Name]) -> list[PackPaperKind]:
    """Papers that are not ready, or not signed well enough for a court, in the order of the checklist."""
    found = []
    for kind in PackPaperKind:
        paper = PAPER_OF.get(kind)
        unsigned = paper is not None and any(not cell(paper, side, names).enough for side in SIGNERS[paper])
        if kind.value not in ready or unsigned:
            found.append(kind)
    return found


def next_step(done: Collection[str]) -> Step | None:
    """The first step of the agenda that is not done; None when the ruling is given."""
    return next((step for step in Step if step.value not in done), None)
