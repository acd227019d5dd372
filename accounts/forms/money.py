"""What a person typed as an amount, in fen. Used by MoneyField and by imports."""

from __future__ import annotations

import re
from decimal import Decimal

from accounts.forms.numerals import narrow, spoken_number, typed_number

LONGEST = 40  # characters of an amount; more is not an amount
_DRESS = re.compile(r"人民币|RMB|CNY|￥|¥|\s+", re.IGNORECASE)
_END = re.compile(r"(元整|块钱|元|块|圆|整)$")
_SMALL = re.compile(r"^(?P<yuan>.+?)[元块圆](?:(?P<jiao>\d)[角毛])?(?:零?(?P<fen>\d)分)?$")
_MINUS = ("-", "−", "–", "—", "负")


class NotAnAmount(ValueError):
    """Why it was not understood: `unclear`, `negative` or `too_fine` (more than two decimals)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _number(text: str) -> Decimal:
    value = typed_number(text)
    if value is None:
        spoken = spoken_number(text)
        if spoken is None:
            raise NotAnAmount("unclear")
        value = Decimal(spoken)
    return value


def parse_fen(typed: str) -> int:
    """3,800 · ３８００元 · ¥3,800.50 · 1.2万 · 三千八 · 12元5角 → fen; raises NotAnAmount."""
    text = narrow(typed)
    if len(text) > LONGEST:
        raise NotAnAmount("unclear")
    text = _DRESS.sub("", text).replace("，", ",").replace("。", ".")
    if text.startswith(_MINUS):
        raise NotAnAmount("negative")
    small = _SMALL.match(text)
    if small and (small["jiao"] or small["fen"]):
        value = _number(small["yuan"]) + Decimal(int(small["jiao"] or 0) * 10 + int(small["fen"] or 0)) / 100
    else:
        value = _number(_END.sub("", text))
    fen = value * 100
    if fen != fen.to_integral_value():
        raise NotAnAmount("too_fine")
    return int(fen)
