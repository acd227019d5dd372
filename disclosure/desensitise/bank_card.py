"""Bank cards and other accounts that money can be sent to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn

from disclosure.desensitise.digits import digits_of, numbers
from disclosure.desensitise.page import Page
from disclosure.desensitise.spans import Finding, Kind

_LABEL = re.compile(
    r"(?:银行卡|信用卡|储蓄卡|借记卡|银联卡|卡号|帐号|账号|账户|帐户|户头|对公|工行卡?"
    r"|农行卡?|建行卡?|中行卡?|招行卡?|交行卡?|邮储卡?"
    r"|[中工农建招][国商业设]?[商行银]*银行|打到|打款|汇到|转到|转给|退到)[^\d\n。;]{0,10}$"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_SPACED = frozenset({"", " ", "-", "  ", "·", ".", "\n"})
_ALIPAY = re.compile(
    r"(?:支付宝|alipay|zfb|收款码|钱包|paypal)(?:账户|账号|帐号|帐户|号码?|名|ID|id|是|为|:|\s|\()*"
    r"(?P<id>[A-Za-z0-9][A-Za-z0-9._@-]{4,39})",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:卡号?|账号|帐号)(?:后|尾号?|末)[^\d\n,。]{0,4}(?P<tail>\d{1,12})(?!\d)")


def find(page: Page) -> Iterator[Finding]:
    """Numbers of 15–19 digits that satisfy Luhn and begin like a card, or of 10–25 after a word for an account."""
    text = page.text
    for run in page.runs:
        past = run.start
        for number in numbers(run, 10, 25):
            if number.start < past or not _joined(number.joins) or not number.one_script:
                continue
            labelled = _LABEL.search(text, max(0, number.start - 18), number.start) is not None
            checked = _carded(number.digits)
            if not checked and _MOBILE.fullmatch(number.digits):
                continue  # 账号就是手机13…
            if checked or (labelled and len(number.digits) >= (12 if number.joins else 10) and _even(number.joins)):
                past = number.end
                start = number.start
                while start and text[start - 1].isascii() and text[start - 1].isalnum():
                    start -= 1  # 医保卡号A0000…
                reason = "银行卡号：校验位正确" if checked else "“账号、卡号”之后的号码"
                yield Finding(start, number.end, Kind.BANK_CARD, reason)
    for match in _ALIPAY.finditer(text):
        if len(digits_of(match["id"])) >= 3 or "@" in match["id"] or not match["id"].isalpha():
            yield Finding(match.start("id"), match.end("id"), Kind.ACCOUNT, "支付账号")
    for match in _TAIL.finditer(text):
        if len(match["tail"]) > page.thresholds.shown_tail:
            yield Finding(match.start("tail"), match.end("tail"), Kind.BANK_CARD, "卡号尾数太长")


def _carded(digits: str) -> bool:
    return 15 <= len(digits) <= 19 and digits[0] in "3456" and luhn.is_valid(digits)


def _joined(joins: tuple[str, ...]) -> bool:
    return all(join in _SPACED for join in joins)


def _even(joins: tuple[str, ...]) -> bool:
    return len(set(joins)) <= 1
