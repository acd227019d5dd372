from complaints.models.case import Case, RespondentRole
from complaints.models.category import Category
from complaints.models.clock import Clock
from complaints.models.complaint import Channel, Complainant, Complaint, ContactScope, Narrative
from complaints.models.consent import Consent, Recipient
from complaints.models.desk import AnswerDraft, CaseHandler
from complaints.models.event import Event, EventDetail, LogKey, LogRoot
from complaints.models.holidays import HolidayNotice, HolidayOverride
from complaints.models.joining import ClaimCode, LetterDelivery, ReturnReason
from complaints.models.number import CaseCounter
from complaints.models.offer import DisputeReason, Duty, DutyState, Offer, OfferBy, OfferLine, Response
from complaints.models.retention import Disposal, HoldReason, RetentionHold
from complaints.models.rules import Rule, RuleSet
from complaints.models.story import Demand, DemandKind, Draft, Evidence, Message, ScanState, Upload

__all__ = [
    "AnswerDraft", "Case", "CaseCounter", "CaseHandler", "Category", "Channel", "ClaimCode", "Clock", "Complainant", "Complaint", "Consent", "ContactScope", "Demand", "DemandKind",
    "Disposal", "DisputeReason", "Draft", "Duty", "DutyState", "Event", "EventDetail", "Evidence", "HoldReason", "HolidayNotice",
    "HolidayOverride", "LetterDelivery", "LogKey", "LogRoot", "Message", "Narrative", "Offer", "OfferBy", "OfferLine", "Recipient", "RespondentRole", "Response", "RetentionHold", "ReturnReason",
    "Rule", "RuleSet", "ScanState", "Upload",
]  # fmt: skip
