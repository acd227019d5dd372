"""Every kind of paper, one line each: what it says, what it is called, how it is numbered and signed off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from documents.content import Content
from documents.kinds import agreements, court, letters, notices

ASSOCIATION, ADMINISTRATIVE, PEOPLE = "association", "administrative", "people"


@dataclass(frozen=True)
class Kind:
    """`word` is the serial's series (鄂消调 → 鄂消函); without one the paper is the parties' and bears no number.

    `four_eyes`: who signs it off is not who drafted it. `automatic`: comes of itself, whoever acts.
    `readers`: whom it is for when the caller does not say; a paper addressed to one side is read by that side alone.
    """

    name: str
    content: type[Content]
    title: str
    readers: str
    administrative_title: str = ""
    word: str = ""
    four_eyes: bool = False
    automatic: bool = False
    page: str = ""

    @property
    def template(self) -> str:
        return f"documents/{self.page or self.name}.html"

    @property
    def is_of_the_body(self) -> bool:
        """The body issues it in its own name, with a number and room for its seal."""
        return bool(self.word)

    def title_for(self, content: Content) -> str:
        """What it is called in this content's procedure (令121 has titles of its own)."""
        administrative = getattr(content, "procedure", "") == ADMINISTRATIVE
        return self.administrative_title if administrative and self.administrative_title else self.title


_ALL = (
    Kind("filing_receipt", notices.FilingReceipt, "消费者投诉登记回执", "consumer", word="登", automatic=True),
    Kind("acceptance_notice", notices.AcceptanceNotice, "投诉受理通知书", "consumer", "投诉受理决定书", word="受"),
    Kind("refusal_notice", notices.RefusalNotice, "投诉不予受理告知书", "consumer", "投诉不予受理决定书", word="不受"),
    Kind("correction_notice", notices.CorrectionNotice, "补正通知书", "consumer", word="补"),
    Kind("mediation_notice", notices.MediationNotice, "调解通知书", "body", "投诉调解通知书", word="通"),
    Kind("mediation_record", agreements.MediationRecord, "调解笔录", "parties"),
    Kind("settlement", agreements.Settlement, "和解协议书", "parties"),
    Kind("mediation_agreement", agreements.MediationAgreement, "调解协议书", "parties", "投诉调解书", word="调"),
    Kind(
        "termination_notice", notices.TerminationNotice, "终止调解告知书", "consumer", "投诉终止调解决定书", word="终"
    ),
    Kind("extension_notice", notices.ExtensionNotice, "延长调解期限通知书", "consumer", word="延"),
    Kind("referral_letter", letters.ReferralLetter, "转办函", "department", word="转", four_eyes=True),
    Kind("transfer_letter", letters.TransferLetter, "移送函", "department", word="移", four_eyes=True),
    Kind("claim_letter", letters.ClaimLetter, "致经营者函", "body", word="函", automatic=True),
    Kind("publication_notice", notices.PublicationNotice, "拟公示告知书", "merchant", word="公", four_eyes=True),
    Kind(
        "inquiry_letter", letters.MemberLetter, "查询函", "department", word="询", four_eyes=True, page="member_letter"
    ),
    Kind(
        "advice_letter", letters.MemberLetter, "建议函", "department", word="建", four_eyes=True, page="member_letter"
    ),
    Kind("appeal_letter", letters.MemberLetter, "劝谕函", "merchant", word="劝", four_eyes=True, page="member_letter"),
    Kind(
        "summons_letter",
        letters.MemberLetter,
        "约谈通知书",
        "merchant",
        word="约",
        four_eyes=True,
        page="member_letter",
    ),
    Kind("service_receipt", notices.ServiceReceipt, "送达回证", "body", word="送"),
    Kind("power_of_attorney", agreements.PowerOfAttorney, "授权委托书", "body"),
    Kind("confirmation_application", court.ConfirmationApplication, "司法确认申请书", "parties"),
    Kind("evidence_list", court.EvidenceList, "证据清单", "consumer"),
    Kind("payment_order_application", court.PaymentOrderApplication, "支付令申请书", "consumer"),
    Kind("small_claim", court.SmallClaim, "民事起诉状", "consumer"),
    Kind("enforcement_application", court.EnforcementApplication, "强制执行申请书", "consumer"),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
