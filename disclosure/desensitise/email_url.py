"""E-mail addresses, also disguised, and web addresses that lead to one person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind

_DOMAIN = (
    r"(?:[A-Za-z0-9-]{1,30}(?:\.|。|点|\s?\.\s?|\s?dot\s?|\(dot\)|\[dot\])){1,4}(?:com|cn"
    r"|net|org|edu|gov|cc|me|io|co|vip|top|hk|tw|COM|CN)(?:[.点](?:cn|hk|tw))?"
)
_AT = r"(?:\s?@\s?|\s?#\s?|\s?\(at\)\s?|\s?\[at\]\s?|\s?【at】\s?|\sat\s|艾特|圈a|\(a\)|\s?★\s?|\s?\*\s?|\s?&\s?)"
_EMAIL = re.compile(rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{{0,40}}{_AT}{_DOMAIN}(?![A-Za-z0-9])")
_LABELLED = re.compile(
    r"(?:邮箱|邮件|电邮|[Ee]-?[Mm]ail|[Mm]ail)(?:地址|账号|号|是|为|:|\s)*"
    r"(?P<id>[A-Za-z0-9][A-Za-z0-9._%+-]{2,40}(?:\s?[@#]\s?[A-Za-z0-9.-]{2,40})?)(?![A-Za-z0-9])"
)
_BROKEN = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{2,40}\s{0,2}@\s{0,2}(?:qq|163|126"
    r"|sina|sohu|gmail|hotmail|outlook|foxmail|139|189|yeah|aliyun|icloud|live)"
    r"(?:\s{0,2}[.。点]\s{0,2}(?:com|net|cn))?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{2,40}(?:@|艾特)?(?:qq|QQ|163|126|新浪|网易)(?:邮箱|点com)"
)
_URL = re.compile(
    (
        r"(?:https?|ftp)\s?:\s?//[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+"
        r"|(?<![A-Za-z0-9@.])(?:[A-Za-z0-9-]+\.)+(?:com|cn|net|org|cc|me|io|co|vip"
        r"|top)/[A-Za-z0-9._~:/?#@!$&'*+=%-]+"
    ),
    re.IGNORECASE,
)
_SITE = re.compile(r"(?:https?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,6}/?", re.IGNORECASE)
_TRAILING = re.compile(r"[.,;:!?)(\]'*]+$")


def find(page: Page) -> Iterator[Finding]:
    """E-mails with @ or what stands for it; web addresses with anything after the bare site."""
    text = page.text
    for pattern, reason in ((_EMAIL, "电子邮箱"), (_BROKEN, "电子邮箱"), (_WORDED, "电子邮箱")):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), Kind.EMAIL, reason)
    for match in _LABELLED.finditer(text):
        yield Finding(match.start("id"), match.end("id"), Kind.EMAIL, "“邮箱”之后的地址")
    for match in _URL.finditer(text):
        link = _TRAILING.sub("", match.group())
        if not _SITE.fullmatch(link):
            yield Finding(match.start(), match.start() + len(link), Kind.URL, "可能指向个人的网址")
