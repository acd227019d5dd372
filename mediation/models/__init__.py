from mediation.models.agreement import AgreementLine, MediatedAgreement
from mediation.models.assignment import Assignment
from mediation.models.clue import Clue
from mediation.models.confirmation import AgendaStep, ConfirmationPack, PackPaper, Presence
from mediation.models.court import CourtKit, CourtPractice
from mediation.models.note import Compartment, Note
from mediation.models.panel import Absence, Appointment, DeclaredConflict, PanelMember
from mediation.models.paper import PaperRequest
from mediation.models.referral import Referral
from mediation.models.sheet import PaperSheet
from mediation.models.signature import Signature, SignatureMark
from mediation.models.sitting import Attendance, Sitting

__all__ = [
    "Absence", "AgendaStep", "AgreementLine", "Appointment", "Assignment", "Attendance", "Clue", "Compartment",
    "ConfirmationPack", "CourtKit", "CourtPractice", "DeclaredConflict", "MediatedAgreement", "Note", "PackPaper",
    "PanelMember", "PaperRequest", "PaperSheet", "Presence", "Referral", "Signature", "SignatureMark", "Sitting",
]  # fmt: skip
