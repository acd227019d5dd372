"""How dates, times and sums are written in official Chinese. Pure; the reader's language does not matter."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LARGEST_FEN = 10**18 - 1


def local_date(moment: datetime) -> date:
    """The day it is in China at this moment. Naive moments raise ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone is no moment")
    return moment.astimezone(SHANGHAI).date()


def chinese_date(day: date | datetime) -> str:
    """2026年3月2日: no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    day = local_date(day) if isinstance(day, datetime) else day
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_time(moment: datetime) -> str:
    """2026年3月2日9时05分, in China."""
    local = moment.astimezone(SHANGHAI)
    return f"{chinese_date(local.date())}{local.hour}时{local.minute:02d}分"


def yuan(fen: int) -> str:
    """3,280.00元 from fen."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}元"


def _capital(number: int) -> str:
    """A whole number in capital digits; a run of zeros becomes one 零, none at the end."""
    out, zeros = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if zeros else "") + _DIGITS[digit] + _PLACES[place % 4]
        zeros = not digit and bool(out)
        if place % 4 == 0 and number // 10**place % 10_000:
            out += _GROUPS[place // 4]
    return out


def capital_yuan(fen: int) -> str:
    """人民币叁仟贰佰捌拾元整 from fen, by the rules of the People's Bank (支付结算办法, appendix 1).

    Raises ValueError below zero and from ten quadrillion yuan on.
    """
    if not 0 <= fen <= _LARGEST_FEN:
        raise ValueError("a sum outside what can be written")
    whole, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    if not fen:
        return "人民币零元整"
    text = "人民币" + (_capital(whole) + "元" if whole else "")
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif whole and cents:
        text += "零"
    return text + (_DIGITS[cents] + "分" if cents else "整")
