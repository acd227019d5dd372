"""Health details tied to a person: illnesses, pregnancy, disability, operations; not what a product promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind
from disclosure.desensitise.vocabulary import alternatives, words

_ALTERNATIVES = alternatives(words("illnesses"))
_LEAD = (
    r"(?:(?:确诊|诊断出|诊断为|查出|检查出|检出|患有|患上|患了|患|得了|得过|得|有|身患"
    r"|罹患|突发|急性|慢性|晚期|早期|中度|重度|轻度|先天性|老年性|原发性|遗传性|中晚期"
    r"|肢体|听力|视力|智力|二级|三级|一级|四级)(?:了|过|的)?)"
)
_TREATMENT = (
    r"(?:(?:,|、|和|还|并|又|,还)?(?:做过|装过|装了|放了|放过|做了|刚做完|做完"
    r"|搭过)(?:心脏|两个|三个|一个|\d个|了|过)*(?:支架|搭桥|手术|化疗|放疗|透析|介入"
    r"|起搏器|移植)(?:手术)?)"
)
_STAGE = (
    r"(?:晚期|早期|中期|中晚期|二期|三期|四期|[IⅠⅡⅢⅣ]+期|[一二三四1-4]级|(?:术后|后遗症"
    r"|阳性|好?多年|[0-9一二三四五六七八九十]+年|并发症|复发|病史|患者|病人))"
)
# 右腿骨折, 面部感染: what is ill or broken goes with the illness.
_BODY_PART = (
    r"(?:[左右双两上下前后]?(?:侧|眼|耳|手臂?|腕|肘|肩|臂|腿|膝盖?|踝|脚趾?|足|肺|肾|乳房|肢)|全身|头部?|面部|颈部?|脸部?|眼睛"
    r"|耳朵|鼻子?|口腔|腰部?|胸部?|腹部?|臀部?|髋部?|皮肤|心脏|肝脏?|胃部?|肠道?|[股肱胫腓髌桡尺趾指鼻颅颧耻骶]骨(?:颈|头|干)?|胸椎|颅脑|眼眶|角膜|眼底|子宫|卵巢|前列腺|甲状腺|乳腺|尾椎|腰椎|颈椎|脊柱|肋骨|锁骨|骨盆|关节|韧带"
    r"|手指|跟腱|半月板|多处|粉碎性|开放性|严重|局部|大面积|轻微|轻度|重度){1,3}"
)
_ILL = re.compile(
    rf"{_LEAD}{{0,3}}(?:{_BODY_PART})?(?P<illness>{_ALTERNATIVES})(?:(?:、|和|及|与|并|合并|伴|兼|,)(?:{_ALTERNATIVES}))*{_STAGE}?{_TREATMENT}?"
)
_STITCHED = re.compile(rf"(?:{_BODY_PART})?缝(?:了|合了?)?(?:\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})针")
_ALLERGIC = re.compile(
    r"(?:(?:药物|青霉素|头孢|磺胺|阿司匹林|麻药|花生|坚果|海鲜|鸡蛋|牛奶|乳糖|麸质|虾蟹?|鱼虾|芒果|小麦|大豆|染发剂|乳胶|酒精|花粉|尘螨|猫毛|紫外线)类?过敏|过敏体质|过敏史)(?:史|体质)?"
)
_HURT = re.compile(
    rf"(?:(?:做过|做了|装过|装了|放过|放了)(?:[一两二三四五\d]次|\d?个?|过|了)?)?{_BODY_PART}(?P<hurt>感染|溃烂|化脓|流脓|红肿|烫伤|烧伤|灼伤|挫伤|扭伤|擦伤|割伤|划伤|撕裂|骨折|骨裂|脱臼|肿胀|出血|留疤|毁容|坏死|萎缩|麻痹|支架|搭桥|移植|置换)(?:手术)?"
)
_MONTHS = (
    r"(?:已经|已|了|都)?\s?(?:\d{1,2}|[一二三四五六七八九十两]{1,3})\s?(?:个多?月|周|星期"
    r"|天|月)(?:\+\d)?(?:身孕)?"
)
_PREGNANT = re.compile(
    rf"(?:怀孕|怀胎|孕期?|妊娠|有孕|身孕){_MONTHS}"
    r"|(?:\d{1,2}|[一二三四五六七八九十两]{1,3})个多?月(?:的)?(?:身孕|孕妇)"
    r"|(?:我|本人|老婆|妻子|媳妇|爱人|她|女儿|姐姐|妹妹)(?:是|作为|刚|已经|已|正|又|当时|现在|一个|个|名|位)*"
    rf"(?P<state>怀孕(?:{_MONTHS})?|孕妇|剖腹产|备孕|坐月子|哺乳期|大出血)"
)
_BODY = re.compile(
    r"(?:我|本人|老人|父亲|母亲|爸爸|妈妈|爸|妈|爷爷|奶奶|外公|外婆|老伴|老公|老婆|妻子"
    r"|丈夫|爱人|孩子|儿子|女儿|宝宝|家人|她|他|员工|顾客)[^,。;\n]{0,6}?"
    r"(?P<body>(?:住院|手术|化疗|透析|抢救|昏迷|ICU|截肢|骨折|烧伤|烫伤|毁容|食物中毒"
    r"|过敏性休克|急性肠胃炎|上吐下泻|呕吐腹泻|长期卧床|卧床不起|[一二三四]级残疾|残疾人?"
    r"|坐轮椅|聋哑人?|盲人|做过(?:心脏)?(?:手术|支架|搭桥|化疗|透析)|吃(?:着|了)?抗抑郁药"
    r"|术后恢复|心脏不好|血压[^,。;\n]{0,4}\d{2,3}|血糖[^,。;\n]{0,4}\d{1,2}(?:\.\d)?))"
)
# What stands beside the word when it belongs to a product or its advertising, not to a person.
_SELLING = re.compile(
    r"(?:宣传|宣称|号称|声称|吹嘘|说是?能|说可以|能够?|可以?|可|包|专|主|根|预防|防治?"
    r"|治疗|治愈|治|缓解|改善|调理|降低?|抗|针对|适合|适用于|对|根治|消除|远离|预防和|辅助"
    r"|关于|预防各种)(?:[^,。;\n有患得]{0,6}[、和及])?(?:各种|各类|老年人?)?$"
)
_PRODUCT = re.compile(
    r"(?:的)?(?:药|胶囊|片剂?|颗粒|口服液|冲剂|贴|膏|奶粉|食品|保健品|仪|治疗仪|计|专用|险"
    r"|门诊|科|医院|研究院|中心|专家|讲座|疫苗|试剂|检测|筛查|套餐|期间|疫情|政策|防控"
    r"|都?能治|有效)"
)

# 残疾人证, 癌症村, 牛皮癣 on a wall: a word of public life unless somebody is named before it.
_GENERAL = re.compile(r"残疾(?:人|儿童|学生|证|车)|牛皮癣|结石|癌症村|瘫痪[;,。]")
_SOMEBODY = re.compile(r"[我他她父母爸妈儿女弟妹哥姐爷奶婆公]|本人|老人|老伴|孩子|家人|是")


def find(page: Page) -> Iterator[Finding]:
    """Illnesses with what leads to them, weeks of pregnancy, operations and disabilities of somebody in the story."""
    text = page.text
    for match in _ILL.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        lead = match.group()[: match.start("illness") - match.start()]
        personal = bool(lead) and not lead.startswith(("急性", "慢性", "得"))
        if not personal and (_SELLING.search(before) or _PRODUCT.match(text, match.end())):
            continue
        if not personal and _GENERAL.match(text, match.start()) and not _SOMEBODY.search(before[-8:]):
            continue
        yield Finding(match.start(), match.end(), Kind.HEALTH, "疾病或诊疗情况")
    for match in _STITCHED.finditer(text):
        yield Finding(match.start(), match.end(), Kind.HEALTH, "缝针", doubt=True)
    for match in _ALLERGIC.finditer(text):
        yield Finding(match.start(), match.end(), Kind.HEALTH, "过敏史", doubt=True)
    for match in _HURT.finditer(text):
        yield Finding(match.start(), match.end(), Kind.HEALTH, "身体部位与伤病", doubt=True)
    for match in _PREGNANT.finditer(text):
        name = "state" if match["state"] else 0
        yield Finding(match.start(name), match.end(name), Kind.HEALTH, "怀孕、生产情况")
    for match in _BODY.finditer(text):
        yield Finding(match.start("body"), match.end("body"), Kind.HEALTH, "家人或本人的伤病", doubt=True)
