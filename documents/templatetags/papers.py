"""Dates, sums and numbering of official papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from documents import wording
from documents.kinds.parts import Demand
from documents.models import Signature

register = template.Library()
_NUMERALS = "〇一二三四五六七八九"

register.filter("cn_date", wording.chinese_date)
register.filter("cn_time", wording.chinese_time)
register.filter("cn_yuan", wording.yuan)
register.filter("capital", wording.capital_yuan)


@register.filter
def cjk(number: int) -> str:
    """一, 十, 二十三 for headings, up to 99."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _NUMERALS[tens]) + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")


@register.filter
def listed(demands: Sequence[Demand]) -> str:
    """1.退还服务费2,520.00元；2.书面说明 — in one sentence."""
    asked = [demand.what + ("" if demand.fen is None else wording.yuan(demand.fen)) for demand in demands]
    return asked[0] if len(asked) == 1 else "；".join(f"{at}.{words}" for at, words in enumerate(asked, 1))


@register.filter
def clause(text: str) -> str:
    """Words that go on inside a sentence: without the full stop or comma they were typed with."""
    return text.strip().rstrip("。，；,;.")


@register.filter
def paragraphs(text: str) -> SafeString:
    """Every line a paragraph of its own, as it was typed."""
    return format_html_join("", "<p>{}</p>", ((line.strip(),) for line in text.splitlines() if line.strip()))


@register.filter
def days_until(last: date, first: date) -> int:
    """Whole days from one date to a later one."""
    return (last - first).days


@register.filter
def day_of(moment: datetime) -> str:
    """The date of a moment, in China."""
    return wording.chinese_date(moment)


@register.filter
def of_role(signatures: dict[str, Signature], role: str) -> Signature | None:
    """The signature given in this role, if any."""
    return signatures.get(role)
