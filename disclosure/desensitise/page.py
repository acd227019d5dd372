"""One text on the desk: the normalised copy, what in it is already masked, its words, read once for all recognisers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from disclosure.desensitise.digits import Run, runs
from disclosure.desensitise.lac import Reader, Token
from disclosure.desensitise.spans import Finding, Known
from disclosure.desensitise.thresholds import Thresholds

# Everything that masking itself writes. It is never read as a detail again, so masking twice equals masking once.
MARK = re.compile(
    r"\[(?:电话|微信号|QQ号|账号|邮箱|网址|身份证号|护照号|证件号|银行卡号|车牌号|车架号"
    r"|订单号|快递单号|地址|出生日期|年龄|学校|健康信息)\]"
    r"|1[3-9]\d\*{4}\d{4}|[㐀-鿿]{1,2}某(?:某|[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥]\d*)?|某某|某|投诉人"
    r"|(?:19|20)\d{2}年(?!\s?[\d一二三四五六七八九十])"
)


@dataclass(frozen=True)
class Page:
    """What every recogniser looks at; ``heard`` are names found in other parts of a long text."""

    text: str
    known: Known
    reader: Reader
    thresholds: Thresholds
    masked: tuple[tuple[int, int], ...] = ()
    heard: Mapping[str, Finding] = field(default_factory=dict)

    @cached_property
    def runs(self) -> list[Run]:
        """Stretches of digits with little between them (digits.py)."""
        return list(runs(self.text))

    @cached_property
    def tokens(self) -> list[Token]:
        """LAC's words in order."""
        return self.reader.read(self.text)

    @cached_property
    def leaning(self) -> tuple[list[float], list[float]]:
        """How far each character leans to a person's name, whatever word won."""
        return self.reader.lean(self.text)

    @cached_property
    def marks(self) -> list[tuple[int, int]]:
        """Where the text is masked already: by an earlier round, or when it came."""
        return [*self.masked, *(match.span() for match in MARK.finditer(self.text))]
