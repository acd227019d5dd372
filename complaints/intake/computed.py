"""“3,880元 ÷ 365天 × 剩余286天”: the consumer's own sum, worked out once more. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

from django.utils.translation import gettext as _

from accounts.forms.numerals import narrow
from accounts.wording.money import yuan_words

_SIGNS = {"×": "*", "x": "*", "X": "*", "÷": "/", "+": "+", "＋": "+", "-": "-", "−": "-", "*": "*", "/": "/"}
_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)(%)?|([×xX÷+\-−*/()（）=＝])")
LONGEST = 120


class NoSum(ValueError):
    """It is not a sum that can be worked out."""


def work_out(typed: str) -> int:
    """Fen of a sum like 3880÷365×286, words between the figures ignored; raises NoSum."""
    text = narrow(typed[:LONGEST]).split("=")[0]
    tokens: list[str] = []
    for match in _PART.finditer(text):
        number, percent, sign = match.groups()
        if number:
            if tokens and tokens[-1][0].isdigit():
                raise NoSum
            tokens.append(number.replace(",", ""))
            if percent:
                tokens += ["/", "100"]
        else:
            tokens.append({"（": "(", "）": ")"}.get(sign, _SIGNS.get(sign, sign)))
    if sum(token[0].isdigit() for token in tokens) < 2:
        raise NoSum
    value, rest = _sum(tokens)
    if rest:
        raise NoSum
    fen = (value * 100).quantize(Decimal(1), ROUND_HALF_UP)
    if not 0 < fen < Decimal(10) ** 13:
        raise NoSum
    return int(fen)


def _sum(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        other, rest = _product(tokens[1:])
        value, tokens = (value + other if tokens[0] == "+" else value - other), rest
    return value, tokens


def _product(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _one(tokens)
    while tokens and tokens[0] in "*/":
        other, rest = _one(tokens[1:])
        try:
            value, tokens = (value * other if tokens[0] == "*" else value / other), rest
        except (DivisionByZero, InvalidOperation):
            raise NoSum from None
    return value, tokens


def _one(tokens: list[str]) -> tuple[Decimal, list[str]]:
    if not tokens:
        raise NoSum
    if tokens[0] == "(":
        value, rest = _sum(tokens[1:])
        if not rest or rest[0] != ")":
            raise NoSum
        return value, rest[1:]
    try:
        return Decimal(tokens[0]), tokens[1:]
    except InvalidOperation:
        raise NoSum from None


def check_computed(typed: str, amount_fen: int | None) -> str:
    """The line below the field: whether our sum is theirs; "" when there is nothing to say."""
    if not typed or amount_fen is None:
        return ""
    try:
        fen = work_out(typed)
    except NoSum:
        return ""
    if fen == amount_fen:
        return _("We get the same: %(sum)s") % {"sum": yuan_words(fen)}
    return _("We get %(sum)s. Please compare it with the amount") % {"sum": yuan_words(fen)}
