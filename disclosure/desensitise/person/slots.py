"""Places in a sentence where a person's name stands: behind 叫, a label, a role, before 你好, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.desensitise.person.reading import Reading, Strength
from disclosure.desensitise.person.words import GROUPS, LABELS, ROLES
from disclosure.desensitise.vocabulary import alternatives

_ROLE = alternatives(ROLES)
_LABEL = alternatives(LABELS)
_BUSINESS_BEFORE = re.compile(
    r"(?:平台|公司|商家|店家|店铺|店名|门店|招牌|品牌|牌子|机构|商户|网店|店|酒店|饭店"
    r"|超市|学校|单位|企业|厂家|产品|商品|软件|APP|app|小程序|公众号|网站|游戏|小区|楼盘"
    r"|村|镇|路|书|歌|菜|药|狗|猫|宠物)(?:名字?|的名字)?$"
)


ROLE_REASON = "职务、亲属称呼之后的名字"


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a name would start, how surely, why, and whether it is the writer's own."""

    start: int
    strength: Strength
    reason: str
    own: bool = False
    bare: bool = False


_OWN = re.compile(
    r"(?:(?:我|本人|俺|在下|鄙人|自己|我自己|咱)(?:的)?(?:姓名|名字|大名|真名)?(?:就?是叫"
    r"|就叫|叫做|名叫|叫|名为|名字叫|姓名|名字是|名字)|(?:我|本人|俺)(?:的)?(?:姓名|名字"
    r"|大名)(?:是|叫|为)?)(?:是|为|做|:|\s|\"|“)*"
)
_I_AM = re.compile(
    r"(?:我是|俺是|本人是|本人|我就是|我系|本人系)(?:消费者|投诉人|投诉者|顾客|客户|业主"
    r"|学员|家长|患者|举报人|车主|住户|购买人|当事人|市民|居民|村民|会员|用户|一名|的|,|:"
    r"|\s)*"
)
_CALLED = re.compile(
    r"(?:名叫|名字叫做?|名字是|姓名叫|姓名是|叫做|叫|自称是?|化名|真名|本名|原名|大名|全名"
    r"|人称|署名|署名是|名为|名字为|名字(?=[:\s]*[A-Z])|名字:|网名|绰号|外号|称为)(?:是|为"
    r"|:|\s|\"|“|「|《)*"
)
_CRIED = re.compile(r"(?:话|大|喊|我|你|们|别|要|以|呼|惊|尖|想|去|来|卖|饭|车|餐|单|号|狗|鸟|能|敢|再|快)$")
_DECORATION = '是为: "“「《'
_NAMED_BEFORE = re.compile(
    rf"(?:{_ROLE}|名字就?|我|他|她|弟|妹|哥|姐|爸|妈|的|人|员|就是|是|名|,|。|;|:|\s|个|位|\)|那个|对方|别|不|也|都|号|谁|一|卖号)$"
)
# Labels that announce a name even without a colon (收件人高明); 乘客 or 家长 would announce much else.
_BARE = re.compile(r"(?:人|名|收件|寄件|开票给|抬头|牌)$")
_LABELLED = re.compile(
    rf"(?<!用)(?P<label>{_LABEL})(?P<colon>\s*(?:名)?(?:是|为|叫|写的?是?|:|=|\s|\(|【|\[|\"|“|-)+)?"
)
_ROLED = re.compile(rf"(?P<role>{_ROLE})(?:(?P<colon>(?:就?是|名叫|:|\s|\"|“|\(|-)+)|)")
_ANY_LABEL = re.compile(
    r"(?<=[,。;\n\s(【])[㐀-鿿]{1,4}[人员者师长生姐妹方]\s*:\s*(?=[㐀-鿿]{2,4}(?:[,。;\s\n)]|$))"
    r"|^[㐀-鿿]{1,4}[人员者师]\s*:\s*"
)
_BADGE = re.compile(
    r"(?:工牌|胸牌|名牌|铭牌|落款|署名|签名|签字|名片|备注|抬头|名字|收据|小票|合同|协议"
    r"|病历|单子|单据|发票|条子|欠条|借条|卡|证)(?:上|上面|里|处)?(?:的)?(?:名字|姓名"
    r"|写着?|写的|写了|签着?|签的|签了|印着?|显示|署|标)(?:的?是|的?为|着|了|的|:|\s|\""
    r"|“)*"
)
_DEALT = re.compile(
    r"(?:合同是跟|是跟|是和|是由|是被|是找|跟|和|与|由|被|找|让|请|问|催|打给|转给|付给"
    r"|汇给|交给|还给|卖给|借给|寄给|送给|发给|开给|告诉|联系|联系到|联系上|通过|认识"
    r"|加了?|骂|打|投诉|举报|要求|对|向|给|替|代|帮|等|叫来|派来|派|派的|派来的|还有|以及"
    r"|包括)"
)
_DEALT_BEHIND = re.compile(
    r"(?:签|说|谈|聊|沟通|联系|商量|协商|要|拿|买|借|租|订|理论|打电话|打了|要求|接待|办"
    r"|负责|经手|收|骗|打|骂|辱骂|威胁|拉黑|删|坑|忽悠|推销|介绍|推荐|承诺|维修|安装|送"
    r"|签字|签收|退|处理|道歉|赔|解释|微信|电话|账户|账号|的账|的微信|的电话|本人|转账"
    r"|转了|付了|是|[,。;!?\n、]|$)"
)
_OF_MERCHANT = re.compile(
    r"(?:投诉|举报|控诉|反映|曝光|找|联系|问)[^,。;!?\n的]{2,12}(?:的(?:店长|经理|客服|员工|老板|销售)?)"
)
_PERSON_BEFORE = re.compile(rf"(?:{_ROLE}|名字就?|我|他|她|就是|号的|位|个|人)$")


