"""One plausible content of every kind of paper; people, shops and numbers are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime

from documents.content import Content
from documents.kinds import agreements, court, letters, notices
from documents.kinds.parts import Demand, Duty, Element, Exhibit, Party, Statement

TODAY = date(2026, 3, 16)
NOW = datetime(2026, 3, 16, 2, 30, tzinfo=UTC)
NUMBER = "42010620260302000421"
WANG = Party(
    role="申请人",
    name="王堃",
    is_person=True,
    id_number="42010619900307421X",
    address="武汉市武昌区中南路街道民主路57号",
    phone="13800138000",
)
SHOP = Party(
    role="被申请人",
    name="武汉青禾健身服务有限公司",
    id_number="91420106MA4K0000XX",
    address="武汉市武昌区云岭路118号",
    phone="027-87654321",
    legal_representative="李祎（经理）",
)
MATTER = "预付式健身服务闭店后退还年卡余额"
FACTS = (
    "投诉人于2025年9月1日在被投诉人处办理健身年卡一张，支付服务费4,800.00元。2026年2月20日，被投诉人张贴公告停止营业，"
    "投诉人剩余服务期六个月零十日。投诉人多次要求退还余额，被投诉人以“会员协议约定概不退款”为由拒绝。"
)
DEMANDS = (Demand(what="退还未消费的服务费", fen=252000), Demand(what="书面说明停业原因"))
DUTIES = (
    Duty(
        who="武汉青禾健身服务有限公司",
        what="退还未消费的服务费",
        how="原路退回支付账户",
        fen=252000,
        due=date(2026, 3, 31),
    ),
    Duty(who="王堃", what="交回会员卡", how="邮寄或者当面交付", due=date(2026, 4, 7)),
)
WAYS = (
    "与经营者协商和解",
    "请求消费者协会或者依法成立的其他调解组织调解",
    "根据与经营者达成的仲裁协议提请仲裁机构仲裁",
    "向人民法院提起诉讼",
)
PARTIES = {"procedure": "association", "complainant": "王某", "respondent": SHOP.name, "matter": MATTER}
CONTACT = {"contact": "孙柏", "phone": "027-87000315"}
EXHIBITS = (
    Exhibit(name="会员协议", proves="双方存在服务合同，期限一年", pages=3, original=True),
    Exhibit(name="微信支付凭证", proves="已支付服务费4,800.00元"),
    Exhibit(name="停业公告照片", proves="经营者自2026年2月20日起停止提供服务", pages=2),
)
ATTACHMENTS = ("调解协议书一份", "申请人身份证明复印件", "证据清单及证据")

SAMPLES: dict[str, Content] = {
    "filing_receipt": notices.FilingReceipt(
        number=NUMBER,
        complainant=WANG,
        respondent=SHOP,
        filed_at=NOW,
        facts=FACTS,
        demands=DEMANDS,
        limitation_until=date(2029, 3, 16),
    ),
    "acceptance_notice": notices.AcceptanceNotice(
        number=NUMBER,
        addressee="王堃",
        filed_on=date(2026, 3, 2),
        accepted_on=TODAY,
        ends_on=date(2026, 5, 15),
        **PARTIES,
        **CONTACT,
    ),
    "refusal_notice": notices.RefusalNotice(
        number=NUMBER,
        procedure="association",
        addressee="王堃",
        respondent=SHOP.name,
        matter=MATTER,
        filed_on=date(2026, 3, 2),
        ground="人民法院已经受理",
        reason="同一争议已由武汉市武昌区人民法院立案",
        basis="《中华人民共和国消费者权益保护法》第三十七条和本会投诉受理规则第十二条第二项",
        remedies=WAYS[2:],
        review_until=date(2026, 3, 31),
    ),
    "correction_notice": notices.CorrectionNotice(
        number=NUMBER,
        addressee="王堃",
        matter=MATTER,
        missing=("购买服务的凭证", "与经营者交涉的记录"),
        due_on=date(2026, 3, 23),
        **CONTACT,
    ),
    "mediation_notice": notices.MediationNotice(
        number=NUMBER,
        addressee=SHOP.name,
        at=datetime(2026, 3, 20, 1, 30, tzinfo=UTC),
        place="武汉市武昌区民主路57号三楼调解室",
        mediator="孙柏",
        object_until=date(2026, 3, 19),
        **PARTIES,
        **CONTACT,
    ),
    "termination_notice": notices.TerminationNotice(
        number=NUMBER,
        addressee="王堃",
        accepted_on=date(2026, 3, 4),
        ground="一方当事人拒绝调解",
        remedies=WAYS,
        reason="被投诉人书面表示不接受调解。",
        basis="消费者权益保护法第三十九条和本会调解规则第二十一条第二项",
        **PARTIES,
    ),
    "extension_notice": notices.ExtensionNotice(
        number=NUMBER,
        procedure="association",
        addressee="王堃",
        matter=MATTER,
        old_day=date(2026, 5, 15),
        new_day=date(2026, 6, 14),
        reason="需要委托鉴定机构对器械安全状况作出鉴定",
        basis="本会调解规则第十八条",
        **CONTACT,
    ),
    "publication_notice": notices.PublicationNotice(
        number=NUMBER,
        addressee=SHOP.name,
        basis="《中华人民共和国消费者权益保护法》第三十七条第一款第九项",
        text="武昌区某健身门店停业后未退还年卡余额。投诉人称剩余服务期六个月零十日，余额2,520.00元。经营者未在期限内答复。",
        where="本平台公示栏",
        object_until=date(2026, 3, 23),
        how_to_object="在本平台或者书面向本会提出异议",
        **CONTACT,
    ),
    "referral_letter": letters.ReferralLetter(
        number=NUMBER,
        addressee="武汉市体育局",
        complainant="王某",
        respondent=SHOP.name,
        facts=FACTS,
        demands=DEMANDS,
        request="请依职责督促该单位妥善处理会员余额，并核查其预收款管理情况",
        basis="《中华人民共和国消费者权益保护法》第三十七条第一款第四项",
        consented_on=date(2026, 3, 14),
        receipt_by=date(2026, 3, 23),
        result_by=date(2026, 4, 27),
        attachments=("投诉登记表", "证据材料共六页"),
        **CONTACT,
    ),
    "transfer_letter": letters.TransferLetter(
        number=NUMBER,
        addressee="武汉市武昌区市场监督管理局",
        respondent=SHOP.name,
        facts="该单位在停止营业前七日仍以“店庆充值”名义收取预付款，共有十一名消费者在本平台反映同一情况。",
        suspicion="涉嫌违反《中华人民共和国消费者权益保护法实施条例》第二十二条关于预付式消费的规定",
        basis="《中华人民共和国消费者权益保护法》第三十七条第一款第四项",
        attachments=("线索情况表一份", "证据材料共十四页"),
        **CONTACT,
    ),
    "claim_letter": letters.ClaimLetter(
        number=NUMBER,
        addressee=SHOP.name,
        address=SHOP.address,
        demands=DEMANDS,
        answer_days=7,
        claim_code="K7QE-99A4",
        matter="投诉人称，2025年9月1日在你单位办理健身年卡，2026年2月20日你单位停止营业，余额没有退还。",
        claim_url="https://hejie.example/claim/7f3k9q",
        then="逾期不答复的，投诉将转由有管辖权的调解组织处理。",
        **CONTACT,
    ),
    "settlement": agreements.Settlement(
        number=NUMBER, parties=(WANG, SHOP), facts=FACTS, duties=DUTIES, copies=2, made_on=TODAY
    ),
    "mediation_record": agreements.MediationRecord(
        number=NUMBER,
        began_at=datetime(2026, 3, 16, 1, 30, tzinfo=UTC),
        ended_at=datetime(2026, 3, 16, 2, 20, tzinfo=UTC),
        place="武汉市武昌区民主路57号三楼调解室",
        mediator="孙柏",
        recorder="周喆",
        present=(WANG, SHOP),
        rights_told=True,
        statements=(
            Statement(who="申请人", words="我在2025年9月办的年卡，2月20日门店就关了，要求退还剩余的服务费。"),
            Statement(who="被申请人", words="停业是因为租约到期。同意按剩余天数退款，请求分清已经使用的课程。"),
            Statement(who="调解员", words="双方对剩余六个月零十日没有异议，按日折算余额为2,520.00元。"),
        ),
        result="双方自愿达成调解协议，另行制作调解协议书。",
    ),
    "mediation_agreement": agreements.MediationAgreement(
        number=NUMBER,
        procedure="association",
        parties=(WANG, SHOP),
        facts=FACTS,
        points="年卡余额是否应当退还，以及退还的数额和时间。",
        duties=DUTIES,
        other_terms=("被申请人逾期退款的，自逾期之日起按未付金额每日万分之五支付违约金。",),
        mediator="孙柏",
        place="武汉市武昌区民主路57号三楼调解室",
        copies=3,
        made_on=TODAY,
    ),
    "confirmation_application": court.ConfirmationApplication(
        court="武汉市武昌区人民法院",
        parties=(WANG, SHOP),
        mediated_by="武汉市武昌区消费纠纷人民调解委员会",
        agreement_serial="武昌消人调〔2026〕12号",
        effective_on=TODAY,
        apply_by=date(2026, 4, 15),
        facts=FACTS,
        duties=DUTIES,
        attachments=ATTACHMENTS,
        made_on=TODAY,
    ),
    "evidence_list": court.EvidenceList(number=NUMBER, submitter="王堃", exhibits=EXHIBITS, made_on=TODAY),
    "payment_order_application": court.PaymentOrderApplication(
        court="武汉市武昌区人民法院",
        applicant=WANG,
        respondent=SHOP,
        fen=252000,
        facts=FACTS,
        due_on=date(2026, 3, 10),
        no_other_debt=True,
        attachments=ATTACHMENTS,
        made_on=TODAY,
    ),
    "small_claim": court.SmallClaim(
        court="武汉市武昌区人民法院",
        plaintiff=replace(WANG, role="原告"),
        defendant=replace(SHOP, role="被告"),
        claims=(Demand(what="返还服务费", fen=252000), Demand(what="赔偿交通费", fen=8600)),
        elements=(
            Element(question="合同订立", answer="2025年9月1日，书面会员协议"),
            Element(question="价款支付", answer="4,800.00元，微信支付"),
            Element(question="违约情形", answer="2026年2月20日起停止营业，不再提供服务"),
            Element(question="交涉经过", answer="三次要求退款，均被拒绝；经消费者协会调解未成"),
        ),
        facts=FACTS,
        basis="《中华人民共和国民法典》第五百六十三条、第五百六十六条、第五百七十七条",
        exhibits=EXHIBITS,
        made_on=TODAY,
    ),
    "enforcement_application": court.EnforcementApplication(
        court="武汉市武昌区人民法院",
        applicant=replace(WANG, role="申请执行人"),
        respondent=replace(SHOP, role="被执行人"),
        ruling="武汉市武昌区人民法院（2026）鄂0106民特12号民事裁定书",
        effective_on=date(2026, 2, 2),
        unperformed=(Demand(what="支付服务费", fen=252000),),
        facts="被执行人应当于2026年3月10日前付清，至今没有支付。",
        apply_by=date(2028, 3, 10),
        attachments=("民事裁定书复印件", "申请人身份证明复印件"),
        made_on=TODAY,
    ),
    "service_receipt": notices.ServiceReceipt(
        number=NUMBER,
        addressee=SHOP.name,
        address=SHOP.address,
        way="直接送达",
        papers=("调解通知书（武昌消通〔2026〕1号）", "投诉登记表副本"),
        served_by="孙柏、周喆",
    ),
    "power_of_attorney": agreements.PowerOfAttorney(
        number=NUMBER,
        principal=replace(WANG, role="委托人"),
        agent=replace(WANG, role="受托人", name="王祎", id_number="420106197205182419"),
        matter=MATTER,
        powers=("参加协商和调解", "提交和核对证据", "接受退款金额不低于2,520.00元的方案"),
        until=date(2026, 9, 16),
        made_on=TODAY,
    ),
    **{
        kind: letters.MemberLetter(
            addressee=addressee,
            subject="预付式健身门店停业退款",
            facts="二〇二六年一季度，本平台收到同类投诉四十一件，涉及预付款约38万元。",
            request=request,
            basis="《中华人民共和国消费者权益保护法》第三十七条第一款",
            reply_by=date(2026, 3, 31),
            **CONTACT,
        )
        for kind, addressee, request in (
            ("inquiry_letter", "武汉市体育局", "该单位预收款备案和资金存管情况"),
            ("advice_letter", "武汉市体育局", "对停业门店的预收款余额建立先行退付机制"),
            ("appeal_letter", SHOP.name, "立即停止收取新的预付款，并公布退款办法"),
            ("summons_letter", SHOP.name, "派负责人于2026年3月25日9时到本会说明情况，并携带会员名册"),
        )
    },
}
