"""What of a mediation names or tells of people, and what becomes of it when the case's time is over."""

from complaints.retention.tables import OfCase

CASES = (
    OfCase("mediation.Note", "case_id", "delete"),
    OfCase("mediation.PaperSheet", "case_id", "delete"),
    OfCase("mediation.Attendance", "sitting__case_id", "blank"),
    OfCase("mediation.Sitting", "case_id", "blank"),
    OfCase("mediation.AgreementLine", "agreement__case_id", "blank"),
    OfCase("mediation.MediatedAgreement", "case_id", "blank"),
    OfCase("mediation.Referral", "case_id", "blank"),
    OfCase("mediation.ConfirmationPack", "case_id", "blank"),
    OfCase("mediation.Presence", "pack__case_id", "delete"),
    OfCase("mediation.Signature", "case_id", "keep", "who of the body entered a signature is the body's record"),
    OfCase("mediation.Clue", "case_id", "keep", "passed to a department, it outlives the complaint (令121 art. 9)"),
)