def find(reading: Reading) -> Iterator[Slot]:
    """All slots of the text, the surest patterns first."""
    text = reading.text
    for match in _OWN.finditer(text):
        yield Slot(match.end(), Strength.STRONG, "“我叫、我的名字是”之后", own=True)
    for match in _CALLED.finditer(text):
        if _BUSINESS_BEFORE.search(text, max(0, match.start() - 8), match.start()):
            continue
        plain = match.group().rstrip(_DECORATION) in {"叫", "称为", "叫做"}
        named = _NAMED_BEFORE.search(text, max(0, match.start() - 6), match.start()) or match.start() == 0
        if plain and not named:
            if not _CRIED.search(text, max(0, match.start() - 4), match.start()):
                yield Slot(match.end(), Strength.MEDIUM, "“叫”之后", bare=True)
            continue
        bare = plain and not _PERSON_BEFORE.search(text, max(0, match.start() - 6), match.start())
        yield Slot(match.end(), Strength.STRONG, "“叫、名叫、自称”之后", bare=bare)
    for match in _LABELLED.finditer(text):
        bare = _BARE.search(match.group()) is not None and match["label"] not in GROUPS
        strength = Strength.STRONG if match["colon"] or bare else Strength.MEDIUM
        yield Slot(match.end(), strength, "“姓名、联系人”等栏目之后", bare=not match["colon"])
    for match in _ANY_LABEL.finditer(text):
        yield Slot(match.end(), Strength.STRONG, "“某某人：”之后", bare=True)
    for match in _BADGE.finditer(text):
        yield Slot(match.end(), Strength.STRONG, "工牌、签名上写的名字")
    for match in _I_AM.finditer(text):
        yield Slot(match.end(), Strength.MEDIUM, "“我是、本人”之后", own=True)
    for match in _ROLED.finditer(text):
        if any(reading.business[match.start() : match.end()]):
            continue
        strength = Strength.STRONG if match["colon"] else Strength.MEDIUM
        if match["role"] in GROUPS:
            strength = Strength.MEDIUM if match["colon"] else Strength.WEAK
        yield Slot(match.end(), strength, ROLE_REASON, bare=True)
    for match in _DEALT.finditer(text):
        yield Slot(match.end(), Strength.WEAK, "与之打交道的人")
    for match in _OF_MERCHANT.finditer(text):
        yield Slot(match.end(), Strength.MEDIUM, "“投诉某店的某人”")


def dealt_with(text: str, end: int) -> bool:
    """Whether what follows the name says that somebody dealt with this person (签的, 谈的, 负责)."""
    return _DEALT_BEHIND.match(text, end) is not None
