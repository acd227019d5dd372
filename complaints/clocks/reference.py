"""The rules a new installation starts with, each with its source: law and article, or whose decision it was.

(P) is a choice of ours, (?) is to be checked by the operator before going live; both show in the admin. 令121 is
市场监督管理投诉举报处理办法, in force from 2026-04-15; 令20 is the rule before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from complaints.clocks.calendar import Unit
from complaints.clocks.rules import Kind, Rule, RuleName, Scheme

ORDER_121 = date(2026, 4, 15)
ORDER_20 = date(2020, 1, 1)
HUBEI = "420000"

# What the text of a source is written once for.
_OURS = "本平台约定"
_HUBEI_315 = "湖北315消费投诉和解平台规则"


def _deadline(name: RuleName, value: int, unit: Unit, source: str, marks: str = "") -> Rule:
    return _rule(name, value, unit, Kind.DEADLINE, source, marks)


def _rule(name: RuleName, value: int, unit: Unit | None, kind: Kind, source: str, marks: str = "") -> Rule:
    return Rule(name, value, unit, kind, source, doubtful="?" in marks, policy="P" in marks)


def _by_name(*rules: Rule) -> Mapping[RuleName, Rule]:
    return {rule.name: rule for rule in rules}


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """A rule set as loaded: `rules` holds only what differs from the set it `extends`."""

    code: str
    name: str
    division: str
    scheme: Scheme
    extends: str | None
    valid_from: date
    valid_to: date | None
    rules: Mapping[RuleName, Rule]


_N = RuleName
_DAYS, _WORKING = Unit.CALENDAR, Unit.WORKING

NATIONAL = _by_name(
    # tier 1
    _deadline(_N.ANSWER, 7, _DAYS, f"{_OURS}，同湖北315：7日内答复", "P"),
    _deadline(_N.TIER1_TOTAL, 14, _DAYS, f"{_OURS}，同湖北315：14日内办结", "P"),
    _rule(_N.TIER1_EXTENSION, 7, _DAYS, Kind.CAP, f"{_OURS}：消费者可延长一次", "P"),
    _deadline(_N.UNJOINED_ANSWER, 7, _DAYS, f"{_OURS}：自证实送达之日起", "P"),
    _rule(_N.UNJOINED_CAP, 25, _DAYS, Kind.CAP, f"{_OURS}：自提交投诉之日起最长", "P"),
    _deadline(_N.SUPPLEMENT, 5, _DAYS, f"{_OURS}：补充期间经营者的期限暂停", "P"),
    _deadline(_N.REPICK, 15, _DAYS, f"{_OURS}：被投诉人有误时另行指明", "P"),
    _deadline(_N.ODR_ANSWER, 10, _WORKING, "全国12315平台消费投诉在线解决（ODR）规则"),
    # before and between the tiers
    _deadline(_N.SCREENING, 2, _WORKING, _OURS, "P"),
    _deadline(_N.ROUTE_CHOICE, 7, _DAYS, f"{_OURS}；可选途径见消费者权益保护法第三十九条", "P"),
    _deadline(_N.SENT_OUT_RECEIPT, 5, _WORKING, f"{_OURS}：外地机构的回执", "P"),
    # tier 2
    _deadline(_N.ACCEPT_ADMINISTRATIVE, 7, _WORKING, "市场监督管理投诉举报处理办法（令121）"),
    _deadline(_N.ACCEPT_ASSOCIATION, 7, _WORKING, f"{_OURS}，同令121", "P"),
    _deadline(_N.ACCEPT_PEOPLE, 7, _WORKING, f"{_OURS}，同令121", "P"),
    _deadline(_N.CHALLENGE_MEDIATOR, 3, _WORKING, f"{_OURS}：自收到调解通知之日起", "P"),
    _deadline(
        _N.MEDIATION_ADMINISTRATIVE, 60, _DAYS, "市场监督管理投诉举报处理办法（令121）第二十三条：自受理之日起六十日"
    ),
    _deadline(_N.MEDIATION_ASSOCIATION, 60, _DAYS, f"{_OURS}，同令121", "P"),
    _deadline(
        _N.MEDIATION_PEOPLE,
        30,
        _DAYS,
        "人民调解委员会工作若干规定（司法部令第75号）：一般在一个月内调结，当地规定不同的从其规定",
        "?",
    ),
    _rule(_N.EXTENSION_MAX, 60, _DAYS, Kind.CAP, f"{_OURS}：因鉴定、疾病、其他程序而延长或中止，合计不超过", "P?"),
    _deadline(_N.REVIEW, 15, _DAYS, f"{_OURS}：对本机构不予受理的复核", "P"),
    # tier 3
    _deadline(_N.REFERRAL_RECEIPT, 5, _WORKING, _OURS, "P"),
    _deadline(_N.REFERRAL_RESULT, 30, _WORKING, _OURS, "P"),
    _deadline(_N.REFERRAL_RETURN, 2, _WORKING, _OURS, "P"),
    # tier 4
    _deadline(
        _N.CONFIRMATION, 30, _DAYS, "人民调解法第三十三条，民事诉讼法（2023年修正）第二百零五条：自协议生效之日起三十日"
    ),
    _deadline(
        _N.COURT_RECEIPT, 3, _DAYS, "最高人民法院关于人民调解协议司法确认程序的若干规定（法释〔2011〕5号）第四条", "?"
    ),
    _deadline(_N.COURT_DECISION, 30, _DAYS, "民事诉讼法（2023年修正）第一百八十七条：自立案之日起三十日", "?"),
    _deadline(
        _N.COURT_DELEGATED,
        30,
        _DAYS,
        "最高人民法院关于人民法院特邀调解的规定（法释〔2016〕14号）第二十七条：委派调解三十日，委托调解另计",
        "?",
    ),
    _deadline(_N.ENFORCEMENT, 2, Unit.YEAR, "民事诉讼法（2023年修正）第二百五十条：自履行期间的最后一日起二年"),
    _deadline(_N.LIMITATION, 3, Unit.YEAR, "民法典第一百八十八条；因投诉中断，第一百九十五条"),
    # performance and afterwards
    _rule(_N.PERFORMANCE_REMINDER, 2, _DAYS, Kind.REMINDER, f"{_OURS}：履行期届满前", "P"),
    _rule(_N.PERFORMANCE_OVERDUE, 1, _DAYS, Kind.REMINDER, f"{_OURS}：履行期届满后", "P"),
    _rule(_N.EVALUATION_1, 1, _DAYS, Kind.REMINDER, f"{_OURS}：自办结之日起", "P"),
    _rule(_N.EVALUATION_7, 7, _DAYS, Kind.REMINDER, f"{_OURS}：自办结之日起", "P"),
    _rule(_N.EVALUATION_20, 20, _DAYS, Kind.REMINDER, f"{_OURS}，参照巴西consumidor.gov.br：二十日内评价", "P"),
    _deadline(_N.REOPEN, 30, _DAYS, f"{_OURS}：自办结之日起", "P"),
    _rule(_N.DRAFT_PURGE, 30, _DAYS, Kind.RETENTION, f"{_OURS}：未提交的草稿", "P"),
    _rule(
        _N.IMPORT_FILES,
        30,
        _DAYS,
        Kind.RETENTION,
        "个人信息保护法第十九条：所必要的最短时间；未录入的行和未导完的名单，自导入结束之日起",
        "P",
    ),
    _rule(
        _N.RETENTION_TALKS,
        3,
        Unit.YEAR,
        Kind.RETENTION,
        "个人信息保护法第十九条：所必要的最短时间；民法典第一百八十八条：诉讼时效三年；自办结之日起",
        "P",
    ),
    _rule(
        _N.RETENTION_FILE,
        10,
        Unit.YEAR,
        Kind.RETENTION,
        "机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）：定期分为三十年、十年；自办结之日起十年",
        "P?",
    ),
    # publication
    _deadline(_N.OBJECTION, 5, _WORKING, f"{_OURS}：自拟公示告知送达之日起", "P"),
    _deadline(_N.CORRECTION, 2, _WORKING, f"{_OURS}；民法典第一千零二十八条", "P"),
    _rule(_N.PAGE_LIFE, 12, Unit.MONTH, Kind.RETENTION, f"{_OURS}：和解的提前结束", "P"),
    _rule(_N.K_ANONYMITY, 5, None, Kind.THRESHOLD, f"{_OURS}：公开数据每行至少与四行相同", "P"),
    # what desensitisation hides
    _rule(_N.MASK_ADULT_AGE, 18, None, Kind.THRESHOLD, "未成年人保护法第二条：未满十八周岁；个人信息保护法第二十八条"),
    _rule(_N.MASK_BIRTH_YEAR, 2005, None, Kind.THRESHOLD, f"{_OURS}：此年及以后出生的，连年份也不显示", "P"),
    _rule(_N.MASK_BARE_DIGITS, 9, None, Kind.THRESHOLD, f"{_OURS}：没有字样说明的长串数字，金额除外", "P"),
    _rule(_N.MASK_LABELLED_DIGITS, 5, None, Kind.THRESHOLD, f"{_OURS}：“订单、快递”等字样之后的号码", "P"),
    _rule(_N.MASK_TAIL_DIGITS, 4, None, Kind.THRESHOLD, f"{_OURS}：卡号、手机号、身份证号的尾号，更长即隐去", "P"),
    _rule(
        _N.MASK_NAME_BEHIND_ROLE, 500, None, Kind.THRESHOLD, f"{_OURS}：职务、栏目之后的词作人名的比重，按实测确定", "P"
    ),
    _rule(_N.MASK_NAME_ANYWHERE, 3000, None, Kind.THRESHOLD, f"{_OURS}：任何位置的词作人名的比重，按实测确定", "P"),
    # groups and indices
    _rule(_N.GROUP_NOTICED, 5, None, Kind.THRESHOLD, f"{_OURS}：内部提示", "P"),
    _rule(_N.GROUP_REPRESENTATIVES, 10, None, Kind.THRESHOLD, f"{_OURS}；代表人二至五名，书面推选", "P"),
    _rule(_N.GROUP_COLLECTIVE, 50, None, Kind.THRESHOLD, f"{_OURS}：集体调解", "P"),
    _rule(_N.INDEX_PRIOR, 20, None, Kind.THRESHOLD, f"{_OURS}：公示指数中行业平均数的权重", "P"),
    _rule(_N.INDEX_MINIMUM, 10, None, Kind.THRESHOLD, f"{_OURS}：办结件数不足不显示指数", "P"),
    _rule(_N.SURGE_CONSUMERS, 5, None, Kind.THRESHOLD, f"{_OURS}：一周内不同的投诉人", "P"),
    _rule(_N.RUNAWAY_CONSUMERS, 2, None, Kind.THRESHOLD, f"{_OURS}：预付式消费，仅内部预警", "P"),
    _rule(_N.RUNAWAY_WINDOW, 14, _DAYS, Kind.CAP, f"{_OURS}：预付式消费，仅内部预警", "P"),
    # finding the merchant
    _rule(_N.MATCH_OFFER, 6500, None, Kind.THRESHOLD, f"{_OURS}：低于此分即答“名录中没有”，按实测确定", "P"),
    _rule(_N.MATCH_AUTOMATIC, 9850, None, Kind.THRESHOLD, f"{_OURS}：另须名称或号码确定无疑，按实测确定", "P"),
    _rule(_N.MATCH_LEAD, 400, None, Kind.THRESHOLD, f"{_OURS}：不足则列出候选，由人选定", "P"),
    _rule(_N.MATCH_TYPE_AHEAD, 200, None, Kind.THRESHOLD, f"{_OURS}：仅供选择，不作判断", "P"),
    _rule(_N.MATCH_ALIAS_FINDABLE, 1, None, Kind.THRESHOLD, f"{_OURS}：他人确认过的叫法", "P"),
    _rule(_N.MATCH_ALIAS_CERTAIN, 3, None, Kind.THRESHOLD, f"{_OURS}：他人确认过的叫法", "P"),
)

_HUBEI_OWN = _by_name(
    _deadline(_N.ANSWER, 7, _DAYS, f"{_HUBEI_315}：7日内答复，逾期自动转入下一级"),
    _deadline(_N.TIER1_TOTAL, 14, _DAYS, f"{_HUBEI_315}（2021年）：14日内办结"),
)

# 令121 says nothing of cases begun before it: until the operator has checked, the old period goes on for them.
_BEGUN_UNDER_20 = _by_name(
    _deadline(
        _N.ACCEPT_ADMINISTRATIVE, 7, _WORKING, "市场监督管理投诉举报处理暂行办法（令20）第十四条：收到之日起七个工作日"
    ),
    _deadline(
        _N.MEDIATION_ADMINISTRATIVE,
        45,
        _WORKING,
        "市场监督管理投诉举报处理暂行办法（令20）第二十一条：自受理之日起四十五个工作日",
        "?",
    ),
)

_ODR_OWN = _by_name(_deadline(_N.ANSWER, 10, _WORKING, "全国12315平台消费投诉在线解决（ODR）规则：十个工作日"))

_BEFORE_121 = ORDER_121 - timedelta(days=1)
REFERENCE_SETS: tuple[ReferenceSet, ...] = (
    ReferenceSet("national-121", "全国（令121）", "", Scheme.STANDARD, None, ORDER_121, None, NATIONAL),
    ReferenceSet(
        "national-20",
        "全国（令20期间开始的）",
        "",
        Scheme.STANDARD,
        "national-121",
        ORDER_20,
        _BEFORE_121,
        _BEGUN_UNDER_20,
    ),
    ReferenceSet("hubei-121", "湖北（令121）", HUBEI, Scheme.STANDARD, "national-121", ORDER_121, None, _HUBEI_OWN),
    ReferenceSet(
        "hubei-20",
        "湖北（令20期间开始的）",
        HUBEI,
        Scheme.STANDARD,
        "national-20",
        ORDER_20,
        _BEFORE_121,
        _HUBEI_OWN,
    ),
    ReferenceSet("odr-121", "在线解决（ODR）企业", "", Scheme.ODR, "national-121", ORDER_121, None, _ODR_OWN),
)
