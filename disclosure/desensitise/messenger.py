"""WeChat, QQ and other accounts, under all the names people give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.page import Page
from disclosure.desensitise.person import brands
from disclosure.desensitise.spans import Finding, Kind

_LINK = r"(?:账号|帐号|号码|名称|昵称|同号|号|ID|id|名|是|为|加|搜索?|联系|:|=|-|>|~|\s|\(|,|\"|“|【|\[|、)*"
_WECHAT = (
    r"(?:微\s?信|微\s?xin|薇\s?信|威\s?信|徽信|嶶信|维信|wei\s?xin|we\s?chat|[vVwW]\s?信"
    r"|(?<![A-Za-z])(?:v\s?x|w\s?x)|[vV]芯|微芯|薇芯"
    r"|(?<![A-Za-z])[vV](?=\s?[:号是]|\s+[A-Za-z0-9])|(?:加|\+|我的?"
    r"|我)\s?[薇威微](?![信博商波弱小量型利整])|[薇威](?=\s?[:号是]|\s*[A-Za-z0-9]))"
)
_ID = r"(?P<id>[A-Za-z0-9](?:[A-Za-z0-9_.-]|[ ](?=[A-Za-z0-9_-]*\d)){3,29})"
_WECHAT_ID = re.compile(rf"{_WECHAT}{_LINK}{_ID}", re.IGNORECASE)
_QQ_ID = re.compile(
    r"(?:(?<![A-Za-z])(?:qq|QQ|Qq|扣扣|企鹅|[qQ](?=号)|球球|秋秋|抠抠|蔻蔻)(?!音乐|邮箱"
    r"|阅读|飞车|空间))(?:群|账号|帐号|号码|号|是|为|:|加|\s|\(|,)*"
    r"(?P<id>[1-9](?:[\s-]?\d){4,11})(?!\d)"
)
_OTHER_ID = re.compile(
    r"(?:抖音|快手|小红书|闲鱼|陌陌|探探|微博|旺旺|钉钉|钉|飞信|telegram|电报|skype|line"
    r"|whatsapp|脉脉|知乎|贴吧|B站|b站|昵称|网名|用户名|淘宝ID|游戏ID|ID)"
    r"(?:账户|账号|帐号|号码|号|ID|id|名|是|叫|为|:|\s"
    r"|\()*(?P<id>(?=[A-Za-z0-9_.-]*[\d_])[A-Za-z0-9](?:[A-Za-z0-9_.-]){3,29})",
    re.IGNORECASE,
)
_AT_NAME = re.compile(r"(?<![A-Za-z0-9.])@[\w-]{2,20}(?=[\s:,。!?]|$)")
_LOOSE = re.compile(
    r"(?<![A-Za-z0-9_.@/-])(?=[a-z0-9_-]*[a-z]{3})"
    r"(?=[a-z0-9_-]*\d)[a-z][a-z0-9-]*[_]?[a-z0-9_-]{4,25}(?![A-Za-z0-9_.@])"
)
_UNDERSCORED = re.compile(
    r"(?<![A-Za-z0-9_.@/])(?=[A-Za-z0-9_]*[A-Za-z]{2})[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]{1,25}(?![A-Za-z0-9_@])"
)
_MODEL = re.compile(
    r"(?:iphone|ipad|imac|ipod|mate|nova|redmi|vivo|oppo|honor|galaxy|thinkpad|macbook"
    r"|windows|win|rtx|gtx|magic|reno|find|note|pro|max|plus|ultra|airpods|watch"
    r"|ryzen|core|intel|amd|usb|type|wifi|mp3|mp4|vip|svip|vlog|model|byd|tesla|covid|h5"
    r"|app|ios|android|ps|xbox|switch|office|photoshop|matepad|matebook|mini|gen)\d*",
    re.IGNORECASE,
)


def find(page: Page) -> Iterator[Finding]:
    """Accounts after their label, then words of letters and digits that look like one."""
    text = page.text
    for match in _WECHAT_ID.finditer(text):
        identity = match["id"].rstrip(".-")
        if len(identity) >= 4 and not _MODEL.fullmatch(identity):
            yield Finding(match.start("id"), match.start("id") + len(identity), Kind.WECHAT, "“微信”字样之后的账号")
    for match in _QQ_ID.finditer(text):
        yield Finding(match.start("id"), match.end("id"), Kind.QQ, "“QQ”字样之后的号码")
    for match in _OTHER_ID.finditer(text):
        yield Finding(match.start("id"), match.end("id"), Kind.WECHAT, "平台账号", mark="[账号]")
    for match in _AT_NAME.finditer(text):
        if not any(brands.known(match.group())):
            yield Finding(match.start(), match.end(), Kind.WECHAT, "@某个用户", mark="[账号]", doubt=True)
    for pattern in (_UNDERSCORED, _LOOSE):
        for match in pattern.finditer(text):
            if not _MODEL.match(match.group()):
                yield Finding(match.start(), match.end(), Kind.WECHAT, "像是账号的字母数字", mark="[账号]", doubt=True)
