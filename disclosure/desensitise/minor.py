"""Children: neither age nor school nor class may be read from a published text (their names: person)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.digits import digits_of
from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind

_CHILD = (
    r"(?:孩子|小孩|儿子|女儿|闺女|宝宝|宝贝|娃娃?|孙子|孙女|外孙女?|侄子|侄女|外甥女?|弟弟"
    r"|妹妹|小朋友|男孩|女孩|学生|未成年人?|少年|幼儿|婴儿|婴幼儿|儿童|小弟|小妹|双胞胎"
    r"|大宝|二宝|老大|老二|崽|丫头|学员|同学|她|他|小家伙)"
)
CHILD = re.compile(_CHILD)
_HAN_AGE = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_AGE = re.compile(
    rf"(?:(?:今年|当时|现在|才|刚满?|年仅|不满|未满|不到|已经?|虚岁|实岁|年龄|刚刚|只有"
    rf"|仅)(?:才|刚|是|只有|:)*)*\s?(?<![\d零一二三四五六七八九十百])(?:(?P<digits>\d{{1,2}})"
    rf"|(?P<han>{_HAN_AGE}))\s?(?:个)?(?P<unit>周岁|岁半|岁多|岁|个月大|月龄|个月的(?=宝|孩"
    rf"|娃|婴))(?:零?\d{{1,2}}个月|多|半)?"
)
_DAYS = re.compile(
    r"(?:出生|生下来?|才|刚满?|仅|只有)\s?(?P<age>\d{1,3}天|[一二三四五六七八九十]{1,3}天)(?!以?[内前后]|无理由|没|不|就)"
)
_MONTHS = re.compile(
    r"(?:宝宝|孩子|小孩|婴儿|娃娃?|儿子|女儿|宝贝|外?孙子?|外?孙女|侄[子女]|外甥女?|崽|大宝|二宝)(?:[㐀-鿿]{1,4}?(?=才|刚|只有|今年|现在|刚满|仅))?(?P<age>(?:才|刚满?|只有|今年|现在|仅)*"
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个多?月(?:大|零?\d{1,2}天)?)(?!的?(?:课|卡|费|会员|学费|房租|前|后|以来|没|时间))"
)
_BABY = re.compile(r"宝宝|孩子|婴儿|娃|儿子|女儿|宝贝|孙子|孙女")
_OTHER_USE = re.compile(r"(?:以[上下内]|及以|至|到|-|~)|的?(?:老人|奶奶|爷爷|外公|外婆|母亲|父亲|妈妈|爸爸)")
_GRADE = re.compile(
    r"(?:(?:读|上|念|在读|就读|今年|刚上|升|现读)(?:于|了|的|到)?)?(?P<grade>(?:小学|初中"
    r"|高中|幼儿园)?(?:[一二三四五六七八九]年级|初[一二三](?![到，个次年月下])|高[一二三](?![级点些个下倍])|小班|中班"
    r"|大班)(?:[（(]?\d{1,2}[)）]?班)?)"
)
_SCHOOL = re.compile(
    r"(?P<name>(?:(?![的了是被我你他她们在到于读上念这那家去送从就和给离有连己不没顶])"
    r"[㐀-鿿]){2,12}?(?:第?[一二三四五六七八九十\d]{1,3})?(?:中心小学|实验小学|附属小学"
    r"|附小|小学|实验中学|附属中学|附中|中学|高中|初中|幼儿园|幼稚园|托儿所|外国语学校"
    r"|实验学校|学校(?!的|里|方)|[一二三四五六七八九十](?:中(?![心国文年午间])|小(?![时区姐伙孩吃家学心])))"
    r"(?![习生])(?:[一二三四五六]年级|[高初]?[一二三四五六](?=[（(]))?(?:[（(]?\d{1,2}[)）]?班)?)"
)
_ANY_SCHOOL = re.compile(r"^(?:配套|公办|民办|普通|大中专|各|所有|该|本|贵|某|小区|公立|私立|附近|重点|中|大)")
_ATTENDS = re.compile(r"(?:就读于?|读|上学|上|念|在|学校是?|学校:|的学校|转到|毕业于)\s?$")
_PLACE = re.compile(r".*(?:省|市|区|县)")


def find(page: Page) -> Iterator[Finding]:
    """Ages under that of an adult; where a child is spoken of, also school and class."""
    text = page.text
    told = False
    for match in _AGE.finditer(text):
        if match["unit"] in {"个月大", "月龄", "个月的"}:
            age = 1
        else:
            age = int(match["digits"]) if match["digits"] else _han(match["han"])
        if age >= page.thresholds.adult_age or _OTHER_USE.match(text, match.end()):
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        told = True
        yield Finding(start, match.end(), Kind.MINOR, "未成年人的年龄")
    for match in _MONTHS.finditer(text):
        yield Finding(match.start("age"), match.end("age"), Kind.MINOR, "婴儿的月龄")
    for match in _DAYS.finditer(text):
        if match.group().startswith(("出生", "生")) or _BABY.search(text, max(0, match.start() - 12), match.start()):
            yield Finding(match.start("age"), match.end("age"), Kind.MINOR, "婴儿的日龄")
    told = told or "[年龄]" in text
    if not told and not CHILD.search(text):
        return
    for match in _GRADE.finditer(text):
        near = text[max(0, match.start() - 30) : match.end() + 12]
        if told or CHILD.search(near):
            yield Finding(match.start("grade"), match.end("grade"), Kind.SCHOOL, "孩子的年级、班级", doubt=True)
    for match in _SCHOOL.finditer(text):
        cut = _PLACE.match(match["name"])
        start = match.start("name") + (cut.end() if cut else 0)
        attends = _ATTENDS.search(text, max(0, match.start() - 6), match.start()) or cut
        if _ANY_SCHOOL.search(match["name"][start - match.start("name") :]):
            continue
        if attends and (told or CHILD.search(text, max(0, match.start() - 30), match.end() + 20)):
            yield Finding(start, match.end("name"), Kind.SCHOOL, "孩子的学校")


def _han(written: str) -> int:
    tens, ten, units = written.rpartition("十")
    return (int(digits_of(tens) or 1) * 10 if ten else 0) + int(digits_of(units) or 0)
