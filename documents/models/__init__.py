from documents.models.paper import Paper, PaperContent, Readers, Status
from documents.models.serial import Serial
from documents.models.signature import Signature, SignatureKind

__all__ = ["Paper", "PaperContent", "Readers", "Serial", "Signature", "SignatureKind", "Status"]
