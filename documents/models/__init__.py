from documents.models.paper import Paper, PaperContent, Readers, Status
from documents.models.serial import Serial
from documents.models.signature import Signature, SignatureKind
from documents.models.step import PaperStep, StepKind

__all__ = [
    "Paper", "PaperContent", "PaperStep", "Readers", "Serial", "Signature", "SignatureKind", "Status", "StepKind",
]  # fmt: skip
